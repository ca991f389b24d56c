"""What the pages of an assessment are given."""

from coprod.kit.actor import Actor
from coprod.register.models import Activity


def summary(_actor: Actor, _activity: Activity) -> None:
    return None
