from datetime import timedelta
from typing import Any

from coprod.board.figures.enums import FigureKey, ValueState
from coprod.board.figures.queries import FigureContext, build_figures
from coprod.board.overview.queries import Overview, load_overview
from coprod.board.packs.queries import load_people_before
from coprod.core.values import clock
from coprod.core.values.dates import PartialDate
from coprod.core.values.howmany import HowMany, Sureness
from coprod.engagement.commitments.enums import CommitmentState
from coprod.reference.lists.enums import ListKind
from coprod.register.activities.enums import Rung, Status
from coprod.register.activities.rules import Naming, Timing
from coprod.register.sections.rules import People
from tests import make
from tests.board.packs import make as packs
from tests.engagement.commitments.make import moved, promise, unread


def activity(title: str = "A walking group", status: Status = Status.PUBLISHED) -> Any:
    return make.activity(naming=Naming(title), status=status)


def begun(timing: Timing) -> Any:
    return make.activity(timing=timing, status=Status.PUBLISHED)


def words(overview: Overview) -> list[str]:
    return [each.now.words for each in overview.headlines]


def test_an_empty_register_claims_nothing(session: Any) -> None:
    overview = load_overview()
    states = [each.now.state for each in overview.headlines]
    assert words(overview)[0] == "0"
    assert states[1:] == [ValueState.UNKNOWN] * 3
    assert overview.levels.is_empty
    assert not overview.statements
    assert not overview.overdue


def test_drafts_and_what_was_withdrawn_count_nowhere(session: Any) -> None:
    place = make.term(ListKind.LOCALITY, label="Bow")
    draft, withdrawn = activity("A draft", Status.DRAFT), activity("Withdrawn")
    make.withdraw(withdrawn)
    promise(activity("Public"))
    overview = load_overview()
    assert words(overview)[0] == "1"
    assert not any(line.number for line in overview.places if line.key == place.key)
    assert overview.levels.without_level == 1
    assert draft.id


def test_a_promise_counts_as_it_stood_on_each_day(session: Any) -> None:
    kept = promise(activity(), due=PartialDate(2030, 1))
    moved(kept, CommitmentState.MADE)
    past = clock.today() - timedelta(days=40)
    late = promise(activity("Late"), due=PartialDate.from_day(past))
    unread(activity("Unread"))
    overview = load_overview()
    promises = overview.headlines[2]
    assert promises.now.words == "1 of 2"
    assert promises.year_ago.state is ValueState.UNKNOWN
    assert [each.row.subject_id for each in overview.overdue] == [late.id]


def test_a_level_that_only_the_team_sees_is_not_confirmed(session: Any) -> None:
    today = clock.today()
    timing = Timing(started=PartialDate(today.year, today.month))
    make.confirmed_proposal(make.rating(begun(timing)), Rung.CO_DESIGN)
    rung = Rung(make.rating(begun(timing)).rung or 0)
    make.rating(begun(Timing(started=PartialDate(today.year))))
    levels = load_overview().levels
    cells = dict(levels.lines)
    assert cells[Rung.CO_DESIGN][-1].confirmed == 1
    assert cells[rung][-1].by_team == 1
    assert (levels.without_level, levels.without_quarter) == (0, 1)
    assert levels.count_confirmed(slice(None)) == (1, 1)


def test_people_add_up_by_the_day_as_the_figure_does_and_as_packs_told_before(
    session: Any,
) -> None:
    made = {}
    for title, number in (("Few", 3), ("Twins", 42), ("Other twins", 42), ("Told before", 32)):
        made[title] = activity(title)
        make.correct(made[title], People(took_part=HowMany(Sureness.EXACT, number)))
    old = made["Twins"]
    old.published_at = clock.now() - timedelta(days=200)
    assert load_overview().headlines[1].now.words == "about 110"
    packs.frozen()
    make.correct(made["Told before"], People(took_part=HowMany(Sureness.EXACT, 33)))
    overview = load_overview()
    today = clock.today()
    context = FigureContext(today, today, load_people_before())
    figure = build_figures([FigureKey.TOOK_PART], context)[FigureKey.TOOK_PART]
    people = overview.headlines[1]
    assert people.now.words == figure.value.words == "about 110"
    assert [each.words for each in people.values[:3]] == [
        "Not recorded yet",
        "Not recorded yet",
        "about 40",
    ]


def test_a_place_without_any_activity_is_listed(session: Any) -> None:
    make.term(ListKind.LOCALITY, label="Poplar")
    lines = {line.label: line.number for line in load_overview().places}
    assert lines["Poplar"] == 0
