import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, update

from coprod.accounts.autosave.models import Draft
from coprod.core.audit_trail.models import Event
from coprod.core.values.actor import Role
from coprod.core.values.howmany import HowMany, Sureness
from coprod.desk.redaction.models import Removal
from coprod.engagement.comments.models import Comment
from coprod.library.index.queries import build_all_documents
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity
from coprod.register.activities.rules import Naming, Story, Telling
from coprod.register.sections.rules import People
from tests import make
from tests.register.files.test_views import kept as stored

As = Callable[[Any], Any]
SECRET = "Mrs Quayle, 14 Foxglove Court"
WHY = "It named a neighbour"


def with_history(**given: Any) -> Activity:
    """Make a public entry whose history still has what a curator took off its page."""
    activity = make.activity(status=Status.PUBLISHED, **given)
    make.correct(
        activity,
        Story(body="We met at **Mrs  Quayle**, 14 Foxglove Court. She has asthma."),
        Story(body="We met at a house."),
    )
    return activity


def address(activity: Any, kind: str = "activity") -> str:
    return f"/take-out/{kind}/{activity.id}"


def sent(desk: Any, where: str, passage: str, *, only: str = "") -> Any:
    """Ask for the places, and take it out of those that were ticked, or whose text has a word."""
    shown = desk.send(where, {"passage": passage, "reason": WHY})
    assert shown.status_code == 200, shown.text
    boxes = re.findall(r'value="(\w+)"( checked)?>\s*<label[^>]*>(.*?)</label>', shown.text, re.S)
    names = [n for n, ticked, text in boxes if (only in unescape(text) if only else ticked)]
    return desk.send(f"{where}/confirm", {**hidden(shown), "places": names})


def hidden(page: Any) -> dict[str, str]:
    found = re.findall(r'type="hidden" name="(seen|passage|reason)" value="([^"]*)"', page.text)
    return {name: unescape(value) for name, value in found}


def test_a_curator_takes_words_out_of_a_page_and_its_history(
    as_: As, session: Any, client: Any
) -> None:
    activity = with_history()
    history = f"/stories/{activity.slug}/history"
    assert "Foxglove" in client.get(history).text
    desk = as_(Role.CURATOR)
    assert (
        address(activity)
        in desk.get(f"/activities/{activity.slug}/review", follow_redirects=True).text
    )

    done = sent(desk, address(activity), SECRET)

    assert done.status_code == 303
    page = desk.get(done.location).text
    assert "It is taken out" in page
    assert "The public history" in page
    past = client.get(history).text
    assert "Foxglove" not in past
    assert "Quayle" not in past
    assert "words taken out to protect somebody" in past
    assert "Words were taken out to protect somebody" in past
    assert "We met at a house." in client.get(f"/stories/{activity.slug}").text


def test_the_audit_says_who_and_why_and_not_the_words(as_: As, session: Any) -> None:
    activity = with_history()
    curator = make.person(role=Role.CURATOR)
    sent(as_(curator), address(activity), SECRET)

    [audit] = session.scalars(select(Event).where(Event.subject_kind == "removal"))
    assert (audit.person_id, audit.reason) == (curator.id, WHY)
    assert not audit.is_public
    page = as_(Role.ADMINISTRATOR).get("/audit").text
    assert WHY in page
    assert "Foxglove" not in page


def test_the_preview_shows_each_place_and_changes_nothing(as_: As, session: Any) -> None:
    activity = with_history()
    page = as_(Role.CURATOR).send(
        address(activity), {"passage": "mrs quayle 14 FOXGLOVE court", "reason": WHY}
    )

    assert "It is in 2 places" in page.text
    assert "<mark>Mrs  Quayle**, 14 Foxglove Court</mark>" in page.text
    assert page.headers["X-Robots-Tag"] == "noindex"
    assert session.scalars(select(Removal)).all() == []


def test_what_others_typed_is_counted_and_not_read(as_: As, session: Any) -> None:
    activity = with_history()
    owner = make.person()
    fields = [["body", f"My secret thoughts about {SECRET} are mine"]]
    session.add(Draft(person_id=owner.id, key="k", address="/activities/x", fields=fields))
    session.commit()
    desk = as_(Role.CURATOR)

    page = desk.send(address(activity), {"passage": SECRET, "reason": WHY}).text
    sent(desk, address(activity), SECRET)

    assert "Words that somebody typed and did not save yet" in page
    assert "secret thoughts" not in page
    assert "Foxglove" not in str(session.scalars(select(Draft.fields)).all())


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"passage": " ", "reason": WHY}, "Paste the words or the number"),
        ({"passage": SECRET, "reason": ""}, "Say why, without the words themselves"),
        (
            {"passage": SECRET, "reason": "mrs quayle, 14 foxglove court"},
            "Say why without the words",
        ),
        ({"passage": "Nobody ever wrote this", "reason": WHY}, "It is nowhere in the register"),
        ({"passage": "…—!", "reason": WHY}, "Paste the words or the number"),
    ],
)
def test_mistakes_are_explained(as_: As, session: Any, typed: dict[str, str], said: str) -> None:
    page = as_(Role.CURATOR).send(address(with_history()), typed)

    assert page.status_code == 422
    assert said in page.text
    assert unescape(typed["reason"]) in unescape(page.text)


def test_nothing_is_taken_out_when_the_places_are_others_than_those_shown(
    as_: As, session: Any
) -> None:
    activity = with_history()
    desk = as_(Role.CURATOR)
    shown = desk.send(address(activity), {"passage": SECRET, "reason": WHY})
    make.correct(activity, Telling(f"At {SECRET}"))
    names = re.findall(r'name="places" type="checkbox" value="(\w+)"', shown.text)

    again = desk.send(f"{address(activity)}/confirm", {**hidden(shown), "places": names})

    assert again.status_code == 409
    assert "Something changed while you were reading" in again.text
    assert session.scalars(select(Removal)).all() == []


def test_one_place_at_least_is_ticked(as_: As, session: Any) -> None:
    desk, activity = as_(Role.CURATOR), with_history()
    shown = desk.send(address(activity), {"passage": SECRET, "reason": WHY})

    page = desk.send(f"{address(activity)}/confirm", hidden(shown))

    assert page.status_code == 422
    assert "Tick the places where it should be taken out" in page.text


def test_what_is_short_is_looked_for_here_alone_and_each_place_chosen(
    as_: As, session: Any
) -> None:
    other = make.activity(status=Status.PUBLISHED)
    make.correct(other, Telling("Ali came"))
    activity = make.activity(status=Status.PUBLISHED)
    make.correct(activity, Telling("Ali came to the Alignment class"))

    sent(as_(Role.CURATOR), address(activity), "Ali", only="Ali")

    texts = {a.id: a.summary for a in session.scalars(select(Activity))}
    assert texts[other.id] == "Ali came"
    assert texts[activity.id].endswith("came to the Alignment class")
    assert not texts[activity.id].startswith("Ali")


def test_a_number_is_taken_out_of_a_page_and_its_history(
    as_: As, session: Any, client: Any
) -> None:
    activity = make.activity(status=Status.PUBLISHED)
    known = HowMany(Sureness.EXACT, 61)
    make.correct(activity, People(known), People(known, found="By letter"))

    done = sent(as_(Role.CURATOR), address(activity), "61", only="61")

    assert done.status_code == 303
    assert "About 60" not in client.get(f"/stories/{activity.slug}/history").text
    assert "About 60" not in client.get(f"/stories/{activity.slug}").text
    assert "A number was taken out" in client.get(f"/stories/{activity.slug}/history").text
    assert client.get(f"/stories/{activity.slug}").status_code == 200


def test_a_comment_and_a_learning_record_lead_there_too(as_: As, session: Any) -> None:
    desk = as_(Role.CURATOR)
    record = make.record()
    comment = make.comment(make.activity(status=Status.PUBLISHED))

    assert desk.get(address(record, "learning_record")).status_code == 200
    assert desk.get(address(comment, "comment")).status_code == 200
    assert (
        address(comment, "comment")
        in desk.get(f"/moderation/comment/{comment.id}", follow_redirects=True).text
    )


def test_words_of_a_comment_are_gone_with_the_moderators_copy(as_: As, session: Any) -> None:
    comment = make.comment(make.activity(status=Status.PUBLISHED))
    session.execute(update(Comment).values(body=f"See {SECRET}", public_body="See (left out)"))
    session.commit()

    sent(as_(Role.CURATOR), address(comment, "comment"), SECRET)

    [kept] = session.scalars(select(Comment))
    assert "Foxglove" not in kept.body
    assert kept.words_hash == ""


def test_an_address_made_of_the_words_leads_nowhere(as_: As, session: Any, client: Any) -> None:
    activity = make.activity(status=Status.PUBLISHED, naming=Naming("Complaint by Mrs Foxglove"))
    old = activity.slug
    assert "foxglove" in old

    sent(as_(Role.CURATOR), address(activity), "Mrs Foxglove")

    [now] = session.scalars(select(Activity.slug))
    assert "foxglove" not in now
    assert client.get(f"/stories/{old}").status_code == 404
    assert client.get(f"/stories/{now}").status_code == 200


def test_search_does_not_find_it_any_more(as_: As, session: Any, client: Any) -> None:
    activity = make.activity(status=Status.PUBLISHED)
    make.correct(activity, Telling(f"We met at {SECRET}"))
    assert "Falls group" in client.get("/stories?q=foxglove").text

    sent(as_(Role.CURATOR), address(activity), SECRET)

    assert "Foxglove" not in client.get("/stories?q=foxglove").text
    assert "Foxglove" not in str(list(build_all_documents()))


@pytest.mark.parametrize("role", [Role.RESIDENT, Role.TEAM_MEMBER, Role.LAY_MEMBER])
def test_it_is_for_curators(as_: As, session: Any, role: Role, client: Any) -> None:
    where = address(with_history())

    assert as_(role).get(where).status_code == 403
    assert as_(role).send(where, {"passage": SECRET, "reason": WHY}).status_code == 403
    assert as_(role).send(f"{where}/confirm", {"passage": SECRET}).status_code == 403
    assert "Take words out" not in client.get("/stories/falls-group/history").text


def test_a_file_is_taken_out(as_: As, session: Any, app: Flask) -> None:
    activity = make.activity(status=Status.PUBLISHED)
    kept = stored(activity)
    desk = as_(Role.CURATOR)

    bare = desk.send(f"{address(activity)}/file", {"file-reason": WHY})
    done = desk.send(f"{address(activity)}/file", {"file-file": str(kept.id), "file-reason": WHY})

    assert bare.status_code == 422
    assert "Choose a file" in bare.text
    assert done.status_code == 303
    assert "Files" in desk.get(done.location).text
