"""What the words in a file of activities count as: levels of the ladder, or names on a list."""

import re
from collections.abc import Iterable, Mapping

from coprod.core.values.text import fold
from coprod.exchange.imports.enums import (
    LEVEL_TARGET,
    SEPARATOR_OPTIONS,
    ColumnChoices,
    TableRow,
)
from coprod.exchange.imports.rules import RowCleaner, find_rung, split_values
from coprod.exchange.word_matching.enums import UNPLACED, MatchState, WordMatch
from coprod.exchange.word_matching.rules import (
    UNLISTED,
    CuratorWords,
    MatchedColumn,
    WordTally,
    find_misspelt,
    list_word_lines,
    match_name,
)
from coprod.reference.lists.enums import ListKind
from coprod.register.activities.enums import RUNG_LABELS, Rung

NamesByList = Mapping[ListKind, Mapping[str, str]]
"""By list, the label of a term by each of its names, folded."""
EXPLANATION = re.compile(r"\s*\([^()]*\)\s*$")
"""What explains a word after it, such as "(i.e. to advise decision makers)"."""
LEVEL_WORDS: Mapping[str, Rung] = {
    "inform": Rung.INFORMING,
    "information": Rung.INFORMING,
    "raise public awareness": Rung.INFORMING,
    "educate": Rung.EDUCATING,
    "develop individual capacities": Rung.EDUCATING,
    "consult": Rung.CONSULTATION,
    "consulting": Rung.CONSULTATION,
    "involve": Rung.ENGAGEMENT,
    "involvement": Rung.ENGAGEMENT,
    "engage": Rung.ENGAGEMENT,
    "collaborate": Rung.CO_DESIGN,
    "collaboration": Rung.CO_DESIGN,
    "codesign": Rung.CO_DESIGN,
    "empower": Rung.CO_PRODUCTION,
    "coproduction": Rung.CO_PRODUCTION,
    "co governance": Rung.CO_PRODUCTION,
    "collaborative delivery of services with public authorities": Rung.CO_PRODUCTION,
}
"""What others call a level much like one of ours: a guess, for a person to look at."""
LEVELS_BY_NAME = {
    **{words: rung.key for words, rung in LEVEL_WORDS.items()},
    **{fold(label.text): rung.key for rung, label in RUNG_LABELS.items()},
}


def tally_words(rows: Iterable[TableRow], choices: ColumnChoices) -> dict[str, dict[str, int]]:
    """Count the words of each column whose words are matched, of cells that may hold several."""
    counts: dict[str, dict[str, int]] = {}
    tally, cleaner = WordTally(counts), RowCleaner(choices)
    separator = SEPARATOR_OPTIONS[choices.separator][0]
    for row in rows:
        for column in choices.word_columns:
            cell = cleaner.clean_cell(column, row.cells.get(column, ""), [])
            for word in split_values(cell, separator):
                tally.add(column, word)
    return counts


def match_level(word: str) -> WordMatch:
    """Return the level of the ladder that a word names, or is much like."""
    rung = find_rung(word)
    if rung is not None:
        return WordMatch(rung.key, MatchState.KNOWN)
    plain = fold(EXPLANATION.sub("", word))
    guess = LEVELS_BY_NAME.get(plain) or find_misspelt(plain, LEVELS_BY_NAME)
    return WordMatch(guess, MatchState.LIKELY) if guess else WordMatch(UNPLACED)


def match_listed(word: str, names: Mapping[str, str]) -> WordMatch:
    """Return the label that a word names on a list, or is much like."""
    if fold(word) in names:
        return WordMatch(names[fold(word)], MatchState.KNOWN)
    label, _state = match_name(EXPLANATION.sub("", word), names)
    return WordMatch(label, MatchState.LIKELY) if label else WordMatch(UNPLACED)


def build_columns(
    choices: ColumnChoices, tally: Mapping[str, Mapping[str, int]], names: NamesByList
) -> list[MatchedColumn]:
    """Match the words of every column that has some."""
    curator_words = CuratorWords(choices.words, choices.proposed)
    return [
        build_column(number, heading, choices, tally[heading], (curator_words, names))
        for number, heading in enumerate(choices.columns)
        if tally.get(heading)
    ]


def build_column(
    number: int,
    heading: str,
    choices: ColumnChoices,
    counts: Mapping[str, int],
    known: tuple[CuratorWords, NamesByList],
) -> MatchedColumn:
    curator_words, names = known
    target = choices.columns[heading]

    def match(word: str) -> WordMatch:
        is_level = target == LEVEL_TARGET
        by_itself = match_level(word) if is_level else match_listed(word, names[ListKind(target)])
        picked = curator_words.find_match(heading, word)
        is_proposal = picked is not None and picked.state is MatchState.EARLIER
        if picked is None or (is_proposal and by_itself.state is MatchState.KNOWN):
            return by_itself
        return picked

    lines = list_word_lines(number, counts, match)
    return MatchedColumn(number, heading, target, lines, counts.get(UNLISTED, 0))
