"""What people are called here, and the kinds of link that we send to them."""

from enum import StrEnum

from coprod.core.audit_trail.enums import Verb
from coprod.core.values.actor import Role
from coprod.core.values.labels import LabelledEnum
from coprod.core.values.phrases import N_, Message


class SignInMethod(StrEnum):
    """How somebody showed who they are."""

    PASSWORD = "password"  # noqa: S105 - a way to sign in, not a secret
    LINK = "link"
    PROVIDER = "provider"
    PROVIDER_TWICE = "provider_twice"

    @property
    def is_by_provider(self) -> bool:
        """Whether an outside provider said who they are."""
        return self in {SignInMethod.PROVIDER, SignInMethod.PROVIDER_TWICE}

    @property
    def proves_twice(self) -> bool:
        """Whether the provider asked for a second factor, so that we need not."""
        return self is SignInMethod.PROVIDER_TWICE


class Browser(LabelledEnum):
    """By which browser somebody signed in, as it said itself. No more of it is kept."""

    CHROME = "chrome", N_("Chrome")
    EDGE = "edge", N_("Edge")
    FIREFOX = "firefox", N_("Firefox")
    OPERA = "opera", N_("Opera")
    SAFARI = "safari", N_("Safari")
    SAMSUNG = "samsung", N_("Samsung Internet")
    OTHER = "other", N_("A browser we do not know")


class System(LabelledEnum):
    """On what kind of device that was."""

    ANDROID = "android", N_("Android phone or tablet")
    CHROMEBOOK = "chromebook", N_("Chromebook")
    IPAD = "ipad", N_("iPad")
    IPHONE = "iphone", N_("iPhone")
    LINUX = "linux", N_("Linux computer")
    MAC = "mac", N_("Mac")
    WINDOWS = "windows", N_("Windows computer")
    OTHER = "other", N_("device we do not know")


class Purpose(StrEnum):
    """What an e-mailed link is good for, and nothing else."""

    SIGN_UP = "sign_up"
    SIGN_IN = "sign_in"
    RESET_PASSWORD = "reset_password"  # noqa: S105 - a purpose, not a secret
    CHANGE_EMAIL = "change_email"
    INVITATION = "invitation"


ROLE_LABELS: dict[Role, Message] = {
    Role.VISITOR: N_("Visitor"),
    Role.RESIDENT: N_("Resident"),
    Role.LAY_MEMBER: N_("Lay member"),
    Role.TEAM_MEMBER: N_("Team member"),
    Role.CURATOR: N_("Curator"),
    Role.ADMINISTRATOR: N_("Administrator"),
}
ROLE_MEANINGS: dict[Role, Message] = {
    Role.RESIDENT: N_("Can log activities that they took part in."),
    Role.LAY_MEMBER: N_("Can log activities. Sits on a board as a member of the public."),
    Role.TEAM_MEMBER: N_(
        "Can log activities, and put right and assess the public ones of their organisation."
    ),
    Role.CURATOR: N_("Can publish activities, invite people and look after the lists."),
    Role.ADMINISTRATOR: N_("Can do all that a curator can, and give every role."),
}
GRANTED_ROLES = tuple(ROLE_MEANINGS)
"""The roles that can be given to a person, lowest first."""

AUDIT_VERBS: dict[str, Verb] = {
    "joined": Verb(N_("Joined")),
    "changed email": Verb(N_("Changed their e-mail address")),
    "reset password": Verb(N_("Chose a new password by a link")),
    "took second factor": Verb(N_("Second step removed")),
    "changed role": Verb(N_("Role changed")),
}
