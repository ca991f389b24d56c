"""Asking somebody who is quoted, and answering by the link, on the pages."""

import re
from collections.abc import Callable
from typing import Any

from sqlalchemy import select

from coprod.core.mail import Outgoing
from coprod.core.values.actor import SYSTEM, Role
from coprod.participation.quotations import presenters
from coprod.participation.quotations.enums import QuoteAnswer
from coprod.participation.quotations.models import Quotation
from coprod.register.activities.enums import Status
from coprod.register.activities.queries import get_activity
from tests import make
from tests.participation.quotations.make import WORDS, answered, asked, quoting
from tests.reviews.make import decide

As = Callable[[Any], Any]
LINK = re.compile(r"/quotes/[0-9a-f]{64}")


def test_the_team_asks_by_letter_and_the_address_is_nowhere(
    client: Any, as_: As, session: Any
) -> None:
    owner = make.person()
    entry = quoting(owner=owner)
    path = f"/activities/{entry.slug}/groups/quotes"
    team = as_(owner)

    assert team.send(path, {"words": WORDS, "email": "a@example.org"}).status_code == 303

    letter = session.scalars(select(Outgoing).where(Outgoing.recipient == "a@example.org")).one()
    assert WORDS not in letter.text
    page = team.get(path).text
    assert WORDS in page
    assert "a@example.org" not in page
    assert not LINK.search(page)
    link = LINK.search(letter.text)
    assert link
    assert WORDS in client.get(link.group()).text


def test_the_team_hands_a_link_over_and_loses_it_with_the_answer(
    client: Any, as_: As, session: Any
) -> None:
    owner = make.person()
    entry = quoting(owner=owner)
    path = f"/activities/{entry.slug}/groups/quotes"
    team = as_(owner)
    assert team.send(path, {"words": WORDS}).status_code == 303
    page = team.get(path).text
    link = LINK.search(page)
    assert link
    assert "data:image/svg+xml" in page

    assert client.send(link.group(), {}).status_code == 422
    assert client.send(link.group(), {"answer": "changed"}).status_code == 422
    sent = client.send(link.group(), {"answer": "changed", "words": "They <b> heard me"})
    assert sent.status_code == 303
    assert "Yes, but in other words" in client.get(link.group()).text

    page = as_(owner).get(path).text
    assert not LINK.search(page)
    assert "They &lt;b&gt; heard me" in page
    subjects = session.scalars(select(Outgoing.subject)).all()
    assert "A person who is quoted has answered" in subjects


def test_mistakes_are_explained_and_nothing_typed_is_lost(as_: As, session: Any) -> None:
    owner = make.person()
    entry = quoting(owner=owner)
    path = f"/activities/{entry.slug}/groups/quotes"
    team = as_(owner)
    for data in ({}, {"words": "Not there"}, {"words": WORDS, "email": "nobody"}):
        assert team.send(path, data).status_code == 422
    assert "Not there" in team.send(path, {"words": "Not there"}).text
    assert session.scalars(select(Quotation)).all() == []


def test_what_somebody_said_is_part_of_the_review(as_: As, session: Any) -> None:
    entry = quoting()
    answered(entry, QuoteAnswer.REFUSED)
    page = as_(Role.CURATOR).get(f"/activities/{entry.slug}/review", follow_redirects=True).text
    assert "What people who are quoted say" in page
    assert "Asks us not to publish these words" in page
    assert "The team handed the link over" in page


def test_readers_read_that_people_were_asked_and_no_more(client: Any, session: Any) -> None:
    entry = quoting()
    slug, token = entry.slug, asked(entry)
    client.send(f"/quotes/{token}", {"answer": "agreed"})
    decide(make.curator(), get_activity(SYSTEM, slug), "publish")
    session.commit()

    story = client.get(f"/stories/{slug}", follow_redirects=True).text
    assert presenters.ALL_AGREED.text in story
    assert token not in story
    assert client.get(f"/activities/{slug}/groups/quotes").status_code != 200
    assert client.send(f"/quotes/{token}", {"answer": "refused"}).status_code == 303
    story = client.get(f"/stories/{slug}", follow_redirects=True).text
    assert presenters.ALL_AGREED.text not in story
    subjects = session.scalars(select(Outgoing.subject)).all()
    assert "A person asks us not to publish their words" in subjects


def test_a_link_of_what_is_gone_opens_nothing(client: Any, session: Any) -> None:
    entry = quoting()
    slug, token = entry.slug, asked(entry)
    assert client.get(f"/quotes/{token}").status_code == 200
    assert client.get(f"/quotes/{'0' * 64}").status_code == 404
    get_activity(SYSTEM, slug).status = Status.WITHDRAWN
    session.commit()
    assert client.get(f"/quotes/{token}").status_code == 404
