import re
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from coprod.core import content_version
from coprod.engagement.comments.enums import CommentKind
from coprod.engagement.commitments.enums import CommitmentState
from coprod.engagement.moderation.enums import Outcome as Decided
from coprod.library.home.queries import load_home
from coprod.reference.lists.models import Partnership
from coprod.register.activities.enums import Status
from coprod.register.activities.rules import Naming, Placing, Telling
from coprod.register.files import actions
from coprod.register.files.rules import Upload
from coprod.register.sections.actions import write_parts
from coprod.register.sections.rules import Outcome, Pledge
from tests import make
from tests.conftest import sent_statements
from tests.engagement.commitments.make import moved, promise
from tests.register.files.test_rules import picture

PUBLISHED = Status.PUBLISHED
MOST_QUERIES = 29
"""Once for each content version: after that the page comes from a cache."""
PAGES = ("/", "/ladder", "/about", "/accessibility", "/privacy", "/cookies", "/contact")


def text(client: FlaskClient, path: str = "/") -> str:
    return client.get(path).get_data(as_text=True)


def place(**given: Any) -> Partnership:
    usual = {"name": "Northwick", "partnership": "Northwick Together"}
    return make.keep(Partnership(**{**usual, **given}))


@pytest.mark.parametrize("path", PAGES)
def test_each_page_is_good_before_a_place_has_a_name(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 200


@pytest.mark.parametrize("path", PAGES)
def test_each_page_is_good_for_a_place_that_told_everything(client: FlaskClient, path: str) -> None:
    place(contact_email="a@example.org", contact_phone="020 7946 0000", contact_post="1 A Street")

    answer = client.get(path)
    assert answer.status_code == 200
    assert (
        answer.text.count('<meta name="description" content="What people and services in Northwick')
        == 1
    )


def test_the_first_screen_says_what_this_is_and_opens_two_doors(client: FlaskClient) -> None:
    place()

    page = text(client)

    assert "A register of co-production" in page
    assert 'name="q"' in page
    say, log = page.index("Have your say</a></h2>"), page.index("Log an activity</a></h2>")
    assert page.index('name="q"') < say < log


def test_the_home_page_of_an_empty_register_says_so_and_counts_nothing(
    client: FlaskClient,
) -> None:
    make.term(label="Bow")

    page = text(client)

    assert "Nothing is published yet" in page
    for missing in ("app-numbers", "What’s happening near you", "You said, we did", "New learning"):
        assert missing not in page


def test_the_home_page_shows_numbers_a_story_places_answers_and_learning(
    client: FlaskClient,
) -> None:
    bow, poplar = make.term(label="Bow"), make.term(label="Poplar")
    placing = Placing(locality_ids=(bow.id,))
    entry = make.activity(status=PUBLISHED, naming=Naming("A walking group"), placing=placing)
    write_parts(entry, (Pledge(open_to_change="The route"), Outcome(did="A shorter route")))
    make.comment(entry, "We chose it", kind=CommentKind.WAS_THERE, outcome=Decided.PUBLISH)
    moved(promise(entry, request="A bench"), CommitmentState.MADE, proof="It stands there")
    make.record(next_team="Begin with tea")

    page = " ".join(re.sub(r"<[^>]+>", " ", text(client)).split())

    for words in (
        "1 activity ",
        "A walking group",
        "What people could change The route",
        "We chose it A resident",
        "Stories: 1 Nothing yet in: Poplar",
        "You said A bench We did It stands there Kept late",
        "Begin with tea",
    ):
        assert words in page, words
    assert poplar.label not in page.split("You said")[1]


@pytest.mark.parametrize("status", [s for s in Status if s is not Status.PUBLISHED])
def test_the_home_page_neither_shows_nor_counts_what_is_not_published(
    client: FlaskClient, status: Status
) -> None:
    make.term(label="Bow")
    make.activity(status=status, naming=Naming("A walking group"))

    page = text(client)

    assert "A walking group" not in page
    assert "app-numbers" not in page


def test_what_somebody_wrote_cannot_break_the_home_page(client: FlaskClient) -> None:
    hostile = "<script>alert(1)</script> " + "w" * 90
    entry = make.activity(status=PUBLISHED, naming=Naming(hostile), telling=Telling(hostile))
    promise(entry, request=hostile, words=hostile)
    make.record(next_team=hostile)

    page = text(client)

    assert "<script>alert" not in page
    assert page.count("&lt;script&gt;alert") >= 5


def test_the_home_page_asks_the_database_no_more_often_for_more(
    client: FlaskClient, queries: list[str]
) -> None:
    def count() -> int:
        queries.clear()
        text(client)
        return len(queries)

    entry = make.activity(status=PUBLISHED)
    promise(entry)
    make.record()
    few = count()
    for number in range(5):
        other = make.activity(status=PUBLISHED, naming=Naming(f"Group {number}"))
        promise(other)
        make.record()

    assert count() <= few  # promises leave no room for answers, which are not asked for
    assert few <= MOST_QUERIES, queries


def test_the_home_page_asks_nothing_of_what_it_shows_until_something_changes(
    session: Any,
) -> None:
    promise(make.activity(status=PUBLISHED))
    pinned = content_version.pinned_version.set("one version")
    try:
        first = load_home()
        with sent_statements() as statements:
            assert load_home() is first
        assert not statements
    finally:
        content_version.pinned_version.reset(pinned)


def test_the_privacy_notice_names_who_decides(client: FlaskClient) -> None:
    place()

    assert "Northwick Together decides" in text(client, "/privacy")


def test_the_contact_page_says_what_to_do_in_danger(client: FlaskClient) -> None:
    assert "999" in text(client, "/contact")


def test_the_ladder_page_explains_every_level_and_gives_thanks(client: FlaskClient) -> None:
    page = text(client, "/ladder")

    for words in ("Coercion", "Co-production", "Who decides", "Placation", "thinklocalactpersonal"):
        assert words in page


def test_robots_are_told_where_not_to_go(client: FlaskClient) -> None:
    assert "User-agent: *" in text(client, "/robots.txt")


def test_who_finds_a_weakness_reads_where_to_write(client: FlaskClient) -> None:
    assert client.get("/.well-known/security.txt").status_code == 404

    place(contact_email="register+1@example.org")
    answer = client.get("/.well-known/security.txt")

    assert answer.content_type == "text/plain; charset=utf-8"
    assert "Contact: mailto:register%2B1@example.org\n" in answer.text
    assert "Canonical: http://localhost/.well-known/security.txt\n" in answer.text


def test_a_reader_keeps_the_language_that_was_chosen(
    client: FlaskClient, as_: Callable[..., FlaskClient]
) -> None:
    answer = client.get("/in/bn?next=/about")

    assert answer.location == "/about"
    assert client.get("/about").location == "/bn/about"
    assert '<html lang="bn"' in text(client, "/bn/about")


def test_a_language_that_we_do_not_speak_is_not_found(client: FlaskClient) -> None:
    assert client.get("/in/xx").status_code == 404


def test_the_picture_of_the_featured_story_stands_at_the_head_with_its_credit(
    client: FlaskClient,
) -> None:
    entry = make.activity(naming=Naming("A walking group"), telling=Telling("They walk."))
    upload = Upload("a.png", picture("PNG"), "The hall", alt="Walkers in a hall", credit="A walker")
    file = make.keep(actions.add_file(make.owner(entry), entry, upload))
    entry.status = PUBLISHED
    make.keep(entry)

    page = client.get("/").text

    assert f"{file.key}/large" in page
    assert 'alt="Walkers in a hall"' in page
    assert page.count("<img") == 1, "the card below does not have it once more"
    assert "A walker" in page
    assert "home-hero" not in page
