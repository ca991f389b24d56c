"""What the pages about outcomes are given: results over time, with what may be said of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from flask import url_for

from coprod.core.charts.rules import Chart, ChartMark, ChartRow, Words
from coprod.core.disclosure.enums import Percent
from coprod.core.statistics.rules import count_needed_people
from coprod.core.values.phrases import N_, Message
from coprod.outcomes.i_statements.models import Indicator, OutcomeLink, Statement
from coprod.outcomes.i_statements.queries import StatementSet, get_links_by_statement
from coprod.outcomes.results import queries, rules
from coprod.outcomes.results.enums import EVERYBODY, IN_WORDS, PEOPLE_TOLD_US, ComparisonVerdict
from coprod.outcomes.results.queries import StatementResult
from coprod.outcomes.results.rules import Figure
from coprod.web.filters import say_date

HEADINGS = (
    N_("Who was asked, and when"),
    N_("Agree"),
    N_("People"),
    N_("Likely range"),
)
GROUP_HEADINGS = (N_("Group"), *HEADINGS[1:])
FROM_HALF = (0.60, 0.65, 0.70)


def build_cells(figure: Figure) -> tuple[Words, ...]:
    return figure.words, figure.people.words, figure.interval_words


def build_range(figure: Figure) -> ChartMark | None:
    if not isinstance(figure.share, Percent):
        return None
    low, high = figure.interval or (None, None)
    return ChartMark(figure.share.whole, low, high)


def build_chart_row(result: StatementResult) -> ChartRow:
    wave = result.wave
    where = f" ({wave.place.label})" if wave.place else ""
    label = f"{say_date(wave.surveyed_on)}: {wave.title}{where}"
    link = url_for("outcomes.results.wave", wave_id=wave.id)
    return ChartRow(
        label, build_range(result.figures.whole), build_cells(result.figures.whole), link
    )


@dataclass(frozen=True)
class Comparison:
    """Two results of the same work, one after the other."""

    before: StatementResult
    after: StatementResult
    verdict: ComparisonVerdict


def compare_results(results: Sequence[StatementResult]) -> list[Comparison]:
    """Compare each result with the one before it of the same work, place and wording.

    Each pair is compared once, as one question. Many questions at once find differences by chance.
    """
    last: dict[tuple[object, ...], StatementResult] = {}
    comparisons = []
    for result in results:
        same = (result.wave.activity_id, result.wave.place_id, result.statement.words)
        if before := last.get(same):
            verdict = rules.compare_figures(before.figures.whole, result.figures.whole)
            comparisons.append(Comparison(before, result, verdict))
        last[same] = result
    return comparisons


@dataclass(frozen=True)
class StatementPage:
    """One statement: what people said over time, and which activities have to do with it."""

    statement: Statement
    results: Sequence[StatementResult]
    links: Sequence[OutcomeLink]
    indicators: Sequence[Indicator]
    wordings: Sequence[Statement] = ()

    @property
    def charts(self) -> list[Chart]:
        """Return a chart of the partnership's own surveys, and one of each activity's groups.

        Hundreds who were asked and a group of fifteen never share an axis.
        """
        results_by_source: dict[int | None, list[StatementResult]] = {}
        for result in sorted(self.results, key=lambda each: each.wave.activity_id is not None):
            results_by_source.setdefault(result.wave.activity_id, []).append(result)
        return [self.build_chart(results) for results in results_by_source.values()]

    def build_chart(self, results: Sequence[StatementResult]) -> Chart:
        activity, words = results[0].wave.activity, self.statement.worded
        title = N_("People who agree: “%(words)s”", words=words)
        if activity:
            about = activity.title
            title = N_("%(about)s: people who agree: “%(words)s”", about=about, words=words)
        name = f"said-{self.statement.key}-{activity.id if activity else 'own'}"
        return Chart(name, title, HEADINGS, [build_chart_row(each) for each in results])

    @property
    def comparisons(self) -> list[Comparison]:
        return compare_results(self.results)

    @property
    def latest(self) -> Message | None:
        """Return the latest result that can be disclosed, the partnership's own first."""
        own = [each for each in self.results if each.wave.activity is None]
        sentences = (
            build_latest_sentence(each) for each in (*reversed(own), *reversed(self.results))
        )
        return next((each for each in sentences if each), None)

    @property
    def in_words(self) -> list[Message]:
        """Return what people said where so few answered that there is no number."""
        small = [each.wave for each in self.results if build_range(each.figures.whole) is None]
        return [
            replace(IN_WORDS, parts={"who": w.title, "told": w.summary}) for w in small if w.summary
        ]


def build_latest_sentence(result: StatementResult) -> Message | None:
    answer = build_sentence(result.figures.whole)
    return N_("%(said)s (%(who)s)", said=answer, who=result.wave.title) if answer else None


def build_sentence(figure: Figure) -> Message | None:
    if not isinstance(figure.share, Percent):
        return None
    parts = {"share": figure.share.words, "people": figure.people.words}
    return replace(PEOPLE_TOLD_US, parts=parts)


@dataclass(frozen=True)
class Outcomes:
    """The partnership's page: each statement, and those that no activity touches."""

    statements: Sequence[StatementPage]

    @property
    def untouched(self) -> list[Statement]:
        return [each.statement for each in self.statements if not each.links]


def build_outcomes(statement_set: StatementSet) -> Outcomes:
    keys = [each.key for each in statement_set.statements]
    links, results = get_links_by_statement(keys), group_by_key(queries.list_public_results())
    return Outcomes(
        [
            StatementPage(
                each,
                results.get(each.key, ()),
                links[each.key],
                list_indicators(statement_set, each),
            )
            for each in statement_set.statements
        ]
    )


def list_indicators(statement_set: StatementSet, statement: Statement) -> list[Indicator]:
    """Return the indicators of a domain for its first statement, and none for the others."""
    same = [s for s in statement_set.statements if s.domain_key == statement.domain_key]
    return statement_set.list_indicators(statement.domain_key) if same[0] is statement else []


def group_by_key(results: Sequence[StatementResult]) -> Mapping[str, list[StatementResult]]:
    results_by_key: dict[str, list[StatementResult]] = {}
    for result in results:
        results_by_key.setdefault(result.statement.key, []).append(result)
    return results_by_key


def build_group_chart(result: StatementResult) -> Chart:
    """Return everybody and the groups of one statement in one wave."""
    everybody = ChartRow(
        EVERYBODY, build_range(result.figures.whole), build_cells(result.figures.whole)
    )
    groups = [
        ChartRow(name, build_range(each), build_cells(each))
        for name, each in result.figures.groups.items()
    ]
    name = f"groups-{result.statement.id}"
    return Chart(name, result.statement.worded, GROUP_HEADINGS, [everybody, *groups])


@dataclass(frozen=True)
class SamplePlan:
    """How many people must answer to see a change, four times out of five."""

    hoped: int
    needed: int


def list_usual_plans() -> list[SamplePlan]:
    return [SamplePlan(round(100 * to), count_needed_people(0.5, to)) for to in FROM_HALF]


COLUMNS = (
    "statement",
    "wording",
    "result",
    "asked_on",
    "place",
    "entry",
    "group",
    "agree",
    "agree_from_per_cent",
    "agree_to_per_cent",
    "people",
    "low",
    "high",
    "why_not_shown",
)


def build_spreadsheet(results: Sequence[StatementResult]) -> list[list[str]]:
    """Return the rows of the file: exactly what the pages show."""
    lines = [list(COLUMNS)]
    for result in results:
        everybody_and_groups = {"": result.figures.whole, **result.figures.groups}
        for group, figure in everybody_and_groups.items():
            lines.append(build_line(result, group, figure))
    return lines


def build_line(result: StatementResult, group: str, figure: Figure) -> list[str]:
    wave, share = result.wave, figure.share
    low, high = figure.interval or ("", "")
    agree, why = [""] * 3, "" if isinstance(share, Percent) else share.reason.plain
    if isinstance(share, Percent):
        agree = [share.words.plain, f"{share.low:g}", f"{share.high:g}"]
    entry = wave.activity.slug if wave.activity else ""
    place = wave.place.label if wave.place else ""
    about = [result.statement.key, result.statement.words, wave.title, str(wave.surveyed_on)]
    return [*about, place, entry, group, *agree, format_people(figure), str(low), str(high), why]


def format_people(figure: Figure) -> str:
    return figure.people.words.plain
