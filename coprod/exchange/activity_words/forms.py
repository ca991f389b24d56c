"""The form on which the words in a file of activities are matched."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from flask_babel import lazy_gettext

from coprod.exchange.activity_words.enums import NEW
from coprod.exchange.imports.enums import LEVEL_TARGET
from coprod.exchange.word_matching.enums import UNPLACED
from coprod.exchange.word_matching.forms import MatchForm
from coprod.exchange.word_matching.rules import MatchedColumn, WordLine
from coprod.reference.lists.enums import Choices, ListKind
from coprod.register.activities.enums import Rung
from coprod.web.language import translate


class ActivityWordsForm(MatchForm):
    """What the words in a file of activities count as."""

    @classmethod
    def build(
        cls, columns: Sequence[MatchedColumn], lists: Choices, *, seen: str
    ) -> "ActivityWordsForm":
        form = cls.build_for(columns, seen=seen)
        for column in columns:
            form.set_options(column, partial(complete_options, build_options(column, lists)))
        return form


def build_options(column: MatchedColumn, lists: Choices) -> list[tuple[str, Any]]:
    """Return what a word of a column can count as, apart from a new name."""
    if column.target == LEVEL_TARGET:
        levels = [(rung.key, str(translate(rung.label))) for rung in Rung]
        return [(UNPLACED, str(lazy_gettext("No level: keep the words as a fact"))), *levels]
    names = [(label, label) for _key, label in lists(ListKind(column.target))]
    return [
        (UNPLACED, str(lazy_gettext("On no list: keep the words as a fact"))),
        *names,
        (NEW, ""),
    ]


def complete_options(options: Sequence[tuple[str, Any]], line: WordLine) -> list[tuple[str, Any]]:
    """Return what one word can count as: also a name that is no longer in use, or a new one."""
    new = str(lazy_gettext("Add “%(name)s” to the list", name=line.word))
    labelled = [(value, new if value == NEW else label) for value, label in options]
    is_former = line.match.value not in {value for value, _label in options}
    former = [(line.match.value, line.match.value)] if is_former else []
    return [*labelled, *former]
