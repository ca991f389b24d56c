"""What a chain and each of its links must say."""

from dataclasses import dataclass
from datetime import date

from coprod.board.action_plan.rules import check_followable
from coprod.board.chains.enums import ChainStage
from coprod.core.disclosure.rules import check_public_text
from coprod.core.values.errors import RuleBrokenError
from coprod.core.values.phrases import N_

LONGEST = {
    "title": 150,
    "purpose": 1000,
    "words": 1000,
    "address": 2000,
    "version_name": 40,
    "approved_by": 120,
    "changes": 1000,
}
MOST_LINKS = 60


@dataclass(frozen=True)
class ChainDraft:
    title: str
    group_id: int | None
    purpose: str = ""


@dataclass(frozen=True)
class LinkDraft:
    """A link of a chain. A version of the guidance says who approved it and what changed."""

    stage: ChainStage | None
    day: date
    title: str
    words: str = ""
    address: str = ""
    version_name: str = ""
    approved_by: str = ""
    changes: str = ""


def check_chain(draft: ChainDraft) -> None:
    if not draft.title:
        raise RuleBrokenError(N_("Say what it is called"), field="title")
    if not draft.group_id:
        raise RuleBrokenError(N_("Choose the board"), field="group_id")
    for name in ("title", "purpose"):
        check_text(name, getattr(draft, name))


def check_link(draft: LinkDraft, number: int) -> None:
    if number >= MOST_LINKS:
        message = N_("A chain has %(most)s links at most", most=MOST_LINKS)
        raise RuleBrokenError(message, field="title")
    if draft.stage is None:
        raise RuleBrokenError(N_("Choose what it is"), field="stage")
    if not draft.title:
        raise RuleBrokenError(N_("Say what it is called"), field="title")
    check_followable(draft.address, "address")
    check_version(draft)
    for name in LONGEST.keys() - {"purpose"}:
        check_text(name, getattr(draft, name))


def check_version(draft: LinkDraft) -> None:
    if draft.stage is not ChainStage.GUIDANCE:
        return
    if not draft.version_name:
        raise RuleBrokenError(N_("Say which version it is"), field="version_name")
    if not draft.changes:
        message = N_("Say what changed, or that it is the first version")
        raise RuleBrokenError(message, field="changes")


def check_text(name: str, text: str) -> None:
    check_public_text(text, LONGEST[name], field=name)
