"""The page on which the words in a file of activities are matched."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from coprod.core.values.phrases import N_
from coprod.exchange.activity_words.rules import NamesByList, build_columns, tally_words
from coprod.exchange.imports.enums import LEVEL_TARGET, TARGET_LABELS, ColumnChoices
from coprod.exchange.imports.queries import UploadedTable
from coprod.exchange.word_matching.presenters import WarningLine
from coprod.exchange.word_matching.rules import MatchedColumn


@dataclass(frozen=True)
class ActivityWordsPage:
    columns: Sequence[MatchedColumn]
    warnings: Sequence[WarningLine]


def build_words_page(
    table: UploadedTable, choices: ColumnChoices, names: NamesByList, found: Mapping[int, str]
) -> ActivityWordsPage:
    """Build the page. ``found`` are the words that are looked for, by the number of a column."""
    columns = [
        replace(column, find=found.get(column.number, ""))
        for column in build_columns(choices, tally_words(table.read_rows(), choices), names)
    ]
    warnings = [build_warning(column) for column in columns if column.unmatched]
    return ActivityWordsPage(columns, warnings)


def build_warning(column: MatchedColumn) -> WarningLine:
    is_level = column.target == LEVEL_TARGET
    return WarningLine(
        N_("Not matched: %(what)s", what=TARGET_LABELS[column.target]),
        sum(line.rows for line in column.unmatched) + column.uncounted,
        N_("No level is promised. The words stay as a fact")
        if is_level
        else N_("Found under no name of this list. The words stay as a fact"),
        len(column.unmatched),
        column.number,
    )
