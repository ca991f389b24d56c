"""Suggesting better words, and deciding about them, on the pages."""

import re
from collections.abc import Callable
from typing import Any

from sqlalchemy import select

from coprod.core.database import session as database
from coprod.core.mail import Outgoing
from coprod.core.values.actor import SYSTEM, Role
from coprod.engagement.suggestions.models import EditSuggestion
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity
from coprod.register.activities.queries import get_activity
from coprod.register.activities.rules import Telling
from coprod.register.review.actions import withdraw_activity
from tests import make
from tests.reviews.make import SEEN, address_of, send

As = Callable[[Any], Any]
STORY = "/stories/falls-group"
SUGGEST = f"{STORY}/suggest"
PAGE = f"{SUGGEST}/summary"
BETTER = "Zebrafinch neighbours plan it."
REASON = "Walrusword: it was not staff alone"
THANKS = "a resident of Bow"
PUBLIC_PAGES = (
    STORY,
    f"{STORY}/history",
    "/stories",
    "/stories?q=zebrafinch",
    "/stories/feed.atom",
    "/api/entries",
    "/api/search?q=zebrafinch",
    "/api/entries/falls-group",
)


def public_entry(owner: Any = None) -> Activity:
    return make.activity(owner=owner or make.person(), status=Status.PUBLISHED)


def fill_in(browser: Any, **changed: str) -> Any:
    seen = SEEN.search(browser.get(PAGE).text)
    assert seen
    data = {"words": BETTER, "reason": REASON, "thanks": THANKS, "seen": seen[1], **changed}
    return browser.send(PAGE, data)


def change_meanwhile() -> None:
    make.correct(get_activity(SYSTEM, "falls-group"), Telling("Changed meanwhile."))
    database.commit()


def read_public_pages(browser: Any) -> str:
    answers = [browser.get(each) for each in PUBLIC_PAGES]
    assert all(each.status_code == 200 for each in answers)
    return re.sub(r"q=zebrafinch|value=\"zebrafinch\"", "", "".join(a.text for a in answers))


def test_the_public_page_leads_to_a_form_with_the_words_that_stand_there(
    client: Any, session: Any
) -> None:
    public_entry()
    assert SUGGEST in client.get(STORY).text
    passages = client.get(SUGGEST).text
    assert PAGE in passages
    assert f"{SUGGEST}/learned" not in passages
    assert "Residents and staff plan a falls group." in client.get(PAGE).text
    assert client.get(f"{SUGGEST}/learned").status_code == 404
    assert client.send(f"{SUGGEST}/learned").status_code == 404


def test_what_a_visitor_suggests_is_nowhere_until_a_curator_takes_it(
    client: Any, as_: As, session: Any
) -> None:
    public_entry()
    assert fill_in(client).status_code == 303
    suggestion = session.scalars(select(EditSuggestion)).one()
    pages = read_public_pages(client)
    assert not [words for words in ("Zebrafinch", "Walrusword", THANKS) if words in pages]
    assert "Zebrafinch" not in session.scalars(select(Outgoing.text)).one()

    curator = as_(make.person(role=Role.CURATOR))
    assert REASON in curator.get(address_of(suggestion)).text
    taken = send(curator, suggestion, "take", words=f"{BETTER} Together.", thanks=THANKS)
    assert taken.status_code == 303

    history = client.get(f"{STORY}/history").text
    assert f"Thank you to {THANKS}" in history
    assert "Changed as a reader suggested" in history
    assert f"{BETTER} Together." in client.get(STORY).text
    assert "Walrusword" not in read_public_pages(client)


def test_what_is_missing_is_said_and_nothing_typed_is_lost(client: Any, session: Any) -> None:
    public_entry()
    answer = fill_in(client, reason="")
    assert answer.status_code == 422
    assert BETTER in answer.text
    same = fill_in(client, words="Residents and staff plan a falls group.")
    assert same.status_code == 422
    assert session.scalars(select(EditSuggestion)).all() == []


def test_a_passage_that_changed_meanwhile_is_shown_with_what_was_typed(
    client: Any, session: Any
) -> None:
    public_entry()
    seen = SEEN.search(client.get(PAGE).text)
    assert seen
    change_meanwhile()

    sent = client.send(PAGE, {"words": BETTER, "reason": REASON, "seen": seen[1]})

    assert sent.status_code == 409
    assert "Changed meanwhile." in sent.text
    assert BETTER in sent.text
    again = SEEN.search(sent.text)
    assert again
    data = {"words": BETTER, "reason": REASON, "seen": again[1]}
    assert client.send(PAGE, data).status_code == 303


def test_a_curator_is_told_that_the_passage_changed_and_reads_three_texts(
    as_: As, session: Any
) -> None:
    suggestion = make.suggestion(public_entry(), words=BETTER)
    curator = as_(make.person(role=Role.CURATOR))
    path = address_of(suggestion)
    seen = SEEN.search(curator.get(path).text)
    assert seen
    change_meanwhile()

    late = curator.send(path, {"decision": "take", "words": BETTER, "seen": seen[1]})

    assert late.status_code == 409
    for words in ("Residents and staff plan a falls group.", "Changed meanwhile.", BETTER):
        assert words in late.text
    assert send(curator, suggestion, "take", words="").status_code == 422
    assert send(curator, suggestion, "decline").status_code == 422
    assert send(curator, suggestion, "take", words=BETTER).status_code == 303


def test_declined_words_are_never_public(client: Any, as_: As, session: Any) -> None:
    suggestion = make.suggestion(public_entry(), words=BETTER, reason=REASON, thanks=THANKS)
    curator = as_(make.person(role=Role.CURATOR))
    assert send(curator, suggestion, "decline", message="Walrusword no").status_code == 303
    for words in ("Zebrafinch", "Walrusword", THANKS):
        assert words not in read_public_pages(client)


def test_the_team_answers_on_a_page_of_its_own(as_: As, session: Any) -> None:
    owner = make.person()
    suggestion = make.suggestion(public_entry(owner), words=BETTER, reason=REASON)
    team, path = as_(owner), f"/activities/suggestions/{suggestion.id}"

    assert path in team.get("/my-work").text
    assert REASON in team.get(path).text
    assert SUGGEST not in team.get(STORY).text
    assert team.get(SUGGEST).status_code == 403
    assert as_(make.person()).get(path).status_code == 404
    assert as_(make.person(role=Role.LAY_MEMBER)).get(path).status_code == 404
    assert team.send(path, {}).status_code == 422
    assert team.send(path, {"decision": "decline"}).status_code == 422
    assert team.send(path, {"decision": "agree", "words": ""}).status_code == 422
    assert team.send(path, {"decision": "agree", "words": BETTER}).status_code == 303
    assert path not in team.get("/my-work").text
    curator = as_(make.person(role=Role.CURATOR))
    assert "The team agreed" in curator.get(address_of(suggestion)).text


def test_two_of_the_team_answer_and_the_second_is_told(as_: As, session: Any) -> None:
    owner = make.person()
    suggestion = make.suggestion(public_entry(owner))
    team, path = as_(owner), f"/activities/suggestions/{suggestion.id}"
    team.get(path)
    decline = {"decision": "decline", "answer": "No"}
    assert team.send(path, decline).status_code == 303
    assert team.send(path, decline).status_code == 409
    assert "It was answered" in team.get(path).text


def test_what_is_not_public_takes_no_suggestions(client: Any, as_: As, session: Any) -> None:
    make.activity(owner=make.person(), status=Status.SUBMITTED)
    assert client.get(SUGGEST).status_code == 404
    assert client.get(PAGE).status_code == 404
    assert as_(make.person(role=Role.CURATOR)).get(PAGE).status_code == 404


def test_the_list_of_own_entries_asks_once_for_all_suggestions(
    as_: As, session: Any, queries: list[str]
) -> None:
    owner = make.person()
    activity = public_entry(owner)
    team = as_(owner)
    counts = []
    for _ in range(2):
        make.suggestion(activity)
        queries.clear()
        assert team.get("/my-work").status_code == 200
        counts.append(sum("edit_suggestion" in each for each in queries))
        activity = get_activity(SYSTEM, "falls-group")
    assert counts == [1, 1]


def read_letters(to: str) -> list[Outgoing]:
    statement = select(Outgoing).where(Outgoing.recipient == to).order_by(Outgoing.id)
    return list(database.scalars(statement).all())


def test_a_visitor_reads_by_a_link_what_became_of_it(client: Any, as_: As, session: Any) -> None:
    public_entry()
    receipt = fill_in(client).location

    arrived = client.get(receipt).text
    assert "Waiting to be read" in arrived
    assert BETTER in arrived
    assert receipt in arrived
    suggestion = session.scalars(select(EditSuggestion)).one()
    send(as_(make.person(role=Role.CURATOR)), suggestion, "decline", message="It was a nurse")

    decided = client.get(receipt).text
    assert "The words stay as they are" in decided
    assert "It was a nurse" in decided
    assert client.get(f"{receipt[:-1]}!").status_code == 404


def test_who_gave_an_address_gets_a_letter_and_the_address_goes(
    client: Any, as_: As, session: Any
) -> None:
    public_entry()
    receipt = fill_in(client, email="a@example.org").location
    (arrived,) = read_letters("a@example.org")
    assert receipt in arrived.text
    suggestion = session.scalars(select(EditSuggestion)).one()

    send(as_(make.person(role=Role.CURATOR)), suggestion, "take", words=BETTER, thanks=THANKS)

    taken = read_letters("a@example.org")[-1]
    assert taken.subject == "Your words are used"
    assert receipt in taken.text
    assert "Zebrafinch" not in taken.text
    assert session.scalars(select(EditSuggestion.email)).one() is None
    assert "See what changed" in client.get(receipt).text


def test_who_is_signed_in_gets_the_letters_to_their_account(as_: As, session: Any) -> None:
    owner, reader = make.person(), make.person()
    public_entry(owner)
    browser = as_(reader)
    assert 'name="email"' not in browser.get(PAGE).text
    assert fill_in(browser, email="other@example.org").status_code == 303
    suggestion = session.scalars(select(EditSuggestion)).one()

    decline = {"decision": "decline", "answer": "We say it so"}
    as_(owner).send(f"/activities/suggestions/{suggestion.id}", decline)

    subjects = [each.subject for each in read_letters(reader.email or "")]
    assert subjects == ["Your suggestion has arrived", "The words stay as they are"]
    assert read_letters("other@example.org") == []


def test_spam_gets_no_letter_and_a_wrong_address_is_explained(client: Any, session: Any) -> None:
    public_entry()
    assert fill_in(client, email="a@example.org", website="x").status_code == 303
    assert read_letters("a@example.org") == []
    assert fill_in(client, email="nobody").status_code == 422


def test_a_receipt_of_what_is_no_longer_public_keeps_its_title(client: Any, session: Any) -> None:
    activity = public_entry()
    receipt = fill_in(client).location
    withdraw_activity(SYSTEM, get_activity(SYSTEM, activity.slug), "«why»")
    session.commit()

    shown = client.get(receipt).text
    assert "not public now" in shown
    assert activity.title not in shown
