"""Named groups and consents to test with."""

from dataclasses import replace
from typing import Any

from coprod.core.database import session
from coprod.core.values import clock
from coprod.participation.groups import actions
from coprod.participation.groups.enums import ConsentSubject, Stance
from coprod.participation.groups.models import (
    Consent,
    GroupClaim,
    GroupStatement,
    fingerprint_words,
)
from coprod.participation.groups.queries import get_statement_by_token
from coprod.participation.groups.rules import ConsentTerms, GroupAnswer, OwnershipClaim
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity
from coprod.register.sections.actions import write_parts
from coprod.register.sections.rules import People
from tests import make

GROUP = "«Lunch club»"
SAID = GroupAnswer(Stance.DISPUTED, "«We were two of eight»", may_show_words=True)
UNNAMED = GroupAnswer(Stance.UNNAMED)
AGREED = ConsentTerms(ConsentSubject.WORDS, "«story»", "«To be told here»", "«form»", clock.today())


def named(status: Status = Status.PUBLISHED) -> Activity:
    """Make an entry that names a group."""
    return name_group(make.activity(status=status))


def name_group(activity: Activity) -> Activity:
    write_parts(activity, (People(groups=(GROUP,)),))
    return make.keep(activity)


def asked(activity: Activity) -> str:
    """Ask the group, as the owner does, and return its link’s token."""
    token = actions.ask_group(make.owner(activity), activity, GROUP, clock.today())
    session.commit()
    return token


def spoken(activity: Activity, answer: GroupAnswer = SAID) -> GroupStatement:
    voice = get_statement_by_token(asked(activity))
    answer_group(voice, answer)
    return make.keep(voice)


def answer_group(statement: GroupStatement, answer: GroupAnswer) -> None:
    """Answer about the words as they are now."""
    actions.answer_as_group(statement, answer, seen=fingerprint_words(statement.activity))


def claim(activity: Activity) -> GroupClaim:
    said = OwnershipClaim(GROUP, SAID, "«07700 900000»")
    return make.keep(actions.claim_group(activity, said))


def consent(activity: Activity, **given: Any) -> Consent:
    said = replace(AGREED, **given)
    return make.keep(actions.save_consent(make.owner(activity), activity, said))
