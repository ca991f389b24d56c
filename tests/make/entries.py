"""People, lists and entries to test with."""

from itertools import count
from typing import Any, TypeVar

from coprod.accounts.users.actions import start_login_session
from coprod.accounts.users.enums import SignInMethod
from coprod.accounts.users.models import Person
from coprod.assessment.self_assessment import actions as assessment
from coprod.assessment.self_assessment.models import Rating
from coprod.core.database import session
from coprod.core.values.actor import Actor, Role
from coprod.core.values.dates import PartialDate
from coprod.core.values.fingerprints import compute_fingerprint
from coprod.exchange.imports.enums import ImportState
from coprod.exchange.imports.models import SheetImport
from coprod.library.index.actions import add_synonym_group
from coprod.library.index.models import SynonymGroup
from coprod.reference.lists.enums import ListKind
from coprod.reference.lists.models import Term
from coprod.register.activities import actions
from coprod.register.activities.enums import Rung, Status
from coprod.register.activities.models import Activity
from coprod.register.activities.queries import get_working_parts
from coprod.register.activities.rules import (
    Leading,
    Naming,
    Part,
    Placing,
    PromiseStatement,
    Telling,
    Timing,
)
from coprod.register.review import actions as curation
from coprod.register.revisions import actions as changes
from coprod.register.sections.queries import read_part as section_told

T = TypeVar("T")
number = count(1)


def person(**given: Any) -> Person:
    n = next(number)
    usual = {"email": f"person{n}@example.org", "name": f"Person {n}", "role": Role.TEAM_MEMBER}
    return keep(Person(**{**usual, **given}))


def sign_in(browser: Any, person: Person) -> None:
    """Put into a browser's session what a sign-in puts there."""
    browser["_user_id"] = start_login_session(person, SignInMethod.PASSWORD, is_whole=True)
    session.commit()


def term(listing: ListKind = ListKind.LOCALITY, **given: Any) -> Term:
    n = next(number)
    made = keep(Term(**{"listing": listing, "key": f"key_{n}", "label": f"Term {n}", **given}))
    made.in_use_id = made.in_use_id or made.id
    return keep(made)


def parts(**given: Any) -> list[Part]:
    """Return the six answers that are enough, each of which a test may replace."""
    usual: dict[str, Part] = {
        "naming": Naming("Falls group"),
        "telling": Telling("Residents and staff plan a falls group."),
        "leading": Leading(led_by_name="Bow Older People's Forum"),
        "placing": Placing(place_words="Bow"),
        "timing": Timing(started=PartialDate(2026, 1)),
        "promising": PromiseStatement(rungs=(Rung.CO_DESIGN,)),
    }
    return list({**usual, **given}.values())


def activity(
    *, owner: Person | None = None, status: Status = Status.DRAFT, **given: Any
) -> Activity:
    """Make an entry and take it as far as ``status`` by the actions that people use."""
    owner = owner or person()
    made = actions.log_activity(owner.actor, *parts(**given))
    made.slug = actions.choose_free_slug(made)  # so that a test can spell the address of a draft
    if status is not Status.DRAFT:
        curation.submit_activity(owner.actor, made)
    curator = (
        person(role=Role.CURATOR).actor if status not in {Status.DRAFT, Status.SUBMITTED} else None
    )
    if curator and status is Status.RETURNED:
        curation.return_activity(curator, made, "Say more about who took part")
    if curator and status in {Status.PUBLISHED, Status.WITHDRAWN, Status.ARCHIVED}:
        curation.publish_activity(curator, made)
    if curator and status is Status.WITHDRAWN:
        curation.withdraw_activity(curator, made, "It was entered twice")
    if curator and status is Status.ARCHIVED:
        curation.archive_activity(curator, made, "It was entered twice")
    return keep(made)


def keep(thing: T) -> T:
    session.add(thing)
    session.commit()
    return thing


def begin(activity: Activity) -> Rating:
    return keep(assessment.begin_rating(owner(activity), activity, assessment.RoundDetails()))


def propose(activity: Activity, *parts: Part, send: bool = True) -> None:
    """Write a published entry anew, as its owner does."""
    by = owner(activity)
    for part in parts:
        seen = compute_fingerprint(get_working_parts(activity, type(part)))
        actions.change_activity(by, activity, part, seen=seen)
    if send:
        changes.send_changes(by, activity)
    session.commit()


def correct(activity: Activity, *parts: Any) -> None:
    """Change an entry as a curator does, one part after the other."""
    for part in parts:
        seen = compute_fingerprint((section_told(activity, type(part)),))
        by = person(role=Role.CURATOR).actor
        changes.correct_activity(by, activity, part, seen=seen, reason="It was wrong")
    session.commit()


def owner(activity: Activity) -> Actor:
    return session.get_one(Person, activity.owner_id).actor


def withdraw(activity: Activity) -> None:
    curator = person(role=Role.CURATOR).actor
    curation.withdraw_activity(curator, activity, "It was entered twice")
    session.commit()


def register_entry(activity: Activity) -> Activity:
    """Make a published programme beside an entry."""
    made = actions.log_activity(owner(activity), *parts(naming=Naming("The programme")))
    made.status = Status.PUBLISHED
    return keep(made)


def meaning(*phrases: str) -> SynonymGroup:
    return keep(add_synonym_group(person(role=Role.CURATOR).actor, phrases))


def sheet_import(by: Person, state: ImportState = ImportState.DONE, **given: Any) -> SheetImport:
    """Make an import without its file, for pages that only tell of it."""
    usual: dict[str, Any] = {
        "file_name": "«table».csv",
        "token": f"token-{next(number)}",
        "sheets": [{"name": "«sheet»", "rows": 2, "columns": 1}],
    }
    of = SheetImport(person_id=by.id, requested_by_id=by.id, state=state, **{**usual, **given})
    return keep(of)


def curator() -> Actor:
    return person(role=Role.CURATOR).actor
