"""What others made of public things, and what is said elsewhere of them. All of it is public."""

from collections.abc import Mapping, Sequence

from sqlalchemy import func, select

from coprod.assessment.confirmation.queries import get_confirmed_proposals
from coprod.core.database import session
from coprod.core.values.actor import VISITOR
from coprod.learning.adoption.queries import count_adoptions
from coprod.learning.reader_responses.enums import Stance
from coprod.learning.reader_responses.models import Signature
from coprod.learning.reader_responses.queries import count_signatures_by_record
from coprod.learning.records.models import LearningRecord
from coprod.learning.records.policies import is_public_record, shows_its_entry
from coprod.learning.stage_gates.queries import get_decided_stages
from coprod.learning.usefulness.rules import RankingFacts, UsageCounts, score_usefulness
from coprod.outcomes.i_statements.models import OutcomeLink, Statement
from coprod.outcomes.i_statements.policies import is_public

Facets = Mapping[str, tuple[str, ...]]


def score_activities(ids: Sequence[int]) -> Mapping[int, int]:
    """Return how useful public activities were to others, always by three queries."""
    used, signed = count_adoptions(VISITOR, ids), count_signatures_by_activity(ids)
    agreed = get_confirmed_proposals(VISITOR, ids)
    return {
        key: score_usefulness(
            UsageCounts(adopted=used[key].used, signed=signed.get(key, 0), is_checked=key in agreed)
        )
        for key in ids
    }


def count_signatures_by_activity(ids: Sequence[int]) -> Mapping[int, int]:
    """Count who agrees with what was learned from activities, without records of unnamed teams."""
    statement = select(LearningRecord.activity_id, func.count(Signature.id)).join(Signature.record)
    statement = statement.where(shows_its_entry(), Signature.stand == Stance.AGREE)
    rows = session.execute(
        statement.where(LearningRecord.activity_id.in_(ids)).group_by(LearningRecord.activity_id)
    )
    return {key: number for key, number in rows if key is not None}


def score_records(ids: Sequence[int]) -> Mapping[int, int]:
    """Return how useful public learning records were to others."""
    records = session.scalars(
        select(LearningRecord).where(is_public_record(), LearningRecord.id.in_(ids))
    ).all()
    signed = count_signatures_by_record(ids)
    return {
        each.id: score_usefulness(
            UsageCounts(signed=signed.get(each.id, 0), is_checked=was_checked_again(each))
        )
        for each in records
    }


def was_checked_again(record: LearningRecord) -> bool:
    """Somebody has said since it came out that it is still true."""
    came_out, checked = record.published_at, record.checked_on
    return came_out is not None and checked is not None and checked > came_out.date()


def get_ranking_facts_of_activities(ids: Sequence[int]) -> dict[int, RankingFacts]:
    facets, scores = list_facets(ids), score_activities(ids)
    return {key: RankingFacts(scores[key], facets[key]) for key in ids}


def list_facets(ids: Sequence[int]) -> dict[int, Facets]:
    """Return what is said elsewhere of these activities, in public: each by one query."""
    outcomes = select(LearningRecord.activity_id, LearningRecord.outcome).where(
        shows_its_entry(), LearningRecord.activity_id.in_(ids)
    )
    aims = (
        select(OutcomeLink.activity_id, Statement.domain_key)
        .join(OutcomeLink.statement)
        .join(OutcomeLink.activity)
    )
    aims = aims.where(is_public(), OutcomeLink.activity_id.in_(ids)).order_by(OutcomeLink.id)
    gates = get_decided_stages(ids)
    facets: dict[int, dict[str, dict[str, None]]] = {key: {} for key in ids}
    for name, rows in (
        ("outcome", session.execute(outcomes.order_by(LearningRecord.id))),
        ("statement", session.execute(aims)),
        ("gate", gates.items()),
    ):
        for key, value in rows:
            facets[key or 0].setdefault(name, {})[str(value)] = None
    return {key: {name: tuple(v) for name, v in told.items()} for key, told in facets.items()}


def get_ranking_facts_of_records(ids: Sequence[int]) -> dict[int, RankingFacts]:
    return {key: RankingFacts(number) for key, number in score_records(ids).items()}
