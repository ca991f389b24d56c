"""Loading made-up comments by the actions that curators use, and the closer look at them."""

from datetime import date, timedelta
from pathlib import Path
from urllib.parse import urlencode

from coprod.core.values import clock
from coprod.core.values.actor import Actor
from coprod.core.values.quarters import Quarter, get_last_whole_quarter
from coprod.demo.feedback.rules import NETWORKS, SOURCE, build_main_file, build_other_file
from coprod.exchange.feedback_imports.actions import choose_columns, count_file, start_file
from coprod.exchange.feedback_imports.enums import NEW, THEME, FeedbackChoices, Scale
from coprod.exchange.feedback_imports.queries import open_table
from coprod.exchange.feedback_imports.rules import guess_targets
from coprod.intelligence.breakdowns.actions import recount_comments
from coprod.intelligence.breakdowns.rules import Cut
from coprod.intelligence.deep_dives.actions import add_deep_dive
from coprod.intelligence.deep_dives.enums import AnswerState, PagePart
from coprod.intelligence.deep_dives.rules import DeepDiveDraft, EventDraft, QuestionDraft, StepDraft
from coprod.intelligence.feedback.actions import publish_summaries
from coprod.intelligence.feedback.enums import Window
from coprod.intelligence.feedback.queries import list_counted_from

QUESTIONS = (
    QuestionDraft("Ethnic group", PagePart.ETHNIC_GROUPS, AnswerState.ANSWERED),
    QuestionDraft("Three years ago", PagePart.YEARS_AGO, AnswerState.WITH_CARE),
    QuestionDraft("Other boroughs", PagePart.BOROUGHS, AnswerState.IN_PART, "four of seven"),
)


def load_feedback(curator: Actor, folder: Path) -> None:
    """Upload, match and count the made-up files, show them to readers, and keep a closer look."""
    until = get_last_whole_quarter(clock.today())
    for name, content in (
        ("example-gp-access.csv", build_main_file(until)),
        ("example-elsewhere-and-earlier.csv", build_other_file(until)),
    ):
        load_file(curator, folder, name, content)
    publish_summaries(curator, list_counted_from(curator, SOURCE), is_public=True)
    recount_comments()
    add_deep_dive(curator, build_draft(until, clock.today()))


def load_file(curator: Actor, folder: Path, name: str, content: bytes) -> None:
    uploaded = start_file(curator, folder, name, lambda path: path.write_bytes(content))
    columns = guess_targets(open_table(folder, uploaded).read_headings())
    new_names = dict.fromkeys([each for each in NETWORKS if each.startswith("Example")], NEW)
    choices = FeedbackChoices(
        columns={**columns, "Theme": THEME},
        source=SOURCE,
        scale=Scale.WORDS,
        words={"Network": new_names},
    )
    choose_columns(curator, folder, uploaded, choices)
    count_file(curator, folder, uploaded)


def build_draft(until: Quarter, today: date) -> DeepDiveDraft:
    cut = Cut(until, Window.EIGHTEEN_MONTHS, source=SOURCE)
    return DeepDiveDraft(
        title="GP access: what people told us (an example)",
        cut=urlencode(cut.args),
        narrative="Made up, to show what such a page looks like. Nobody here said any of this.",
        limits=("Practices differ in size. We count people, not visits.",),
        questions=dict(enumerate(QUESTIONS, 1)),
        steps={
            1: StepDraft(
                "Primary care lead",
                "takes it to the primary care development group",
                today + timedelta(days=45),
            ),
            2: StepDraft("Healthwatch lead", "asks three boroughs for theirs"),
        },
        events={1: EventDraft("New phone system", until.back(3).starts)},
        is_public=True,
    )
