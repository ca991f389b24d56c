"""Assessments to test with, what residents answered, and what was said of both."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from coprod.accounts.users.models import Person
from coprod.assessment.answer_review import actions as scrutiny
from coprod.assessment.answer_review.models import AnswerQuery as AnswerChallenge
from coprod.assessment.answer_review.models import Ruling
from coprod.assessment.confirmation import actions as confirmation
from coprod.assessment.confirmation.enums import ProposalVerdict
from coprod.assessment.confirmation.models import Proposal
from coprod.assessment.confirmation.rules import AnswerDetails, ProposalDetails
from coprod.assessment.honest_labels import actions as honesty
from coprod.assessment.honest_labels.enums import Word
from coprod.assessment.honest_labels.models import WordJustification
from coprod.assessment.quick_pass.actions import give_quick_pass
from coprod.assessment.quick_pass.enums import QUICK_QUESTIONS
from coprod.assessment.quick_pass.models import QuickPass
from coprod.assessment.resident_rating import actions as residents
from coprod.assessment.resident_rating.enums import QUESTION_NAMES
from coprod.assessment.resident_rating.models import CodeSheet, ResidentRound
from coprod.assessment.resident_rating.queries import get_round_by_link
from coprod.assessment.resident_rating.rules import CodeIssue
from coprod.assessment.resident_rating.rules import ResidentReply as ResidentReply
from coprod.assessment.self_assessment import actions as assessment
from coprod.assessment.self_assessment.enums import (
    Choice,
    FreeChoice,
    Question,
    Round,
    TeachOrTell,
)
from coprod.assessment.self_assessment.models import Rating, RatingAnswer
from coprod.assessment.self_assessment.presenters import FRAMEWORK as QUESTIONS
from coprod.assessment.self_assessment.rules import Answers, TeamReply
from coprod.challenges import actions as challenges
from coprod.challenges.enums import Challenge
from coprod.challenges.models import ChallengeClaim
from coprod.challenges.rules import Argument
from coprod.core.database import session
from coprod.core.values import clock
from coprod.core.values.actor import VISITOR, Actor, Role
from coprod.reference.wording import actions as frameworks
from coprod.reference.wording.models import FrameworkVersion
from coprod.reference.wording.rules import EffectiveDay, Framework, TextChanges
from coprod.register.activities.enums import Rung
from coprod.register.activities.models import Activity
from tests.make.entries import curator, keep, number, owner, person


def answered(
    digits: str = "23323332310221", *, note: str = "Minutes", **given: Any
) -> list[TeamReply]:
    """Return replies written as in the worked examples: one digit for each question.

    Beside each stands a note of its own, or none if ``note`` is empty.
    """
    usual = {
        q: TeamReply(q, Choice(d), note=note and f"{note}, item {q.number}")
        for q, d in zip(Question, digits, strict=True)
    }
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
    made = assessment.begin_rating(by, activity, assessment.RoundDetails(**given))
    assessment.set_gate(by, made, FreeChoice.YES)
    for reply in answered(digits, note=note):
        assessment.answer_question(by, made, reply)
    if submit:
        assessment.submit_rating(by, made)
    return keep(made)


def quick_answers(digits: str = "23222", **given: Any) -> Answers:
    """Return answers to questions 1, 2, 8, 9 and 13, one digit for each."""
    choices = {q: Choice(d) for q, d in zip(QUICK_QUESTIONS, digits, strict=True)}
    usual: dict[str, Any] = {"free_choice": FreeChoice.YES, "choices": choices}
    if choices[Question.Q9] is Choice.A0:
        usual["teach_or_tell"] = TeachOrTell.TELL
    return Answers(**{**usual, **given})


def quick_pass(activity: Activity, digits: str = "23222", **given: Any) -> QuickPass:
    """Give a quick pass of an entry as its owner does."""
    return keep(give_quick_pass(owner(activity), activity, quick_answers(digits, **given)))


def resident_round(
    activity: Activity,
    *,
    days: int = 14,
    round: Round = Round.START,  # noqa: A002 - the field's word
) -> ResidentRound:
    """Open a residents' round as the owner does."""
    closes_on = clock.today() + timedelta(days=days)
    opening = residents.RoundOpening(round, closes_on)
    return keep(residents.open_round(owner(activity), activity, opening))


def close_round(resident_round: ResidentRound) -> ResidentRound:
    """Close a round as its owner does. It is read anew: pages may have read it."""
    resident_round = get_round_by_link(VISITOR, resident_round.key)
    if not resident_round.is_over:
        residents.close_round(owner(resident_round.activity), resident_round)
    return keep(resident_round)


def release_round(resident_round: ResidentRound) -> ResidentRound:
    """Close a round, and release it as a curator does."""
    resident_round = close_round(resident_round)
    residents.release_round(person(role=Role.CURATOR).actor, resident_round)
    return keep(resident_round)


def released_round(activity: Activity, *sevens: str, **given: Any) -> ResidentRound:
    """Let residents answer in a round of an entry, close it and release it."""
    made = resident_round(activity)
    resident_answers(made, *sevens, **given)
    return release_round(made)


def code_sheet(
    resident_round: ResidentRound, people: int = 10, holder: Actor | None = None
) -> CodeSheet:
    """Issue codes as a curator does."""
    by = person(role=Role.CURATOR).actor
    issue = CodeIssue("«holder»", f"«session {next(number)}»", people)
    return keep(residents.issue_codes(by, resident_round, issue, holder))


def codes(
    resident_round: ResidentRound, people: int = 10, holder: Actor | None = None
) -> list[str]:
    return code_sheet(resident_round, people, holder).codes


def resident_answers(
    resident_round: ResidentRound, *sevens: str, remark: str = "", by_code: bool = True
) -> None:
    """Let residents answer: the gate as y, p or n, then six digits; a dot is not known."""
    gates = {"y": "yes", "p": "partly", "n": "no"}
    codes_left = codes(resident_round, len(sevens)) if by_code and sevens else [""] * len(sevens)
    for seven, code in zip(sevens, codes_left, strict=False):
        values = {
            n: gates.get(v, v) for n, v in zip(QUESTION_NAMES, seven, strict=True) if v != "."
        }
        slip = residents.AnswerSubmission(f"slip {next(number)}", code=code)
        residents.answer_round(VISITOR, resident_round, ResidentReply(values, remark), slip)
    session.commit()


def rating_with_unfit_answer(
    activity: Activity, question: Question = Question.Q5, **given: Any
) -> Rating:
    """Assess an entry as its owner does who says that a question does not apply."""
    by = owner(activity)
    made = rating(activity, submit=False, **given)
    reply = TeamReply(question, Choice.DOES_NOT_APPLY, reason="Nobody wanted to be paid")
    assessment.answer_question(by, made, reply)
    assessment.submit_rating(by, made)
    return keep(made)


def ruling(rating: Rating) -> Ruling:
    """Return what waits, or waited, for a ruling in an assessment with one unfit answer."""
    whole = joinedload(Ruling.answer).joinedload(RatingAnswer.rating).joinedload(Rating.activity)
    statement = select(Ruling).join(Ruling.answer).where(RatingAnswer.rating_id == rating.id)
    return session.scalars(statement.options(whole)).one()


def answer_query(
    rating: Rating,
    about: Question = Question.Q2,
    *,
    words: str = "«doubt»",
    replied: bool = False,
    is_read: bool = False,
) -> AnswerChallenge:
    """Doubt an answer as a curator does, and reply as its team does."""
    by = person(role=Role.CURATOR).actor
    made = scrutiny.query_answer(by, rating, about, words)
    if replied:
        scrutiny.reply_to_query(owner(rating.activity), made, "«reply»")
    if is_read:
        scrutiny.publish_reply(by, made)
    return keep(made)


def wording(
    texts: Mapping[str, str] | None = None,
    *,
    of: Framework = QUESTIONS,
    effective: date | None = None,
    **more: str,
) -> FrameworkVersion:
    """Word some of the team's questions anew, as an administrator does: ``Q1="Who asked?"``."""
    by, said = (
        person(role=Role.ADMINISTRATOR).actor,
        EffectiveDay(effective or clock.today(), "«why»"),
    )
    made = frameworks.begin_version(by, of)
    frameworks.write_texts(by, of, made, TextChanges("en", {**(texts or {}), **more}))
    if effective:
        frameworks.make_effective(by, of, made, said)
    return keep(made)


def proposal(rating: Rating, rung: Rung = Rung.ENGAGEMENT, *, by: Person | None = None) -> Proposal:
    """Propose a rung for an assessment, as a curator does unless somebody else is named."""
    by = by or person(role=Role.CURATOR)
    of = session.get_one(Activity, rating.activity_id)
    details = ProposalDetails(rating.id, rung, "The minutes bear it out")
    return keep(confirmation.propose_rung(by.actor, of, details))


def confirmed_proposal(rating: Rating, rung: Rung = Rung.ENGAGEMENT) -> Proposal:
    """Have a curator and a lay member confirm a rung of an assessment."""
    made = proposal(rating, rung)
    of = session.get_one(Activity, rating.activity_id)
    agrees = AnswerDetails(ProposalVerdict.AGREES, "I was there too")
    confirmation.answer_proposal(person(role=Role.LAY_MEMBER).actor, of, made, agrees)
    session.commit()
    return made


def claim(
    activity: Activity, challenge: Challenge, value: int, link: str = "", reason: str = ""
) -> ChallengeClaim:
    """Claim a value as the owner of an entry does."""
    argument = Argument(value, reason or f"We say {value}", link)
    return keep(challenges.claim(owner(activity), activity, challenge, argument))


def judgement(
    activity: Activity, challenge: Challenge, value: int, reason: str = ""
) -> ChallengeClaim:
    argument = Argument(value, reason or f"I say {value}")
    return keep(challenges.judge(curator(), activity, challenge, argument))


def word_justification(activity: Activity, word: Word, reason: str) -> WordJustification:
    return keep(honesty.keep_word(owner(activity), activity, word, reason))
