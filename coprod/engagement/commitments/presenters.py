"""What the pages about promises are given, and the letters that go with them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from coprod.core.values.dates import PartialDate
from coprod.core.values.keys import parse_page_number
from coprod.core.values.phrases import N_, Message
from coprod.engagement.commitments.enums import CommitmentSource, CommitmentState
from coprod.engagement.commitments.models import Commitment
from coprod.engagement.commitments.queries import PAGE_SIZE, CommitmentsFilter
from coprod.register.activities.models import Activity
from coprod.web.filters import say_date
from coprod.web.mailer import Email

LAST_PAGE = 10_000
TAG_COLOURS: dict[CommitmentState, str] = {
    CommitmentState.PLANNED: "blue",
    CommitmentState.MADE: "green",
    CommitmentState.NOT_DOING: "grey",
}


@dataclass(frozen=True)
class CommitmentsPage:
    criteria: CommitmentsFilter
    promises: Sequence[Commitment]
    total: int
    counts: Mapping[CommitmentState, int]
    owed: Sequence[tuple[Activity, PartialDate]]

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // PAGE_SIZE))

    @property
    def is_narrowed(self) -> bool:
        return replace(self.criteria, page=1) != CommitmentsFilter()

    def to_page(self, number: int) -> dict[str, object]:
        return build_parameters(replace(self.criteria, page=number))


def read_filter(parameters: Mapping[str, Sequence[str]]) -> CommitmentsFilter:
    """Read what a reader asked for from an address. What makes no sense is left out."""
    page = next(iter(parameters.get("page", ())), "")
    return CommitmentsFilter(
        states=tuple(each for each in CommitmentState if each.value in parameters.get("state", ())),
        sources=tuple(
            each for each in CommitmentSource if each.value in parameters.get("from", ())
        ),
        overdue="yes" in parameters.get("overdue", ()),
        page=parse_page_number(page, LAST_PAGE),
    )


def build_parameters(criteria: CommitmentsFilter) -> dict[str, object]:
    """Return the parts of the address that asks for this."""
    parts: dict[str, object] = {
        "state": [each.value for each in criteria.states],
        "from": [each.value for each in criteria.sources],
        "overdue": "yes" if criteria.overdue else "",
        "page": criteria.page if criteria.page > 1 else "",
    }
    return {name: value for name, value in parts.items() if value}


def build_typed_in_email(title: str) -> Email:
    """To the owners, when a curator typed a promise in."""
    return Email(
        subject=N_("A promise stands on your entry"),
        before=(
            N_("A curator has written about a promise on: %(title)s.", title=title),
            N_("Readers see it, and the day by which it is due."),
        ),
        link_label=N_("Read it"),
    )


def build_to_read_email(title: str) -> Email:
    """To the curators, when a team said something about a promise."""
    return Email(
        subject=N_("Read what a team says about a promise"),
        before=(
            N_("The team has made a promise, or said how one stands, on: %(title)s.", title=title),
            N_("Readers do not see it before you have read it."),
        ),
        link_label=N_("Read it"),
    )


def build_published_email(title: str) -> Email:
    """To the owners: a curator has read what they said."""
    return Email(
        subject=N_("Readers see what you said about a promise"),
        before=(
            N_("A curator has read what you said about a promise on: %(title)s.", title=title),
        ),
        link_label=N_("See it"),
    )


def build_sent_back_email(title: str) -> Email:
    """To the owners: a curator asks for other words."""
    return Email(
        subject=N_("Please change what you said about a promise"),
        before=(
            N_("A curator has read what you said about a promise on: %(title)s.", title=title),
            N_("Readers do not see it yet. Your words are kept for you."),
        ),
        link_label=N_("See what to change"),
    )


def build_reminder_email(title: str, due: PartialDate) -> Email:
    """To the owners: the day has passed."""
    due_text: Message | str = say_date(due)
    return Email(
        subject=N_("A promise is overdue"),
        before=(
            N_(
                "On your entry %(title)s something was promised by %(when)s.",
                title=title,
                when=due_text,
            ),
            N_("Say whether it is done, when it will be, or why it is not being done."),
        ),
        link_label=N_("Say how it stands"),
        after=(N_("Until then everybody reads that it is overdue."),),
    )
