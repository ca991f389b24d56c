"""What nobody told is “not told yet” in every place, and never a nought. domain.md, 9.4."""

from typing import Any

import pytest

from coprod.challenges.enums import CRITERIA, Challenge
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity
from coprod.register.activities.rules import PromiseStatement
from coprod.register.sections.actions import write_parts
from coprod.register.sections.enums import CostCategory
from coprod.register.sections.rules import Session, Sessions
from tests import make
from tests.register.sections import make as taking

NOT_TOLD = "Not recorded yet"
BETWEEN = "More than 1 says, and not yet all that 2 says"


def silent() -> Activity:
    return make.activity(status=Status.PUBLISHED, promising=PromiseStatement(nothing=True))


def suggested(client: Any, entry: Activity, challenge: Challenge) -> str:
    """Return what the page of a challenge shows as the register's own view."""
    page: str = client.get(f"/stories/{entry.slug}/challenges/{challenge}").text
    return page[page.index("The register suggests") : page.index("The team claims")]


@pytest.mark.parametrize("challenge", Challenge)
def test_an_entry_whose_team_said_nothing_is_not_told_yet(
    session: Any, client: Any, challenge: Challenge
) -> None:
    shown = suggested(client, silent(), challenge)

    assert NOT_TOLD in shown
    assert "of 4" not in shown
    assert CRITERIA[f"{challenge.key}.0"].text not in shown


@pytest.mark.parametrize("challenge", Challenge)
def test_the_partnerships_page_counts_silence_in_a_place_of_its_own(
    session: Any, client: Any, challenge: Challenge
) -> None:
    entry = silent()

    whole = client.get(f"/challenges/{challenge}").text
    behind = client.get(f"/challenges/{challenge}?view=suggested&value=not_told").text
    nought = client.get(f"/challenges/{challenge}?view=suggested&value=0").text

    assert f'<span class="govuk-visually-hidden">: The register suggests, {NOT_TOLD}' in whole
    assert f": The register suggests, {CRITERIA[f'{challenge.key}.0'].text}" not in whole
    assert entry.title in behind
    assert entry.title not in nought


def test_no_money_counts_only_entries_whose_team_said_so(session: Any, client: Any) -> None:
    entry = silent()
    taking.costs(entry, unresourced="The grant ended")

    shown = suggested(client, entry, Challenge.C2)
    behind = client.get("/challenges/c2?view=suggested&value=0").text

    assert "0 of 4" in shown
    assert CRITERIA["C2.0"].text in shown
    assert entry.title in behind


def test_people_who_met_say_nothing_of_money(session: Any, client: Any) -> None:
    entry = silent()
    write_parts(entry, (Sessions((Session(1, place="Bow"),)),))
    session.commit()

    assert NOT_TOLD in suggested(client, entry, Challenge.C2)

    taking.costs(entry, unresourced="The grant ended")
    assert CRITERIA["C2.1"].text in suggested(client, entry, Challenge.C2)


def test_who_paid_residents_is_not_said_to_have_paid_only_expenses(
    session: Any, client: Any
) -> None:
    entry = silent()
    paid = taking.line(category=CostCategory.INVOLVEMENT_PAYMENT, amount=taking.pounds(1350))
    taking.costs(entry, paid)

    shown = suggested(client, entry, Challenge.C2)
    whole = client.get("/challenges/c2").text
    behind = client.get("/challenges/c2?view=suggested&value=between").text

    assert BETWEEN in shown
    assert CRITERIA["C2.1"].text not in shown
    assert f": The register suggests, {BETWEEN}" in whole
    assert entry.title in behind


@pytest.mark.parametrize("category", [CostCategory.EXPENSES_TRAVEL, CostCategory.VOLUNTEER_TIME])
def test_expenses_and_goodwill_are_what_the_first_value_says(
    session: Any, client: Any, category: CostCategory
) -> None:
    entry = silent()
    is_time = category is CostCategory.VOLUNTEER_TIME
    amount = taking.hours(3) if is_time else taking.pounds(40)
    taking.costs(entry, taking.line(category=category, amount=amount))

    assert CRITERIA["C2.1"].text in suggested(client, entry, Challenge.C2)


def test_a_line_of_nought_is_no_money_set_aside(session: Any, client: Any) -> None:
    entry = silent()
    taking.costs(entry, taking.line(amount=taking.pounds(0)))

    assert NOT_TOLD in suggested(client, entry, Challenge.C2)


def test_side_by_side_says_that_it_was_not_told(session: Any, client: Any) -> None:
    entry, other = silent(), make.activity(status=Status.PUBLISHED)

    shown = client.get("/compare", query_string={"entry": [entry.slug, other.slug]}).text

    assert "The register suggests nothing: it has no facts yet" in shown
    assert "The register suggests 0 of 4" not in shown


def test_programs_are_told_what_was_not_told(session: Any, client: Any) -> None:
    entry = silent()
    make.claim(entry, Challenge.C1, 2)

    told = client.get(f"/api/entries/{entry.slug}").json["challenges"]

    assert [each["key"] for each in told] == ["C1", "C2", "C3", "C4"]
    assert [(view["whose"], view["value"], view["state"]) for view in told[0]["views"]] == [
        ("suggested", None, "not_told"),
        ("claimed", 2, "told"),
        ("judged", None, "none"),
    ]
