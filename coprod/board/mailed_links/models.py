"""What every link has that is mailed to a role: no address and no name."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from coprod.board.mailed_links.enums import LinkState
from coprod.board.mailed_links.rules import find_answer_day, find_state
from coprod.core.values import clock


class MailedLink:
    """A link that a curator had mailed, for one answer. It is known by its hash.

    The address that it went to is in the letter and nowhere else.
    """

    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    requested_on: Mapped[date] = mapped_column(default=clock.today)
    requested_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    used_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]

    @property
    def answer_by(self) -> date:
        return find_answer_day(self.requested_on)

    @property
    def link_state(self) -> LinkState:
        return find_state(self.used_at, self.withdrawn_at, self.requested_on, clock.today())

    @property
    def is_waiting(self) -> bool:
        return self.link_state is LinkState.WAITING


def find_link_state(link: MailedLink | None) -> LinkState:
    return link.link_state if link else LinkState.UNKNOWN
