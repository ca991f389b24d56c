"""Whoever belongs to the organisation that leads a public entry has a part in it."""

from collections.abc import Callable
from typing import Any

import pytest

from coprod.accounts.users.models import Person
from coprod.assessment.self_assessment import policies as assessment
from coprod.core.values.actor import VISITOR, Actor, Role
from coprod.core.values.errors import NotAllowedError
from coprod.core.values.fingerprints import compute_fingerprint
from coprod.reference.lists.enums import ListKind
from coprod.register.activities import actions, policies
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity
from coprod.register.activities.queries import get_working_parts
from coprod.register.activities.rules import Behalf, Leading, Naming, Telling
from coprod.register.ownership import actions as owners
from tests import make
from tests.reviews.make import address_of

As = Callable[[Any], Any]
OWN = Actor(2, "Colleague", Role.TEAM_MEMBER, organisation_id=7)
ELSEWHERE = Actor(3, "Elsewhere", Role.TEAM_MEMBER, organisation_id=8)
ALONE = Actor(4, "Resident", Role.RESIDENT)


def entry(status: Status = Status.PUBLISHED, led_by: int | None = 7, **given: Any) -> Activity:
    return Activity(owner_id=1, status=status, led_by_id=led_by, co_owners=[], **given)


@pytest.mark.parametrize(
    ("actor", "may"), [(OWN, True), (ELSEWHERE, False), (ALONE, False), (VISITOR, False)]
)
def test_its_people_propose_changes_and_assess_what_is_public(actor: Actor, *, may: bool) -> None:
    assert policies.can_propose(actor, entry()) is may
    assert assessment.can_rate(actor, entry()) is may
    assert assessment.can_see_open(actor, entry()) is may


@pytest.mark.parametrize("status", [each for each in Status if each is not Status.PUBLISHED])
def test_what_is_not_public_stays_its_owners(status: Status) -> None:
    for may in (policies.can_propose, policies.can_edit, assessment.can_rate):
        assert not may(OWN, entry(status))


def test_its_owner_may_say_otherwise(session: Any) -> None:
    closed = entry(is_closed_to_organisation=True)

    assert not policies.can_propose(OWN, closed)
    assert not assessment.can_rate(OWN, closed)


def test_an_entry_that_no_organisation_leads_is_nobodys(session: Any) -> None:
    assert not policies.can_propose(ALONE, entry(led_by=None))


def test_to_be_allowed_is_not_to_have_had_a_hand() -> None:
    assert not policies.was_ever_owner(OWN, entry())
    assert not policies.is_owner(OWN, entry())
    assert not policies.can_read_notes(OWN, entry())


def led(**given: Any) -> tuple[Activity, Person]:
    """Publish an entry of an organisation, and return it with somebody else who belongs there."""
    term = make.term(ListKind.ORGANISATION, label="Bow Council")
    made = make.activity(status=Status.PUBLISHED, leading=Leading(term.id), **given)
    return made, make.person(organisation_id=term.id)


def test_the_list_of_ones_organisation_has_what_is_public_and_not_ones_own(
    as_: As, session: Any
) -> None:
    made, colleague = led(naming=Naming("«Ours»"))
    term = colleague.organisation_id
    make.activity(leading=Leading(term), naming=Naming("«Draft»"))
    make.activity(status=Status.PUBLISHED, naming=Naming("«Theirs»"))
    mine: dict[str, Any] = {"leading": Leading(term), "naming": Naming("«Mine»")}
    make.activity(owner=colleague, status=Status.PUBLISHED, **mine)
    browser = as_(colleague)

    page = browser.get("/my-work/organisation").text

    assert "«Ours»" in page
    assert f"/activities/{made.slug}" in page
    assert f"/activities/{made.slug}/assess" in page
    assert not any(title in page for title in ("«Draft»", "«Theirs»", "«Mine»"))
    for leads_on in ("/my-work", "/account"):
        assert "/my-work/organisation" in browser.get(leads_on).text
    assert "/my-work/organisation" not in as_(Role.RESIDENT).get("/my-work").text


def test_a_colleague_opens_the_pages_changes_it_and_assesses_it(as_: As, session: Any) -> None:
    made, colleague = led()
    browser = as_(colleague)

    for page in ("", "/summary", "/people", "/changes"):
        assert browser.get(f"/activities/{made.slug}{page}").status_code == 200, page
    assert browser.get(f"/activities/{made.slug}/assess/begin").status_code == 200
    seen = compute_fingerprint(get_working_parts(made, Telling))
    sent = browser.send(f"/activities/{made.slug}/summary", {"summary": "Anew", "seen": seen})
    assert sent.location == f"/activities/{made.slug}/changes"
    assert browser.send(f"/activities/{made.slug}/changes/send").status_code == 303
    assert "Anew" in as_(Role.CURATOR).get(address_of(made, "change")).text
    begun = browser.send(f"/activities/{made.slug}/assess/begin", {"round": "start"})
    assert browser.send(begun.location, {"free_choice": "yes"}).status_code == 303
    assert browser.get(f"/activities/{made.slug}/assess/check").status_code == 200


def test_a_colleague_reads_and_writes_nothing_private(as_: As, session: Any) -> None:
    private = Behalf("Resident, Bow", "A volunteer", "«how she agreed»")
    made, colleague = led(behalf=private)
    browser = as_(colleague)

    assert "«how she agreed»" not in browser.get(f"/activities/{made.slug}").text
    for page in ("behalf", "curators", "owners", "files", "conversation"):
        assert browser.get(f"/activities/{made.slug}/{page}").status_code == 403, page
        for leads_on in ("", "/changes"):
            at = f"/activities/{made.slug}{leads_on}"
            assert f'/activities/{made.slug}/{page}"' not in browser.get(at).text, (at, page)
    seen = compute_fingerprint(get_working_parts(made, Behalf))
    with pytest.raises(NotAllowedError):
        actions.change_activity(colleague.actor, made, Behalf(), seen=seen)


def test_owners_close_it_to_their_organisation_and_open_it_again(as_: As, session: Any) -> None:
    made, colleague = led()
    owner = as_(session.get_one(Person, made.owner_id))
    with pytest.raises(NotAllowedError):
        owners.open_to_organisation(colleague.actor, made, is_open=False)

    owner.send(f"/activities/{made.slug}/owners/organisation", {"open": "no"})
    assert as_(colleague).get(f"/activities/{made.slug}").status_code == 403
    assert made.title not in as_(colleague).get("/my-work/organisation").text

    owner.send(f"/activities/{made.slug}/owners/organisation", {"open": "yes"})
    assert as_(colleague).get(f"/activities/{made.slug}").status_code == 200
    assert owner.send(f"/activities/{made.slug}/owners/organisation", {}).status_code == 422


def test_what_no_listed_organisation_leads_is_not_asked_about(as_: As, session: Any) -> None:
    made = make.activity(status=Status.PUBLISHED)
    owner = as_(session.get_one(Person, made.owner_id))

    assert "May others of the organisation" not in owner.get(f"/activities/{made.slug}/owners").text
    assert owner.send(f"/activities/{made.slug}/owners/organisation", {}).status_code == 404
