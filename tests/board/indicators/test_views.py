import re
from collections.abc import Callable
from datetime import date
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import select

from coprod.board.indicators.enums import Measure, ReviewDecision
from coprod.core.mail import Outgoing
from coprod.core.values.actor import Role
from coprod.outcomes.i_statements.enums import Direction
from coprod.register.activities.enums import Status
from coprod.register.activities.rules import Naming
from tests import make
from tests.board.indicators import make as indicators
from tests.board.indicators.make import Q1, Q2, Q3
from tests.board.meetings.test_views import days
from tests.board.packs import make as packs

As = Callable[[Any], Any]
WORDS = {
    "title": "Home after hospital",
    "goal": "People go home when they are well",
    "definition": "Discharged to their own home",
    "source": "Hospital records",
    "measure": "percent",
    "counted": "people",
    "direction": "up",
    "owner": "Head of community health",
}


def period(first: date, last: date) -> dict[str, str]:
    return {**days("starts_on", first.isoformat()), **days("ends_on", last.isoformat())}


def test_an_indicator_is_kept_from_first_words_to_a_met_target(
    as_: As, client: FlaskClient
) -> None:
    curator = as_(Role.CURATOR)
    here = curator.send("/board/targets/new", WORDS).location
    assert "nobody has counted this yet" in client.get("/board/targets").text
    number = {**period(*Q1), "place_id": "0", "numerator": "868", "denominator": "1,001"}
    assert curator.send(f"{here}/numbers", number).status_code == 303
    assert "868 / 1,001" in curator.get(f"{here}/numbers").text
    aim = {"number": "87", "place_id": "0"}
    aim |= days("due", "2027-03-31") | days("review_on", "2027-01-31")
    assert curator.send(f"{here}/target", aim).status_code == 303
    text = client.get(here).text
    assert "87%, so the target of 87% is met" in text
    assert "868" not in text
    assert "Due by 31 March 2027" in client.get("/board/targets").text
    changed = {**WORDS, "version": "3", "title": "At home", "baseline": Q1[0].isoformat()}
    assert curator.send(f"{here}/change", changed).status_code == 303
    assert "(compared with this)" in client.get(here).text


def test_what_is_wrong_is_said_beside_its_box(as_: As) -> None:
    curator = as_(Role.CURATOR)
    refused = curator.send("/board/targets/new", {**WORDS, "goal": ""})
    assert refused.status_code == 422
    assert "Say what should get better" in refused.text
    here = f"/board/targets/{indicators.indicator().slug}"
    number = {**period(*Q1), "place_id": "0", "numerator": "x", "denominator": "5"}
    assert "Write whole numbers" in curator.send(f"{here}/numbers", number).text
    aim = {"number": "many", "place_id": "0"}
    assert "Write a number, such as 87.5" in curator.send(f"{here}/target", aim).text
    pasted = "from,to,numerator,denominator\n2025-01,2025-03,5,4\n2025-04,2025-06,x,4"
    refused = curator.send(f"{here}/numbers/paste", {"rows": pasted})
    assert refused.status_code == 422
    assert "Row 2: That is more than all of them" in refused.text
    assert "Row 3: Write whole numbers" in refused.text
    assert "Nothing was saved" in refused.text
    assert "5,4" in refused.text
    right = pasted.replace("5,4", "300,400").replace("x,4", "300,500")
    assert curator.send(f"{here}/numbers/paste", {"rows": right}).status_code == 303
    assert "60%" in curator.get(here).text


def test_two_curators_do_not_overwrite_each_other(as_: As) -> None:
    made, curator = indicators.indicator(), as_(Role.CURATOR)
    here = f"/board/targets/{made.slug}"
    assert curator.send(f"{here}/change", {**WORDS, "version": "1"}).status_code == 303
    assert curator.send(f"{here}/change", {**WORDS, "version": "1"}).status_code == 409
    aim = indicators.target(made)
    told = {"version": "1", "decision": "keep", "decided_by": "Board", "reason": "On its way"}
    told |= days("review_on", "2027-06-01")
    review = f"{here}/target/{aim.id}/review"
    assert curator.send(review, told).status_code == 303
    assert curator.send(review, told).status_code == 409
    assert "On its way" in curator.get(here).text


def test_a_missed_target_and_a_gap_are_said_plainly(client: FlaskClient) -> None:
    made = indicators.counted(indicators.indicator(direction=Direction.DOWN))
    indicators.target(made, 50, due=date(2026, 1, 31))
    indicators.gap(made, missing="Numbers of the new hospital")
    for address in ("/board/targets", f"/board/targets/{made.slug}"):
        text = client.get(address).text
        assert "the target of 50% was missed" in text
        assert "Numbers are missing:" in text
        assert "Numbers of the new hospital" in text


def test_a_target_that_was_given_up_stays_readable(client: FlaskClient) -> None:
    made = indicators.indicator()
    ended = {"decision": ReviewDecision.END, "reason": "It is measured otherwise now"}
    made = indicators.review(made, indicators.target(made), **ended)
    text = client.get(f"/board/targets/{made.slug}").text
    assert "Targets that were given up" in text
    assert "It is measured otherwise now" in text


def test_nothing_tells_a_small_number(client: FlaskClient) -> None:
    made, bow = indicators.indicator(), make.term(label="Bow")
    made = indicators.counted(made, 997, 1000)
    made = indicators.counted(made, 777, 1000, period=Q2)
    made = indicators.counted(made, 774, 990, period=Q2, place_id=bow.id)
    indicators.target(made, 90)
    indicators.target(made, 80, place_id=bow.id)
    here = f"/board/targets/{made.slug}"
    texts = [client.get(path).text for path in (here, f"{here}/numbers.csv", "/board/targets")]
    for secret in ("997", "995", "99.7", "774", "777", "78.2", "990"):
        assert not any(secret in text for text in texts), secret
    assert "Hidden to protect privacy" in texts[0]
    assert "2025-04-01,2025-06-30,,775,1000,77.5" in texts[1]
    assert "2025-04-01,2025-06-30,Bow,,,,percent,Hidden to protect privacy" in texts[1]


def test_the_chart_breaks_where_a_number_is_hidden(client: FlaskClient) -> None:
    made = indicators.indicator()
    for number, when in ((870, Q1), (998, Q2), (880, Q3)):
        made = indicators.counted(made, number, 1000, when)
    text = client.get(f"/board/targets/{made.slug}").text
    assert text.count('class="app-run__mark"') == 2
    assert text.count("<polyline") == 2
    assert "From 87% to 88%. The scale begins at 87%." in text


def test_a_team_links_its_own_public_activity(as_: As, client: FlaskClient) -> None:
    member = make.person(role=Role.TEAM_MEMBER)
    make.activity(owner=member, status=Status.PUBLISHED, naming=Naming("A walk"))
    others = make.activity(status=Status.PUBLISHED)
    here = f"/board/targets/{indicators.indicator(measure=Measure.NUMBER).slug}"
    team = as_(member)
    sent = {"activity": "A walk", "why": "People walk home"}
    assert team.send(f"{here}/activities", sent).status_code == 303
    refused = team.send(f"{here}/activities", {**sent, "activity": others.slug})
    assert "Only those who look after this activity" in refused.text
    assert "linked already" in team.send(f"{here}/activities", sent).text
    text = client.get(here).text
    assert "People walk home" in text
    assert "This does not say that an activity caused a change." in text
    assert "Remove the link" not in text


def test_pots_of_money_are_chosen(as_: As, client: FlaskClient) -> None:
    curator = as_(Role.CURATOR)
    sent = {"name": "Our pooled fund", "pence": "500", "decided_by": "The board"}
    pot = curator.send("/funding-pots/add", sent).location.rsplit("/", 1)[-1]
    here = f"/board/targets/{indicators.indicator().slug}"
    assert curator.send(f"{here}/pots", {"pots": [pot]}).status_code == 303
    assert "Our pooled fund" in client.get(here).text
    assert curator.send(f"{here}/pots", {"pots": ["999"]}).status_code == 422


def test_a_pack_says_how_many_are_at_their_target(client: FlaskClient) -> None:
    made = indicators.counted(indicators.indicator(title="Home after hospital"))
    indicators.target(made, 80)
    indicators.target(indicators.counted(indicators.indicator(title="Falls")), 90)
    hidden = indicators.counted(indicators.indicator(title="Few"), 998, 1000)
    indicators.target(hidden, 90)
    indicators.gap(indicators.indicator(title="Not counted"), missing="All of it")
    pack = packs.frozen()
    text = client.get(f"/board/packs/{pack.slug}").text
    assert "1 of 2 F22 indicators are at their target" in read_words(text)
    rows = client.get(f"/board/packs/{pack.slug}/figures/targets").text
    assert f"/board/targets/{made.slug}" in rows
    assert "87%, so the target of 80% is met" in rows
    assert "the latest number cannot be shown" in rows
    assert "Numbers are missing: All of it" in rows
    assert "998" not in rows


def read_words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", "", html).split())


def test_late_reviews_and_gaps_are_chased(as_: As, session: Any) -> None:
    make.person(role=Role.CURATOR, email="other@example.org")
    aim, made = indicators.late_review(title="Falls"), indicators.late_gap(title="At home")
    indicators.target(indicators.indicator(title="In time"))
    curator = as_(Role.CURATOR)
    text = curator.get("/desk/chase").text
    assert "Falls" in text
    assert "At home" in text
    assert "In time" not in text
    before = len(session.scalars(select(Outgoing)).all())
    keys = (f"board_indicator_target-{aim.id}", f"board_indicator_gap-{made.gaps[0].id}")
    for key in keys:
        curator.send("/desk/chase/letters", {"case": f"targets-{key}"})
    assert len(session.scalars(select(Outgoing)).all()) > before
