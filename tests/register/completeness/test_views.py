from collections.abc import Callable
from typing import Any

from sqlalchemy import func, select

from coprod.core.values.actor import Role
from coprod.core.values.answers import YesNoUnknown
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity
from coprod.register.activities.rules import Leading, Naming, Placing, Telling
from coprod.register.completeness.enums import TOPICS
from coprod.register.completeness.models import NotTheSame
from coprod.register.sections import actions
from coprod.register.sections.rules import Outcome, Working
from tests import make

As = Callable[[Any], Any]


def two(owner: Any, **given: Any) -> tuple[Activity, Activity]:
    """Make a published entry and a draft that look alike."""
    there = make.activity(status=Status.PUBLISHED, naming=Naming("Falls group in Bow"))
    return there, make.activity(owner=owner, naming=Naming("Falls groups in Bow"), **given)


def test_a_likely_duplicate_is_shown_after_the_title_is_saved(as_: As, session: Any) -> None:
    make.activity(status=Status.PUBLISHED, naming=Naming("Falls group in Bow"))
    browser = as_(make.person())

    made = browser.send("/activities/log", {"title": "Falls groups in Bow"})

    assert "Is it here already?" in browser.get(made.location).text
    assert "Falls group in Bow" in browser.get(made.location.removesuffix("/summary")).text


def test_a_duplicate_that_the_owner_may_not_see_is_not_shown(as_: As, session: Any) -> None:
    make.activity(naming=Naming("Falls group in Bow"))
    owner = make.person()
    make.activity(owner=owner, naming=Naming("Falls groups in Bow"))

    page = as_(owner).get("/activities/falls-groups-in-bow").text

    assert "Is it here already?" not in page


def test_another_place_and_another_leader_make_another_entry(as_: As, session: Any) -> None:
    owner = make.person()
    two(owner, placing=Placing(place_words="Poplar"), leading=Leading(led_by_name="Others"))

    assert "Is it here already?" not in as_(owner).get("/activities/falls-groups-in-bow").text


def test_this_is_the_same_throws_the_draft_away_after_asking(as_: As, session: Any) -> None:
    owner = make.person()
    two(owner)
    browser = as_(owner)
    address = "/activities/falls-groups-in-bow/same/falls-group-in-bow"

    assert "You cannot undo this" in browser.get(address).text
    sent = browser.send(address)

    assert (sent.status_code, sent.location) == (303, "/stories/falls-group-in-bow")
    assert browser.get("/activities/falls-groups-in-bow").status_code == 404


def test_this_is_another_is_remembered(as_: As, session: Any) -> None:
    owner = make.person()
    two(owner)
    browser = as_(owner)
    address = "/activities/falls-groups-in-bow/another/falls-group-in-bow"

    for _ in range(2):
        assert browser.send(address).status_code == 303

    assert "Is it here already?" not in browser.get("/activities/falls-groups-in-bow").text
    assert session.scalar(select(func.count(NotTheSame.id))) == 1


def test_only_the_owner_says_so_and_only_of_entries_they_see(as_: As, session: Any) -> None:
    owner = make.person()
    two(owner)
    make.activity(naming=Naming("Hidden"))
    here = "/activities/falls-groups-in-bow"

    for who, answer in ((Role.TEAM_MEMBER, 404), (Role.CURATOR, 403)):
        assert as_(who).get(f"{here}/same/falls-group-in-bow").status_code == answer
        for verb in ("same", "another"):
            assert as_(who).send(f"{here}/{verb}/falls-group-in-bow").status_code == answer
    for verb in ("same", "another"):
        assert as_(owner).send(f"{here}/{verb}/hidden").status_code == 404
    assert as_(owner).get(f"{here}/same/falls-groups-in-bow").status_code == 403
    assert as_(owner).send(f"{here}/same/falls-groups-in-bow").status_code == 403


def test_the_check_page_says_what_to_look_at_with_links_to_the_boxes(as_: As, session: Any) -> None:
    owner = make.person()
    made = make.activity(owner=owner, telling=Telling("word " * 151))
    actions.write_parts(made, (Working(under_18s=YesNoUnknown.YES),))
    make.keep(made)

    page = as_(owner).get("/activities/falls-group").text

    assert 'href="/activities/falls-group/working#safeguarding_role"' in page
    assert 'href="/activities/falls-group/summary#summary"' in page
    assert 'href="/activities/falls-group/outcome#did"' in page
    assert "Send it to a curator" not in page


def test_every_remark_and_question_leads_to_a_box_that_is_there(as_: As, session: Any) -> None:
    owner = make.person()
    make.activity(owner=owner)
    browser = as_(owner)

    for topic in TOPICS:
        address = f"/activities/falls-group/{topic.place}"
        address += "/add" if topic.place in {"sessions", "evidence"} else ""
        page = browser.get(address).text
        assert not topic.field or f'id="{topic.field}"' in page or topic.field == "methods"


def test_readers_are_told_what_an_entry_tells_and_owners_are_asked_more(
    as_: As, client: Any, session: Any
) -> None:
    owner = make.person()
    make.activity(owner=owner, status=Status.PUBLISHED)
    make.activity(owner=owner, naming=Naming("Draft"))

    page = client.get("/stories/falls-group").text
    assert "<dt>Still missing</dt><dd>what came of it" in page
    assert "Next question" not in page
    assert "What was done because of what people said?" in as_(owner).get("/stories/draft").text


def test_my_entries_ask_the_next_question_of_each_in_the_same_few_queries(
    as_: As, session: Any, queries: list[str]
) -> None:
    owner = make.person()
    first = make.activity(owner=owner)
    actions.write_parts(first, (Outcome(did="We did"),))
    make.keep(first)
    browser = as_(owner)
    queries.clear()
    page = browser.get("/my-work").text
    few = len(queries)
    assert 'href="/activities/falls-group/story#learned"' in page
    for _ in range(5):
        make.activity(owner=owner)
    queries.clear()
    browser.get("/my-work")

    assert len(queries) == few <= 17


def test_the_reading_age_is_said_after_the_summary_is_saved(as_: As, session: Any) -> None:
    owner = make.person()
    browser = as_(owner)
    there = browser.send("/activities/log", {"title": "Falls group"}).location
    text = "We met in a hall and we sat and had tea. The staff came too. They did hear us. " * 2

    sent = browser.send(there, {"summary": text})

    assert "-year-olds can read this." in browser.get(sent.location).text
    assert "-year-olds can read this." in browser.get(there).text


def test_the_check_page_of_a_full_entry_asks_few_questions(
    as_: As, session: Any, queries: list[str]
) -> None:
    owner = make.person()
    make.activity(status=Status.PUBLISHED, naming=Naming("Falls group in Bow"))
    made = make.activity(owner=owner, naming=Naming("Falls groups in Bow"))
    actions.write_parts(made, tuple(make.everything(made).values()))
    make.keep(made)
    browser = as_(owner)
    for address in ("", "/summary"):
        queries.clear()
        assert (
            "Is it here already?" in browser.get("/activities/falls-groups-in-bow" + address).text
        )
        assert len(queries) <= 15, "\n".join(queries)
