from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from coprod.assessment.confirmation.models import Proposal
from coprod.assessment.self_assessment.actions import publish_notes
from coprod.core.database import session
from coprod.core.mail import Outgoing
from coprod.core.values.actor import Role
from coprod.register.activities.enums import Status
from coprod.register.activities.rules import Naming
from tests import make
from tests.reviews.make import is_open, review_of, send

As = Callable[[Any], Any]
WHY = {"rung": "engagement", "reason": "The minutes bear it out"}
AGREE = {"verdict": "agrees", "words": "I was there too"}


def assessed(**given: Any) -> tuple[str, str]:
    activity = make.activity(status=Status.PUBLISHED, **given)
    return activity.slug, str(make.rating(activity).id)


@pytest.mark.parametrize(
    ("first", "second", "waits_on"),
    [(Role.CURATOR, Role.LAY_MEMBER, "/advice"), (Role.LAY_MEMBER, Role.CURATOR, "/desk")],
)
def test_one_side_proposes_the_other_finds_it_and_agrees(
    as_: As, session: Any, first: Role, second: Role, waits_on: str
) -> None:
    slug, rating = assessed(naming=Naming("Falls <group> & friends"))
    begins, answers = as_(first), as_(second)

    sent = begins.send(f"/activities/{slug}/confirm/propose", {**WHY, "rating": rating})
    assert sent.status_code == 303
    assert "Falls &lt;group&gt; &amp; friends" in answers.get(waits_on).text
    assert "I agree" in answers.get(f"/activities/{slug}/confirm").text
    assert answers.send(f"/activities/{slug}/confirm/answer", AGREE).status_code == 303

    review = review_of(session.scalars(select(Proposal)).one())
    assert review.decision == "agrees"
    assert f"/desk/reviews/{review.id}" not in answers.get(waits_on).text
    assert "I was there too" in begins.get(f"/activities/{slug}/confirm").text


@pytest.mark.parametrize(
    ("first", "second", "leads_to"),
    [(Role.CURATOR, Role.LAY_MEMBER, "/advice"), (Role.LAY_MEMBER, Role.CURATOR, "/desk")],
)
def test_the_other_side_answers_in_its_review(
    as_: As, session: Any, first: Role, second: Role, leads_to: str
) -> None:
    activity = make.activity(status=Status.PUBLISHED)
    rating, proposer = make.rating(activity), make.person(role=first)
    publish_notes(make.curator(), activity, rating)
    made = make.proposal(rating, by=proposer)
    other = as_(second)

    assert send(other, made, "agrees").status_code == 422
    answer = send(other, made, "agrees", message="I was there too")

    assert (answer.status_code, answer.location) == (303, leads_to)
    assert "I was there too" in as_(Role.RESIDENT).get(f"/stories/{activity.slug}/ratings").text
    assert sent_to("A level is confirmed") >= {proposer.email}


@pytest.mark.parametrize("role", [Role.LAY_MEMBER, Role.CURATOR])
def test_no_side_answers_itself_nor_about_its_own_entry(as_: As, session: Any, role: Role) -> None:
    owner = make.person(role=Role.CURATOR if role is Role.LAY_MEMBER else Role.LAY_MEMBER)
    activity = make.activity(status=Status.PUBLISHED, owner=owner)
    proposer = make.person(role=role)
    made = make.proposal(make.rating(activity), by=proposer)

    for person in (proposer, owner):
        assert send(as_(person), made, "agrees", message="Mine").status_code == 403
    assert send(as_(role), made, "agrees", message="Same side").status_code == 404
    assert is_open(made)


def test_letters_go_to_the_other_side_then_to_the_owner_and_the_proposer(
    as_: As, session: Any
) -> None:
    make.person(role=Role.LAY_MEMBER, email="lay@example.org")
    owner = make.person(email="owner@example.org")
    curator = make.person(role=Role.CURATOR, email="curator@example.org")
    slug, rating = assessed(owner=owner)

    as_(curator).send(f"/activities/{slug}/confirm/propose", {**WHY, "rating": rating})
    assert sent_to("A level has been proposed for an activity") == {"lay@example.org"}
    as_(Role.LAY_MEMBER).send(f"/activities/{slug}/confirm/answer", AGREE)

    assert sent_to("A level is confirmed") == {"owner@example.org", "curator@example.org"}


def sent_to(subject: str) -> set[str]:
    return set(session.scalars(select(Outgoing.recipient).where(Outgoing.subject == subject)))


@pytest.mark.parametrize("missing", ["rung", "reason"])
def test_a_proposal_without_a_level_or_a_reason_is_shown_again(
    as_: As, session: Any, missing: str
) -> None:
    slug, rating = assessed()
    typed = {**WHY, "rating": rating, missing: ""}

    answer = as_(Role.CURATOR).send(f"/activities/{slug}/confirm/propose", typed)

    assert answer.status_code == 422
    assert "There is a problem" in answer.text


@pytest.mark.parametrize("rating", ["", "x", "999999", "9" * 40, "-1"])
def test_a_strange_assessment_is_refused(as_: As, session: Any, rating: str) -> None:
    slug, _known = assessed()

    answer = as_(Role.CURATOR).send(
        f"/activities/{slug}/confirm/propose", {**WHY, "rating": rating}
    )

    assert answer.status_code == 422


def test_an_answer_to_what_was_answered_meanwhile_is_a_conflict(as_: As, session: Any) -> None:
    slug, rating = assessed()
    as_(Role.CURATOR).send(f"/activities/{slug}/confirm/propose", {**WHY, "rating": rating})
    lay, other = as_(Role.LAY_MEMBER), as_(Role.LAY_MEMBER)
    lay.send(f"/activities/{slug}/confirm/answer", AGREE)

    assert other.send(f"/activities/{slug}/confirm/answer", AGREE).status_code == 409


def test_an_owner_reads_what_is_proposed_and_has_no_say(as_: As, session: Any) -> None:
    owner = make.person(role=Role.CURATOR)
    slug, rating = assessed(owner=owner)

    page = as_(owner).get(f"/activities/{slug}/confirm")

    assert page.status_code == 200
    assert "Propose a level" not in page.text
    assert (
        as_(owner)
        .send(f"/activities/{slug}/confirm/propose", {**WHY, "rating": rating})
        .status_code
        == 403
    )


def test_a_draft_of_somebody_else_is_not_found(as_: As, session: Any) -> None:
    slug = make.activity().slug

    assert as_(Role.LAY_MEMBER).get(f"/activities/{slug}/confirm").status_code == 404
    assert as_(Role.TEAM_MEMBER).get(f"/activities/{assessed()[0]}/confirm").status_code == 403


def test_without_an_assessment_there_is_nothing_to_confirm(as_: As, session: Any) -> None:
    slug = make.activity(status=Status.PUBLISHED).slug

    page = as_(Role.CURATOR).get(f"/activities/{slug}/confirm").text

    assert "There is nothing to confirm" in page
    assert "Propose a level" not in page
