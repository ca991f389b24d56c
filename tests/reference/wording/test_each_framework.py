"""All that is asked can be worded anew, and who was asked before keeps the words of that day."""

from collections.abc import Callable
from typing import Any

import pytest

from coprod.assessment.resident_rating.enums import TEXTS as RESIDENT_TEXTS
from coprod.assessment.resident_rating.presenters import FRAMEWORK as RESIDENTS
from coprod.challenges.enums import Challenge
from coprod.challenges.presenters import FRAMEWORK as CHALLENGES
from coprod.core.database import db
from coprod.core.values import clock
from coprod.core.values.actor import Role
from coprod.decisions.guide.enums import TEXTS as GUIDE_TEXTS
from coprod.decisions.guide.rules import FRAMEWORK as GUIDE
from coprod.reference.wording.rules import Framework
from coprod.register.activities.enums import Status
from tests import make

As = Callable[[Any], Any]
HOSTILE = "<b>{{7*7}}</b>"


def reword(of: Framework, **texts: str) -> None:
    """Word texts anew from today on. A key such as ``Q2.title`` is given as ``Q2_title``."""
    said = {key.replace("_", ".", 1): text for key, text in texts.items()}
    make.wording(said, of=of, effective=clock.today())


def test_four_frameworks_can_be_worded_anew(session: Any, as_: As) -> None:
    page = as_(Role.ADMINISTRATOR).get("/frameworks").text

    for kind in ("self-assessment", "residents", "challenges", "guide"):
        assert f'href="/frameworks/{kind}"' in page


@pytest.mark.parametrize("kind", ["residents", "challenges", "guide"])
def test_an_administrator_reads_and_writes_each_of_them(session: Any, as_: As, kind: str) -> None:
    browser, home = as_(Role.ADMINISTRATOR), f"/frameworks/{kind}"

    assert browser.send(f"{home}/begin").status_code == 303
    page = browser.get(f"{home}/draft/1/en").text
    boxes = {part.split('"')[0] for part in page.split('name="text-')[1:]}
    seen = page.split('name="seen" value="')[1].split('"')[0]
    words = {f"text-{n}": f"Said anew {n} {HOSTILE}" for n in boxes}
    assert browser.send(f"{home}/draft/1/en", {"seen": seen, **words}).status_code == 303
    draft = browser.get(f"{home}/draft").text

    assert len(boxes) >= 4
    assert all(f"Said anew {n} &lt;b&gt;" in draft for n in boxes)
    assert HOSTILE not in draft


def test_every_text_that_is_asked_is_in_its_framework() -> None:
    asked = {key for key in GUIDE_TEXTS if key.startswith("D")}

    assert set(GUIDE.items) == asked
    assert set(RESIDENTS.items) == set(RESIDENT_TEXTS)
    assert len(CHALLENGES.items) == 4 * 6


def test_a_round_asks_all_residents_in_the_words_in_which_it_was_opened(
    session: Any, client: Any
) -> None:
    first, second = (make.activity(status=Status.PUBLISHED) for _ in range(2))
    make.rating(first)
    make.rating(second)
    old = make.resident_round(first)
    reword(RESIDENTS, Q2_title="Did your words count?", Q2_3="We chose as one")
    new = make.resident_round(second)
    for asking in (old, new):
        make.resident_answers(asking, *["y333333"] * 10)

    asked = [
        client.send(f"/rate/{asking.key}/question", {"at": "G1"}).text for asking in (old, new)
    ]
    paper = [client.get(f"/rate/{asking.key}/paper").text for asking in (old, new)]
    for asking in (old, new):
        make.release_round(asking)
    shown = [client.get(f"/stories/{each.slug}/ratings").text for each in (first, second)]

    for before, after in (asked, paper, shown):
        assert "Could your words change the decision?" in before
        assert "Did your words count?" not in before
        assert "Did your words count?" in after
        assert "We chose as one" in after
        assert "We chose as one" not in before


def test_a_value_keeps_the_criterion_that_it_was_chosen_by(session: Any, client: Any) -> None:
    entry = make.activity(status=Status.PUBLISHED)
    make.claim(entry, Challenge.C1, 3)
    reword(CHALLENGES, C1_3="Others use it, and say how", C1_question="Do we learn?")
    make.judgement(entry, Challenge.C1, 3)

    page = client.get(f"/stories/{entry.slug}/challenges/c1").text
    views = page.split("app-challenges__views--wide")[1].split("</dl>")[0]
    history = page.split("What was claimed and judged")[1].split("What the numbers mean")[0]
    partnership = client.get("/challenges").text

    for part in (views, history):
        assert part.count("At least one other team has used it and told us") == 1
        assert part.count("Others use it, and say how") == 1
    assert "Do we learn?" in page
    assert "Do we learn?" in partnership
    assert "At least one other team has used it and told us" not in partnership


def test_what_was_chosen_from_older_criteria_is_not_kept_as_chosen_from_newer_ones(
    session: Any, as_: As
) -> None:
    by = make.person()
    entry = make.activity(owner=by, status=Status.PUBLISHED)
    address = f"/stories/{entry.slug}/challenges/c1"
    browser = as_(by)
    page = browser.get(address).text
    reword(CHALLENGES, C1_3="Others use it, and say how")
    typed = {"words": "1", "value": "3", "reason": "They told us"}

    refused = browser.send(f"{address}/claim", typed)
    taken = browser.send(f"{address}/claim", {**typed, "words": "2"})

    assert 'name="words" type="hidden" value="1"' in page
    assert refused.status_code == 422
    assert "changed while you were writing" in refused.text
    assert "They told us" in refused.text
    assert 'name="words" type="hidden" value="2"' in refused.text
    assert taken.status_code == 303


def test_a_decision_keeps_the_questions_that_it_was_begun_with(
    session: Any, as_: As, client: Any
) -> None:
    by = make.person()
    before = make.decision(by=by)
    reword(GUIDE, D3_title="Whom does it touch?", D3_moderate="Quite a lot")
    after = make.decision(by=by, title="«Another»")
    draft = make.decision(by=by, title="«A third»", sign=False)
    db.session.commit()

    old = client.get(f"/decisions/{before.slug}").text
    asked = as_(by).get(f"/decisions/{draft.slug}/question-3").text
    new = client.get(f"/decisions/{after.slug}").text

    assert "Whom does it touch?" not in old
    assert GUIDE_TEXTS["D3.title"].text in old
    for page in (asked, new):
        assert "Whom does it touch?" in page
        assert "Quite a lot" in page
