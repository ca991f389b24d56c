"""What a team asked for."""

from sqlalchemy import select

from coprod.core.database import session
from coprod.register.activities.models import Activity
from coprod.register.removals.models import RemovalRequest


def find_request(activity: Activity) -> RemovalRequest | None:
    """Return what waits for a curator: one request at most."""
    statement = select(RemovalRequest).where(
        RemovalRequest.activity_id == activity.id, RemovalRequest.waits
    )
    return session.scalars(statement).one_or_none()


def find_last_request(activity: Activity) -> RemovalRequest | None:
    """Return the newest request, whether or not it waits."""
    statement = select(RemovalRequest).where(RemovalRequest.activity_id == activity.id)
    return session.scalars(statement.order_by(RemovalRequest.id.desc()).limit(1)).one_or_none()
