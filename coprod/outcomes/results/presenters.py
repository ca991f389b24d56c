"""What the pages about outcomes are given: results over time, with what may be said of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from flask import url_for

from coprod.core.charts.rules import Chart, ChartMark, ChartRow, Words
from coprod.core.disclosure.enums import Percent
from coprod.core.statistics import rules as statistics
from coprod.core.values.phrases import N_, Message
from coprod.outcomes.i_statements.models import Indicator, OutcomeLink, Statement
from coprod.outcomes.i_statements.queries import StatementSet, of_statements
from coprod.outcomes.results import queries, rules
from coprod.outcomes.results.enums import EVERYBODY, IN_WORDS, PEOPLE_TOLD_US, Verdict
from coprod.outcomes.results.queries import Result
from coprod.outcomes.results.rules import Figure
from coprod.web.filters import in_words

HEADINGS = (
    N_("Who was asked, and when"),
    N_("Agree"),
    N_("People"),
    N_("The real share lies between, 19 times out of 20"),
)
GROUP_HEADINGS = (N_("Group"), *HEADINGS[1:])
FROM_HALF = (0.60, 0.65, 0.70)


def cells(figure: Figure) -> tuple[Words, ...]:
    return figure.words, figure.people.words, figure.interval_words


def mark(figure: Figure) -> ChartMark | None:
    if not isinstance(figure.share, Percent):
        return None
    low, high = figure.interval or (None, None)
    return ChartMark(figure.share.whole, figure.share.mark, low, high)


def row(result: Result) -> ChartRow:
    wave = result.wave
    where = f" ({wave.place.label})" if wave.place else ""
    label = f"{in_words(wave.asked_on)}: {wave.title}{where}"
    link = url_for("outcomes.results.wave", wave_id=wave.id)
    return ChartRow(label, mark(result.shown.whole), cells(result.shown.whole), link)


@dataclass(frozen=True)
class Compared:
    """Two results of the same work, one after the other."""

    before: Result
    after: Result
    verdict: Verdict


def compared(results: Sequence[Result]) -> list[Compared]:
    """Compare each result with the one before it of the same work, place and wording.

    Each pair is compared once, as one question. Many questions at once find differences by chance.
    """
    last: dict[tuple[object, ...], Result] = {}
    found = []
    for each in results:
        same = (each.wave.activity_id, each.wave.place_id, each.statement.words)
        if before := last.get(same):
            verdict = rules.verdict(before.shown.whole, each.shown.whole)
            found.append(Compared(before, each, verdict))
        last[same] = each
    return found


@dataclass(frozen=True)
class Told:
    """One statement: what people said over time, and which entries have to do with it."""

    statement: Statement
    results: Sequence[Result]
    aims: Sequence[OutcomeLink]
    indicators: Sequence[Indicator]
    wordings: Sequence[Statement] = ()

    @property
    def chart(self) -> Chart:
        title = N_("People who agree: “%(words)s”", words=self.statement.worded)
        rows = [row(each) for each in self.results]
        return Chart(f"said-{self.statement.key}", title, HEADINGS, rows)

    @property
    def compared(self) -> list[Compared]:
        return compared(self.results)

    @property
    def latest(self) -> Message | None:
        """Return the last result that can be told, as a sentence: the partnership's own first."""
        own = [each for each in self.results if each.wave.activity is None]
        told = (latest(each) for each in (*reversed(own), *reversed(self.results)))
        return next((each for each in told if each), None)

    @property
    def in_words(self) -> list[Message]:
        """Return what people said where so few answered that there is no number."""
        small = [each.wave for each in self.results if mark(each.shown.whole) is None]
        return [replace(IN_WORDS, parts={"who": w.title, "told": w.told}) for w in small if w.told]


def latest(result: Result) -> Message | None:
    said = sentence(result.shown.whole)
    return N_("%(said)s (%(who)s)", said=said, who=result.wave.title) if said else None


def sentence(figure: Figure) -> Message | None:
    if not isinstance(figure.share, Percent):
        return None
    parts = {"share": figure.share.words, "people": figure.people.words}
    return replace(PEOPLE_TOLD_US, parts=parts)


@dataclass(frozen=True)
class Outcomes:
    """The partnership's page: each statement, and those that no entry touches."""

    told: Sequence[Told]

    @property
    def untouched(self) -> list[Statement]:
        return [each.statement for each in self.told if not each.aims]


def outcomes(framework: StatementSet) -> Outcomes:
    keys = [each.key for each in framework.statements]
    aims, results = of_statements(keys), by_key(queries.public_results())
    return Outcomes(
        [
            Told(each, results.get(each.key, ()), aims[each.key], shown_beside(framework, each))
            for each in framework.statements
        ]
    )


def shown_beside(framework: StatementSet, statement: Statement) -> list[Indicator]:
    """Return the numbers of a domain, beside the first of its statements alone."""
    same = [s for s in framework.statements if s.domain_key == statement.domain_key]
    return framework.beside(statement.domain_key) if same[0] is statement else []


def by_key(results: Sequence[Result]) -> Mapping[str, list[Result]]:
    found: dict[str, list[Result]] = {}
    for each in results:
        found.setdefault(each.statement.key, []).append(each)
    return found


def group_chart(result: Result) -> Chart:
    """Return everybody and the groups of one statement in one wave."""
    everybody = ChartRow(EVERYBODY, mark(result.shown.whole), cells(result.shown.whole))
    groups = [ChartRow(name, mark(each), cells(each)) for name, each in result.shown.groups.items()]
    name = f"groups-{result.statement.id}"
    return Chart(name, result.statement.worded, GROUP_HEADINGS, [everybody, *groups])


@dataclass(frozen=True)
class Plan:
    """How many people must answer to see a change, four times out of five."""

    hoped: int
    needed: int


def usual_plans() -> list[Plan]:
    return [Plan(round(100 * to), statistics.count_needed_people(0.5, to)) for to in FROM_HALF]


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


def spreadsheet(results: Sequence[Result]) -> list[list[str]]:
    """Return the rows of the file: exactly what the pages show."""
    lines = [list(COLUMNS)]
    for result in results:
        everybody_and_groups = {"": result.shown.whole, **result.shown.groups}
        for group, figure in everybody_and_groups.items():
            lines.append(line(result, group, figure))
    return lines


def line(result: Result, group: str, figure: Figure) -> list[str]:
    wave, share = result.wave, figure.share
    low, high = figure.interval or ("", "")
    agree, why = [""] * 3, "" if isinstance(share, Percent) else share.reason.plain
    if isinstance(share, Percent):
        agree = [share.words.plain, f"{share.low:g}", f"{share.high:g}"]
    entry = wave.activity.slug if wave.activity else ""
    place = wave.place.label if wave.place else ""
    about = [result.statement.key, result.statement.words, wave.title, str(wave.asked_on)]
    return [*about, place, entry, group, *agree, people(figure), str(low), str(high), why]


def people(figure: Figure) -> str:
    return figure.people.words.plain
