"""Who is asking: a plain value, so that a permission can be tested without a request."""

from dataclasses import dataclass
from enum import StrEnum

from coprod.core.values.errors import NotAllowedError
from coprod.core.values.labels import LabelledEnum
from coprod.core.values.phrases import N_, Message


class Role(StrEnum):
    """What a person is here. Only ``policies`` and ``requires_role`` read its ``rank``."""

    VISITOR = "visitor"
    RESIDENT = "resident"
    LAY_MEMBER = "lay_member"
    TEAM_MEMBER = "team_member"
    CURATOR = "curator"
    ADMINISTRATOR = "administrator"

    @property
    def rank(self) -> int:
        return list(Role).index(self)


class Right(LabelledEnum):
    """What somebody may do beyond their role, within one organisation or workstream."""

    meaning: Message

    LOG = (
        "log",
        N_("Log activities"),
        N_("What they log is led by this organisation, unless they say otherwise."),
    )
    LOOK_AFTER = (
        "look_after",
        N_("Look after activities"),
        N_("They see and change its activities, as those who logged them do."),
    )
    READ_FIRST = (
        "read_first",
        N_("Read activities first"),
        N_("They publish what is sent in, or send it back. Never what they look after."),
    )
    SEE_DRAFTS = (
        "see_drafts",
        N_("See drafts"),
        N_("They read what is not public yet, and change nothing."),
    )


@dataclass(frozen=True)
class ScopedRight:
    """A right, and the term of the organisation or workstream within which it holds."""

    right: Right
    term_id: int


@dataclass(frozen=True)
class Actor:
    """The person behind a request, an import or a command."""

    id: int | None = None
    name: str = ""
    role: Role = Role.VISITOR
    organisation_id: int | None = None
    rights: frozenset[ScopedRight] = frozenset()

    def list_scopes(self, *rights: Right) -> frozenset[int]:
        """Return the organisations and workstreams in which somebody has one of these rights."""
        return frozenset(each.term_id for each in self.rights if each.right in rights)

    def require_id(self) -> int:
        """The number of somebody signed in: neither a visitor nor the machine writes in a name."""
        if self.id is None:
            raise NotAllowedError
        return self.id

    def is_at_least(self, role: Role) -> bool:
        return self.role.rank >= role.rank


VISITOR = Actor()
SYSTEM = Actor(name="The machine", role=Role.ADMINISTRATOR)
"""Who does what a command on the machine does, when it is not done for a person."""
