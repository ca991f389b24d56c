import re
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from coprod.challenges.enums import Challenge
from coprod.core.values.actor import Role
from coprod.decisions.records.actions import link_activity
from coprod.learning.records.enums import TeamVisibility
from coprod.outcomes.i_statements.actions import publish_link
from coprod.outcomes.i_statements.enums import LinkKind
from coprod.outcomes.results.enums import Moment, WaveState
from coprod.outcomes.results.rules import CountsRow
from coprod.reference.lists.models import Partnership
from coprod.register.activities.enums import Status
from coprod.register.activities.rules import Naming
from coprod.register.sections import actions as sections
from coprod.register.sections.enums import CostCategory, CostTiming
from coprod.register.sections.rules import Outcome, PaymentCounts, People, Pledge
from tests import make
from tests.crawl.translated import marked, unmarked
from tests.crawl.world import entry
from tests.outcomes.i_statements import make as outcomes
from tests.register.sections import make as costs

As = Callable[[Any], Any]
MOST_QUERIES = 16
"""One is asked once for each content version: what is open to people today."""
HOSTILE = "<script>x</script> & " + "Longwordwithoutspaces" * 9


def published(title: str, **given: Any) -> Any:
    return make.activity(status=Status.PUBLISHED, naming=Naming(title), **given)


def compared(client: Any, *slugs: str) -> str:
    answer = client.get("/compare", query_string={"entry": list(slugs)})
    assert answer.status_code == 200
    return str(answer.text)


def test_entries_stand_side_by_side_with_their_ratings_stages_promise_and_groups(
    client: Any, session: Any
) -> None:
    first, second = published("Alpha"), published("Beta")
    make.rating(first)
    people = People(groups=("Bow lunch club",))
    sections.write_parts(first, (Pledge(pledge="You will hear back"), people, Outcome(did="Rails")))
    make.keep(first)

    page = compared(client, first.slug, second.slug)

    for said in (
        "You will hear back",
        "Bow lunch club",
        "Rails",
        "Planning together",
        "not enough",
    ):
        assert said in page
    assert page.count("Not recorded yet") == 5  # stages, three things, and the rule
    assert "Who was missing" in page.split("What nobody has recorded yet")[1]
    assert page.index(">Alpha</a>") < page.index(">Beta</a>")
    assert compared(client, second.slug, first.slug).index(">Beta</a>") < page.index(">Beta</a>")


def test_challenges_decisions_and_lessons_stand_side_by_side(client: Any, session: Any) -> None:
    first, second = published("Alpha"), published("Beta")
    make.claim(first, Challenge.C1, 4)
    make.judgement(first, Challenge.C1, 1)
    link_activity(make.curator(), make.decision(), first)
    lesson = make.record(activity_id=first.id)
    hidden = make.record(activity_id=second.id, showing=TeamVisibility.HIDDEN, team="")
    link_activity(make.curator(), make.decision(sign=False, title="«draft»"), second)
    make.keep(first)

    page = compared(client, first.slug, second.slug)

    for said in (
        "The register suggests 1 of 4",
        "The team claims 4 of 4",
        "A curator judges 1 of 4",
        "We decided to engage",
        lesson.next_team,
    ):
        assert said in page, said
    assert page.count("No curator has judged it yet") == 7
    assert page.count("We decided to engage") == 1
    assert hidden.next_team not in page


def test_five_are_too_many_and_the_page_says_so(client: Any, session: Any) -> None:
    slugs = [published(f"Entry {n}").slug for n in range(5)]

    page = compared(client, *slugs)

    assert "You can compare four stories at most" in page
    assert ">Entry 3</a>" in page
    assert ">Entry 4</a>" not in page
    assert "Choose stories" not in page


@pytest.mark.parametrize("name", ["nowhere", "../../etc/passwd", "%00", "' OR 1=1 --", "x" * 5000])
def test_a_strange_name_is_told_plainly(client: Any, session: Any, name: str) -> None:
    page = compared(client, name, published("Alpha").slug)

    assert "There is no story here that you can read with this name" in page
    assert ">Alpha</a>" in page


@pytest.mark.parametrize("status", [Status.DRAFT, Status.SUBMITTED, Status.WITHDRAWN])
def test_what_the_reader_may_not_read_looks_like_what_is_not_there(
    client: Any, as_: As, session: Any, status: Status
) -> None:
    hidden = make.activity(status=status, naming=Naming("Hidden thing"))

    for browser in (client, as_(Role.TEAM_MEMBER)):
        assert "Hidden thing" not in compared(browser, hidden.slug)


def test_ticks_in_the_list_lead_to_an_address_that_can_be_kept(client: Any, session: Any) -> None:
    first, second = published("Alpha"), published("Beta")

    sent = {"entry": [first.slug, second.slug], "q": "x", "page": "2"}
    answer = client.get("/compare", query_string=sent)

    assert answer.status_code == 303
    assert answer.location == f"/compare?entry={first.slug}&entry={second.slug}"


def test_one_can_be_taken_away_and_another_ticked_in_a_list_of_titles(
    client: Any, session: Any
) -> None:
    first, second, third = (published(title) for title in ("Alpha", "Beta", "Gamma"))

    page = compared(client, first.slug, second.slug)

    assert f'href="/compare?entry={second.slug}"' in page
    assert list_ticks(page) == {first.slug: True, second.slug: True, third.slug: False}


def list_ticks(page: str) -> dict[str, bool]:
    boxes = re.findall(r'name="entry" type="checkbox" value="([^"]+)"( checked)?', page)
    return {slug: bool(checked) for slug, checked in boxes}


def test_titles_are_found_by_words_and_what_is_ticked_stays(client: Any, session: Any) -> None:
    first, second = published("Alpha"), published("Beta")
    published("Gamma")
    make.record(next_team="Beta too")
    make.activity(naming=Naming("Beta in secret"))

    address = f"/compare?find=yes&q=beta&entry={first.slug}&locality=nowhere"
    page = client.get(address.replace("&locality=nowhere", "")).text

    assert list_ticks(page) == {first.slug: True, second.slug: False}
    nothing = client.get(address).text
    assert list_ticks(nothing) == {first.slug: True}
    assert '<input type="hidden" name="locality" value="nowhere">' in nothing


def test_the_list_of_stories_leads_to_its_titles(client: Any, session: Any) -> None:
    published("Alpha")
    make.record(next_team="Alpha too")

    stories = client.get("/stories?q=alpha").text
    assert "/compare?find=yes&amp;q=alpha" in stories
    assert "/compare?" not in client.get("/stories?q=alpha&kind=learning_record").text


def test_what_differs_comes_first_and_what_is_the_same_is_folded(client: Any, session: Any) -> None:
    first, second = published("Alpha"), published("Beta")
    for each, pledge in ((first, "You will hear back"), (second, "You will decide")):
        parts = (Pledge(pledge=pledge, open_to_change="The times"),)
        sections.write_parts(each, parts)
        make.keep(each)

    page = compared(client, first.slug, second.slug)

    different, rest = page.split("The same in all of them")
    same, empty = rest.split("What nobody has recorded yet")
    assert "You will decide" in different
    assert "The times" not in different
    assert same.count("The times") == 2
    assert "Who was missing" in empty


def test_chosen_stories_print_as_one_document(client: Any, as_: As, session: Any) -> None:
    made = [published(f"Entry {n}") for n in range(5)]
    sections.write_parts(made[4], (Pledge(pledge="You will hear back"),))
    make.keep(made[4])
    secret = make.activity(naming=Naming("Hidden thing"))
    slugs = [*(each.slug for each in made), secret.slug]

    page = client.get("/compare/document", query_string={"entry": slugs}).text

    assert page.count('class="app-document"') == 5
    assert "You will hear back" in page.split('id="story-5"')[1]
    assert "Hidden thing" not in page
    bare = client.get("/compare/document?q=x&entry=a")
    assert (bare.status_code, bare.location) == (303, "/compare/document?entry=a")
    assert "Nothing is chosen yet" in client.get("/compare/document").text


def test_a_document_of_twelve_asks_few_questions(
    client: Any, session: Any, queries: list[str]
) -> None:
    slugs = [published(f"Entry {n}").slug for n in range(13)]
    queries.clear()

    page = client.get("/compare/document", query_string={"entry": slugs}).text

    assert page.count('class="app-document"') == 12
    assert "The first twelve are here" in page
    assert len(queries) <= MOST_QUERIES


def test_nothing_chosen_says_how_to_begin(client: Any, session: Any) -> None:
    published("Alpha")

    page = compared(client)

    assert "Nothing is chosen yet" in page
    assert list_ticks(page) == {"alpha": False}


def test_hostile_titles_are_only_words(client: Any, session: Any) -> None:
    page = compared(client, *(published(HOSTILE).slug for _n in range(4)))

    assert "<script>x" not in page


def test_four_full_entries_ask_few_questions(client: Any, session: Any, queries: list[str]) -> None:
    slugs = []
    for n in range(4):
        made = published(f"Entry {n}")
        make.confirmed_proposal(make.rating(made))
        sections.write_parts(made, tuple(make.everything(made).values()))
        slugs.append(make.keep(made).slug)
    client.get("/stories")  # the first search makes the index, which no page does again
    queries.clear()

    compared(client, *slugs)
    four = len(queries)
    queries.clear()
    compared(client, *slugs[:3])

    assert max(four, len(queries)) <= MOST_QUERIES


def test_every_word_can_be_translated(client: Any, session: Any) -> None:
    make.keep(Partnership(name="«P»", partnership="«T»", register_name="«R»", contact_phone="0"))
    owner = make.person(name="«other»")
    made = [entry(owner, Status.PUBLISHED) for _n in range(2)]
    make.rating(made[0])

    for slugs in ([], [e.slug for e in made], [*(e.slug for e in made), "«nowhere»"]):
        with marked():
            answer = FlaskClient.open(client, "/compare", query_string={"entry": slugs})
        assert unmarked(answer.get_data(as_text=True)) == set()


def test_cost_and_outcome_stand_side_by_side_where_they_are_known(
    client: Any, session: Any
) -> None:
    say, _safe = outcomes.framework()
    first, second = published("Alpha"), published("Beta")
    venue = costs.line(1, timing=CostTiming.PLANNED, amount=costs.pounds(90))
    staff = costs.line(2, category=CostCategory.STAFF_TIME, amount=costs.hours(12))
    costs.costs(first, venue, staff)
    linked = outcomes.aim(first, kind=LinkKind.BEFORE_AND_AFTER)
    publish_link(make.person(role=Role.CURATOR).actor, first, linked)
    outcomes.aim(second, kind=LinkKind.RESIDENTS_SAY_IT_HELPED)
    answered = CountsRow(say.id, outcomes.counts(10, 10, 10, 10, 10))
    outcomes.results(first, answered, moment=Moment.BEFORE)
    outcomes.results(second, answered, state=WaveState.DRAFT)

    page = compared(client, first.slug, second.slug)

    for said in (
        "Money, in pounds. Planned: £90. Actual: Not recorded.",
        "Staff time, in hours. Planned: Not recorded. Actual: 12 hours.",
        "no money that was really spent is recorded",
        "“«say»” People were asked before and after.",
        "“«say»” Before the work began: People told us. Who agree: About 40%. ",
    ):
        assert page.count(said) == 1, said
    assert "£0" not in page
    for row in ("What it takes", "Money for each person", "Which I-Statements", "What people said"):
        cells = page.split(f'aria-label="{row}')[1].split("</section>")[0].split("</dd>")
        assert "Not recorded yet" not in cells[0], row
        assert "Not recorded yet" in cells[1], row


def test_no_comparison_tells_an_amount_that_is_kept_back(client: Any, session: Any) -> None:
    few, none = published("Alpha"), published("Beta")
    paid = costs.line(
        1,
        category=CostCategory.INVOLVEMENT_PAYMENT,
        amount=costs.pounds(317),
        paid=PaymentCounts(3, 2, 1),
    )
    costs.costs(few, paid)
    costs.costs(none, unresourced="«why»")

    page = compared(client, few.slug, none.slug)

    assert "317" not in page
    assert "Not shown: so few people were paid that one could be recognised." in page
    assert "an amount is not shown, because so few people were paid" in page
    assert "The team says there is no money and no time for it." in page


def test_comparing_four_entries_asks_as_few_questions_as_comparing_two(
    client: Any, session: Any, queries: list[str]
) -> None:
    outcomes.framework()
    found = [published(f"Entry {n}") for n in range(4)]
    for each in found:
        costs.costs(each, costs.line())
        outcomes.aim(each)
    slugs = [each.slug for each in found]
    client.get("/stories")  # the first search makes the index, which no page does again

    asked = []
    for few in (slugs[:2], slugs):
        queries.clear()
        compared(client, *few)
        asked.append(len(queries))

    assert asked[1] <= asked[0]
    assert max(asked) <= MOST_QUERIES
