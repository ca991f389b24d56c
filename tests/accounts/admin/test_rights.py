"""Rights within one organisation: given by an administrator, used, and taken away again."""

from collections.abc import Callable
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import select

from coprod.accounts.users.models import Person
from coprod.core.audit_trail.models import Event
from coprod.core.values.actor import Right, Role, ScopedRight
from coprod.reference.lists.enums import ListKind
from coprod.reference.lists.models import Term
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity
from tests import make
from tests.reviews.make import address_of, send_to

As = Callable[[Person | Role], FlaskClient]


def give(as_: As, person: Person, right: Right, within: Term) -> Any:
    admin: Any = as_(Role.ADMINISTRATOR)
    return admin.send(f"/people/{person.id}/rights", {"right": right.value, "term": within.id})


def led_by(home: Term, status: Status = Status.DRAFT) -> Activity:
    activity = make.activity(status=status)
    activity.led_by_id = home.id
    return make.keep(activity)


def test_an_administrator_gives_a_right_and_takes_it_away(as_: As, session: Any) -> None:
    person, home = make.person(), make.term(ListKind.ORGANISATION, label="Mile End <b>Trust")

    assert give(as_, person, Right.SEE_DRAFTS, home).status_code == 303
    again = give(as_, person, Right.SEE_DRAFTS, home)
    assert again.status_code == 422
    assert "already" in again.text
    admin: Any = as_(Role.ADMINISTRATOR)
    page = admin.get(f"/people/{person.id}/rights").text
    assert "See drafts: Mile End &lt;b&gt;Trust" in page
    assert "Mile End &lt;b&gt;Trust" in as_(person).get("/account").text
    admin.send(f"/people/{person.id}/rights/see_drafts/{home.id}/take")
    assert session.get(Person, person.id).list_rights() == []
    assert {"gave right", "took right"} <= set(session.scalars(select(Event.verb)))


def test_only_administrators_give_rights_and_nobody_to_themselves(as_: As) -> None:
    person, home = make.person(), make.term(ListKind.ORGANISATION)
    for role in (Role.RESIDENT, Role.TEAM_MEMBER, Role.CURATOR):
        client: Any = as_(role)
        sent = {"right": "look_after", "term": home.id}
        assert client.get(f"/people/{person.id}/rights").status_code == 403
        assert client.send(f"/people/{person.id}/rights", sent).status_code == 403
    chief = make.person(role=Role.ADMINISTRATOR)
    own: Any = as_(chief)
    assert own.get(f"/people/{chief.id}/rights").status_code == 403


def test_what_is_no_right_or_no_place_for_it_is_refused(as_: As, session: Any) -> None:
    person, home = make.person(), make.term(ListKind.ORGANISATION)
    place, stream = make.term(ListKind.LOCALITY), make.term(ListKind.WORKSTREAM)
    admin: Any = as_(Role.ADMINISTRATOR)
    wrong = [
        {"right": "everything", "term": home.id},
        {"right": "look_after", "term": place.id},
        {"right": "log", "term": stream.id},
        {"right": "", "term": ""},
    ]

    for sent in wrong:
        assert admin.send(f"/people/{person.id}/rights", sent).status_code == 422
    resident = make.person(role=Role.RESIDENT)
    assert give(as_, resident, Right.READ_FIRST, home).status_code == 422
    assert session.get(Person, person.id).list_rights() == []


def test_staff_of_one_organisation_never_see_or_change_what_another_works_on(
    as_: As, session: Any
) -> None:
    ours, theirs = make.term(ListKind.ORGANISATION), make.term(ListKind.ORGANISATION)
    own, other = led_by(ours), led_by(theirs)
    person = make.person(organisation_id=ours.id)
    for right in Right:
        give(as_, person, right, ours)
    client: Any = as_(person)

    listed = client.get("/my-work/rights").text
    assert own.slug in listed
    assert other.slug not in listed
    assert client.get(f"/activities/{own.slug}").status_code == 200
    assert client.get(f"/activities/{own.slug}/summary").status_code == 200
    for path in (f"/activities/{other.slug}", f"/activities/{other.slug}/summary"):
        assert client.get(path).status_code == 404
    sent = client.send(f"/activities/{other.slug}/summary", {"summary": "Ours now"})
    assert sent.status_code == 404
    assert client.get(f"/stories/{other.slug}").status_code == 404


def test_who_reads_first_by_right_publishes_theirs_and_not_that_of_others(
    as_: As, session: Any
) -> None:
    ours, theirs = make.term(ListKind.ORGANISATION), make.term(ListKind.ORGANISATION)
    own, other = led_by(ours, Status.SUBMITTED), led_by(theirs, Status.SUBMITTED)
    person = make.person()
    give(as_, person, Right.READ_FIRST, ours)
    client: Any = as_(person)
    address, elsewhere = address_of(own), address_of(other)

    given = client.get("/desk/reviews/given").text
    assert own.title in given
    assert address in given
    assert elsewhere not in given
    assert client.get(elsewhere).status_code == 404
    assert client.send(elsewhere, {"decision": "publish"}).status_code in {403, 404}
    page = client.get(address)
    assert page.status_code == 200
    assert send_to(client, address, "publish").status_code == 303
    assert session.get(Activity, own.id).status is Status.PUBLISHED
    assert session.get(Activity, other.id).status is Status.SUBMITTED


def test_a_right_that_is_taken_away_is_gone_with_the_next_request(as_: As, session: Any) -> None:
    home = make.term(ListKind.ORGANISATION)
    draft, person = led_by(home), make.person()
    person.set_rights([ScopedRight(Right.SEE_DRAFTS, home.id)])
    make.keep(person)
    client = as_(person)
    assert client.get(f"/activities/{draft.slug}").status_code == 200

    admin: Any = as_(Role.ADMINISTRATOR)
    admin.send(f"/people/{person.id}/rights/see_drafts/{home.id}/take")
    assert client.get(f"/activities/{draft.slug}").status_code == 404
