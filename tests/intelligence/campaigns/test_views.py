"""The pages of campaigns."""

from collections.abc import Callable
from typing import Any

from flask.testing import FlaskClient

from coprod.core.values.actor import Role
from coprod.core.values.dates import PartialDate
from coprod.intelligence.campaigns.rules import Event, Reach
from coprod.participation.directory import actions as directory
from coprod.register.activities.enums import Status
from coprod.register.activities.rules import Naming
from tests import make
from tests.board.action_plan.make import action
from tests.engagement.commitments.make import promise, unread
from tests.intelligence.campaigns.make import campaign
from tests.intelligence.reports.make import report
from tests.participation.directory.make import connector

As = Callable[..., Any]
CAMPAIGNS = "/campaigns"


def form(**given: Any) -> dict[str, Any]:
    values = {
        "name": "Winter health",
        "kind": "communications",
        "purpose": "Tell people about vaccines",
        "starts-year": "2025",
        "run_by": "Communications team",
        "events": "2025-11-05; Library; 25\n2025-11-06; Market; 3",
        "reaches": "Radio; 9000; station’s figures\nLeaflets",
    }
    return {**values, **given}


def test_a_curator_writes_one_and_makes_it_public(as_: As, client: FlaskClient) -> None:
    curator = as_(Role.CURATOR)
    here = curator.send(f"{CAMPAIGNS}/new", form()).location
    assert here == f"{CAMPAIGNS}/winter-health"
    assert client.get(here).status_code == 404
    assert "Winter health" not in client.get(CAMPAIGNS).text

    page = curator.get(f"{here}/change").text
    assert "2025-11-05; Library; 25" in page
    version = page.partition('name="version"')[2].partition('value="')[2].partition('"')[0]
    assert curator.send(f"{here}/change", form(version=version, is_public="y")).location == here

    shown = client.get(here).text
    assert "About 25" in shown
    assert "About 9,000" in shown
    assert "Market</span>: Fewer than 5" in shown
    assert "Leaflets</span>: Not known" in shown
    assert "Winter health" in client.get(CAMPAIGNS).text
    assert "Winter health" in client.get("/stories?kind=campaign&q=vaccines").text


def test_mistakes_are_named_and_words_kept(as_: As) -> None:
    wrong = as_(Role.CURATOR).send(f"{CAMPAIGNS}/new", form(reaches="Radio; 9000"))
    assert wrong.status_code == 422
    assert "Say how we know" in wrong.text
    assert "2025-11-06; Market; 3" in wrong.text


def test_readers_see_of_what_belongs_to_it_what_they_may(as_: As, client: FlaskClient) -> None:
    curator = make.person(role=Role.CURATOR).actor
    reached, gone = connector(name="«Somali women’s group»"), connector(name="«Gone group»")
    story = make.activity(status=Status.PUBLISHED, naming=Naming("«Tea for all»"))
    made = campaign(
        addresses=(f"/stories/{story.slug}", f"/x/reports/{report(title='«Said»').slug}"),
        reached_ids=(reached.id,),
        missed_ids=(gone.id,),
        heard="<b>People</b> are cold",
        events=(Event(PartialDate(2026, 3), "«Library»", None),),
        reaches=(Reach("«Radio»", None, ""),),
    )
    here = f"{CAMPAIGNS}/{made.slug}"
    directory.take_off(curator, gone)
    make.withdraw(story)

    text = client.get(here).text
    assert "Somali women" in text
    assert "«Said»" in text
    assert "&lt;b&gt;People&lt;/b&gt; are cold" in text
    assert "Gone group" not in text
    assert "Tea for all" not in text


def test_actions_and_promises_that_came_of_it_are_added(as_: As, client: FlaskClient) -> None:
    story = make.activity(status=Status.PUBLISHED, naming=Naming("«Tea for all»"))
    promise(story, words="«We will open on Sundays»")
    unread(story, words="«Nobody has read this»")
    here = f"{CAMPAIGNS}/{campaign(addresses=(f'/stories/{story.slug}',)).slug}"
    action(title="«Pay for the tea»", source_link=f"https://example.org{here}")
    action(title="«Something else»", source_link=f"https://example.org{here}-2")

    text = client.get(here).text
    assert "We will open on Sundays" in text
    assert "Pay for the tea" in text
    assert "Something else" not in text
    assert "Nobody has read this" not in text
    assert "Make an action for a board" not in text
    assert "Make an action for a board" in as_(Role.CURATOR).get(here).text
