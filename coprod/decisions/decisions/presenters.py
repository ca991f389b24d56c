"""What the pages about decisions are given: the list as it was asked for, and a record's story."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from coprod.assessment.answer_review.queries import standing
from coprod.assessment.answer_review.rules import Standing
from coprod.assessment.resident_rating.enums import NOT_ASKED
from coprod.assessment.resident_rating.queries import RoundResult, results
from coprod.assessment.self_assessment.enums import Evidence
from coprod.core.disclosure.enums import Hidden
from coprod.core.values.actor import Actor
from coprod.core.values.phrases import N_, Message
from coprod.decisions.decisions import queries
from coprod.decisions.decisions.queries import A_PAGE, Wanted
from coprod.decisions.guide.enums import Level
from coprod.decisions.records import policies
from coprod.decisions.records import queries as records
from coprod.decisions.records.enums import Chosen, HoldState, Part
from coprod.decisions.records.models import DecisionHold, DecisionRecord
from coprod.decisions.records.presenters import Asked, asked
from coprod.decisions.records.rules import AlreadySaid
from coprod.reference.lists.enums import ListKind
from coprod.reference.lists.models import Term
from coprod.reference.lists.queries import current
from coprod.register.activities.enums import Rung
from coprod.register.activities.models import Activity
from coprod.register.activities.policies import is_owner
from coprod.web.mailer import Email

LAST_PAGE = 10_000
LONGEST_KEY = 100


# The list


@dataclass(frozen=True)
class ListPage:
    wanted: Wanted
    decisions: Sequence[DecisionRecord]
    total: int
    workstreams: Sequence[Term]
    places: Sequence[Term]

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // A_PAGE))

    @property
    def is_narrowed(self) -> bool:
        return replace(self.wanted, page=1) != Wanted()

    def to_page(self, number: int) -> dict[str, object]:
        return address(replace(self.wanted, page=number))


def wanted(asked: Mapping[str, Sequence[str]]) -> Wanted:
    """Read what a reader asked for from an address. What makes no sense is left out."""
    page = one(asked, "page")
    is_number = page.isascii() and page.isdigit() and len(page) < 6
    return Wanted(
        chosen=tuple(each for each in Chosen if each.value in asked.get("decided", ())),
        below=one(asked, "below") == "yes",
        overdue=one(asked, "overdue") == "yes",
        workstream=one(asked, "workstream"),
        place=one(asked, "place"),
        page=min(max(int(page), 1), LAST_PAGE) if is_number else 1,
    )


def one(asked: Mapping[str, Sequence[str]], name: str) -> str:
    value = next(iter(asked.get(name, ())), "")
    return value if value.isprintable() and len(value) < LONGEST_KEY else ""


def address(wanted: Wanted) -> dict[str, object]:
    """Return the parts of the address that asks for this."""
    parts: dict[str, object] = {
        "decided": [each.value for each in wanted.chosen],
        "below": "yes" if wanted.below else "",
        "overdue": "yes" if wanted.overdue else "",
        "workstream": wanted.workstream,
        "place": wanted.place,
        "page": wanted.page if wanted.page > 1 else "",
    }
    return {name: value for name, value in parts.items() if value}


def list_page(actor: Actor, wanted: Wanted, today: date) -> ListPage:
    return ListPage(
        wanted=wanted,
        decisions=queries.public(actor, wanted),
        total=queries.count(actor, wanted),
        workstreams=current(ListKind.WORKSTREAM, today),
        places=current(ListKind.LOCALITY, today),
    )


# What came of it


NOTHING_YET = N_("nothing yet")


@dataclass(frozen=True)
class Happened:
    """What came of a promise by one account. Without a ``rung``, ``why_none`` says why."""

    who: Message
    rung: Rung | None
    why_none: Message = NOTHING_YET
    collected: Message | None = None
    evidence: Evidence | None = None


def what_happened(actor: Actor, activities: Sequence[Activity]) -> dict[int, tuple[Happened, ...]]:
    """Return the accounts of each of these entries, which the caller knows the actor may read.

    One line for each account, always in the same order.
    """
    ids = [activity.id for activity in activities]
    confirmed, team, rounds = queries.confirmed(actor, ids), standing(ids), results(actor, ids)
    return {
        key: (
            by_team(team.get(key)),
            by_residents(rounds.get(key, [])),
            Happened(N_("A curator and a lay member confirm:"), rung),
        )
        for key, rung in confirmed.items()
    }


def by_team(now: Standing | None) -> Happened:
    who = N_("The team’s answers suggest:")
    return Happened(who, now.rung, evidence=now.evidence) if now else Happened(who, None)


def by_residents(rounds: Sequence[RoundResult]) -> Happened:
    """The last round that may be shown; where there is none, the latest says why."""
    who = N_("Residents’ answers suggest:")
    for each in reversed(rounds):
        if isinstance(each.rung, Rung):
            return Happened(who, each.rung, collected=each.collected.label)
    why = next((each.rung.reason for each in rounds[-1:] if isinstance(each.rung, Hidden)), None)
    return Happened(who, None, why or NOT_ASKED)


@dataclass(frozen=True)
class Outcome:
    """An entry that came of a decision, and how far people shared in it by each account."""

    activity: Activity
    accounts: tuple[Happened, ...]
    is_own: bool


def outcomes(actor: Actor, decision: DecisionRecord) -> list[Outcome]:
    found = queries.entries(actor, decision)
    accounts = what_happened(actor, found)
    return [Outcome(each, accounts[each.id], is_owner(actor, each)) for each in found]


# A record's story


@dataclass(frozen=True)
class SaidBefore:
    """What people told already. ``address`` and ``title`` only where the reader may follow it."""

    words: str
    address: str
    title: str
    slug: str


@dataclass(frozen=True)
class Story:
    """A record as one reader may read it: what is held back from them is not in here."""

    decision: DecisionRecord
    asked: Sequence[Asked]
    said: Sequence[SaidBefore]
    holds: Mapping[Part, DecisionHold]
    hidden: frozenset[Part]
    outcomes: Sequence[Outcome]
    newer: DecisionRecord | None
    older: DecisionRecord | None
    can: "Can"

    @property
    def chosen_rung(self) -> Rung | None:
        return rung_of(self.decision.chosen.level if self.decision.chosen else None)

    @property
    def recommended_rung(self) -> Rung | None:
        return rung_of(self.decision.recommended)

    @property
    def stretch_rung(self) -> Rung | None:
        return rung_of(self.decision.stretch)

    def shows(self, part: str) -> bool:
        """Tell whether this reader may see a part."""
        return Part(part) not in self.hidden

    def hold(self, part: str) -> DecisionHold | None:
        """Return why a part is kept from readers, if it is."""
        return self.holds.get(Part(part))


@dataclass(frozen=True)
class Can:
    write: bool
    add: bool
    renew: bool
    link: bool
    hold: bool


def rung_of(level: Level | None) -> Rung | None:
    return level.rung if level else None


def story(actor: Actor, decision: DecisionRecord) -> Story:
    holds = {each.part: each for each in decision.holds if each.state is not HoldState.SHOWN}
    hidden = frozenset() if policies.can_read_all(actor, decision) else frozenset(holds)
    hold = policies.can_ask_to_hold(actor, decision) or policies.can_decide_hold(actor, decision)
    return Story(
        decision=decision,
        asked=answers(decision, notes=Part.NOTES not in hidden),
        said=() if Part.SAID in hidden else said(actor, decision),
        holds=holds,
        hidden=hidden,
        outcomes=outcomes(actor, decision),
        newer=records.newer(decision),
        older=records.older(actor, decision),
        can=Can(
            policies.can_write(actor, decision),
            policies.can_add(actor, decision),
            policies.can_renew(actor, decision),
            policies.can_link(actor, decision),
            hold,
        ),
    )


def answers(decision: DecisionRecord, *, notes: bool) -> list[Asked]:
    found = asked(decision)
    return found if notes else [replace(each, note="") for each in found]


def said(actor: Actor, decision: DecisionRecord) -> list[SaidBefore]:
    rows = records.told(decision, AlreadySaid).rows
    known = records.titles(actor, [row.entry for row in rows if row.entry])
    return [
        SaidBefore(
            words=row.words,
            address="" if row.entry else row.address,
            title=known.get(row.entry, ""),
            slug=row.entry if row.entry in known else "",
        )
        for row in rows
    ]


# Letters


def reminder(title: str) -> Email:
    """To the side that made a record: its day has come. It names the record and no more."""
    return Email(
        subject=N_("A decision should be looked at again"),
        before=(
            N_("You recorded this decision: %(title)s.", title=title),
            N_(
                "Look at it again, or say whether the promise was kept. Readers see that it is due."
            ),
        ),
        link_says=N_("Read the decision"),
    )


def asked_to_hold(title: str) -> Email:
    """To the curators: somebody wants to keep a part from readers."""
    return Email(
        subject=N_("A team asks to hold something back"),
        before=(
            N_("It is about this decision: %(title)s.", title=title),
            N_("Until you decide, readers see that it is held back and why."),
        ),
        link_says=N_("Decide"),
    )
