"""Following with and without an account, and ending it by one press."""

import re
from typing import Any

import pytest
from sqlalchemy import select

from coprod.core.keyring import hash_token
from coprod.core.mail import Outgoing
from coprod.core.values.actor import Role
from coprod.library.subscriptions.models import Follow, Follower
from coprod.library.subscriptions.queries import get_follower_token
from coprod.reference.lists.enums import ListKind
from coprod.register.activities.enums import Status
from coprod.register.activities.rules import Naming, Placing
from tests import make
from tests.library.subscriptions.make import follower

HIDDEN = [s for s in Status if s is not Status.PUBLISHED]
ONE_CLICK = {"List-Unsubscribe": "One-Click"}


def published(title: str = "Falls group", **given: Any) -> Any:
    return make.activity(status=Status.PUBLISHED, naming=Naming(title), **given)


def mail(session: Any) -> list[Outgoing]:
    return list(session.scalars(select(Outgoing).order_by(Outgoing.id)))


def follows(session: Any) -> list[Follow]:
    session.expire_all()
    return list(session.scalars(select(Follow).order_by(Follow.id)))


def link_in(letter: Outgoing) -> str:
    (found,) = set(re.findall(r"http://localhost(/following/\w+)", letter.text))
    return str(found)


def test_without_an_account_nothing_comes_before_a_yes(client: Any, session: Any) -> None:
    published()
    sent = client.send("/follow?entry=falls-group", {"email": "a@example.org", "often": "weekly"})
    assert sent.status_code == 303
    (letter,) = mail(session)
    assert letter.recipient == "a@example.org"
    assert follows(session)[0].confirmed_at is None

    link = link_in(letter)
    assert "Falls group" in client.get(link).text
    assert follows(session)[0].confirmed_at is None
    client.send(f"{link}/yes")

    assert follows(session)[0].confirmed_at is not None
    assert session.scalar(select(Follower.email)) == "a@example.org"


def test_the_link_is_nowhere_in_the_database_and_kept_by_nobody(client: Any, session: Any) -> None:
    client.send("/follow", {"email": "a@example.org", "often": "weekly"})
    token = link_in(mail(session)[0]).rpartition("/")[2]
    one = session.scalars(select(Follower)).one()

    assert token not in (one.encrypted_token, one.token_hash)
    assert one.token_hash == hash_token(token)
    assert client.get(f"/following/{token}").headers["Cache-Control"] == "no-store"


def test_with_an_account_it_begins_at_once(as_: Any, session: Any) -> None:
    published()
    browser = as_(Role.RESIDENT)

    page = browser.get("/follow?entry=falls-group").text
    sent = browser.send("/follow?entry=falls-group", {"often": "at-once"})

    assert 'name="email"' not in page
    assert sent.location.endswith("/following")
    assert mail(session) == []
    assert follows(session)[0].confirmed_at is not None
    assert "Falls group" in browser.get("/following").text


def test_a_search_is_kept_as_it_was_asked(client: Any, session: Any) -> None:
    make.term(ListKind.LOCALITY, key="bow", label="Bow")
    found = "/follow?q=falls&locality=bow&page=3&sort=newest&evil=1"

    assert "“falls”, Bow" in client.get(found).text
    client.send(found, {"email": "a@example.org", "often": "weekly"})

    assert [each.search for each in follows(session)] == ["q=falls&locality=bow"]


def test_nobody_has_us_write_their_own_words_to_an_address(client: Any, session: Any) -> None:
    """A search is words that anybody types, and the address may be anybody's."""
    sent = {"email": "a@example.org", "often": "weekly"}
    client.send("/follow?q=You+have+won,+call+0900", sent)
    client.send("/follow", {**sent, "email": "b@example.org"})

    first, second = mail(session)
    assert "0900" not in first.text + first.html + first.subject
    assert "what a search of this register finds" in first.text
    assert "0900" in client.get(link_in(first)).text
    assert "All that is new" in second.text


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("learning", "learning_record"),
        ("decisions", "decision"),
        ("collections", "collection"),
        ("what-people-told-us/reports", "report"),
        ("campaigns", "campaign"),
    ],
)
def test_each_list_offers_to_tell_of_new_ones(
    client: Any, session: Any, path: str, kind: str
) -> None:
    page = client.get(f"/{path}").text

    assert f'href="/follow?kind={kind}"' in page
    assert f'href="/stories/feed.atom?kind={kind}"' in page
    client.send(f"/follow?kind={kind}", {"email": "a@example.org", "often": "weekly"})
    assert [each.search for each in follows(session)] == [f"kind={kind}"]


def test_an_entry_offers_its_places_and_topics_too(client: Any, session: Any) -> None:
    bow = make.term(ListKind.LOCALITY, key="bow", label="Bow")
    published(placing=Placing((bow.id,)))

    assert 'href="/follow?locality=bow"' in client.get("/follow?entry=falls-group").text
    assert "/follow?entry=falls-group" in client.get("/stories/falls-group").text
    assert "/follow?locality=bow" in client.get("/stories?locality=bow").text


@pytest.mark.parametrize("status", HIDDEN)
def test_what_is_not_public_cannot_be_followed(
    client: Any, as_: Any, session: Any, status: Status
) -> None:
    entry = make.activity(status=status)
    for browser in (client, as_(Role.ADMINISTRATOR)):
        path = f"/follow?entry={entry.slug}"
        assert browser.get(path).status_code == 404
        assert browser.send(path, {"often": "weekly", "email": "a@b.org"}).status_code == 404


def test_asking_twice_changes_nothing_and_tells_nobody(client: Any, session: Any) -> None:
    known = follower(search="q=falls")
    asked = {"email": known.address, "often": "at-once"}

    first = client.send("/follow?q=falls", asked)
    other = client.send("/follow?q=falls", {**asked, "email": "new@example.org"})

    assert (first.status_code, first.location) == (other.status_code, other.location)
    assert len([each for each in follows(session) if each.follower_id == known.id]) == 1


@pytest.mark.parametrize(
    "typed", [{}, {"email": "no"}, {"email": "a@b.org", "often": "hourly"}, {"often": "weekly"}]
)
def test_mistakes_are_said_and_nothing_is_kept(
    client: Any, session: Any, typed: dict[str, str]
) -> None:
    assert client.send("/follow", typed).status_code == 422
    assert follows(session) == []


def test_a_mail_program_ends_it_by_one_press_without_a_token_of_a_form(
    client: Any, session: Any
) -> None:
    one = follower(search="q=falls")
    path = f"/following/{get_follower_token(one)}/stop"

    assert client.get(path).status_code == 200
    assert len(follows(session)) == 1
    assert client.post(path, data={"title": "x"}).status_code == 400
    assert client.post(path, data=ONE_CLICK).status_code == 200
    assert client.post(path, data=ONE_CLICK).status_code == 200

    assert follows(session) == []
    assert session.scalars(select(Follower)).all() == []


def test_one_of_several_can_be_changed_or_stopped(client: Any, session: Any) -> None:
    one = follower(search="q=falls")
    client.send("/follow?q=tea", {"email": one.address, "often": "weekly"})
    own = f"/following/{get_follower_token(one)}"
    first, second = follows(session)

    client.send(f"{own}/{first.id}/at-once")
    stopped = client.send(f"{own}/{second.id}/stop")

    assert "You will get no more letters about this" in client.get(stopped.location).text
    assert [each.often.value for each in follows(session)] == ["at-once"]
    client.send(f"{own}/{first.id}/stop")
    assert follows(session) == []


def test_nobody_reaches_what_another_follows(client: Any, session: Any) -> None:
    mine, other = follower(), follower(search="q=secretgarden")
    theirs = other.follows[0].id
    own = f"/following/{get_follower_token(mine)}"

    assert "secretgarden" not in client.get(own).text
    assert client.send(f"{own}/{theirs}/stop").status_code == 404
    assert client.get("/following/" + "0" * 64).status_code == 404
    assert len(follows(session)) == 2


def test_an_entry_that_is_gone_is_not_named_any_more(client: Any, session: Any) -> None:
    entry = published("Secretgarden")
    one = follower(entry=entry.id)
    make.withdraw(entry)

    page = client.get(f"/following/{get_follower_token(one)}").text

    assert "Secretgarden" not in page
    assert "no longer public" in page


@pytest.mark.parametrize(
    "asked", ["q=Buypills", "locality=Buypills", "year=Buypills", "organisation=Buypills"]
)
def test_a_value_that_no_list_has_is_not_sent_to_an_address_that_a_stranger_gave(
    client: Any, session: Any, asked: str
) -> None:
    client.send(f"/follow?{asked}", {"email": "a@example.org", "often": "weekly"})

    (letter,) = mail(session)
    assert "Buypills" not in letter.text + letter.html
    assert "Buypills" in client.get(link_in(letter)).text


def test_a_letter_names_a_kind_that_was_chosen(client: Any, session: Any) -> None:
    client.send("/follow?kind=decision", {"email": "a@example.org", "often": "weekly"})

    assert "Decisions" in mail(session)[0].text


@pytest.mark.parametrize(
    ("topic", "address"),
    [
        ("promises", "/promises"),
        ("money", "/funding-pots"),
        ("insights", "/what-people-told-us/summaries"),
    ],
)
def test_a_topic_is_followed_from_its_page(
    client: Any, session: Any, topic: str, address: str
) -> None:
    page = client.get(address).text
    assert f'href="/follow?topic={topic}"' in page
    assert f'href="/follow/{topic}/feed.atom"' in page
    assert client.get(f"/follow/{topic}/feed.atom").status_code == 200
    assert f'href="{address}"' in client.get(f"/follow?topic={topic}").text

    client.send(f"/follow?topic={topic}", {"email": "a@example.org", "often": "daily"})

    assert [each.topic and each.topic.value for each in follows(session)] == [topic]
    assert client.get("/follow?topic=weather").status_code == 404
