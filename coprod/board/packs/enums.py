"""The kinds of packs, their sections, and what each section is made of."""

from enum import StrEnum

from coprod.board.figures.enums import FigureKey
from coprod.core.audit_trail.enums import Verb
from coprod.core.values.labels import LabelledEnum
from coprod.core.values.phrases import N_, Message


class PackState(LabelledEnum):
    DRAFT = "draft", N_("Draft")
    REVIEWED = "reviewed", N_("Read by somebody else")
    FROZEN = "frozen", N_("Frozen")


class PackKind(StrEnum):
    BOARD_REPORT = "board_report"
    REPORT_BACK = "report_back"
    RESIDENTS_NOTE = "residents_note"
    DUTY_STATEMENT = "duty_statement"

    @property
    def label(self) -> Message:
        return KIND_LABELS[self]

    @property
    def sections(self) -> tuple["SectionKey", ...]:
        return KIND_SECTIONS[self]


class SectionKey(StrEnum):
    """The order in which sections stand. The value is their address."""

    IN_SHORT = "in-short"
    DUTY = "duty-to-involve"
    C1 = "learn-and-scale"
    C2 = "resource-the-cycle"
    C3 = "decide-on-purpose"
    C4 = "outcomes-and-value"
    POWER = "how-power-was-shared"
    CHANGES = "what-changed"
    STATEMENTS = "i-statements"
    TARGETS = "targets"
    FEEDBACK = "what-people-told-us"
    MONEY = "money-and-time"
    PROMISES = "promises"
    ACTIONS = "actions"
    STORIES = "three-stories"
    LEARNED = "what-we-learned"
    NOT_WORKED = "what-did-not-work"
    MISSING = "who-was-missing"
    ASKS = "what-we-ask"

    @property
    def label(self) -> Message:
        return SECTION_LABELS[self]

    @property
    def figures(self) -> tuple[FigureKey, ...]:
        return SECTION_FIGURES.get(self, ())


class FileKind(LabelledEnum):
    """The value is the end of the file's name."""

    PDF = "pdf", N_("PDF")
    WORD = "docx", N_("Word")

    @property
    def mimetype(self) -> str:
        return MIMETYPES[self]


class FileState(LabelledEnum):
    """How far a file of a frozen pack is. Only the worker makes files."""

    MADE = "made", N_("Ready")
    MAKING = "making", N_("Being made")
    WAITING = "waiting", N_("Waiting to be made")
    FAILED = "failed", N_("Did not work")
    NOT_POSSIBLE = "not_possible", N_("Cannot be made here")

    @property
    def is_under_way(self) -> bool:
        return self in {FileState.MAKING, FileState.WAITING}


KIND_LABELS: dict[PackKind, Message] = {
    PackKind.BOARD_REPORT: N_("Board report"),
    PackKind.REPORT_BACK: N_("Report back on the four challenges"),
    PackKind.RESIDENTS_NOTE: N_("Quarterly note for residents"),
    PackKind.DUTY_STATEMENT: N_("Yearly statement on the duty to involve"),
}
KIND_TITLES: dict[PackKind, Message] = {
    PackKind.BOARD_REPORT: N_("Community voice: where co-production stands"),
    PackKind.REPORT_BACK: N_("Our answer to the four challenges"),
    PackKind.RESIDENTS_NOTE: N_("What you told us, and what we did"),
    PackKind.DUTY_STATEMENT: N_("How we met our duty to involve people"),
}
SECTION_LABELS: dict[SectionKey, Message] = {
    SectionKey.IN_SHORT: N_("In short"),
    SectionKey.C1: N_("Learn, scale and make it normal"),
    SectionKey.C2: N_("Resource the whole cycle"),
    SectionKey.C3: N_("Decide when, on purpose"),
    SectionKey.C4: N_("Better outcomes and value"),
    SectionKey.POWER: N_("How power was shared"),
    SectionKey.CHANGES: N_("What changed"),
    SectionKey.STATEMENTS: N_("What people say in the I-Statements"),
    SectionKey.TARGETS: N_("Targets"),
    SectionKey.FEEDBACK: N_("What people told us"),
    SectionKey.MONEY: N_("Money and time"),
    SectionKey.PROMISES: N_("Promises"),
    SectionKey.ACTIONS: N_("Actions of boards, and what is late"),
    SectionKey.STORIES: N_("Three stories"),
    SectionKey.LEARNED: N_("What we learned"),
    SectionKey.NOT_WORKED: N_("What did not work"),
    SectionKey.MISSING: N_("Who was missing"),
    SectionKey.DUTY: N_("The duty to involve people"),
    SectionKey.ASKS: N_("What we ask of the Board"),
}
SECTION_FIGURES: dict[SectionKey, tuple[FigureKey, ...]] = {
    SectionKey.IN_SHORT: (
        FigureKey.ACTIVITIES,
        FigureKey.SHARED_POWER,
        FigureKey.PROMISES,
        FigureKey.TOOK_PART,
        FigureKey.SILENT,
    ),
    SectionKey.C1: (FigureKey.C1,),
    SectionKey.C2: (FigureKey.C2,),
    SectionKey.C3: (FigureKey.C3,),
    SectionKey.C4: (FigureKey.C4,),
    SectionKey.POWER: (FigureKey.SHARED_POWER, FigureKey.CONVERSATIONS),
    SectionKey.STATEMENTS: (FigureKey.STATEMENTS,),
    SectionKey.TARGETS: (FigureKey.TARGETS,),
    SectionKey.FEEDBACK: (FigureKey.FEEDBACK, FigureKey.SILENT, FigureKey.DEEP_DIVES),
    SectionKey.MONEY: (
        FigureKey.MONEY,
        FigureKey.MONEY_BY_STAGE,
        FigureKey.MONEY_BY_RUNG,
        FigureKey.PROTECTED_TIME,
        FigureKey.PARTNERS,
    ),
    SectionKey.PROMISES: (FigureKey.PROMISES,),
    SectionKey.ACTIONS: (FigureKey.ACTIONS,),
    SectionKey.LEARNED: (FigureKey.LEARNING,),
    SectionKey.NOT_WORKED: (FigureKey.NOT_WORKED,),
    SectionKey.MISSING: (FigureKey.MISSING,),
    SectionKey.DUTY: (FigureKey.DUTY,),
}
CHALLENGE_SECTIONS = (SectionKey.C1, SectionKey.C2, SectionKey.C3, SectionKey.C4)
KIND_SECTIONS: dict[PackKind, tuple[SectionKey, ...]] = {
    PackKind.BOARD_REPORT: tuple(each for each in SectionKey if each is not SectionKey.DUTY),
    PackKind.REPORT_BACK: (
        SectionKey.IN_SHORT,
        *CHALLENGE_SECTIONS,
        SectionKey.CHANGES,
        SectionKey.ACTIONS,
        SectionKey.ASKS,
    ),
    PackKind.RESIDENTS_NOTE: (
        SectionKey.IN_SHORT,
        SectionKey.FEEDBACK,
        SectionKey.PROMISES,
        SectionKey.STORIES,
        SectionKey.LEARNED,
        SectionKey.MISSING,
    ),
    PackKind.DUTY_STATEMENT: (SectionKey.DUTY, SectionKey.PROMISES, SectionKey.MISSING),
}
"""What a pack of each kind begins with. Sections can be added and dropped."""
MIMETYPES = {
    FileKind.PDF: "application/pdf",
    FileKind.WORD: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
TAKEN_DOWN = N_("Taken down later")
AUDIT_VERBS: dict[str, Verb] = {
    "began a pack": Verb(N_("Started a Board pack")),
    "wrote in a pack": Verb(N_("Wrote in a Board pack")),
    "changed a pack": Verb(N_("Changed a Board pack")),
    "read a pack": Verb(N_("Read a Board pack before it was frozen"), is_decision=True),
    "froze a pack": Verb(N_("Froze a Board pack"), is_decision=True),
    "noted on a pack": Verb(N_("Added a note to a frozen Board pack")),
    "hashed a pack": Verb(N_("Words were taken out of a frozen Board pack, so its mark changed")),
}
