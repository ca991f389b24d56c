import re
from collections.abc import Callable, Iterable
from typing import Any

import pytest

from coprod.accounts.users.models import Person
from coprod.assessment.self_assessment import queries as ratings
from coprod.assessment.self_assessment.models import Rating, RatingAnswer
from coprod.core.values.actor import Role
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity
from tests import make
from tests.conftest import StrictClient

SignIn = Callable[[Person | Role], StrictClient]
HOSTILE = '<script>alert("x")</script>'
MOST_QUERIES = 8


def owner(session: Any, activity: Activity) -> Person:
    found: Person = session.get_one(Person, activity.owner_id)
    return found


def address(activity: Activity, rest: str = "") -> str:
    return f"/activities/{activity.slug}/assess{rest}"


def test_a_team_answers_everything_and_reads_the_result(session: Any, as_: SignIn) -> None:
    activity = make.activity()
    browser = as_(owner(session, activity))
    slug, person_id = activity.slug, activity.owner_id

    begun = browser.send(f"/activities/{slug}/assess/begin", {"round": "start"})
    saved = browser.send(begun.location, {"free_choice": "yes", **sent_for(range(1, 8))})
    whole = browser.send(begun.location, {**sent_for(range(8, 15)), "then": "check"})
    last_look = browser.get(whole.location)
    rating = session.query(Rating).one()
    sent = browser.send(
        f"/activities/{slug}/assess/submit", {"seen": mark_of(rating.id, person_id, session)}
    )
    result = browser.get(sent.location).text

    assert begun.location == saved.location == f"/activities/{slug}/assess"
    assert whole.location == f"/activities/{slug}/assess/check"
    assert "You have answered every question" in last_look.text
    assert "Nothing in the answers stops it from reaching the top" in result
    assert "Evidence given" in result
    assert "Minutes of 3 March" in result


def sent_for(numbers: Iterable[int], **more: str) -> dict[str, str]:
    """Return what a form sends that answers these questions, each with a note of its own."""
    notes = {f"Q{n}-note": f"Minutes of 3 March, item {n}" for n in numbers}
    return {**{f"Q{n}-choice": "3" for n in numbers}, **notes, **more}


def mark_of(rating_id: int, person_id: int, session: Any) -> str:
    actor = session.get_one(Person, person_id).actor
    activity = session.get_one(Activity, session.get_one(Rating, rating_id).activity_id)
    rating = ratings.find_open_rating(actor, activity)
    assert rating is not None
    return ratings.compute_rating_fingerprint(rating)


def test_one_page_asks_everything_and_keeps_the_result_back(session: Any, as_: SignIn) -> None:
    activity = make.activity()
    make.rating(activity, submit=False)

    shown = as_(owner(session, activity)).get(address(activity)).text

    assert "You have answered every question." in shown
    assert all(f'name="Q{number}-choice"' in shown for number in range(1, 15))
    assert shown.count("✓") == 10  # five parts, each also beside the work
    assert "Co-design" not in shown


def test_the_first_part_that_is_not_done_stands_open(session: Any, as_: SignIn) -> None:
    activity = make.activity()
    make.begin(activity)
    browser = as_(owner(session, activity))
    first_part = {"free_choice": "yes", **sent_for((1, 2)), "then": "people"}

    before = list_open(browser.get(address(activity)).text)
    saved = browser.send(address(activity), first_part)
    after = list_open(browser.get(saved.location.split("#")[0]).text)

    assert (before, after) == (["power"], ["people"])
    assert saved.location == address(activity, "?open=people#people")


def list_open(text: str) -> list[str]:
    """Return the parts that stand open on the page."""
    part = r'class="app-assess__part" id="(\w+)".*?<details [^>]*?app-assess__details"( open)?'
    parts = re.findall(part, text, re.DOTALL)
    return [key for key, is_open in parts if is_open]


def test_a_link_leads_to_a_question_in_a_part_that_is_done(session: Any, as_: SignIn) -> None:
    activity = make.activity()
    make.rating(activity, submit=False)

    shown = as_(owner(session, activity)).get(address(activity, "?open=question-10")).text

    assert list_open(shown) == ["together"]


def test_saving_can_stop_and_what_is_open_can_wait(session: Any, as_: SignIn) -> None:
    activity = make.activity()
    make.begin(activity)
    browser = as_(owner(session, activity))

    saved = browser.send(address(activity), {"Q4-choice": "2", "then": "stop"})

    assert saved.location == "/my-work"
    assert "You have answered 1 of 15 questions." in browser.get(address(activity)).text


def test_what_was_not_touched_is_not_saved_over_somebody_else(session: Any, as_: SignIn) -> None:
    """The page sends all questions; only those that its reader changed are theirs."""
    activity = make.activity()
    make.begin(activity)
    browser = as_(owner(session, activity))
    browser.send(address(activity), {"Q4-choice": "1"})
    seen = seen_in(browser.get(address(activity)).text)
    browser.send(address(activity), {"Q4-choice": "2"})

    saved = browser.send(address(activity), {"seen": seen, "Q4-choice": "1", "Q5-choice": "1"})

    assert saved.status_code == 303
    answers = {each.question: each.choice for each in session.query(RatingAnswer)}
    assert answers == {"Q4": "2", "Q5": "1"}


def seen_in(text: str) -> str:
    found = re.search(r'name="seen" value="([^"]+)"', text)
    assert found
    return found[1]


def test_an_answer_that_still_needs_proof_is_named_before_it_is_sent(
    session: Any, as_: SignIn
) -> None:
    activity = make.activity()
    make.quick_pass(activity, "33222")
    browser = as_(owner(session, activity))
    browser.send(address(activity, "/begin"), {"round": "start"})
    rest = (number for number in range(3, 15) if number not in {8, 9, 13})
    browser.send(address(activity), sent_for([*rest]))

    check = browser.get(address(activity, "/check")).text

    assert "These need proof before you send" in check
    assert "Send in and see the result" not in check
    assert "?open=question-1#question-1" in check


@pytest.mark.parametrize(
    ("question", "sent", "said"),
    [
        ("free-choice", {"free_choice": "perhaps"}, "Choose one of the answers"),
        ("question-3", {"note": "Words without an answer"}, "Choose one of the answers"),
        ("question-3", {"choice": "9"}, "Choose one of the answers"),
        ("question-9", {"choice": "not_yet"}, "Choose one of the answers"),
        ("question-9", {"choice": "0"}, "Say if it was mainly to teach or to tell"),
        ("question-5", {"choice": "does_not_apply"}, "Say why this does not apply"),
        ("question-2", {"choice": "4"}, "Say how others could check this"),
        ("question-3", {"choice": "1", "note": "x" * 2001}, "2000 characters or fewer"),
        ("question-3", {"choice": "1", "link": "javascript:alert(1)"}, "Enter a whole address"),
    ],
)
def test_a_mistake_is_explained_beside_its_box(
    session: Any, as_: SignIn, question: str, sent: dict[str, str], said: str
) -> None:
    activity = make.activity()
    make.begin(activity)

    prefix = "" if question == "free-choice" else f"Q{question.removeprefix('question-')}-"
    data = {f"{prefix}{name}": value for name, value in sent.items()}
    answer = as_(owner(session, activity)).send(address(activity), data)

    assert answer.status_code == 422
    assert f'href="#{next(iter(data)).split("-")[0]}' in answer.text
    assert said in answer.text


def test_the_second_writer_sees_both_answers(session: Any, as_: SignIn) -> None:
    activity = make.activity()
    make.rating(activity, submit=False)
    browser = as_(owner(session, activity))
    data = {"Q4-choice": "1", "Q4-note": "My own words", "seen": f"Q4={'0' * 16}"}

    told = browser.send(address(activity), data)

    assert told.status_code == 409
    assert "Somebody changed this" in told.text
    assert "Some of the groups most affected" in told.text
    assert "My own words" in told.text
    again = {**data, "seen": seen_in(told.text)}
    assert browser.send(address(activity), again).status_code == 303


def test_what_people_write_is_shown_as_text(session: Any, as_: SignIn) -> None:
    activity = make.activity(status=Status.PUBLISHED)
    make.rating(activity, submit=False)
    browser = as_(owner(session, activity))
    hostile = {"Q4-choice": "does_not_apply", "Q4-reason": HOSTILE, "Q4-note": HOSTILE}
    browser.send(address(activity), hostile)

    check = browser.get(address(activity, "/check")).text
    browser.send(address(activity, "/submit"))
    result = browser.get(address(activity, f"/result/{session.query(Rating).one().id}")).text

    assert HOSTILE not in check + result
    assert result.count("&lt;script&gt;") == 2


def test_an_assessment_that_is_not_whole_is_not_sent(session: Any, as_: SignIn) -> None:
    activity = make.activity()
    make.begin(activity)
    browser = as_(owner(session, activity))

    assert browser.send(address(activity, "/submit")).status_code == 422
    assert "You have answered 0 of 15 questions." in browser.get(address(activity, "/check")).text


def test_what_was_sent_in_cannot_be_answered_again(session: Any, as_: SignIn) -> None:
    activity = make.activity()
    make.rating(activity)

    again = as_(owner(session, activity)).send(address(activity), {"Q4-choice": "4"})

    assert again.status_code == 409


def test_a_curator_reads_open_answers_and_changes_nothing(session: Any, as_: SignIn) -> None:
    activity = make.activity(status=Status.PUBLISHED)
    make.rating(activity, submit=False)
    curator = as_(Role.CURATOR)

    shown = curator.get(address(activity), follow_redirects=True)

    assert "The answers so far" in shown.text
    assert "Change" not in shown.text
    assert curator.send(address(activity), {"Q1-choice": "1"}).status_code == 403
    assert curator.send(address(activity, "/submit")).status_code == 403


def test_others_see_only_what_was_sent_in(session: Any, as_: SignIn, client: StrictClient) -> None:
    draft, published = make.activity(), make.activity(status=Status.PUBLISHED)
    of_draft, of_published = make.rating(draft), make.rating(published)
    hidden = address(draft, f"/result/{of_draft.id}")
    public = address(published, f"/result/{of_published.id}")
    other = as_(Role.TEAM_MEMBER)

    assert client.get(public).status_code == 200
    assert client.get(hidden).status_code == 404
    assert other.get(address(draft)).status_code == 404
    assert other.get(address(published)).status_code == 403
    assert other.get(address(published, "/check")).status_code == 403


def test_the_plan_says_what_to_change(session: Any, client: StrictClient) -> None:
    activity = make.activity(status=Status.PUBLISHED)
    rating = make.rating(activity, digits="12222212211121")

    shown = client.get(address(activity, f"/result/{rating.id}")).text

    assert "To reach Co-design, change:" in shown
    assert "Options were designed together" in shown
    assert "An independent facilitator would help here." in shown


def test_an_earlier_result_says_that_there_is_a_later_one(
    session: Any, client: StrictClient
) -> None:
    activity = make.activity(status=Status.PUBLISHED)
    first = make.rating(activity)
    make.rating(activity, correction="The board decides")

    shown = client.get(address(activity, f"/result/{first.id}")).text

    assert "has assessed this again since" in shown


def test_the_page_of_an_entry_shows_the_rung_and_leads_to_its_answers(
    session: Any, client: StrictClient
) -> None:
    activity = make.activity(status=Status.PUBLISHED)
    rating = make.rating(activity)

    shown = client.get(f"/stories/{activity.slug}").text
    ratings = f"/stories/{activity.slug}/ratings"

    assert "Evidence given" in shown
    assert f'href="{ratings}"' in shown
    assert address(activity, f"/result/{rating.id}") in client.get(ratings).text


@pytest.mark.parametrize("rest", ["", "/check"])
def test_the_pages_ask_the_database_little(
    session: Any, as_: SignIn, queries: list[str], rest: str
) -> None:
    activity = make.activity(status=Status.PUBLISHED)
    make.rating(activity, submit=False)
    browser, where = as_(owner(session, activity)), address(activity, rest)
    queries.clear()

    answer = browser.get(where)

    assert answer.status_code == 200
    assert len(queries) <= MOST_QUERIES
