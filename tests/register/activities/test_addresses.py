"""The address of an entry: none of its words before it is public, and none that give a person away.

A draft has an address that says nothing. The one that readers are given is made when a curator
publishes it; the old one leads on, or is gone where a curator took it away.
"""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from coprod.accounts.autosave.models import Draft
from coprod.accounts.users.models import Person
from coprod.core.database import session as db
from coprod.core.mail import Outgoing
from coprod.core.values import clock
from coprod.core.values.actor import Role
from coprod.core.values.errors import NotAllowedError, RuleBrokenError
from coprod.register.activities import actions
from coprod.register.activities.models import Activity, FormerAddress
from coprod.register.activities.rules import Naming, Sourcing, may_tell_of_somebody
from coprod.register.review import actions as curation
from coprod.web.filters import say_date
from tests import make
from tests.reviews.make import send

As = Callable[[Any], Any]
TITLE = "Complaint by Mrs Secret"


def logged(title: str = "Falls group", **given: Any) -> Activity:
    """Log an entry as people do: it has the address that a draft has."""
    owner = make.person(**given)
    return make.keep(actions.log_activity(owner.actor, *make.parts(naming=Naming(title))))


def published(title: str = "Falls group") -> tuple[Activity, str]:
    made = logged(title)
    before = made.slug
    curation.submit_activity(make.owner(made), made)
    curation.publish_activity(make.curator(), made)
    return make.keep(made), before


def test_a_draft_is_addressed_by_nothing_that_its_title_says(session: Any) -> None:
    one, two = logged("Secretword group"), logged("Secretword group")

    assert "secret" not in one.slug + two.slug
    assert one.slug != two.slug


def test_every_page_of_a_draft_works_by_its_address(as_: As, session: Any) -> None:
    owner = make.person()
    browser = as_(owner)

    sent = browser.send("/activities/log", {"title": "Falls group"})

    assert "falls" not in sent.location
    slug = sent.location.split("/")[2]
    for page in ("", "/summary", "/people", "/files", "/owners"):
        assert browser.get(f"/activities/{slug}{page}").status_code == 200, page
    assert browser.get(f"/stories/{slug}").status_code == 200


def test_the_address_is_made_when_it_is_published_and_the_old_one_leads_on(
    client: Any, session: Any
) -> None:
    made, before = published()

    assert made.slug == "falls-group"
    for path in (f"/stories/{before}", f"/stories/{before}/ratings", f"/api/entries/{before}"):
        answer = client.get(f"{path}?a=b")
        assert answer.status_code == 308, path
        assert answer.location == f"{path.replace(before, 'falls-group')}?a=b"
    assert client.get("/stories/falls-group").status_code == 200


def test_the_address_stays_when_the_title_changes(session: Any) -> None:
    made, _before = published()

    make.propose(made, Naming("Another name"))

    assert made.slug == "falls-group"


def test_publishing_leads_letters_and_pages_to_the_new_address(as_: As, session: Any) -> None:
    made = logged()
    curation.submit_activity(make.owner(made), make.keep(made))
    session.commit()

    assert send(as_(Role.CURATOR), made, "publish").status_code == 303

    assert "/stories/falls-group" in session.scalars(select(Outgoing.text)).all()[-1]


def test_words_that_were_held_are_found_at_the_new_address(as_: As, session: Any) -> None:
    made = logged()
    before, owner = made.slug, session.get_one(Person, made.owner_id)
    browser = as_(owner)
    page = browser.get(f"/activities/{before}/summary").text
    mark = page.partition('name="held" value="')[2].partition('"')[0]
    browser.send("/held/later", {"held": mark, "summary": "Words that wait"})
    browser.send(f"/activities/{before}/submit")
    send(as_(Role.CURATOR), made, "publish")

    (kept,) = session.scalars(select(Draft)).all()
    assert kept.address == "/activities/falls-group/summary"
    again = browser.get(f"/activities/falls-group/summary?held={kept.id}").text
    assert "Words that wait" in again
    browser.send("/held/later", {"held": mark, "summary": "More words, typed on the old page"})
    assert {each.address for each in session.scalars(select(Draft))} == {kept.address}


def test_what_was_sent_to_the_old_address_arrives_at_the_new_one(as_: As, session: Any) -> None:
    made, before = published()
    owner = session.get_one(Person, made.owner_id)

    answer = as_(owner).send(f"/activities/{before}/conversation", {"body": "Hello"})

    assert (answer.status_code, answer.location) == (308, "/activities/falls-group/conversation")


def test_nobody_is_led_to_what_they_may_not_see(client: Any, session: Any) -> None:
    made = logged()
    actions.change_address(make.curator(), made, "elsewhere", is_gone=False)
    session.commit()

    assert client.get("/stories/elsewhere").status_code == 404
    assert all(client.get(f"/stories/{made.slug}x{n}").status_code == 404 for n in range(2))


def test_a_curator_changes_the_address_and_the_old_one_leads_on(
    as_: As, client: Any, session: Any
) -> None:
    published()

    sent = as_(Role.CURATOR).send(
        "/activities/falls-group/address", {"address": "Steady on your feet", "old": "leads_on"}
    )

    assert sent.location == "/stories/steady-on-your-feet"
    assert client.get("/stories/falls-group").location == "/stories/steady-on-your-feet"
    assert "/stories/steady-on-your-feet" in client.get("/sitemap/2.xml").text


def test_an_old_address_that_tells_too_much_is_gone_and_its_words_too(
    as_: As, client: Any, session: Any
) -> None:
    made, before = published("Secretword and her care")
    assert made.slug == "secretword-and-her-care"

    sent = as_(Role.CURATOR).send(
        "/activities/secretword-and-her-care/address", {"address": "", "old": "gone"}
    )

    slug = sent.location.removeprefix("/stories/")
    assert "secretword" not in slug
    gone = client.get("/stories/secretword-and-her-care")
    assert gone.status_code == 410
    assert f"took this address away on {say_date(clock.today())}" in gone.text
    assert "Secretword" not in gone.text.replace("/in/", "")
    assert slug not in gone.text
    assert client.get(f"/stories/{before}").location == f"/stories/{slug}"
    rows = session.execute(select(FormerAddress.slug_hash)).scalars().all()
    assert "secretword" not in "".join(rows)


def test_no_entry_is_given_the_old_address_of_another(session: Any) -> None:
    made, _before = published()
    actions.change_address(make.curator(), made, "elsewhere", is_gone=False)

    other, _before = published()

    assert other.slug == "falls-group-2"
    with pytest.raises(RuleBrokenError):
        actions.change_address(make.curator(), other, "falls-group", is_gone=False)
    with pytest.raises(RuleBrokenError):
        actions.change_address(make.curator(), other, "elsewhere", is_gone=False)
    actions.change_address(make.curator(), made, "falls-group", is_gone=False)
    assert made.slug == "falls-group"


def test_only_curators_change_addresses(as_: As, session: Any) -> None:
    made, _before = published()
    owner = session.get_one(Person, made.owner_id)

    for actor in (make.owner(made), make.person(role=Role.LAY_MEMBER).actor):
        with pytest.raises(NotAllowedError):
            actions.change_address(actor, made, "elsewhere", is_gone=False)
    assert as_(owner).get("/activities/falls-group/address").status_code == 403
    answer = as_(Role.CURATOR).send("/activities/falls-group/address", {"address": "x"})
    assert answer.status_code == 422
    assert "Choose what the old address does" in answer.text


# Titles that may tell who somebody is


@pytest.mark.parametrize(
    ("title", "tells"),
    [
        ("Complaint by Mrs Khan", True),
        ("complaints of residents", True),
        ("Mr. Smith's care plan", True),
        ("Walk with Dr Ali", True),
        ("Cllr Begum's surgery", True),
        ("A letter to Ms Jones", True),
        ("Falls group", False),
        ("MS support group", False),
        ("Drop in and Mrsa awareness", False),
        ("\uff2d\uff52\uff53 Khan’s kitchen", True),
        ("M\u200brs Khan’s kitchen", True),
        ("Mr\u00adKhan’s kitchen", True),
        ("M\u0301rs Khan’s kitchen", True),
        ("mr_khan’s kitchen", True),
        ("M.r.s. Khan’s kitchen", True),
        ("Missus Khan’s kitchen", True),
        ("What Prof. Khan heard", True),
        ("Rev Khan’s hall", True),
        ("They complained about the ward", True),
        ("The complainant’s story", True),
        ("Two Cllrs walk the estate", True),
        ("Sirens and sleep", False),
        ("A doctor listens", False),
        ("M.S. support group", False),
        ("Complaining less, doing more", False),
    ],
)
def test_which_titles_are_asked_about(title: str, tells: bool) -> None:
    assert may_tell_of_somebody(title) is tells


def test_such_a_title_is_asked_about_first_and_its_team_may_keep_it(as_: As, session: Any) -> None:
    browser = as_(make.person())

    asked = browser.send("/activities/log", {"title": TITLE})
    assert asked.status_code == 422
    assert "may tell who somebody is" in asked.text
    assert "Use this title anyway" in asked.text
    assert TITLE in asked.text
    assert browser.send("/activities/log", {"title": TITLE, "anyway": "y"}).status_code == 303
    assert "Use this title anyway" not in browser.get("/activities/log").text


def test_an_entry_made_from_another_is_asked_the_same(as_: As, session: Any) -> None:
    published()
    told = {
        "title": TITLE,
        "spread": "horizontal_new_place",
        "kept": "All",
        "changed": "None",
        "why": "New",
    }
    browser = as_(make.person())

    assert "Use this title anyway" in browser.send("/stories/falls-group/use", told).text
    kept = browser.send("/stories/falls-group/use", {**told, "anyway": "y"})
    assert kept.status_code == 303


def test_a_curator_sees_such_a_title_and_publishes_it_under_no_words(as_: As, session: Any) -> None:
    made = logged(TITLE)
    before = made.slug
    curation.submit_activity(make.owner(made), made)
    session.commit()

    assert (
        "may tell who somebody is"
        in as_(Role.CURATOR).get(f"/activities/{before}/review", follow_redirects=True).text
    )
    curation.publish_activity(make.curator(), made)
    assert made.slug == before


def test_what_is_brought_in_follows_the_same_rules(session: Any) -> None:
    curator = make.curator()

    def taken(title: str, *, publish: bool) -> str:
        source = Sourcing("file", str(next(make.number)))
        naming = (Naming(title), source)
        return curation.import_activity(curator, *naming, publish=publish).slug

    assert taken("Falls group", publish=True) == "falls-group"
    assert taken("Falls group", publish=True) == "falls-group-2"
    assert "falls" not in taken("Falls group", publish=False)
    assert "secret" not in taken(TITLE, publish=True)
    db.commit()
