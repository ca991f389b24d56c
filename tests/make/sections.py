"""An entry that tells all it can."""

from typing import Any

from coprod.core.values.answers import CycleStage, YesNoUnknown
from coprod.core.values.dates import PartialDate
from coprod.core.values.howmany import HowMany, Sureness
from coprod.reference.lists.enums import ListKind
from coprod.reference.lists.models import Term
from coprod.register.activities.models import Activity
from coprod.register.sections import rules as sections
from coprod.register.sections.enums import FilmWords, Meeting, SpreadStage, WorkLevel
from coprod.register.sections.enums import FundingDecider as DecidesMoney
from coprod.register.sections.rules import Costs, Resourcing, Worth
from tests.make.entries import register_entry, term
from tests.register.sections.make import full_cost


def everything(activity: Activity) -> dict[type[Any], Any]:
    """Return a full answer to every section of an entry."""
    partner, board, support, other = (
        term(ListKind.ORGANISATION, label="The partner"),
        term(ListKind.BOARD, label="The board"),
        term(ListKind.SUPPORT, label="Hearing loop"),
        term(ListKind.SUPPORT, label="Childcare"),
    )
    return {type(part): part for part in full_parts(activity, partner, board, (support, other))}


def full_parts(
    activity: Activity, partner: Term, board: Term, supports: tuple[Term, Term]
) -> list[Any]:
    programme = register_entry(activity)
    session_ = sections.Session(
        number=1,
        held=PartialDate(2026, 3),
        meeting=Meeting.IN_PERSON,
        place="A hall in Bow",
        took_part=HowMany(Sureness.EXACT, 23),
        run_by="A resident facilitator",
        independent=YesNoUnknown.YES,
        trained=YesNoUnknown.NO,
        offered_ids=tuple(sorted(each.id for each in supports)),
        used_ids=(supports[0].id,),
    )
    film = sections.Link(
        1, "A film", "https://example.org/film", "How it went", True, FilmWords.CAPTIONS
    )
    return [
        sections.Basics(
            WorkLevel.SERVICE,
            SpreadStage.PILOT,
            (partner.id,),
            ("The allotment club",),
            programme.id,
        ),
        sections.Pledge(
            open_to_change="The times and the place",
            not_open="The budget",
            pledge="You will hear what we did with every idea",
            hear_back=PartialDate(2026, 6),
            decided_by="Head of community care",
            budget_say=YesNoUnknown.NO,
            board_ids=(board.id,),
        ),
        sections.People(
            HowMany(Sureness.ABOUT, 40),
            "Through the lunch club",
            "Men under 60",
            "Two residents chaired",
            ("Bow lunch club", "Carers together"),
        ),
        sections.Working(
            (CycleStage.CO_PLANNING, CycleStage.CO_DELIVERY),
            YesNoUnknown.YES,
            "Youth work lead",
            "Letters to parents and a chat with each young person",
        ),
        sections.Sessions((session_,)),
        Resourcing(
            unresourced=True,
            why="The grant ended",
            deciding=DecidesMoney.TOGETHER,
            deciding_who="Six residents and the head of community care",
            deciding_link="https://example.org/rules",
        ),
        Costs((full_cost(partner.id),)),
        sections.Outcome(
            "What would help?", "Handrails", "We fitted handrails", "No lift", "No money yet"
        ),
        Worth(
            recognised=YesNoUnknown.YES,
            recognised_by="The lunch club",
            recognised_link="https://example.org/said",
            anyway="A new bus came",
            harder="The mornings were lost",
            worth="Twice the money of the old class",
            worth_link="https://example.org/compared",
            led_to="It goes on for a year",
            led_to_post="Partnership board",
            led_to_on=PartialDate(2026, 5),
            led_to_link="https://example.org/board",
        ),
        sections.Evidence((film,)),
        sections.CuratorNotes("The landlord is nervous"),
    ]
