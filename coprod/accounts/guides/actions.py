"""Closing a guide for good. It can be read again on its own page."""

from coprod.accounts.guides.enums import Guide
from coprod.accounts.guides.models import ClosedGuide
from coprod.core.content_version import add_if_absent
from coprod.core.values.actor import Actor


def close_guide(actor: Actor, guide: Guide) -> None:
    add_if_absent(ClosedGuide(person_id=actor.require_id(), guide=guide))
