"""Finding a made-up activity by its key."""

from sqlalchemy import select

from coprod.core.database import session
from coprod.core.values.actor import SYSTEM
from coprod.register.activities.models import EXAMPLES, Activity, Source
from coprod.register.activities.queries import get_activity


def get_example_activity(key: str) -> Activity:
    statement = select(Activity.slug).join(Activity.source).where(Source.name == EXAMPLES)
    return get_activity(SYSTEM, session.scalars(statement.where(Source.key == key)).one())
