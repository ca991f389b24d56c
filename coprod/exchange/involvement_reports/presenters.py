"""An activity in the form of a report, as everybody may read it: on a page and in a file."""

from collections.abc import Iterator
from dataclasses import dataclass

from coprod.core.values.phrases import Message
from coprod.exchange.involvement_reports.enums import NOT_SAID, ReportForm
from coprod.exchange.involvement_reports.rules import POINTS, Point, keep_fields
from coprod.register.activities.models import Activity
from coprod.register.sections.presenters import LabelledLines, describe_part
from coprod.register.sections.queries import read_sections
from coprod.register.sections.rules import ActivitySections
from coprod.web.filters import say_date
from coprod.web.language import translate


@dataclass(frozen=True)
class Answer:
    """What an activity says to one point of a form; no lines where nobody said anything."""

    heading: Message
    lines: list[LabelledLines]


def build_report(activity: Activity, form: ReportForm) -> list[Answer]:
    """Return the answers in the order of the form. Counts of people are those of the page."""
    sections = read_sections(activity)
    return [build_answer(point, sections) for point in POINTS[form]]


def build_answer(point: Point, sections: ActivitySections) -> Answer:
    kept = (keep_fields(sections[kind], names) for kind, names in point.sources)
    return Answer(point.heading, [line for part in kept for line in describe_part(part)])


def say_line(line: object) -> str:
    """Return a line in the reader's language: words of people, a phrase of ours, or a date."""
    match line:
        case str() | Message():
            return translate(line)
    return say_date(line)  # type: ignore[arg-type]


def list_rows(answers: list[Answer]) -> Iterator[list[str]]:
    """Give a row for each thing that is said, and one for each point to which nothing is."""
    for answer in answers:
        heading = translate(answer.heading)
        for label, lines in answer.lines:
            yield [heading, translate(label), "\n".join(map(say_line, lines))]
        if not answer.lines:
            yield [heading, "", translate(NOT_SAID)]


def format_markdown(title: str, address: str, answers: list[Answer]) -> str:
    """Return the report as Markdown, with where it was taken from."""
    blocks = [f"# {title}", f"<{address}>"]
    headings: set[str] = set()
    for heading, label, words in list_rows(answers):
        blocks += [] if heading in headings else [f"## {heading}"]
        headings.add(heading)
        blocks += [f"**{label}**"] if label else []
        blocks.append(words)
    return "\n\n".join(blocks) + "\n"
