"""Who is asking: a plain value, so that a permission can be tested without a request."""

from dataclasses import dataclass
from enum import StrEnum

from coprod.core.values.errors import NotAllowedError


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


@dataclass(frozen=True)
class Actor:
    """The person behind a request, an import or a command."""

    id: int | None = None
    name: str = ""
    role: Role = Role.VISITOR
    organisation_id: int | None = None

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
