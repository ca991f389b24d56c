"""What a column of a file of comments can be, and how its scale runs."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from coprod.core.audit_trail.enums import Verb
from coprod.core.spreadsheets.enums import DateOrder
from coprod.core.values.labels import LabelledEnum
from coprod.core.values.phrases import N_, Message
from coprod.exchange.imports.enums import EMPTY_WORDS
from coprod.intelligence.feedback_comments.enums import Axis


class FeedbackFileState(LabelledEnum):
    CHOOSING = "choosing", N_("Columns to choose")
    CHECKED = "checked", N_("Checked, waiting for you")
    COUNTED = "counted", N_("Counted")
    GIVEN_UP = "given_up", N_("Given up")
    TAKEN_BACK = "taken_back", N_("Taken back")


SKIP, KEY, PERSON, DATE, FEELING, TEXT = "skip", "key", "person", "date", "feeling", "text"
LABEL, THEME, SUBTHEME = "label", "theme", "subtheme"
TARGET_LABELS: dict[str, Message] = {
    SKIP: N_("Leave out"),
    DATE: N_("The date"),
    FEELING: N_("A question: how the person felt, on a scale or in words"),
    LABEL: N_("How a computer, or somebody who read the comment, sorted it"),
    TEXT: N_("The comment itself (only curators read it)"),
    KEY: N_("A reference that always belongs to this comment"),
    PERSON: N_("A reference for the person (we keep only a coded mark, to count people)"),
    THEME: N_("The theme, as a computer or somebody who read the comment sorted it"),
    SUBTHEME: N_("The theme within a theme"),
    **{axis.value: axis.label for axis in Axis},
}
REQUIRED_TARGETS = (DATE,)
REPEATABLE_TARGETS = frozenset({SKIP, FEELING})
"""What several columns can be. Of several questions the first is the one about the whole."""
WORD_TARGETS = (FEELING, LABEL, THEME, *(axis.value for axis in Axis))
"""The targets whose words are matched: to how somebody felt, or to the names on a list."""
NEW, LEAVE = "new", "leave"
"""What a name can be instead of a term: a new one, or no name at all."""


class Scale(LabelledEnum):
    LOW_IS_GOOD = "low", N_("Numbers. The lowest is best")
    HIGH_IS_GOOD = "high", N_("Numbers. The highest is best")
    WORDS = "words", N_("There are no numbers, only words")


NO_ANSWER_WORDS = (*EMPTY_WORDS, "Unknown", "Not known", "nan")


@dataclass(frozen=True)
class FeedbackChoices:
    """What a curator chose for one file: what each column is, and how its cells are read."""

    columns: Mapping[str, str] = field(default_factory=dict)
    source: str = ""
    order: DateOrder = DateOrder.DAY_FIRST
    scale: Scale = Scale.LOW_IS_GOOD
    lowest: int = 1
    highest: int = 5
    empty: tuple[str, ...] = NO_ANSWER_WORDS
    add_services: bool = True
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """By column what each word counts as: a ``WordMeaning``, the id of a term, or as above."""
    proposed: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """What words counted as in an earlier file. They count only once somebody saved them."""
    keep_matches: bool = True
    """Whether names that were matched become other names of their terms."""

    def find_column(self, target: str) -> str:
        """Return the first column with this target, or nothing."""
        return next(iter(self.list_columns(target)), "")

    def list_columns(self, target: str) -> list[str]:
        return [name for name, chosen in self.columns.items() if chosen == target]

    @property
    def feeling_target(self) -> str:
        """Return the target for the feeling: what people said comes before a label."""
        return FEELING if self.find_column(FEELING) else LABEL

    @property
    def axes(self) -> tuple[Axis, ...]:
        return tuple(axis for axis in Axis if self.find_column(axis.value))


AUDIT_VERBS: dict[str, Verb] = {
    "began feedback file": Verb(N_("Uploaded a file of comments")),
    "matched words": Verb(N_("Said what the words in a file of comments count as")),
    "counted feedback": Verb(N_("Counted a file of comments")),
    "mapped feedback again": Verb(N_("Opened a counted file of comments again")),
    "took feedback back": Verb(N_("Took back a file of comments")),
    "left a name out": Verb(N_("Said that a name in a file stands for nothing")),
    "counted again": Verb(N_("Counted again, with more comments")),
    "forgot comments": Verb(N_("Deleted the words of comments")),
}
