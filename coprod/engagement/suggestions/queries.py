"""Which words were suggested, for those who decide. No query here is for readers."""

from collections.abc import Sequence

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from coprod.core import keyring
from coprod.core.database import session
from coprod.core.values.actor import Actor
from coprod.core.values.errors import NotFoundError, require, require_found
from coprod.core.values.fingerprints import compute_fingerprint
from coprod.engagement.suggestions import policies
from coprod.engagement.suggestions.enums import Passage, SuggestionState
from coprod.engagement.suggestions.models import EditSuggestion
from coprod.engagement.suggestions.rules import PASSAGE_KINDS, get_words
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity
from coprod.register.activities.policies import is_owned_by
from coprod.register.activities.queries import WHOLE_ACTIVITY
from coprod.register.sections.queries import read_part


def read_passage(activity: Activity, passage: Passage) -> str:
    """Return the words of a passage as readers see them now."""
    return get_words(read_part(activity, PASSAGE_KINDS[passage]), passage)


def compute_passage_fingerprint(activity: Activity, passage: Passage) -> str:
    return compute_fingerprint([read_passage(activity, passage)])


def select_suggestions() -> Select[EditSuggestion]:
    return (
        select(EditSuggestion)
        .join(EditSuggestion.activity)
        .where(Activity.status == Status.PUBLISHED)
        .options(contains_eager(EditSuggestion.activity))
    )


def list_for_team(actor: Actor) -> Sequence[EditSuggestion]:
    """Return what waits for the team, the first suggestion first."""
    if actor.id is None:
        return []
    statement = select_suggestions().where(
        EditSuggestion.state == SuggestionState.WAITING,
        EditSuggestion.team_agreed_on.is_(None),
        EditSuggestion.looks_like_spam.is_(False),
        is_owned_by(actor),
        or_(EditSuggestion.person_id.is_(None), EditSuggestion.person_id != actor.id),
    )
    return session.scalars(statement.order_by(EditSuggestion.id)).unique().all()


def get_for_team(actor: Actor, suggestion_id: int) -> EditSuggestion:
    """Return a suggestion to those who look after its entry."""
    statement = select_suggestions().where(EditSuggestion.id == suggestion_id)
    statement = statement.options(contains_eager(EditSuggestion.activity).options(*WHOLE_ACTIVITY))
    suggestion = require_found(session.scalars(statement).unique().one_or_none())
    require(policies.can_answer_as_team(actor, suggestion), NotFoundError)
    return suggestion


def get_by_token(token: str) -> EditSuggestion:
    """Return a suggestion to whoever sent it, by its private link."""
    statement = (
        select(EditSuggestion)
        .where(EditSuggestion.token_hash == keyring.hash_token(token))
        .options(joinedload(EditSuggestion.activity))
    )
    return require_found(session.scalars(statement).one_or_none())


def get_suggestion_token(suggestion: EditSuggestion) -> str:
    return keyring.find_link_token(suggestion.encrypted_token, suggestion.token_hash, ())
