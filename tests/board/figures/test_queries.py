"""Each figure from what the register holds: known, not told yet, or hidden, and never nought."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from coprod.assessment.resident_rating.enums import Collected
from coprod.board.figures.enums import FigureKey, ValueState
from coprod.board.figures.queries import FigureContext, build_figures, summarise_figures
from coprod.board.figures.rules import Figure
from coprod.challenges.enums import Challenge
from coprod.core.disclosure.rules import DisclosedCount
from coprod.core.money.enums import AmountUnit
from coprod.core.money.rules import Amount
from coprod.core.values import clock
from coprod.core.values.answers import CycleStage
from coprod.core.values.dates import PartialDate
from coprod.core.values.howmany import HowMany, Sureness
from coprod.engagement.commitments.enums import CommitmentState
from coprod.reference.lists.enums import ListKind
from coprod.register.activities.enums import Rung, Status
from coprod.register.activities.rules import Naming
from coprod.register.sections.enums import CostCategory, CostTiming
from coprod.register.sections.rules import People
from coprod.resourcing.requests.rules import Given
from tests import make
from tests.engagement.commitments.make import moved, promise
from tests.intelligence.deep_dives.make import deep_dive
from tests.intelligence.feedback.make import insight
from tests.register.sections.make import costs, full_cost, line, pounds
from tests.resourcing.requests import make as requests


def build(key: FigureKey, before: Mapping[int, Sequence[DisclosedCount]] | None = None) -> Figure:
    today = clock.today()
    context = FigureContext(today, today - timedelta(days=365), before or {})
    figure, summary = (count([key], context)[key] for count in (build_figures, summarise_figures))
    assert (summary.value, summary.parts) == (figure.value, figure.parts)
    return figure


def activity(title: str = "A walking group", status: Status = Status.PUBLISHED) -> Any:
    return make.activity(naming=Naming(title), status=status)


def parts(figure: Figure) -> dict[str, str]:
    return {f"{part.label}, {part.column}": part.value.words for part in figure.parts}


def test_in_an_empty_register_nothing_is_nought_that_nobody_told(session: Any) -> None:
    today = clock.today()
    figures = build_figures(list(FigureKey), FigureContext(today, today, {}))
    known = {key for key, each in figures.items() if each.value.state is ValueState.KNOWN}
    counts_things = {
        FigureKey.ACTIVITIES,
        FigureKey.CONVERSATIONS,
        FigureKey.DEEP_DIVES,
        FigureKey.LEARNING,
        FigureKey.NOT_WORKED,
    }
    assert known == counts_things
    assert all(figures[key].value.words == "0" for key in known)


def test_only_public_activities_count(session: Any) -> None:
    activity()
    activity("A draft", Status.DRAFT)
    made = activity("Withdrawn")
    make.withdraw(made)
    figure = build(FigureKey.ACTIVITIES)
    assert [row.title for row in figure.rows] == ["A walking group"]


def test_confirmed_levels_and_those_of_teams_alone_are_never_added(session: Any) -> None:
    make.confirmed_proposal(make.rating(activity()), Rung.CO_DESIGN)
    make.rating(activity("Only its team"))
    figure = build(FigureKey.SHARED_POWER)
    assert figure.value.words == "1 of 1"
    cells = parts(figure)
    assert cells["Co-design, Confirmed"] == "1"
    assert sum(int(v) for k, v in cells.items() if k.endswith("Team only")) == 1
    assert [row.is_counted for row in figure.rows] == [True, False]


def test_what_curators_judged_stands_first_and_not_told_yet_apart(session: Any) -> None:
    judged, claimed = activity(), activity("Claimed")
    activity("Silent")
    make.judgement(judged, Challenge.C2, 3)
    make.claim(claimed, Challenge.C2, 4, link="https://example.org/x")
    figure = build(FigureKey.C2)
    assert figure.value.words == "1 of 1"
    cells = parts(figure)
    assert (cells["Step 3, A curator judges"], cells["Step 4, The team claims"]) == ("1", "1")
    assert cells["Not recorded yet, A curator judges"] == "2"
    assert next(iter(cells)).endswith("A curator judges")


def test_promises_are_kept_by_the_day_that_was_promised_first(session: Any) -> None:
    made = activity()
    today = clock.today()
    past, soon = today - timedelta(days=40), today + timedelta(days=40)

    def day(when: date) -> PartialDate:
        return PartialDate.from_day(when)

    moved(promise(made, due=day(soon)), CommitmentState.MADE)
    moved(promise(made, due=day(past)), CommitmentState.MADE)
    moved(promise(made, due=day(past)), CommitmentState.PLANNED, due=day(soon))
    moved(promise(made, due=day(soon)), CommitmentState.NOT_DOING)
    promise(made, due=day(soon))
    figure = build(FigureKey.PROMISES)
    assert figure.value.words == "1 of 4"
    assert {row.group for row in figure.rows} == {
        "on_time",
        "late",
        "overdue",
        "not_doing",
        "to_come",
    }


def test_people_are_rounded_and_what_is_small_or_not_told_is_in_no_sum(session: Any) -> None:
    for title, number in (("Few", 3), ("Many", 42), ("Others", 12)):
        people = People(took_part=HowMany(Sureness.EXACT, number))
        make.correct(activity(title), people)
    activity("Silent")
    figure = build(FigureKey.TOOK_PART)
    assert figure.value.words == "about 50"
    assert {row.title: row.words for row in figure.rows} == {
        "Few": "Fewer than 5",
        "Many": "about 40",
        "Others": "about 10",
        "Silent": "Not recorded yet",
    }


def test_money_is_told_by_partner_and_stage_without_what_people_were_paid(session: Any) -> None:
    partner = make.term(ListKind.ORGANISATION, label="The council")
    given = {"given_by_id": partner.id, "stage": CycleStage.CO_DELIVERY}
    costs(
        activity(),
        full_cost(partner.id),
        line(2, **given),
        line(3, amount=pounds(30)),
        line(4, amount=pounds(99), timing=CostTiming.PLANNED),
    )
    figure = build(FigureKey.MONEY)
    assert figure.value.words == "£150"
    assert [(p.label, p.value.words) for p in figure.parts] == [
        ("The council", "£120"),
        ("Not said", "£30"),
    ]
    by_stage = [p.label for p in build(FigureKey.MONEY_BY_STAGE).parts]
    assert by_stage == ["Delivering together", "Not said"]


def test_no_money_is_told_for_a_level_of_fewer_than_five_activities(session: Any) -> None:
    for number in range(4):
        made = activity(f"Activity {number}")
        make.rating(made)
        costs(made, line(amount=pounds(100)))
    assert build(FigureKey.MONEY_BY_RUNG).value.state is ValueState.HIDDEN
    fifth = activity("The fifth")
    make.rating(fifth)
    costs(fifth, line(amount=pounds(100)))
    figure = build(FigureKey.MONEY_BY_RUNG)
    assert figure.value.words == "£500"
    assert figure.rows == ()


def test_protected_time_that_ends_soon_is_counted(session: Any) -> None:
    ends = clock.today() + timedelta(days=60)
    time = {
        "category": CostCategory.PROTECTED_TIME,
        "amount": Amount(AmountUnit.MONTHLY, 800),
        "since": PartialDate(2020),
    }
    costs(activity(), line(1, **time, until=PartialDate(ends.year, ends.month)), line(2, **time))
    figure = build(FigureKey.PROTECTED_TIME)
    assert figure.value.words == "1 of 2"
    assert [p.value.words for p in figure.parts] == ["16", "8"]


def test_what_partners_agreed_to_is_planned_beside_actual(session: Any) -> None:
    partner = make.term(ListKind.ORGANISATION, label="The hospital")
    several = requests.terms(Given(posts_tenths=5, pence=2000_00))
    made = requests.record(requests.agreed(partner, of=several), Given(posts_tenths=4))
    requests.request(partner, purpose="Only asked")
    requests.agreed(partner, purpose="Ended", of=requests.terms(until=-1))
    requests.agreed(partner, purpose="Secret", is_public=False)
    figure = build(FigureKey.PARTNERS)
    assert figure.value.words == "1 of 2"
    assert [row.subject_id for row in figure.rows if row.is_counted] == [made.id]
    assert [(part.column, part.value.words) for part in figure.parts] == [
        ("Planned", "0.5 of a full-time post"),
        ("Actual", "0.4 of a full-time post"),
        ("Planned", "£2,000"),
        ("Actual", "Not recorded yet"),
    ]


def test_what_people_told_us_is_as_the_public_page_tells_it(session: Any) -> None:
    insight(40, 10, 50, people=80)
    figure = build(FigureKey.FEEDBACK)
    assert figure.value.words == "1 of 4"
    (counted,) = [row for row in figure.rows if row.is_counted]
    assert "People: about 80. Comments: about 100" in counted.words


def test_closer_looks_are_listed_once_they_are_public(session: Any) -> None:
    public = deep_dive(title="Getting an appointment")
    deep_dive(title="Held back", is_public=False)
    figure = build(FigureKey.DEEP_DIVES)
    assert figure.value.words == "1"
    assert [(row.subject_id, row.title) for row in figure.rows] == [(public.id, public.title)]
    assert figure.rows[0].words == "Too few people told us to show a share."


def test_where_nobody_was_heard_is_listed(session: Any) -> None:
    heard, silent = make.term(ListKind.SERVICE, label="GPs"), make.term(ListKind.SERVICE, label="X")
    insight(40, 10, 50, service_id=heard.id)
    figure = build(FigureKey.SILENT)
    assert silent.label in {row.title for row in figure.rows}
    assert heard.label not in {row.title for row in figure.rows}


def test_rounds_that_teams_collected_stand_apart(session: Any) -> None:
    figure = build(FigureKey.CONVERSATIONS)
    assert [part.key for part in figure.parts] == [Collected.INDEPENDENT, Collected.TEAM]


def test_a_decision_says_whether_a_duty_applied_who_decided_and_why(session: Any) -> None:
    make.decision()
    make.decision(sign=False, title="Not signed")
    figure = build(FigureKey.DUTY)
    (row,) = figure.rows
    assert "decided by «Director»" in row.words
    assert "«why»" in row.words


def test_a_learning_record_is_called_by_what_it_tells_the_next_team(session: Any) -> None:
    made = make.record(next_team="Feed people first")
    make.record(status=Status.WITHDRAWN, next_team="Withdrawn")
    figure = build(FigureKey.LEARNING)
    assert [(row.subject_id, row.title) for row in figure.rows] == [(made.id, "Feed people first")]
