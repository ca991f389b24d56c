"""Outcomes to read, results to enter and publish, and the same numbers everywhere."""

import csv
import io
import re
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from coprod.accounts.users.models import Person
from coprod.core.database import session as database
from coprod.core.values.actor import Role
from coprod.core.values.dates import PartialDate
from coprod.core.values.errors import RuleBrokenError
from coprod.outcomes.i_statements import actions as statements
from coprod.outcomes.i_statements.models import Statement
from coprod.outcomes.results import actions, queries
from coprod.outcomes.results.enums import Moment, WaveState
from coprod.outcomes.results.models import Wave
from coprod.outcomes.results.rules import CountsRow
from coprod.reference.lists.enums import ListKind
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity
from tests import make
from tests.outcomes.i_statements import make as said
from tests.reviews import make as reviews

As = Callable[[Any], Any]
DETAILS = {
    "title": "Lunch club",
    "surveyed_on-month": "3",
    "surveyed_on-year": "2026",
    "moment": "before",
    "mode": "paper",
    "language": "English",
    "surveyed_by": "A facilitator",
    "same_people": "others",
    "place": "0",
}
TABLE = "statement,strongly_agree,agree,in_between,disagree,strongly_disagree\nsay,20,20,10,20,10"


def published(**given: Any) -> Activity:
    return make.activity(status=Status.PUBLISHED, **given)


def row(*numbers: int, group: str = "") -> CountsRow:
    first = database.scalars(select(Statement).where(Statement.key == "say")).one()
    return CountsRow(first.id, said.counts(*numbers), group)


def test_a_team_enters_results_and_a_curator_publishes_them(as_: As, client: Any) -> None:
    said.framework()
    owner = make.person()
    published(owner=owner)
    team, curator = as_(owner), as_(Role.CURATOR)

    answer = team.send("/outcomes/of/falls-group", DETAILS)
    at = answer.location.removesuffix("/counts")
    assert team.send(f"{at}/paste", {"rows": "nonsense"}).status_code == 422
    assert team.send(f"{at}/paste", {"rows": TABLE}).location == f"{at}/counts"
    assert client.get(at).status_code == 404
    assert "The rows behind the numbers" in team.get(at).text
    assert team.send(f"{at}/send").location == at
    wave = database.get_one(Wave, int(at.split("/")[-1]))
    assert team.send(reviews.address_of(wave), {"decision": "publish"}).status_code == 403
    assert reviews.send(curator, wave, "publish").status_code == 303

    page = client.get(at).text
    assert "50%" in page
    assert "About 80" in page
    assert "The rows behind the numbers" not in page
    assert team.send(f"{at}/paste", {"rows": TABLE}).status_code == 403
    assert "Lunch club" in client.get("/stories/falls-group/effect").text


def test_results_that_were_sent_wait_in_the_queue_with_their_exact_counts(
    as_: As, session: Any
) -> None:
    said.framework()
    wave = said.results(published(), row(23, 0, 20), state=WaveState.SENT, title="«first»")
    curator = as_(Role.CURATOR)

    assert curator.get("/outcomes/results/waiting").location == "/desk"
    assert "«first»" in curator.get("/desk").text
    assert "The rows behind the numbers" in curator.get(reviews.address_of(wave)).text
    assert reviews.address_of(wave) in curator.get(f"/outcomes/results/{wave.id}").text


def test_results_that_were_published_keep_their_name_in_the_log_of_decisions(
    as_: As, session: Any
) -> None:
    said.framework()
    wave = said.results(published(), row(23, 0, 20), state=WaveState.SENT, title="«first»")
    curator = as_(Role.CURATOR)
    assert reviews.send(curator, wave, "publish").status_code == 303

    assert "“«first»”" in curator.get("/desk/decisions?kind=results").text


def test_counts_that_change_meanwhile_cease_to_wait_until_they_are_sent_again(session: Any) -> None:
    said.framework()
    activity = published()
    wave = said.results(activity, row(20, 0, 20), state=WaveState.SENT)
    first = reviews.review_of(wave)

    actions.enter_counts(make.owner(activity), wave, [row(30, 0, 30)])
    assert not reviews.is_open(wave)

    actions.send_wave(make.owner(activity), wave)
    assert reviews.review_of(wave).id != first.id


def test_a_curator_with_a_hand_in_the_work_does_not_decide_about_its_results(
    as_: As, session: Any
) -> None:
    said.framework()
    own = make.person(role=Role.CURATOR)
    wave = said.results(published(owner=own), row(20, 0, 20), state=WaveState.SENT)

    answer = as_(own).send(reviews.address_of(wave), {"decision": "publish", "seen": ""})

    assert answer.status_code == 403
    assert reviews.waiting_ids(own.actor, "results") == []
    assert reviews.waiting_ids(make.curator(), "results") == [wave.id]


def test_a_team_reads_of_the_answers_to_a_survey_what_readers_will(as_: As, session: Any) -> None:
    said.framework()
    owner = make.person()
    wave = said.results(published(owner=owner), row(23, 0, 20), state=WaveState.SENT)
    wave.is_survey = True
    session.commit()

    page = as_(owner).get(reviews.address_of(wave)).text

    assert "Who agrees" in page
    assert "The rows behind the numbers" not in page


def test_what_the_form_offers_first_can_be_sent(as_: As, session: Any) -> None:
    said.framework()
    owner = make.person()
    published(owner=owner)
    team = as_(owner)
    page = team.get("/outcomes/of/falls-group").text
    offered = re.search(r'<select[^>]*name="place"[^>]*>\s*<option value="(\w*)"', page)

    assert offered
    answer = team.send("/outcomes/of/falls-group", {**DETAILS, "place": offered[1]})
    assert answer.location.endswith("/counts")


def test_page_chart_table_and_file_say_the_same(client: Any, session: Any) -> None:
    said.framework()
    entry = published()
    wave = said.results(entry, row(43, 0, 0, 41), title="«first»")

    lines = list(csv.DictReader(io.StringIO(client.get("/outcomes/results.csv").text)))
    figure = queries.list_results(wave)[0].figures.whole
    pages = [client.get(p).text for p in ("/outcomes", "/outcomes/statement/say")]

    assert [(r["agree"], r["people"], r["low"], r["high"]) for r in lines] == [
        ("About 50%", "About 85", *(str(n) for n in figure.interval or ()))
    ]
    ends = [(r["agree_from_per_cent"], r["agree_to_per_cent"]) for r in lines]
    assert ends == [("47.5", "52.5")]
    for page in pages:
        assert page.count("About 50%") >= 3
        assert "51%" not in page
        assert "About 85" in page
        assert "43" not in page.replace("430", "")


def test_what_is_small_is_kept_back_on_every_page(client: Any, session: Any) -> None:
    said.framework()
    wave = said.results(published(), row(20, 0, 3))

    for path in ("/outcomes", "/outcomes/statement/say", f"/outcomes/results/{wave.id}"):
        page = client.get(path).text
        assert "87%" not in page
        assert "Hidden to protect privacy" in page
    assert "87" not in client.get("/outcomes/results.csv").text


def test_a_change_is_told_with_its_limits_and_never_as_a_cause(client: Any, session: Any) -> None:
    said.framework()
    entry = published()
    said.results(entry, row(200, 0, 200))
    later: dict[str, Any] = {"surveyed_on": PartialDate(2026, 9), "moment": Moment.AFTER}
    said.results(entry, row(260, 0, 140), **later)
    said.results(published(), row(10, 0, 10))

    page = client.get("/outcomes/statement/say").text

    assert "Chance alone would not explain the difference" in page
    assert page.count("This does not say why") == 1


def test_statements_that_no_entry_touches_are_listed(client: Any, session: Any) -> None:
    said.framework()
    entry = published()
    aim = said.aim(entry)
    statements.publish_link(make.curator(), entry, aim)
    session.commit()

    page = client.get("/outcomes").text
    untouched = page.partition("Statements that no activity works on")[2]

    assert "«safe»" in untouched
    assert "«say»" not in untouched
    assert page.index("«say»") < page.index("«safe»")


def test_results_of_a_withdrawn_entry_are_gone(client: Any, session: Any) -> None:
    said.framework()
    entry = published()
    wave = said.results(entry, row(20, 0, 20))
    make.withdraw(entry)

    assert client.get(f"/outcomes/results/{wave.id}").status_code == 404
    assert "50%" not in client.get("/outcomes").text
    assert "50" not in client.get("/outcomes/results.csv").text


def test_public_results_are_taken_down_with_a_reason_and_not_changed(
    as_: As, client: Any, session: Any
) -> None:
    said.framework()
    wave = said.results(published(), row(20, 0, 20))
    curator, at = as_(Role.CURATOR), f"/outcomes/results/{wave.id}"

    assert curator.send(f"{at}/take-down").status_code == 422
    assert curator.send(f"{at}/take-down", {"reason": "Counted twice"}).location == at
    assert client.get(at).status_code == 404


@pytest.mark.parametrize(
    ("address", "said_there"),
    [
        ("", "388"),
        ("?now=50&hoped=70", "93"),
        ("?now=x", "0 to 100"),
        ("?now=9&hoped=9", "nothing to measure"),
    ],
)
def test_the_sample_that_is_needed_is_shown_while_planning(
    client: Any, address: str, said_there: str
) -> None:
    assert said_there in client.get(f"/outcomes/plan{address}").text


def test_only_curators_enter_what_the_partnership_asked(as_: As, session: Any) -> None:
    said.framework()
    assert as_(Role.TEAM_MEMBER).send("/outcomes/of-partnership", DETAILS).status_code == 403
    answer = as_(Role.CURATOR).send("/outcomes/of-partnership", DETAILS)
    wave = session.get(Wave, int(answer.location.split("/")[-2]))
    assert (wave.activity_id, wave.state) == (None, WaveState.DRAFT)


def test_another_curator_publishes_what_the_partnership_asked(as_: As, session: Any) -> None:
    said.framework()
    wave = said.results(None, row(20, 0, 20), state=WaveState.SENT)
    author = session.get_one(Person, wave.by_id)
    path = reviews.address_of(wave)

    page = as_(author).get(path).text
    refused = as_(author).send(path, {"decision": "publish", "seen": ""})

    assert "You worked on this, so another curator must read it." in page
    assert refused.status_code == 403
    assert reviews.send(as_(Role.CURATOR), wave, "publish").status_code == 303


def test_a_draft_is_thrown_away_with_its_counts(session: Any) -> None:
    said.framework()
    entry = published()
    wave = said.results(entry, row(20, 0, 20), state=WaveState.DRAFT)
    actions.discard_wave(make.owner(entry), wave)
    assert queries.list_waves_of_activity(make.owner(entry), entry) == []


# One result of one asking


def parts(*groups: tuple[str, tuple[int, ...]]) -> list[CountsRow]:
    """Return everybody, as many as the groups together, and each group."""
    whole = [sum(numbers) for numbers in zip(*(each for _name, each in groups), strict=True)]
    return [row(*whole), *(row(*numbers, group=name) for name, numbers in groups)]


YOUNG = ("Under 45", (24, 0, 20)), ("45 and over", (20, 0, 20))
YOUNGER = ("Under 40", (20, 0, 20)), ("40 and over", (24, 0, 20))


@pytest.mark.parametrize(
    "again",
    [
        {"surveyed_on": PartialDate(2026, 9, 1)},
        {"surveyed_on": PartialDate(2026, 9)},
        {"surveyed_on": PartialDate(2026)},
        {"surveyed_by": " A  FACILITATOR. ", "surveyed_on": PartialDate(2026, 9, 30)},
        {"title": "«another name»", "moment": Moment.AFTER},
    ],
)
def test_one_time_has_one_result_however_it_is_spelt(session: Any, again: Any) -> None:
    said.framework()
    entry = published()
    usual: dict[str, Any] = {"surveyed_on": PartialDate(2026, 9), "surveyed_by": "A facilitator"}
    said.results(entry, row(20, 0, 20), **usual)

    with pytest.raises(RuleBrokenError) as broken:
        said.results(entry, row(29, 0, 11), **{**usual, **again})

    assert "«round»" in broken.value.message.plain


def test_other_people_other_times_and_other_askers_have_results_of_their_own(session: Any) -> None:
    said.framework()
    entry = published()
    usual: dict[str, Any] = {"surveyed_on": PartialDate(2026, 9), "surveyed_by": "A facilitator"}

    said.results(entry, row(20, 0, 20), **usual)
    said.results(entry, row(29, 0, 11), **{**usual, "surveyed_on": PartialDate(2026, 10)})
    said.results(entry, row(29, 0, 11), **{**usual, "surveyed_by": "A lunch club"})


def test_two_cuts_of_one_asking_are_refused_also_after_the_first_was_taken_down(
    session: Any,
) -> None:
    said.framework()
    entry, curator = published(), make.person(role=Role.CURATOR).actor
    usual: dict[str, Any] = {"surveyed_on": PartialDate(2026, 9), "grouped_by": "Age"}
    first = said.results(entry, *parts(*YOUNG), **usual)
    actions.take_wave_down(curator, first, "«reason»")

    with pytest.raises(RuleBrokenError) as broken:
        said.results(entry, *parts(*YOUNGER), **{**usual, "surveyed_on": PartialDate(2026, 9, 1)})

    assert "under 45" in broken.value.message.plain
    said.results(entry, *parts(*YOUNG), **usual)


def test_groups_that_overlap_are_refused_beside_the_counts(as_: As, session: Any) -> None:
    """24 under 45 and 20 under 40 of 60 left four people of 40 to 44."""
    said.framework()
    owner = make.person()
    entry = published(owner=owner)
    rows = [row(44, 0, 40), row(24, 0, 20, group="Under 45"), row(20, 0, 20, group="Under 40")]
    wave = said.results(entry, *rows, state=WaveState.DRAFT, grouped_by="Age")
    at = f"/outcomes/results/{wave.id}"

    rows[0] = row(60, 0, 60)
    actions.enter_counts(make.owner(entry), wave, rows)
    session.commit()
    answer = as_(owner).send(f"{at}/send")

    assert answer.status_code == 422
    assert "add up to everybody" in answer.text


def test_a_second_result_is_refused_where_it_is_typed(as_: As, session: Any) -> None:
    said.framework()
    owner = make.person()
    entry = published(owner=owner)
    said.results(entry, row(20, 0, 20))
    second = said.results(entry, state=WaveState.DRAFT, surveyed_on=PartialDate(2026, 3, 2))
    team, key = as_(owner), row().statement_id

    answer = team.send(
        f"/outcomes/results/{second.id}/counts", {"statement": str(key), "agree": "29"}
    )

    assert answer.status_code == 422
    assert "There are results of this statement already" in answer.text
    assert 'value="29"' in answer.text


def test_a_curator_reads_why_results_cannot_be_published(as_: As, session: Any) -> None:
    said.framework()
    entry = published()
    second = said.results(entry, row(29, 0, 11), state=WaveState.SENT)
    said.results(entry, row(20, 0, 20))

    answer = reviews.send(as_(Role.CURATOR), second, "publish")

    assert answer.status_code == 422
    assert reviews.is_open(second)
    assert "There are results of this statement already" in answer.text


def test_a_group_is_one_group_however_it_is_written(session: Any) -> None:
    said.framework()
    entry = published()
    wave = said.results(entry, *parts(*YOUNG), state=WaveState.DRAFT, grouped_by="Age")

    actions.enter_counts(make.owner(entry), wave, [row(30, 0, 30, group="UNDER  45 ")])
    actions.enter_counts(
        make.owner(entry), wave, [row(10, 0, 10, group="45+"), row(5, 0, 5, group="<45")]
    )

    names = sorted({each.group for each in queries.list_tallies(wave)})
    assert names == ["", "45 and over", "45+", "<45", "Under 45"]


def test_groups_of_one_place_need_twenty_on_either_side(session: Any) -> None:
    said.framework()
    entry, place = published(), make.term(ListKind.LOCALITY).id
    rows = parts(("Women", (25, 0, 25)), ("Men", (25, 0, 19)))

    wave = said.results(entry, *rows, grouped_by="Sex", place_id=place)
    groups = queries.list_results(wave)[0].figures.groups

    assert not any(figure.share.is_disclosed for figure in groups.values())


def test_a_survey_and_a_group_never_share_an_axis(client: Any, session: Any) -> None:
    said.framework()
    entry = published()
    said.results(entry, row(8, 0, 0, 7), title="«group»")
    said.results(None, row(200, 0, 0, 210), title="«survey»")

    own, of_activity = client.get("/outcomes").text.split('<figure class="app-chart"')[1:3]

    assert "«survey»" in own
    assert "«group»" not in own
    assert "«group»" in of_activity
    assert re.search(r'<a class="govuk-link app-chart__words"[^>]*>.*?«group».*?</a>', of_activity)
