"""Bringing in an export of Polis. Who voted how is counted here, and never stored."""

from collections.abc import Sequence

from coprod.core.values.actor import Actor
from coprod.core.values.errors import require
from coprod.exchange.polis_imports.rules import build_content
from coprod.exchange.polis_imports.schemas import read_files
from coprod.intelligence.statements.actions import save_poll
from coprod.intelligence.statements.models import Poll
from coprod.intelligence.statements.policies import can_keep_polls


def import_export(actor: Actor, files: Sequence[tuple[str, bytes]], source: str) -> Poll:
    """Check the files of an export, and keep its statements. Nothing is public yet."""
    require(can_keep_polls(actor))
    return save_poll(actor, build_content(read_files(files), source))
