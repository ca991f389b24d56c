"""Real statements with real votes, from a file to the public page: 26 people on policing."""

import csv
import io
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from markupsafe import escape
from sqlalchemy import select

from coprod.core.database import session as database
from coprod.core.values.actor import SYSTEM, Role
from coprod.outcomes.i_statements.actions import load_statements
from coprod.outcomes.i_statements.rules import StatementContent, StatementSetContent
from coprod.outcomes.results.models import Wave
from coprod.register.activities.enums import Status
from tests import make
from tests.outcomes.results.test_views import DETAILS
from tests.reviews import make as reviews

As = Callable[[Any], Any]
POLIS = Path("/work/shared/data/polis/london.youth.policing")
HEADINGS = "statement\tagree\tin_between\tdisagree\tstrongly_agree\tstrongly_disagree"
pytestmark = pytest.mark.skipif(not POLIS.exists(), reason="the shared data is not on this machine")


def rows(name: str) -> list[dict[str, str]]:
    with (POLIS / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def votes() -> dict[str, Counter[str]]:
    found: dict[str, Counter[str]] = {}
    for row in rows("votes.csv"):
        found.setdefault(row["comment-id"], Counter())[row["vote"]] += 1
    return found


def loaded() -> tuple[dict[str, str], list[str]]:
    """Load the accepted statements, and return their words by key, and those that were rejected."""
    told = {each["comment-id"]: each for each in rows("comments.csv")}
    kept = {k: each["comment-body"] for k, each in told.items() if each["moderated"] != "-1"}
    said = [
        StatementContent("Policing", words[:300], key=f"s-{k}", domain_key="policing")
        for k, words in kept.items()
    ]
    load_statements(SYSTEM, StatementSetContent(tuple(said)))
    return kept, [each["comment-body"] for k, each in told.items() if k not in kept]


def is_small(number: int) -> bool:
    return 0 < number < 5


def test_real_votes_go_from_the_file_to_the_page(as_: As, client: Any, session: Any) -> None:
    kept, rejected = loaded()
    session.commit()
    assert (len(kept), len(rejected)) == (36, 3)
    owner, told = make.person(), votes()
    make.activity(status=Status.PUBLISHED, owner=owner)
    team, curator = as_(owner), as_(Role.CURATOR)
    lines = [
        f"s-{k}\t{told[k]['1']}\t{told[k]['0']}\t{told[k]['-1']}\t0\t0" for k in kept if k in told
    ]

    at = team.send("/outcomes/of/falls-group", DETAILS).location.removesuffix("/counts")
    assert team.send(f"{at}/paste", {"rows": "\n".join([HEADINGS, *lines])}).status_code == 303
    team.send(f"{at}/send")
    wave = database.scalars(select(Wave)).one()
    reviews.send(curator, wave, "publish")

    shown = list(csv.DictReader(io.StringIO(client.get("/outcomes/results.csv").text)))
    assert len(shown) == len(lines)
    assert all(is_right(row, told[row["statement"].removeprefix("s-")]) for row in shown)
    assert 0 < sum(row["agree"] != "" for row in shown) < len(shown)
    page = client.get("/outcomes").text
    assert not any(str(escape(words)) in page for words in rejected)


def is_right(row: dict[str, str], cast: Counter[str]) -> bool:
    agree, others = cast["1"], cast.total() - cast["1"]
    if is_small(agree) or is_small(others) or cast.total() < 13:
        return row["agree"] == ""
    low, high = float(row["agree_from_per_cent"]), float(row["agree_to_per_cent"])
    return low <= 100 * agree / cast.total() <= high
