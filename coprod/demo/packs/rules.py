"""Made-up packs as their file tells them: what is written in them, and on which day."""

from dataclasses import dataclass, field
from datetime import date

from coprod.board.packs.enums import PackKind, SectionKey
from coprod.board.packs.rules import AskDraft


@dataclass(frozen=True)
class MadeUpPack:
    """A pack that was frozen on a day. ``note`` is a correction made later, if there was one."""

    board: str
    kind: PackKind
    day: date
    meeting_on: date
    starts: date
    ends: date
    author: str
    narratives: dict[SectionKey, str] = field(default_factory=dict)
    asks: list[AskDraft] = field(default_factory=list)
    note: str = ""


@dataclass(frozen=True)
class MadeUpPacks:
    """Those from before the last things happened to made-up activities, and those from after."""

    earlier: list[MadeUpPack] = field(default_factory=list)
    later: list[MadeUpPack] = field(default_factory=list)
