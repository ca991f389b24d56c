"""Bringing in an export of Polis. Who voted how is counted here, and never stored."""

from coprod.core.values.actor import Actor
from coprod.core.values.errors import require
from coprod.exchange.polis_imports.rules import PolisExport, build_content
from coprod.intelligence.statements.actions import save_poll
from coprod.intelligence.statements.models import Poll
from coprod.intelligence.statements.policies import can_keep_polls


def import_export(actor: Actor, export: PolisExport, source: str) -> Poll:
    """Check the files of an export, and keep its statements. Nothing is public yet."""
    require(can_keep_polls(actor))
    return save_poll(actor, build_content(export, source))
