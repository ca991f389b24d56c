"""The page on which the words of a file are matched: warnings by kind, and how it adds up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from coprod.core.values.phrases import N_, Message
from coprod.exchange.feedback_imports.enums import LABEL, TARGET_LABELS, THEME, FeedbackChoices
from coprod.exchange.feedback_imports.models import FeedbackFile
from coprod.exchange.feedback_imports.rules import NamesByAxis, WordColumn, build_word_columns
from coprod.exchange.word_matching.enums import MatchState, WordMeaning
from coprod.exchange.word_matching.presenters import WarningLine
from coprod.intelligence.feedback_comments.enums import Axis

REPORTED_WARNINGS: Mapping[str, tuple[Message, Message]] = {
    "refused": (N_("Date we cannot read"), N_("Left out")),
    "two_ways": (N_("Date that can be read in two ways"), N_("Read in the order you chose")),
    "no_answer": (N_("No answer and no words"), N_("Not counted as a comment")),
    "differs": (N_("Here already, but different"), N_("Left as they are")),
    "here": (N_("Here already, the same"), N_("Skipped, nothing doubled")),
}
"""What the report of a file counts, and what becomes of those rows if nobody does anything."""
HARMLESS = "here"
COUNTS_FOR_THE_WHOLE = frozenset({Axis.PRACTICE, Axis.NETWORK, Axis.LOCALITY})


@dataclass(frozen=True)
class FeelingShares:
    """How the answers add up, in per cent. The base is without those who did not know."""

    answers: int
    positive: int
    neutral: int
    negative: int
    not_known: int
    positive_of_all: int


@dataclass(frozen=True)
class WordsPage:
    columns: Sequence[WordColumn]
    warnings: Sequence[WarningLine]
    warned_rows: int
    shares: Mapping[int, FeelingShares]
    labelled: Sequence[str]
    left_out: int


def build_words_page(
    feedback_file: FeedbackFile,
    choices: FeedbackChoices,
    names: NamesByAxis,
    found: Mapping[int, str],
) -> WordsPage:
    """Build the page. ``found`` are the words that are looked for, by the number of a column."""
    tally = feedback_file.report.get("words", {})
    columns = [
        replace(column, find=found.get(column.number, ""))
        for column in build_word_columns(choices, tally, names)
    ]
    warnings = [*list_word_warnings(columns), *list_reported_warnings(feedback_file.report)]
    return WordsPage(
        columns,
        warnings,
        sum(warning.rows for warning in warnings),
        {column.number: add_up_feelings(column) for column in columns if column.is_felt},
        [heading for heading, target in choices.columns.items() if target in {LABEL, THEME}],
        sum(target == "skip" for target in choices.columns.values()),
    )


def list_word_warnings(columns: Sequence[WordColumn]) -> list[WarningLine]:
    warnings = []
    for column in columns:
        lines = [line for line in column.unmatched if line.match.state is not MatchState.NEW]
        rows = sum(line.rows for line in lines) + column.uncounted
        if rows:
            kind = N_("Not matched: %(what)s", what=TARGET_LABELS[column.target])
            result = explain_unmatched(column)
            warnings.append(WarningLine(kind, rows, result, len(lines), column.number))
    return warnings


def explain_unmatched(column: WordColumn) -> Message:
    if column.is_felt:
        return N_("Count as “not said”")
    if column.axis in COUNTS_FOR_THE_WHOLE:
        return N_("Count for the whole area only, never as “no feedback”")
    return N_("Count as “not placed”, never as “no feedback”")


def list_reported_warnings(report: Mapping[str, int]) -> list[WarningLine]:
    return [
        WarningLine(kind, report[name], result, is_harmless=name == HARMLESS)
        for name, (kind, result) in REPORTED_WARNINGS.items()
        if report.get(name)
    ]


def add_up_feelings(column: WordColumn) -> FeelingShares:
    counts = column.count_meanings()
    felt = [counts[each.value] for each in list(WordMeaning)[:3]]
    answers, not_known = sum(felt), counts[WordMeaning.NOT_KNOWN.value]
    positive, neutral, negative = (compute_per_cent(number, answers) for number in felt)
    of_all = compute_per_cent(felt[0], answers + not_known)
    return FeelingShares(answers, positive, neutral, negative, not_known, of_all)


def compute_per_cent(number: int, base: int) -> int:
    return round(100 * number / base) if base else 0
