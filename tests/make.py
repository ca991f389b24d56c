"""Things to test with. Each function makes one, sensible by default and overridden by name."""

from collections.abc import Mapping
from datetime import date, timedelta
from itertools import count
from typing import Any, TypeVar

from coprod.accounts.actions import start_sitting
from coprod.accounts.models import Person
from coprod.accounts.words import Way
from coprod.assessment import actions as assessment
from coprod.assessment.models import Rating
from coprod.assessment.pages import FRAMEWORK as QUESTIONS
from coprod.assessment.rules import Reply
from coprod.assessment.words import Choice, FreeChoice, Question, Round
from coprod.challenges import actions as challenges
from coprod.challenges.models import Standpoint
from coprod.challenges.rules import Argument
from coprod.challenges.words import Challenge
from coprod.changes import actions as changes
from coprod.comments import actions as comments
from coprod.comments.models import Comment
from coprod.comments.rules import Ways
from coprod.comments.words import Kind, Reason
from coprod.confirmation import actions as confirmation
from coprod.confirmation.models import Proposal
from coprod.confirmation.rules import Answering, Proposing
from coprod.confirmation.words import Verdict
from coprod.costs.rules import Costs, Resourcing
from coprod.costs.words import Deciding as DecidesMoney
from coprod.curation import actions as curation
from coprod.db import session
from coprod.frameworks import actions as frameworks
from coprod.frameworks.models import FrameworkVersion
from coprod.frameworks.rules import Effect, Framework, Writing
from coprod.gates import actions as gates
from coprod.gates.models import GateDecision
from coprod.gates.rules import Deciding
from coprod.gates.words import Going
from coprod.guide.words import Question as Asked
from coprod.honesty import actions as honesty
from coprod.honesty.models import KeptWord
from coprod.honesty.words import Word
from coprod.kit import clock
from coprod.kit.actor import VISITOR, Actor, Role
from coprod.kit.answers import CoStage, Known
from coprod.kit.dates import PartialDate
from coprod.kit.howmany import HowMany, Sureness
from coprod.learning import actions as learning
from coprod.learning.models import Record
from coprod.learning.queries import record as lesson
from coprod.learning.rules import Short
from coprod.learning.words import Outcome, Showing, WrittenBy
from coprod.moderation import actions as moderation
from coprod.moderation.queries import comment as comment_to_read
from coprod.moderation.queries import seen
from coprod.moderation.rules import Verdict as CommentVerdict
from coprod.moderation.words import Outcome as CommentOutcome
from coprod.readers import actions as readers
from coprod.readers.models import Signature
from coprod.readers.rules import Signing
from coprod.readers.words import Stand
from coprod.records import actions as records
from coprod.records import queries as recorded
from coprod.records import rules as recording
from coprod.records.models import Decision
from coprod.records.words import Chosen, DecidedWith
from coprod.reference.models import Term
from coprod.reference.words import Listing
from coprod.register import actions
from coprod.register import queries as register_queries
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
from coprod.residents import actions as residents
from coprod.residents.models import Asking
from coprod.residents.rules import Reply as ResidentReply
from coprod.residents.words import ASKED
from coprod.scaling import actions as scaling
from coprod.scaling.models import Adoption
from coprod.scaling.rules import Answer, Using
from coprod.scaling.words import Became, Spread
from coprod.scrutiny import actions as scrutiny
from coprod.scrutiny.models import Challenge as AnswerChallenge
from coprod.search.actions import add_meaning
from coprod.search.models import Meaning
from coprod.sections import rules as sections
from coprod.sections.words import FilmWords, Meeting, Stage, WorkLevel
from coprod.sheets.models import SheetImport
from coprod.sheets.words import State
from coprod.shelves import actions as shelves
from coprod.shelves.models import Shelf
from coprod.shelves.rules import Adding, Describing
from coprod.subjects.queries import ENTRIES
from coprod.worth.rules import Worth
from tests.costs.make import full_cost

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


def answered(digits: str = "23323332310221", *, note: str = "Minutes", **given: Any) -> list[Reply]:
    """Return replies written as in the worked examples: one digit for each question."""
    usual = {q: Reply(q, Choice(d), note=note) for q, d in zip(Question, digits, strict=True)}
    return [*{**usual, **{Question(name): reply for name, reply in given.items()}}.values()]


def rating(
    activity: Activity,
    *,
    digits: str = "23323332310221",
    submit: bool = True,
    note: str = "Minutes",
    **given: Any,
) -> Rating:
    """Assess an entry as its owner does."""
    by = owner(activity)
    made = assessment.begin_rating(by, activity, assessment.Beginning(**given))
    assessment.set_gate(by, made, FreeChoice.YES)
    for reply in answered(digits, note=note):
        assessment.answer_question(by, made, reply)
    if submit:
        assessment.submit_rating(by, made)
    return keep(made)


def asking(activity: Activity, *, days: int = 14, round: Round = Round.START) -> Asking:  # noqa: A002 - the field's word
    """Open a residents' round as the owner does."""
    closes_on = clock.today() + timedelta(days=days)
    opening = residents.Opening(round, closes_on)
    return keep(residents.open_round(owner(activity), activity, opening))


def resident_answers(asking: Asking, *sevens: str, remark: str = "") -> None:
    """Let residents answer: the gate as y, p or n, then six digits; a dot is not known."""
    gates = {"y": "yes", "p": "partly", "n": "no"}
    for seven in sevens:
        values = {n: gates.get(v, v) for n, v in zip(ASKED, seven, strict=True) if v != "."}
        slip = residents.Slip(f"slip {next(number)}")
        residents.answer(VISITOR, asking, ResidentReply(values, remark), slip)
    session.commit()


def unfit_rating(activity: Activity, question: Question = Question.Q5) -> Rating:
    """Assess an entry as its owner does who says that a question does not apply."""
    by = owner(activity)
    made = rating(activity, submit=False)
    reply = Reply(question, Choice.DOES_NOT_APPLY, reason="Nobody wanted to be paid")
    assessment.answer_question(by, made, reply)
    assessment.submit_rating(by, made)
    return keep(made)


def challenge(
    rating: Rating, about: Question = Question.Q2, *, words: str = "«doubt»", replied: bool = False
) -> AnswerChallenge:
    """Doubt an answer as a curator does, and reply as its team does."""
    by = person(role=Role.CURATOR).actor
    made = scrutiny.challenge_answer(by, rating, about, words)
    if replied:
        scrutiny.reply_to_challenge(owner(rating.activity), made, "«reply»")
    return keep(made)


def wording(
    texts: Mapping[str, str] | None = None,
    *,
    of: Framework = QUESTIONS,
    effective: date | None = None,
    **more: str,
) -> FrameworkVersion:
    """Word some of the team's questions anew, as an administrator does: ``Q1="Who asked?"``."""
    by, said = person(role=Role.ADMINISTRATOR).actor, Effect(effective or clock.today(), "«why»")
    made = frameworks.begin_version(by, of)
    frameworks.write_texts(by, of, made, Writing("en", {**(texts or {}), **more}))
    if effective:
        frameworks.make_effective(by, of, made, said)
    return keep(made)


def proposal(rating: Rating, rung: Rung = Rung.ENGAGEMENT, *, by: Person | None = None) -> Proposal:
    """Propose a rung for an assessment, as a curator does unless somebody else is named."""
    by = by or person(role=Role.CURATOR)
    of = session.get_one(Activity, rating.activity_id)
    details = Proposing(rating.id, rung, "The minutes bear it out")
    return keep(confirmation.propose_rung(by.actor, of, details))


def confirmed(rating: Rating, rung: Rung = Rung.ENGAGEMENT) -> Proposal:
    """Have a curator and a lay member confirm a rung of an assessment."""
    made = proposal(rating, rung)
    of = session.get_one(Activity, rating.activity_id)
    agrees = Answering(Verdict.AGREES, "I was there too")
    confirmation.answer_proposal(person(role=Role.LAY_MEMBER).actor, of, made, agrees)
    session.commit()
    return made


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
        Resourcing(
            unresourced=True,
            why="The grant ended",
            deciding=DecidesMoney.TOGETHER,
            deciding_who="Six residents and the head of community care",
            deciding_link="https://example.org/rules",
        ),
        Costs((full_cost(partner.id),)),
        sections.Outcome(
            "What would help?", "Handrails", "We fitted handrails", "No lift", "No money yet"
        ),
        Worth(
            recognised=Known.YES,
            recognised_by="The lunch club",
            recognised_link="https://example.org/said",
            anyway="A new bus came",
            harder="The mornings were lost",
            worth="Twice the money of the old class",
            worth_link="https://example.org/compared",
            led_to="It goes on for a year",
            led_to_post="Partnership board",
            led_to_on=PartialDate(2026, 5),
            led_to_link="https://example.org/board",
        ),
        sections.Evidence((film,)),
        sections.CuratorNotes("The landlord is nervous"),
    ]


def register_entry(activity: Activity) -> Activity:
    """Make a published programme beside an entry."""
    made = actions.log_activity(owner(activity), *parts(naming=Naming("The programme")))
    made.status = Status.PUBLISHED
    return keep(made)


def meaning(*phrases: str) -> Meaning:
    return keep(add_meaning(person(role=Role.CURATOR).actor, phrases))


def sheet_import(by: Person, state: State = State.DONE, **given: Any) -> SheetImport:
    """Make an import without its file, for pages that only tell of it."""
    usual: dict[str, Any] = {
        "file_name": "«table».csv",
        "token": f"token-{next(number)}",
        "sheets": [{"name": "«sheet»", "rows": 2, "columns": 1}],
    }
    of = SheetImport(person_id=by.id, asked_by_id=by.id, state=state, **{**usual, **given})
    return keep(of)


def curator() -> Actor:
    return person(role=Role.CURATOR).actor


def claim(
    activity: Activity, challenge: Challenge, value: int, link: str = "", reason: str = ""
) -> Standpoint:
    """Claim a value as the owner of an entry does."""
    argument = Argument(value, reason or f"We say {value}", link)
    return keep(challenges.claim(owner(activity), activity, challenge, argument))


def judgement(activity: Activity, challenge: Challenge, value: int, reason: str = "") -> Standpoint:
    argument = Argument(value, reason or f"I say {value}")
    return keep(challenges.judge(curator(), activity, challenge, argument))


def kept_word(activity: Activity, word: Word, reason: str) -> KeptWord:
    return keep(honesty.keep_word(owner(activity), activity, word, reason))


ROUTINE = dict(
    zip(
        Asked,
        ["most", "no", "moderate", "mixed", "no", "no", "share", "longer", "whole_cycle", "no"],
        strict=True,
    )
)
"""Ten answers that call for Engage and allow anything."""
CLOSURE = {
    **ROUTINE,
    Asked.D2: "yes",
    Asked.D3: "life",
    Asked.D7: "explain",
    Asked.D8: "months_3_6",
    Asked.D9: "expenses",
}
"""Answers that call for Co-design and allow Engage: a mismatch."""


def decision(
    *,
    by: Person | None = None,
    answers: dict[Asked, str] = ROUTINE,
    sign: bool = True,
    title: str = "«How people book»",
    **given: Any,
) -> Decision:
    """Record a decision as a team does; ``given`` replaces fields of what was chosen."""
    actor = (by or person()).actor
    made = records.begin_decision(actor, recording.Naming(title))
    for question, answer in answers.items():
        reply = recording.Reply(question, answer, "«note»")
        records.answer_question(actor, made, reply, seen=fingerprint((None,)))
    choosing = {"chosen": Chosen.ENGAGE, "reason": "«why»", "review_on": in_a_year(), **given}
    for part in (
        recording.Openness("«open»", "«not open»", "«duty»"),
        recording.Means("«budget»", DecidedWith.RESIDENTS, "«in the room»"),
        recording.Promising("«promise»", PartialDate(in_a_year().year)),
        recording.AlreadySaid((recording.Said("«told»", "https://example.org/report"),)),
        recording.Choosing(**choosing),
    ):
        change_decision(actor, made, part)
    if sign:
        sign_decision(actor, made)
    return keep(made)


def in_a_year() -> Any:
    return clock.today() + timedelta(days=365)


def change_decision(actor: Actor, made: Decision, part: Any) -> None:
    seen = fingerprint((recorded.told(made, type(part)),))
    records.change_part(actor, made, part, seen=seen)


def sign_decision(actor: Actor, made: Decision) -> None:
    seen = recorded.fingerprint_of_all(made)
    signing = recording.Signing("«Director»", "«The partnership»")
    records.sign_off(actor, made, signing, seen=seen)


def short(**given: Any) -> Short:
    """Return the five-minute form of a learning record, filled in."""
    usual: dict[str, Any] = {
        "outcome": Outcome.WORKED,
        "tried": "A lunch before every meeting",
        "happened": "Twice as many people came",
        "next_team": f"Feed people first, lesson {next(number)}",
        "written_by": WrittenBy.BOTH,
        "team": "Falls team",
        "showing": Showing.SHOWN,
    }
    return Short(**{**usual, **given})


def record(
    *, writer: Person | None = None, status: Status = Status.PUBLISHED, **given: Any
) -> Record:
    """Make a learning record and take it as far as ``status`` by the actions that people use."""
    by = (writer or person()).actor
    made = learning.write_record(by, short(**given))
    if status is not Status.DRAFT:
        learning.send_record(by, made)
    curator = person(role=Role.CURATOR).actor
    if status is Status.RETURNED:
        learning.return_record(curator, made, "Say more about who took part")
    if status in {Status.PUBLISHED, Status.WITHDRAWN}:
        learning.publish_record(curator, made)
    if status is Status.WITHDRAWN:
        learning.withdraw_record(curator, made, "It was entered twice")
    return keep(made)


def signature(slug: str, *, by: Person | None = None, **given: Any) -> Signature:
    """Let a resident who took part say of a public record how they saw it."""
    actor = (by or person(role=Role.RESIDENT)).actor
    usual: dict[str, Any] = {"stand": Stand.OTHERWISE, "words": "We were tired", "agreed": True}
    return keep(readers.sign(actor, lesson(actor, slug), Signing(**{**usual, **given})))


def shelf(*addresses: str, **given: Any) -> Shelf:
    """Put a collection together as a curator does."""
    curator = person(role=Role.CURATOR).actor
    usual = {"title": "«Start here»", "introduction": "«Read this first»", "is_public": True}
    made = shelves.add_shelf(curator, Describing(**{**usual, **given}))
    for address in addresses:
        shelves.add_item(curator, made, Adding(address, "«why»"))
    return keep(made)


def adoption(
    source: Activity, *, owner: Person | None = None, status: Status = Status.DRAFT, **given: Any
) -> Adoption:
    """Make an entry from a published one, as "Use this" does, and take it as far as ``status``."""
    by = (owner or person()).actor
    title, told = given.pop("title", "«adopted»"), given.pop("told", {})
    usual = {"spread": Spread.PLACE, "kept": "«kept»", "changed": "«changed»", "why": "«why»"}
    made = scaling.use_entry(by, source, title, Using(**{**usual, **given}))
    actions.change_activity(
        by, made.child, *parts(naming=Naming(title), **told), seen=seen_of(made.child)
    )
    if status is not Status.DRAFT:
        curation.submit_activity(by, made.child)
    if status is Status.PUBLISHED:
        curation.publish_activity(person(role=Role.CURATOR).actor, made.child)
    return keep(made)


def seen_of(activity: Activity) -> str:
    return fingerprint(working(activity, *(type(part) for part in parts())))


def answered_how(adoption: Adoption, **given: Any) -> Adoption:
    """Let the team of an entry that was made from another say how it went."""
    usual: dict[str, Any] = {"became": Became.STOPPED, "words": "«because»"}
    scaling.answer(owner(adoption.child), adoption, Answer(**{**usual, **given}))
    return keep(adoption)


def gate_decision(
    entry: Activity, *, by: Actor | None = None, stage: Stage = Stage.IDEA, **given: Any
) -> GateDecision:
    """Write down a go or no-go for a published entry, as its team does."""
    usual = {"going": Going.GO, "post": "«post»", "on": clock.today(), "reason": "«reason»"}
    whole = register_queries.activity(by or owner(entry), entry.slug)
    deciding = Deciding(**{**usual, **given})
    return keep(gates.decide(by or owner(entry), whole, stage, deciding))


def comment(
    activity: Activity,
    body: str = "The hall was cold",
    *,
    by: Person | None = None,
    kind: Kind = Kind.QUESTION,
    outcome: CommentOutcome | None = None,
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


def decide(comment: Comment, activity: Activity, outcome: CommentOutcome, **given: Any) -> None:
    """Decide about a comment as a curator with no hand in it."""
    usual: dict[str, Any] = {"body": comment.words, "told": "Please leave out the name"}
    if outcome is CommentOutcome.EDIT:
        usual["body"] = "The hall was [taken out]"
    if outcome in {CommentOutcome.EDIT, CommentOutcome.DECLINE, CommentOutcome.REWORD}:
        usual["reasons"] = (Reason.NAMES,)
    if outcome is CommentOutcome.ELSEWHERE:
        usual["route_id"] = term(Listing.ROUTE).id
    curator = person(role=Role.CURATOR).actor
    found = comment_to_read(curator, comment.id)
    reading = moderation.Reading(found, ENTRIES.of(activity), seen(found))
    moderation.decide(curator, reading, CommentVerdict(outcome, **{**usual, **given}), Ways())
    session.commit()
