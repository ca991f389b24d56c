"""Things to test with. Each function makes one, sensible by default and overridden by name."""

from itertools import count
from typing import Any, TypeVar

from coprod.accounts.actions import start_sitting
from coprod.accounts.models import Person
from coprod.accounts.words import Way
from coprod.assessment import actions as assessment
from coprod.assessment.models import Rating
from coprod.assessment.rules import Reply
from coprod.assessment.words import Choice, FreeChoice, Question
from coprod.changes import actions as changes
from coprod.comments import actions as comments
from coprod.comments.models import Comment
from coprod.comments.rules import Ways
from coprod.comments.words import Kind, Reason
from coprod.curation import actions as curation
from coprod.db import session
from coprod.kit.actor import VISITOR, Actor, Role
from coprod.kit.dates import PartialDate
from coprod.kit.howmany import HowMany, Sureness
from coprod.moderation import actions as moderation
from coprod.moderation.queries import comment as comment_to_read
from coprod.moderation.queries import seen
from coprod.moderation.rules import Verdict
from coprod.moderation.words import Outcome
from coprod.reference.models import Term
from coprod.reference.words import Listing
from coprod.register import actions
from coprod.register.models import Activity
from coprod.register.queries import fingerprint, working
from coprod.register.rules import (
    Leading,
    Naming,
    Part,
    Placing,
    Promising,
    Telling,
    Timing,
)
from coprod.register.words import Rung, Status
from coprod.sections import rules as sections
from coprod.sections.words import CoStage, FilmWords, Known, Meeting, Stage, WorkLevel
from coprod.sheets.models import SheetImport
from coprod.sheets.words import State
from coprod.subjects.queries import ENTRIES

T = TypeVar("T")
number = count(1)


def person(**given: Any) -> Person:
    n = next(number)
    usual = {"email": f"person{n}@example.org", "name": f"Person {n}", "role": Role.TEAM_MEMBER}
    return keep(Person(**{**usual, **given}))


def sign_in(browser: Any, person: Person) -> None:
    """Put into a browser's session what a sign-in puts there."""
    browser["_user_id"] = start_sitting(person, Way.PASSWORD, is_whole=True)
    session.commit()


def term(listing: Listing = Listing.LOCALITY, **given: Any) -> Term:
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
        "promising": Promising(rungs=(Rung.CO_DESIGN,)),
    }
    return list({**usual, **given}.values())


def activity(
    *, owner: Person | None = None, status: Status = Status.DRAFT, **given: Any
) -> Activity:
    """Make an entry and take it as far as ``status`` by the actions that people use."""
    owner = owner or person()
    made = actions.log_activity(owner.actor, *parts(**given))
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


def answered(digits: str = "23323332310221", **given: Any) -> list[Reply]:
    """Return replies written as in the worked examples: one digit for each question."""
    usual = {q: Reply(q, Choice(d), note="Minutes") for q, d in zip(Question, digits, strict=True)}
    return [*{**usual, **{Question(name): reply for name, reply in given.items()}}.values()]


def rating(
    activity: Activity, *, digits: str = "23323332310221", submit: bool = True, **given: Any
) -> Rating:
    """Assess an entry as its owner does."""
    by = owner(activity)
    made = assessment.begin_rating(by, activity, assessment.Beginning(**given))
    assessment.set_gate(by, made, FreeChoice.YES)
    for reply in answered(digits):
        assessment.answer_question(by, made, reply)
    if submit:
        assessment.submit_rating(by, made)
    return keep(made)


def begin(activity: Activity) -> Rating:
    return keep(assessment.begin_rating(owner(activity), activity, assessment.Beginning()))


def propose(activity: Activity, *parts: Part, send: bool = True) -> None:
    """Write a published entry anew, as its owner does."""
    by = owner(activity)
    for part in parts:
        seen = fingerprint(working(activity, type(part)))
        actions.change_activity(by, activity, part, seen=seen)
    if send:
        changes.send_changes(by, activity)
    session.commit()


def owner(activity: Activity) -> Actor:
    return session.get_one(Person, activity.owner_id).actor


def withdraw(activity: Activity) -> None:
    curator = person(role=Role.CURATOR).actor
    curation.withdraw_activity(curator, activity, "It was entered twice")
    session.commit()


def everything(activity: Activity) -> dict[type[Any], Any]:
    """Return a full answer to every section of an entry."""
    partner, board, support, other = (
        term(Listing.ORGANISATION, label="The partner"),
        term(Listing.BOARD, label="The board"),
        term(Listing.SUPPORT, label="Hearing loop"),
        term(Listing.SUPPORT, label="Childcare"),
    )
    return {type(part): part for part in full_parts(activity, partner, board, (support, other))}


def full_parts(
    activity: Activity, partner: Term, board: Term, supports: tuple[Term, Term]
) -> list[Any]:
    programme = register_entry(activity)
    session_ = sections.Session(
        number=1,
        held=PartialDate(2026, 3),
        meeting=Meeting.IN_PERSON,
        place="A hall in Bow",
        took_part=HowMany(Sureness.EXACT, 23),
        run_by="A resident facilitator",
        independent=Known.YES,
        trained=Known.NO,
        offered_ids=tuple(sorted(each.id for each in supports)),
        used_ids=(supports[0].id,),
    )
    film = sections.Link(
        1, "A film", "https://example.org/film", "How it went", True, FilmWords.CAPTIONS
    )
    return [
        sections.Basics(
            WorkLevel.SERVICE, Stage.PILOT, (partner.id,), ("The allotment club",), programme.id
        ),
        sections.Pledge(
            open_to_change="The times and the place",
            not_open="The budget",
            pledge="You will hear what we did with every idea",
            hear_back=PartialDate(2026, 6),
            decided_by="Head of community care",
            budget_say=Known.NO,
            board_ids=(board.id,),
        ),
        sections.People(
            HowMany(Sureness.ABOUT, 40),
            "Through the lunch club",
            "Men under 60",
            "Two residents chaired",
            ("Bow lunch club", "Carers together"),
        ),
        sections.Working(
            (CoStage.CO_PLANNING, CoStage.CO_DELIVERY),
            Known.YES,
            "Youth work lead",
            "Letters to parents and a chat with each young person",
        ),
        sections.Sessions((session_,)),
        sections.Outcome(
            "What would help?", "Handrails", "We fitted handrails", "No lift", "No money yet"
        ),
        sections.Evidence((film,)),
        sections.CuratorNotes("The landlord is nervous"),
    ]


def register_entry(activity: Activity) -> Activity:
    """Make a published programme beside an entry."""
    made = actions.log_activity(owner(activity), *parts(naming=Naming("The programme")))
    made.status = Status.PUBLISHED
    return keep(made)


def sheet_import(by: Person, state: State = State.DONE, **given: Any) -> SheetImport:
    """Make an import without its file, for pages that only tell of it."""
    usual: dict[str, Any] = {
        "file_name": "«table».csv",
        "token": f"token-{next(number)}",
        "sheets": [{"name": "«sheet»", "rows": 2, "columns": 1}],
    }
    of = SheetImport(person_id=by.id, asked_by_id=by.id, state=state, **{**usual, **given})
    return keep(of)


def comment(
    activity: Activity,
    body: str = "The hall was cold",
    *,
    by: Person | None = None,
    kind: Kind = Kind.QUESTION,
    outcome: Outcome | None = None,
    **given: Any,
) -> Comment:
    """Write a comment on an entry, by a guest unless ``by`` says who; ``outcome`` decides it."""
    n = next(number)
    receipt = comments.Receipt(f"nonce-{n}", given.pop("token", f"token-{n:020}"))
    sending = comments.Sending(receipt, **given)
    actor = by.actor if by else VISITOR
    about = ENTRIES.of(activity)
    made = comments.write_comment(actor, about, comments.Writing(kind, body), sending)
    if outcome:
        decide(made, activity, outcome)
    return keep(made)


def decide(comment: Comment, activity: Activity, outcome: Outcome, **given: Any) -> None:
    """Decide about a comment as a curator with no hand in it."""
    usual: dict[str, Any] = {"body": comment.words, "told": "Please leave out the name"}
    if outcome is Outcome.EDIT:
        usual["body"] = "The hall was [taken out]"
    if outcome in {Outcome.EDIT, Outcome.DECLINE, Outcome.REWORD}:
        usual["reasons"] = (Reason.NAMES,)
    if outcome is Outcome.ELSEWHERE:
        usual["route_id"] = term(Listing.ROUTE).id
    curator = person(role=Role.CURATOR).actor
    found = comment_to_read(curator, comment.id)
    reading = moderation.Reading(found, ENTRIES.of(activity), seen(found))
    moderation.decide(curator, reading, Verdict(outcome, **{**usual, **given}), Ways())
    session.commit()
