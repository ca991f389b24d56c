from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import event, select

from coprod.board.figures.enums import FigureKey
from coprod.board.meetings.enums import AskKind
from coprod.board.packs import actions, queries
from coprod.board.packs.enums import PackKind, PackState, SectionKey
from coprod.board.packs.models import Pack, PackRow, PackSection
from coprod.board.packs.rules import AskDraft, PackDays, SectionDraft
from coprod.core.content_version import get_content_version, pinned_version
from coprod.core.values import clock
from coprod.core.values.actor import Role
from coprod.core.values.errors import ConflictError, NotAllowedError, RuleBrokenError
from coprod.core.values.howmany import HowMany, Sureness
from coprod.reference.lists.enums import ListKind
from coprod.register.activities.enums import Rung, Status
from coprod.register.activities.rules import Naming
from coprod.register.sections.rules import People
from tests import make
from tests.board.packs import make as packs
from tests.conftest import sent_statements


def activity(title: str, people: int | None = None) -> Any:
    made = make.activity(naming=Naming(title), status=Status.PUBLISHED)
    if people is not None:
        make.correct(made, People(took_part=HowMany(Sureness.EXACT, people)))
    return made


def headline(words: str, **given: Any) -> SectionDraft:
    usual = {"narrative": "", "author": "", "is_accepted": True}
    return SectionDraft(words, **{**usual, **given})


def test_a_pack_begins_with_the_sections_of_its_kind(session: Any) -> None:
    made = packs.pack(kind=PackKind.REPORT_BACK)
    assert [each.key for each in made.sections] == [
        key for key in SectionKey if key in PackKind.REPORT_BACK.sections
    ]
    assert all(each.headline and not each.accepted_as for each in made.sections)


@pytest.mark.parametrize("role", [r for r in Role if r not in {Role.CURATOR, Role.ADMINISTRATOR}])
def test_only_curators_begin_one(session: Any, role: Role) -> None:
    person = make.person(role=Role.RESIDENT if role is Role.VISITOR else role)
    with pytest.raises(NotAllowedError):
        packs.pack(by=person)


def test_a_frozen_pack_stays_as_it_is_when_the_register_changes(session: Any) -> None:
    first = activity("A walking group")
    pack = packs.frozen()
    before, mark = packs.figure_words(pack), pack.sha256
    activity("A lunch club")
    make.withdraw(first)
    assert packs.figure_words(pack) == before
    assert actions.compute_hash(pack) == mark


def test_neither_action_nor_row_of_a_frozen_pack_can_be_changed(session: Any) -> None:
    pack = packs.frozen()
    curator = make.curator()
    with pytest.raises(RuleBrokenError):
        actions.write_section(curator, pack, SectionKey.PROMISES, headline("Other"), seen=2)
    with pytest.raises(RuleBrokenError):
        actions.freeze_pack(curator, pack, seen=pack.version)
    pack.title = "Another title"
    with pytest.raises(RuleBrokenError):
        session.flush()


def test_a_headline_is_accepted_as_it_prints_and_again_when_its_figure_moves(session: Any) -> None:
    activity("A walking group")
    pack = packs.pack(kind=PackKind.RESIDENTS_NOTE)
    packs.read(packs.accept_all(pack))
    assert queries.build_document(pack).open_points == []
    activity("A lunch club")
    with pytest.raises(RuleBrokenError, match="Headlines"):
        actions.freeze_pack(make.curator(), pack, seen=pack.version)


def test_what_moves_while_a_pack_is_counted_is_counted_again(session: Any) -> None:
    activity("A walking group")
    pack = packs.read(packs.accept_all(packs.pack(kind=PackKind.RESIDENTS_NOTE)))
    moved: list[Any] = []

    def move(state: Any) -> None:
        if "FROM commitment" in str(state.statement) and not moved:
            moved.append(state)
            activity("A lunch club")

    event.listen(session, "do_orm_execute", move)
    try:
        with pytest.raises(RuleBrokenError, match="Headlines"):
            actions.freeze_pack(make.curator(), pack, seen=pack.version)
    finally:
        event.remove(session, "do_orm_execute", move)
    assert moved
    assert not session.scalars(select(PackRow)).all()


def test_a_draft_makes_no_page_old_until_it_freezes(session: Any) -> None:
    writer, reader = (make.person(role=Role.CURATOR) for _each in range(2))
    pack = packs.pack(kind=PackKind.RESIDENTS_NOTE)
    before = get_content_version()
    actions.add_ask(writer.actor, pack, AskDraft(AskKind.DECIDE, "Agree to a rota"))
    packs.read(packs.accept_all(pack, by=writer), by=reader)
    actions.name_readers(writer.actor, pack, {reader.id})
    session.commit()
    assert get_content_version() == before
    packs.freeze(pack)
    assert get_content_version() != before


def test_the_figures_of_a_draft_are_counted_once_for_a_content_version(session: Any) -> None:
    activity("A walking group")
    pack = packs.pack()
    pinned = pinned_version.set("one version")
    try:
        counted = queries.build_document(pack)
        with sent_statements() as statements:
            again = queries.build_document(pack)
        assert not any("activity_cost" in each for each in statements)
        assert [each.figures for each in again.sections] == [
            each.figures for each in counted.sections
        ]
    finally:
        pinned_version.reset(pinned)


def change_days(pack: Any, **given: Any) -> list[SectionKey]:
    usual = {name: getattr(pack, name) for name in ("meeting_on", "starts", "ends")}
    return actions.change_days(make.curator(), pack, PackDays(**(usual | given)), seen=pack.version)


def test_other_days_draft_figures_anew_and_only_what_they_moved_is_accepted_again(
    session: Any,
) -> None:
    make.decision(title="How people book")
    pack = packs.read(packs.accept_all(packs.pack(kind=PackKind.DUTY_STATEMENT)))
    assert queries.load_figures(pack)[FigureKey.DUTY].value.whole == 1
    tomorrow = clock.today() + timedelta(days=1)

    lapsed = change_days(pack, starts=tomorrow, ends=tomorrow)

    assert lapsed == [SectionKey.DUTY]
    assert pack.state is PackState.DRAFT
    duty, promises, _missing = pack.sections
    assert duty.headline == "No decision was signed off in this time."
    assert not duty.accepted_as
    assert promises.accepted_as


def test_words_of_a_person_stay_when_the_days_change(session: Any) -> None:
    make.decision(title="How people book")
    pack = packs.pack(kind=PackKind.DUTY_STATEMENT)
    actions.write_section(make.curator(), pack, SectionKey.DUTY, headline("Ours"), seen=1)
    tomorrow = clock.today() + timedelta(days=1)
    assert change_days(pack, starts=tomorrow, ends=tomorrow) == [SectionKey.DUTY]
    assert queries.get_section(pack, SectionKey.DUTY).headline == "Ours"


@pytest.mark.parametrize(
    ("given", "field"),
    [({"meeting_on": None}, "meeting_on"), ({"ends": date(1999, 1, 1)}, "ends")],
)
def test_days_are_whole_and_in_order(session: Any, given: dict[str, Any], field: str) -> None:
    with pytest.raises(RuleBrokenError) as refused:
        change_days(packs.pack(), **given)
    assert refused.value.field == field


def test_the_days_of_a_frozen_pack_stay(session: Any) -> None:
    pack = packs.frozen()
    with pytest.raises(RuleBrokenError):
        change_days(pack, ends=clock.today())


def test_the_address_of_a_frozen_pack_has_the_day_of_its_meeting(session: Any) -> None:
    pack = packs.pack(make.term(ListKind.BOARD, label="A board"))
    begun = pack.slug
    change_days(pack, meeting_on=date(2031, 5, 7))
    assert pack.slug == begun, "while others write at this address"
    assert packs.freeze(pack).slug == "a-board-2031-05-07"


def test_it_is_read_by_somebody_else_and_again_once_it_was_changed(session: Any) -> None:
    writer = make.person(role=Role.CURATOR)
    pack = packs.accept_all(packs.pack(by=writer), by=writer)
    with pytest.raises(NotAllowedError):
        packs.read(pack, by=writer)
    packs.read(pack)
    assert pack.state is PackState.REVIEWED
    section = pack.sections[0]
    actions.write_section(writer.actor, pack, section.key, headline("New"), seen=section.version)
    assert pack.reviewed_at is None


def test_who_wrote_what_was_overwritten_or_asked_for_does_not_say_that_it_was_read(
    session: Any,
) -> None:
    first, second, third = (make.person(role=Role.CURATOR) for _each in range(3))
    pack = packs.pack(by=first)
    section = pack.sections[0]
    for writer in (second, first):
        actions.write_section(
            writer.actor, pack, section.key, headline("New"), seen=section.version
        )
    actions.add_ask(third.actor, pack, AskDraft(AskKind.DECIDE, "«Agree to a rota»"))

    for writer in (first, second, third):
        with pytest.raises(NotAllowedError):
            packs.read(pack, by=writer)


@pytest.mark.parametrize("field", ["title", "reason", "cost", "lead"])
def test_a_small_number_is_refused_in_each_line_of_an_ask(session: Any, field: str) -> None:
    lines = {"title": "«Agree to a rota»", field: "What 3 carers said"}
    draft = AskDraft(AskKind.DECIDE, **lines)
    with pytest.raises(RuleBrokenError) as refused:
        actions.add_ask(make.curator(), packs.pack(), draft)
    assert refused.value.field == field


def test_what_was_read_is_what_was_seen(session: Any) -> None:
    pack = packs.pack()
    with pytest.raises(ConflictError):
        actions.record_review(make.curator(), pack, seen=pack.version - 1)


def test_what_is_taken_down_later_disappears_from_frozen_rows(session: Any) -> None:
    made = activity("A walking group", people=30)
    pack = packs.frozen()
    figure = queries.load_figures(pack)[FigureKey.TOOK_PART]
    assert queries.list_rows(pack, figure)[0].row.title == "A walking group"
    make.withdraw(made)
    (public_row,) = queries.list_rows(pack, figure)
    assert public_row.is_taken_down
    assert "walking" not in f"{public_row.row}"


def test_a_frozen_row_holds_no_exact_number_of_people(session: Any) -> None:
    activity("Three people", people=3)
    activity("Thirty-two people", people=32)
    pack = packs.frozen()
    rows = session.scalars(
        select(PackRow).where(PackRow.title.in_(["Three people", "Thirty-two people"]))
    )
    numbers = {(row.title, row.number) for row in rows if row.words.startswith(("about", "Fewer"))}
    assert numbers == {("Three people", None), ("Thirty-two people", 30)}
    assert packs.figure_words(pack)["took-part"] == "about 30"


def test_the_next_pack_stays_with_a_number_that_few_people_moved(session: Any) -> None:
    board = make.term(ListKind.BOARD)
    few, many = activity("A walk", people=32), activity("A lunch club", people=30)
    first = packs.frozen(board)
    assert packs.figure_words(first)["took-part"] == "about 60"
    make.correct(few, People(took_part=HowMany(Sureness.EXACT, 33)))
    make.correct(many, People(took_part=HowMany(Sureness.EXACT, 60)))
    second = packs.frozen(board)
    assert packs.figure_words(second)["took-part"] == "about 90"
    change = queries.list_changes(queries.summarise_pack(second, first))
    people = next(each for each in change if each.change.key is FigureKey.TOOK_PART)
    assert people.change.words == "≈ +30"
    assert [cause.public_row.row.title for cause in people.causes] == ["A lunch club"]


def test_the_next_pack_says_which_activities_moved_a_figure(session: Any) -> None:
    board = make.term(ListKind.BOARD)
    risen = activity("A walking group")
    packs.frozen(board)
    make.confirmed_proposal(make.rating(risen), Rung.CO_DESIGN)
    new = activity("A lunch club")
    second = packs.pack(board)
    first = queries.find_previous(second)
    assert first is not None
    changes = queries.list_changes(queries.summarise_pack(second, first))
    causes = {
        each.change.key: [(cause.public_row.row.title, cause.is_up) for cause in each.causes]
        for each in changes
    }
    assert causes[FigureKey.ACTIVITIES] == [(new.title, True)]
    assert causes[FigureKey.SHARED_POWER] == [("A walking group", True)]


def test_sections_are_added_and_dropped_and_what_was_written_stays(session: Any) -> None:
    pack = packs.pack(kind=PackKind.RESIDENTS_NOTE)
    curator = make.curator()
    actions.write_section(curator, pack, SectionKey.PROMISES, headline("Ours"), seen=1)
    keys = (SectionKey.PROMISES, SectionKey.MONEY)
    actions.change_sections(curator, pack, keys, seen=pack.version)
    assert [each.key for each in pack.sections] == [SectionKey.MONEY, SectionKey.PROMISES]
    assert queries.get_section(pack, SectionKey.PROMISES).headline == "Ours"


def test_a_note_has_its_day_and_leaves_the_pack_as_it_is(session: Any) -> None:
    pack = packs.frozen()
    mark = pack.sha256
    actions.add_note(make.curator(), pack, FigureKey.PROMISES, "It counted one twice.")
    assert (pack.notes[0].figure, actions.compute_hash(pack)) == (FigureKey.PROMISES, mark)


def test_no_two_packs_share_an_address(session: Any) -> None:
    board = make.term(ListKind.BOARD, label="A board")
    slugs = {packs.pack(board).slug, packs.pack(board).slug}
    assert len(slugs) == 2
    assert session.scalars(select(Pack.slug)).all()
    assert session.scalars(select(PackSection.id)).all()
