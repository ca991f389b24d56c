"""The figures that a Board is given, what each counts, and what it cannot tell."""

from enum import StrEnum

from coprod.core.values.phrases import N_, Message


class ValueState(StrEnum):
    """Whether there is a number. What is kept back never looks like what nobody told us."""

    KNOWN = "known"
    UNKNOWN = "unknown"
    HIDDEN = "hidden"


class RowKind(StrEnum):
    """What a row behind a figure is about. What is taken down later disappears from rows."""

    ACTIVITY = "activity"
    PROMISE = "promise"
    RECORD = "record"
    DECISION = "decision"
    WAVE = "wave"
    ACTION = "action"
    REQUEST = "request"
    TARGET = "target"
    DEEP_DIVE = "deep_dive"
    OTHER = "other"


class FigureKey(StrEnum):
    """The order gives each its F number, which stays the same from pack to pack."""

    ACTIVITIES = "activities"
    SHARED_POWER = "shared-power"
    PROMISES = "promises"
    TOOK_PART = "took-part"
    C1 = "learn-and-scale"
    C2 = "resource-the-cycle"
    C3 = "decide-on-purpose"
    C4 = "outcomes-and-value"
    SILENT = "no-feedback"
    STATEMENTS = "i-statements"
    FEEDBACK = "feedback"
    MONEY = "money"
    MONEY_BY_STAGE = "money-by-stage"
    MONEY_BY_RUNG = "money-by-level"
    PROTECTED_TIME = "protected-time"
    CONVERSATIONS = "seen-differently"
    LEARNING = "learning"
    NOT_WORKED = "did-not-work"
    MISSING = "who-was-missing"
    DUTY = "duty-to-involve"
    ACTIONS = "late-actions"
    TARGETS = "targets"
    PARTNERS = "resources-by-partner"
    DEEP_DIVES = "closer-looks"

    @property
    def number(self) -> str:
        return f"F{list(FigureKey).index(self) + 1}"

    @property
    def label(self) -> Message:
        return LABELS[self]

    @property
    def limits(self) -> Message:
        return LIMITS[self]


UNKNOWN_LABEL = N_("Not recorded yet")
LABELS: dict[FigureKey, Message] = {
    FigureKey.ACTIVITIES: N_("Activities in the register"),
    FigureKey.SHARED_POWER: N_("Confirmed activities that are co-design or co-production"),
    FigureKey.PROMISES: N_("Promises due that were kept on time"),
    FigureKey.TOOK_PART: N_("People who took part"),
    FigureKey.C1: N_("Learn, scale and make it normal: at step 3 or 4"),
    FigureKey.C2: N_("Resource the whole cycle: at step 3 or 4"),
    FigureKey.C3: N_("Decide when, on purpose: at step 3 or 4"),
    FigureKey.C4: N_("Better outcomes and value: at step 3 or 4"),
    FigureKey.SILENT: N_("Services, practices and places with no feedback for a year"),
    FigureKey.STATEMENTS: N_("I-Statements with results"),
    FigureKey.FEEDBACK: N_("Quarters in which people told us something"),
    FigureKey.MONEY: N_("Money spent, by partner"),
    FigureKey.MONEY_BY_STAGE: N_("Money spent, by stage of the work"),
    FigureKey.MONEY_BY_RUNG: N_("Money spent, by level reached"),
    FigureKey.PROTECTED_TIME: N_("Protected time that ends within six months"),
    FigureKey.CONVERSATIONS: N_("Activities that residents and team see differently"),
    FigureKey.LEARNING: N_("Learning records in the library"),
    FigureKey.NOT_WORKED: N_("Learning records that say what did not work"),
    FigureKey.MISSING: N_("Activities that say who was missing"),
    FigureKey.DUTY: N_("Decisions with a duty to involve people"),
    FigureKey.ACTIONS: N_("Open actions of boards that are late"),
    FigureKey.PARTNERS: N_("Requests to partners that are agreed"),
    FigureKey.TARGETS: N_("Indicators at their target"),
    FigureKey.DEEP_DIVES: N_("Closer looks at what people told us"),
}
LIMITS: dict[FigureKey, Message] = {
    FigureKey.ACTIVITIES: N_("Teams choose what they log, so this is not all work in the area."),
    FigureKey.SHARED_POWER: N_(
        "Confirmed: a curator and a lay member agreed on the level. Where only the team has "
        "rated, the level stands apart and is never added."
    ),
    FigureKey.PROMISES: N_(
        "On time means by the day that was promised first. Moving the day does not change that."
    ),
    FigureKey.TOOK_PART: N_(
        "Numbers are rounded. Activities with fewer than 5 people, or with no number, are not "
        "in the sum. Somebody who took part twice counts twice."
    ),
    FigureKey.C1: N_("Curators have judged only some activities. The rest are shown apart."),
    FigureKey.C2: N_("Curators have judged only some activities. The rest are shown apart."),
    FigureKey.C3: N_("Curators have judged only some activities. The rest are shown apart."),
    FigureKey.C4: N_("Curators have judged only some activities. The rest are shown apart."),
    FigureKey.SILENT: N_("No feedback does not mean that all is well. It means nobody asked."),
    FigureKey.STATEMENTS: N_(
        "Each result stands for the people who were asked. Small groups give wide ranges."
    ),
    FigureKey.FEEDBACK: N_("One person can comment more than once."),
    FigureKey.MONEY: N_(
        "Payments to residents are left out: two packs together could show what one person was "
        "paid. Activities that record no cost are not counted as free."
    ),
    FigureKey.MONEY_BY_STAGE: N_("Payments to residents are left out here too."),
    FigureKey.MONEY_BY_RUNG: N_(
        "Levels with fewer than five activities are put together, and nothing is shown for fewer "
        "than five. Money does not make a level: look at both."
    ),
    FigureKey.PROTECTED_TIME: N_("Hours that the teams wrote down, each with its last month."),
    FigureKey.CONVERSATIONS: N_(
        "Rounds collected independently. Rounds that teams collected themselves stand apart."
    ),
    FigureKey.LEARNING: N_("Learning that nobody wrote down is not here."),
    FigureKey.NOT_WORKED: N_("Saying so is a strength. Silence is not success."),
    FigureKey.MISSING: N_("Who was missing is what the team noticed."),
    FigureKey.DUTY: N_("As each decision record says. It is not legal advice."),
    FigureKey.ACTIONS: N_(
        "Late means past the day that the action has now. Moving it is shown on its page."
    ),
    FigureKey.PARTNERS: N_(
        "Agreed in part counts as agreed. Posts, hours and money stay apart, and what nobody "
        "recorded is not nought."
    ),
    FigureKey.DEEP_DIVES: N_(
        "People chose to speak: they are not a sample. Shares are rounded as on the page of each."
    ),
    FigureKey.TARGETS: N_(
        "Of the indicators with a target and a number that can be shown. No activity caused a "
        "number to change because it stands beside it."
    ),
}
NOBODY_SAID = N_("Not said")
CONFIRMED, TEAM_ONLY = N_("Confirmed"), N_("Team only")
