"""The tables of the library: what each column means, and where its words come from.

What is declared here is all there is: the files, the codebook and its page are made of it. Labels
are those of the forms and the pages, so that a word is explained once.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import Field, dataclass, fields
from enum import Enum
from functools import partial
from typing import Any, get_args, get_type_hints

from coprod.assessment.four_ratings.enums import Source
from coprod.assessment.resident_rating.enums import Collected
from coprod.assessment.self_assessment.enums import Evidence, Round
from coprod.board.action_plan.enums import ActionSource, ActionState, ActionTiming
from coprod.board.action_plan.models import BoardAction
from coprod.challenges.enums import Challenge
from coprod.core.charts.rules import Words
from coprod.core.disclosure.enums import Percent, RoundedCount
from coprod.core.disclosure.rules import DisclosedCount, disclose_count
from coprod.core.money.enums import AmountUnit
from coprod.core.money.rules import format_decimal
from coprod.core.values import clock
from coprod.core.values.answers import CycleStage, YesNoUnknown
from coprod.core.values.dates import PartialDate
from coprod.core.values.howmany import HowMany
from coprod.core.values.phrases import N_, Message
from coprod.decisions.guide.enums import TEXTS, Level, Question
from coprod.decisions.records.enums import ChosenLevel, DecidedWith, HoldablePart, PromiseVerdict
from coprod.decisions.records.queries import get_answers
from coprod.engagement.commitments.enums import (
    CommitmentProgress,
    CommitmentSource,
    CommitmentState,
)
from coprod.engagement.commitments.models import Commitment
from coprod.exchange.library_export import queries
from coprod.exchange.library_export.enums import ColumnUnit, SmallNumberRule
from coprod.exchange.library_export.queries import (
    ActivityRow,
    CostRow,
    DecisionRow,
    FeedbackRow,
    ParticipantsRow,
    ResultRow,
)
from coprod.exchange.library_export.rules import Column, ExportTable
from coprod.intelligence.feedback.enums import LISTS_BY_SIDE, Theme
from coprod.intelligence.feedback.rules import REST, SHARE_LABELS
from coprod.learning.records.enums import SECTION_TITLES as RECORD_TITLES
from coprod.learning.records.enums import LearningOutcome, WrittenBy
from coprod.learning.records.queries import get_public_part
from coprod.learning.records.rules import PART_KINDS, RecordTags, ResidentAccount, ShortRecord
from coprod.outcomes.results.enums import Mode, Moment, SamePeople
from coprod.participation.participants.enums import Representation, Trait
from coprod.participation.participants.presenters import GroupComparison, compare_trait
from coprod.participation.participants.queries import TraitCounts
from coprod.reference.lists.enums import ListKind
from coprod.reference.lists.models import Term
from coprod.register.activities.enums import FIELDS, Rung
from coprod.register.activities.models import Activity
from coprod.register.activities.presenters import get_field_label
from coprod.register.sections.enums import (
    SECTION_TITLES,
    CostCategory,
    CostKind,
    CostTiming,
    FundingSource,
)
from coprod.register.sections.presenters import TERMS
from coprod.register.sections.rules import PART_BY_NAME, ROWS, is_public
from coprod.web.mailer import build_address

Read = Callable[[Any], Any]
ABOUT_IT = N_("Log an activity")
LABELS_OF_RUNGS = tuple(rung.label for rung in Rung)


def list_labels(kind: Iterable[Any]) -> tuple[Message, ...]:
    return tuple(each.label for each in kind)


def choice(name: str, meaning: Message, read: Read, kind: Iterable[Any], **more: Any) -> Column:
    """Declare a column whose cells hold one of a few values."""
    return Column(name, meaning, read, ColumnUnit.CHOICE, list_labels(kind), **more)


def number_of_people(name: str, meaning: Message, read: Read, **more: Any) -> list[Column]:
    """Declare what is shown of how many people there were: in words, and as a number to add up."""
    return [
        Column(name, meaning, lambda row: read(row).words, rule=ROUNDED, **more),
        Column(
            f"{name}_about",
            N_("%(what)s: the rounded number alone", what=meaning),
            lambda row: get_number(read(row)),
            ColumnUnit.PEOPLE,
            rule=ROUNDED,
            **more,
        ),
    ]


ROUNDED = SmallNumberRule.ROUNDED


def get_number(count: DisclosedCount) -> int | None:
    return count.about if isinstance(count, RoundedCount) else None


# What teams wrote about an activity: a column for each field of its sections


def list_section_columns() -> Iterator[Column]:
    for name, kind in PART_BY_NAME.items():
        if is_public(kind) and kind not in ROWS:
            hints = get_type_hints(kind)
            for field in fields(kind):
                yield from list_field_columns(name, kind, field, hints[field.name])


def list_field_columns(
    section: str, kind: type[Any], field: Field[Any], hint: Any
) -> Iterator[Column]:
    name, meaning = f"{section}_{field.name.removesuffix('_ids')}", get_field_label(field)
    asked = SECTION_TITLES[section]

    def read(row: ActivityRow) -> Any:
        return getattr(row.sections[kind], field.name)

    if has_type(hint, HowMany):
        yield from list_count_columns(name, meaning, read, asked)
    elif field.name == "programme_id":
        yield Column("programme", meaning, queries.get_programme_title, asked=asked)
    elif field.name in TERMS:
        yield Column(
            name,
            meaning,
            lambda row: [row.names[key] for key in read(row) if key in row.names],
            ColumnUnit.NAMES,
            asked=asked,
        )
    else:
        yield build_plain_column(name, meaning, read, hint, asked)


def list_count_columns(name: str, meaning: Message, read: Read, asked: Message) -> Iterator[Column]:
    def count(row: ActivityRow) -> DisclosedCount:
        how_many: HowMany | None = read(row)
        return disclose_count(how_many.number if how_many else None)

    yield from number_of_people(name, meaning, count, asked=asked)
    yield Column(
        f"{name}_exact",
        N_("%(what)s, as its team gave it", what=meaning),
        lambda row: read(row) and read(row).exactly,
        rule=SmallNumberRule.EXACT,
        asked=asked,
    )


def build_plain_column(
    name: str, meaning: Message, read: Read, hint: Any, asked: Message
) -> Column:
    """Declare a column of a field by the type of its value."""
    kind = find_enum(hint)
    if kind is None:
        return Column(name, meaning, read, find_unit(hint), asked=asked)
    unit = ColumnUnit.CHOICES if "tuple" in str(hint) else ColumnUnit.CHOICE
    return Column(name, meaning, read, unit, list_labels(kind), asked=asked)


def has_type(hint: Any, kind: type[Any]) -> bool:
    return hint is kind or any(has_type(each, kind) for each in get_args(hint))


def find_enum(hint: Any) -> Iterable[Any] | None:
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint
    return next((found for each in get_args(hint) if (found := find_enum(each))), None)


def find_unit(hint: Any) -> ColumnUnit:
    if has_type(hint, PartialDate):
        return ColumnUnit.DATE
    return ColumnUnit.YES_NO if hint is bool else ColumnUnit.TEXT


# Activities and their levels


def list_level_columns() -> Iterator[Column]:
    for place, source in enumerate(Source):
        yield Column(
            f"level_{source.value}",
            N_("%(whose)s: the latest. Empty: %(why)s", whose=source.label, why=source.why_none),
            partial(read_rungs, place),
            ColumnUnit.CHOICES,
            LABELS_OF_RUNGS,
            asked=SHARING,
        )
    yield choice(
        "level_team_evidence",
        N_("How far others can follow the team’s level"),
        lambda row: read_latest_point(row, Source.TEAM, "evidence"),
        Evidence,
        asked=SHARING,
    )
    yield choice(
        "level_residents_collected_by",
        N_("Who collected the answers of residents"),
        lambda row: read_latest_point(row, Source.RESIDENTS, "collected"),
        Collected,
        asked=SHARING,
    )


def read_rungs(place: int, row: ActivityRow) -> Sequence[Rung]:
    return row.ratings.views[place].rungs


def read_latest_point(row: ActivityRow, source: Source, name: str) -> object:
    view = row.ratings.views[list(Source).index(source)]
    return getattr(view.point, name) if view.point else None


def list_subject_columns(read_terms: Callable[[Any, ListKind], Iterable[Term]]) -> Iterator[Column]:
    for listing, name in SUBJECTS.items():
        yield Column(
            name,
            listing.label,
            partial(list_term_labels, read_terms, listing),
            ColumnUnit.NAMES,
        )


def list_term_labels(
    read_terms: Callable[[Any, ListKind], Iterable[Term]], listing: ListKind, row: Any
) -> list[str]:
    return [term.label for term in read_terms(row, listing)]


SHARING = N_("Assess how the work was shared")
SUBJECTS = {
    ListKind.LOCALITY: "places",
    ListKind.WORKSTREAM: "workstreams",
    ListKind.METHOD: "methods",
    ListKind.GROUP: "groups_most_affected",
    ListKind.TOPIC: "topics",
}
KEY = N_("The key of the activity; its page is at this end of its address")


def activity_key(read: Callable[[Any], str]) -> Column:
    return Column("activity", KEY, read, ColumnUnit.KEY)


def read_source(name: str) -> Read:
    return lambda row: (
        getattr(row.activity.source, name)
        if row.activity.source and not row.activity.is_example
        else ""
    )


ACTIVITIES = ExportTable(
    "activities",
    N_("Activities"),
    N_("A row is an activity that everybody can read here."),
    ABOUT_IT,
    (
        activity_key(lambda row: row.activity.slug),
        Column("title", FIELDS["title"], lambda row: row.activity.title),
        Column(
            "page",
            N_("Its page"),
            lambda row: build_address("library.stories.activity", slug=row.activity.slug),
            ColumnUnit.ADDRESS,
        ),
        Column("summary", FIELDS["summary"], lambda row: row.activity.summary),
        Column(
            "led_by",
            FIELDS["led_by_id"],
            lambda row: (
                row.activity.led_by.label if row.activity.led_by else row.activity.led_by_name
            ),
        ),
        Column("where", FIELDS["place_words"], lambda row: row.activity.place_words),
        Column("started", FIELDS["started"], lambda row: row.activity.started, ColumnUnit.DATE),
        Column("ended", FIELDS["ended"], lambda row: row.activity.ended, ColumnUnit.DATE),
        Column(
            "is_ongoing",
            FIELDS["is_ongoing"],
            lambda row: row.activity.is_ongoing,
            ColumnUnit.YES_NO,
        ),
        *list_subject_columns(lambda row, listing: row.activity.get_terms(listing)),
        *list_level_columns(),
        Column("story", FIELDS["body"], lambda row: row.activity.text.body),
        Column("learned", FIELDS["learned"], lambda row: row.activity.text.learned),
        *list_section_columns(),
        Column(
            "is_example",
            N_("Whether it is made up, to show how this works"),
            lambda row: row.activity.is_example,
            ColumnUnit.YES_NO,
        ),
        Column(
            "published_on",
            N_("The day on which it became public"),
            lambda row: row.activity.published_at,
            ColumnUnit.DAY,
        ),
        Column(
            "may_be_out_of_date",
            N_("Nobody has said in time that it is still true"),
            lambda row: row.activity.may_be_out_of_date,
            ColumnUnit.YES_NO,
        ),
        Column("source", N_("Where it was brought in from"), read_source("name")),
        Column(
            "source_address",
            N_("Where that can be read"),
            read_source("address"),
            ColumnUnit.ADDRESS,
        ),
        Column("source_licence", N_("The licence of that source"), read_source("licence")),
    ),
    queries.iterate_activities,
)


def read_point(name: str) -> Read:
    return lambda row: getattr(row.point, name) if row.point else None


RATINGS = ExportTable(
    "levels",
    N_("Levels by round"),
    N_(
        "A row is what one side said of one round of an activity. The four sides are never mixed: "
        "no average of them means anything."
    ),
    SHARING,
    (
        activity_key(lambda row: row.activity.slug),
        choice("side", N_("Whose view it is"), lambda row: row.source, Source),
        choice("level", N_("The level of the ladder"), lambda row: row.rung, Rung),
        choice("round", N_("When it was assessed"), read_point("round"), Round),
        Column("day", N_("The day of the rating"), read_point("on"), ColumnUnit.DAY),
        choice(
            "evidence",
            N_("How far others can follow the team’s level"),
            read_point("evidence"),
            Evidence,
        ),
        Column(
            "is_provisional",
            N_("The team’s level is not settled yet"),
            lambda row: row.point.is_provisional if row.source is Source.TEAM else None,
            ColumnUnit.YES_NO,
        ),
        choice(
            "collected_by",
            N_("Who collected the answers of residents"),
            read_point("collected"),
            Collected,
        ),
        Column(
            "people",
            N_("How many residents answered"),
            read_point("about"),
            rule=ROUNDED,
        ),
        Column("reason", N_("Why this level was confirmed"), read_point("reason")),
    ),
    queries.iterate_ratings,
)


def read_line(name: str) -> Read:
    return lambda row: getattr(row.line, name)


def read_public_amount(row: CostRow) -> str | None:
    """Return an amount in pounds, hours or days; nothing of what residents were paid."""
    return None if row.line.is_payment else read_amount(row)


def read_amount(row: CostRow) -> str | None:
    amount = row.line.amount
    return format_decimal(amount.hundredths).replace(",", "") if amount else None


def list_paid_columns() -> Iterator[Column]:
    labels = {
        "offered": N_("How many people were offered payment"),
        "accepted": N_("How many accepted it"),
        "declined": N_("How many declined it"),
    }
    for name, label in labels.items():
        yield Column(
            f"people_{name}",
            label,
            partial(describe_paid, name),
            rule=ROUNDED,
        )


def describe_paid(name: str, row: CostRow) -> Message | None:
    return row.line.paid.counts[name].words if row.line.paid else None


COSTS = ExportTable(
    "costs",
    N_("Money and time"),
    N_("A row is one thing that an activity takes. Planned and actual are rows of their own."),
    SECTION_TITLES["costs"],
    (
        activity_key(lambda row: row.slug),
        choice("category", N_("What it is for"), read_line("category"), CostCategory),
        choice("kind", N_("What it counts as"), read_line("kind"), CostKind),
        choice("timing", N_("Planned or actual"), read_line("timing"), CostTiming),
        Column(
            "amount",
            N_("How much. Empty: not recorded, which is not nought"),
            read_public_amount,
            ColumnUnit.COUNT,
            rule=SmallNumberRule.WITHHELD,
        ),
        Column(
            "amount_exact",
            N_("How much, also of what residents were paid"),
            read_amount,
            ColumnUnit.COUNT,
            rule=SmallNumberRule.EXACT,
        ),
        choice(
            "unit",
            N_("What the amount counts"),
            lambda row: row.line.amount and row.line.amount.unit,
            AmountUnit,
        ),
        Column("since", N_("From"), read_line("since"), ColumnUnit.DATE),
        Column("until", N_("To"), read_line("until"), ColumnUnit.DATE),
        choice("source", N_("Where it came from"), read_line("source"), FundingSource),
        Column("given_by", N_("Which partner gave it"), lambda row: row.given_by),
        choice("stage", N_("What it was for"), read_line("stage"), CycleStage),
        choice(
            "reached_vcs",
            N_("Whether it reached the voluntary sector"),
            read_line("reached_vcs"),
            YesNoUnknown,
        ),
        choice(
            "recurring",
            N_("Whether it comes again each year"),
            read_line("recurring"),
            YesNoUnknown,
        ),
        Column("after", N_("What happens when it ends"), read_line("after")),
        *list_paid_columns(),
        Column(
            "note",
            N_("Note"),
            lambda row: "" if row.line.is_payment else row.line.note,
            rule=SmallNumberRule.WITHHELD,
        ),
    ),
    queries.iterate_costs,
)


# What teams learned


def list_record_columns() -> Iterator[Column]:
    """Declare a column for each question. Residents' own words are in no file.

    People agree to those for a time, and a file that somebody took away does not end.
    """
    for name, kind in PART_KINDS.items():
        if kind in {ShortRecord, ResidentAccount, RecordTags}:
            continue
        for field in fields(kind):
            yield build_record_column(name, kind, field)


def build_record_column(section: str, kind: type[Any], field: Field[Any]) -> Column:
    values = field.metadata.get("of")
    return Column(
        f"{section}_{field.name}",
        N_("%(section)s: %(field)s", section=RECORD_TITLES[section], field=field.metadata["label"]),
        lambda row: getattr(get_public_part(row.record, kind), field.name),
        ColumnUnit.CHOICES if values else ColumnUnit.TEXT,
        list_labels(values) if values else (),
        asked=field.metadata["asks"],
    )


def read_record(name: str) -> Read:
    return lambda row: getattr(row.record, name)


LEARNING = ExportTable(
    "learning",
    N_("Learning records"),
    N_("A row is what one team tells the next team. What did not work is as welcome."),
    N_("Write a learning record"),
    (
        Column("record", N_("The key of the record"), read_record("slug"), ColumnUnit.KEY),
        Column(
            "page",
            N_("Its page"),
            lambda row: build_address("learning.records.record", record_slug=row.record.slug),
            ColumnUnit.ADDRESS,
        ),
        Column(
            "activity",
            N_("The key of its activity. Empty: the team stays unnamed, or it has none"),
            lambda row: row.slug,
            ColumnUnit.KEY,
        ),
        choice("outcome", N_("What came of it"), read_record("outcome"), LearningOutcome),
        Column("tried", N_("What we tried"), read_record("tried")),
        Column("happened", N_("What happened"), read_record("happened")),
        Column("next_team", N_("What we would tell the next team"), read_record("next_team")),
        choice("written_by", N_("Who helped to write this"), read_record("written_by"), WrittenBy),
        Column(
            "team",
            N_("Which team it was. Empty: it stays unnamed"),
            lambda row: row.record.team if row.record.shows_team else "",
        ),
        *list_record_columns(),
        Column(
            "published_on",
            N_("The day on which it became public"),
            read_record("published_at"),
            ColumnUnit.DAY,
        ),
        Column(
            "may_be_out_of_date",
            N_("Nobody has said in time that it is still true"),
            read_record("may_be_out_of_date"),
            ColumnUnit.YES_NO,
        ),
    ),
    queries.iterate_learning,
)


# Decisions


def read_decision(name: str, part: HoldablePart | None = None) -> Read:
    """Read a field of a decision, unless a curator holds its part back from readers."""
    return lambda row: None if part in row.hidden else getattr(row.decision, name)


def list_answer_columns() -> Iterator[Column]:
    for question in Question:
        title, _hint, *answers = (TEXTS[key] for key in question.keys)
        labels = dict(zip(question.answers, answers, strict=True))
        yield Column(
            f"answer_{question.number}",
            title,
            partial(read_answer, question, labels),
            ColumnUnit.CHOICE,
            tuple(labels.values()),
        )


def read_answer(
    question: Question, labels: Mapping[str, Message], row: DecisionRow
) -> Message | None:
    return labels.get(get_answers(row.decision).get(question, ""))


def read_verdict(row: DecisionRow) -> PromiseVerdict | None:
    last = row.decision.last_check
    return last.verdict if last else None


DECISIONS = ExportTable(
    "decisions",
    N_("Decisions"),
    N_("A row is a decision that a named role signed: how far to involve people, and why."),
    N_("Decide when to co-produce"),
    (
        Column("decision", N_("The key of the decision"), read_decision("slug"), ColumnUnit.KEY),
        Column("title", N_("What is to be decided?"), read_decision("title")),
        Column(
            "page",
            N_("Its page"),
            lambda row: build_address("decisions.records.decision", decision=row.decision.slug),
            ColumnUnit.ADDRESS,
        ),
        choice("decided", N_("What was decided"), read_decision("chosen"), ChosenLevel),
        Column("reason", N_("Because"), read_decision("reason")),
        choice(
            "least_that_is_right",
            N_("The least that is right, by the answers"),
            read_decision("recommended"),
            Level,
        ),
        choice(
            "most_that_could_be_promised",
            N_("The most that could be promised, by the answers"),
            read_decision("stretch"),
            Level,
        ),
        Column(
            "is_below",
            N_("Less was chosen than the answers call for"),
            read_decision("is_below"),
            ColumnUnit.YES_NO,
        ),
        *list_answer_columns(),
        Column(
            "open_to_change",
            N_("Open to change"),
            read_decision("open_to_change", HoldablePart.OPENNESS),
        ),
        Column(
            "not_open",
            N_("Not open to change"),
            read_decision("not_open", HoldablePart.OPENNESS),
        ),
        Column(
            "set_aside",
            N_("Budget and time set aside"),
            read_decision("set_aside", HoldablePart.SET_ASIDE),
        ),
        choice(
            "decided_with",
            N_("Who took part in choosing"),
            read_decision("decided_with", HoldablePart.ATTENDANCE),
            DecidedWith,
        ),
        Column("promise", N_("The promise to residents"), read_decision("pledge")),
        Column(
            "hear_back",
            N_("When people will hear back"),
            read_decision("hear_back"),
            ColumnUnit.DATE,
        ),
        choice("promise_kept", N_("Was the promise kept?"), read_verdict, PromiseVerdict),
        Column("signed_by", N_("The role that signed"), read_decision("signed_post")),
        Column("organisation", N_("Its organisation"), read_decision("signed_organisation")),
        Column("signed_on", N_("The day"), read_decision("signed_at"), ColumnUnit.DAY),
        Column(
            "review_by", N_("To be looked at again"), read_decision("review_by"), ColumnUnit.DAY
        ),
        Column(
            "held_back",
            N_("What a curator holds back from readers"),
            lambda row: [each for each in HoldablePart if each in row.hidden],
            ColumnUnit.CHOICES,
            list_labels(HoldablePart),
        ),
        *list_subject_columns(lambda row, listing: row.decision.list_terms(listing)),
        Column(
            "activities",
            N_("The keys of public activities that came of it"),
            lambda row: row.slugs,
            ColumnUnit.KEY,
        ),
        Column(
            "replaced_by",
            N_("The key of the decision that was signed in its place"),
            lambda row: row.replaced_by,
            ColumnUnit.KEY,
        ),
    ),
    queries.iterate_decisions,
)


# Promises, boards and their packs


def read_field(*names: str) -> Read:
    """Read a field of a row, and of what it leads to; nothing where there is none."""

    def read(row: Any) -> Any:
        for name in names:
            row = getattr(row, name) if row is not None else None
        return row

    return read


def read_last_step(name: str) -> Callable[[Commitment], object]:
    return lambda row: getattr(row.last, name)


def read_last_update(name: str) -> Callable[[BoardAction], object]:
    return lambda row: getattr(row.last, name) if row.updates else None


PROMISES = ExportTable(
    "promises",
    N_("Promises"),
    N_("A row is what somebody promised about an activity, as it stands now."),
    N_("Write down a promise"),
    (
        Column("promise", N_("The number of the promise"), read_field("id"), ColumnUnit.KEY),
        Column(
            "page",
            N_("Its page"),
            lambda row: build_address("engagement.commitments.promise", promise_id=row.id),
            ColumnUnit.ADDRESS,
        ),
        activity_key(read_field("activity", "slug")),
        Column("words", N_("What was promised"), read_field("words")),
        Column("request", N_("What people asked for"), read_field("request")),
        choice("source", N_("Where it came from"), read_field("source"), CommitmentSource),
        Column("source_words", N_("Which one it was"), read_field("source_words")),
        choice("state", N_("How it stands"), read_field("state"), CommitmentState),
        choice(
            "progress",
            N_("How it stands beside the day that was promised first"),
            lambda row: row.judge_progress(clock.today()),
            CommitmentProgress,
        ),
        Column("due", N_("By when"), read_field("due"), ColumnUnit.DATE),
        Column("role", N_("Which role does it"), read_last_step("post")),
        Column("reason", N_("Why it moved, or is not done"), read_last_step("reason")),
        Column("proof", N_("What shows that it was done"), read_last_step("proof")),
        Column(
            "proof_link",
            N_("Where that can be read"),
            read_last_step("proof_link"),
            ColumnUnit.ADDRESS,
        ),
        Column("made_on", N_("When it was made"), read_field("made_at"), ColumnUnit.DAY),
    ),
    queries.iterate_promises,
)
BOARD_ACTIONS = ExportTable(
    "board-actions",
    N_("Board actions"),
    N_("A row is what a board will do, as it stands now."),
    N_("Add an action of a board"),
    (
        Column("action", N_("The number of the action"), read_field("id"), ColumnUnit.KEY),
        Column("board", N_("The board"), read_field("group", "name")),
        Column("title", N_("What it will do"), read_field("title")),
        Column("details", N_("More about it"), read_field("details")),
        choice("source", N_("Where it came from"), read_field("source"), ActionSource),
        Column("source_words", N_("Which one it was"), read_field("source_words")),
        choice("challenge", N_("Which challenge it meets"), read_field("challenge"), Challenge),
        Column("lead", N_("The role that leads it"), read_field("lead")),
        choice("state", N_("How it stands"), read_field("state"), ActionState),
        choice("timing", N_("How it stands beside its day"), read_field("timing"), ActionTiming),
        Column("percent", N_("How far it is"), read_field("percent"), ColumnUnit.PER_CENT),
        Column("due", N_("By when"), read_field("due"), ColumnUnit.DAY),
        Column(
            "first_due", N_("The day that was named first"), read_field("first_due"), ColumnUnit.DAY
        ),
        Column("reason", N_("Why it moved, or is not done"), read_last_update("reason")),
        Column("evidence", N_("What shows that it was done"), read_last_update("evidence")),
        Column(
            "evidence_link",
            N_("Where that can be read"),
            read_last_update("evidence_link"),
            ColumnUnit.ADDRESS,
        ),
    ),
    queries.iterate_board_actions,
)
PACKS = ExportTable(
    "packs",
    N_("Figures of board packs"),
    N_("A row is one figure of one pack, as it was frozen."),
    N_("Board packs"),
    (
        Column("pack", N_("The key of the pack"), read_field("pack", "slug"), ColumnUnit.KEY),
        Column(
            "page",
            N_("Its page"),
            lambda row: build_address("board.packs.pack", pack=row.pack.slug),
            ColumnUnit.ADDRESS,
        ),
        Column("title", N_("What it is called"), read_field("pack", "title")),
        Column("board", N_("The board"), read_field("pack", "board_name")),
        Column(
            "meeting_on",
            N_("The day of the meeting"),
            read_field("pack", "meeting_on"),
            ColumnUnit.DAY,
        ),
        Column("frozen_on", N_("When it froze"), read_field("pack", "frozen_at"), ColumnUnit.DAY),
        Column("figure", N_("Its number in every pack"), read_field("figure", "key", "number")),
        Column("label", N_("What the figure counts"), read_field("figure", "label")),
        Column(
            "value",
            N_("The figure as it was printed"),
            read_field("figure", "words"),
            rule=ROUNDED,
        ),
        Column("limits", N_("What it cannot tell"), read_field("figure", "limits")),
    ),
    queries.iterate_pack_figures,
)


# Pots of money


def read_pounds(*names: str) -> Read:
    read = read_field(*names)

    def format_amount(row: Any) -> str | None:
        pence = read(row)
        return None if pence is None else format_decimal(pence).replace(",", "")

    return format_amount


POTS = ExportTable(
    "pots",
    N_("Funding pots"),
    N_("A row is a pot of money that several decide about."),
    N_("Add a pot"),
    (
        Column("pot", N_("The number of the pot"), read_field("id"), ColumnUnit.KEY),
        Column("name", N_("What it is called"), read_field("name")),
        Column("amount", N_("How much there is"), read_pounds("pence"), ColumnUnit.POUNDS),
        Column("decided_by", N_("Who decides"), read_field("decided_by")),
        Column("principles", N_("Its principles"), read_field("principles")),
        Column(
            "voluntary_sector",
            N_("How much is kept for the voluntary sector"),
            read_pounds("vcs_pence"),
            ColumnUnit.POUNDS,
        ),
        Column(
            "no_plugging",
            N_("It may not be used for what the law says must be paid for anyway"),
            read_field("no_plugging"),
            ColumnUnit.YES_NO,
        ),
    ),
    queries.iterate_pots,
)
POT_DECISIONS = ExportTable(
    "pot-decisions",
    N_("Decisions about pots"),
    N_("A row is some money of a pot: what was decided, by whom, and how much has arrived."),
    N_("Write down what was decided"),
    (
        Column("pot", N_("The number of the pot"), read_field("giving", "pot_id"), ColumnUnit.KEY),
        Column("what", N_("What it is for"), read_field("giving", "what")),
        Column("amount", N_("How much"), read_pounds("giving", "pence"), ColumnUnit.POUNDS),
        Column(
            "to",
            N_("Who gets it"),
            lambda row: row.giving.to.label if row.giving.to else row.giving.to_name,
        ),
        activity_key(read_field("slug")),
        Column("decided_by", N_("Who decided"), read_field("giving", "decided_by")),
        Column("decided_with", N_("Together with"), read_field("giving", "decided_with")),
        Column("decided_on", N_("When"), read_field("giving", "decided_on"), ColumnUnit.DATE),
        Column("part", N_("From which part of the pot"), read_field("giving", "part")),
        Column(
            "lifecourse",
            N_("For which age group or workstream"),
            read_field("giving", "lifecourse"),
        ),
        Column(
            "reaches_voluntary_sector",
            N_("Whether it reaches the voluntary sector"),
            read_field("giving", "reaches_vcs"),
            ColumnUnit.YES_NO,
        ),
        Column(
            "arrived",
            N_("How much has arrived. Empty: not recorded, which is not nought"),
            read_pounds("giving", "reached_pence"),
            ColumnUnit.POUNDS,
        ),
        Column(
            "taken_back", N_("Why it was taken back, if it was"), read_field("giving", "taken_back")
        ),
    ),
    queries.iterate_givings,
)


# What people said, and who they were


def read_share(name: str) -> Callable[[ResultRow], object]:
    """Read one end of a share as it is shown, in per cent."""

    def read(row: ResultRow) -> str | None:
        share = row.figure.share
        return f"{getattr(share, name):g}" if isinstance(share, Percent) else None

    return read


def read_interval(place: int) -> Callable[[ResultRow], object]:
    return lambda row: row.figure.interval[place] if row.figure.interval else None


def read_why_no_share(row: ResultRow) -> Message | None:
    return None if isinstance(row.figure.share, Percent) else row.figure.share.reason


SHARES = SmallNumberRule.SHARES
RESULTS = ExportTable(
    "results",
    N_("Outcomes"),
    N_("A row is what people answered to one I-Statement: everybody who was asked, or a group."),
    N_("Add results"),
    (
        Column(
            "statement",
            N_("The key of the I-Statement"),
            read_field("result", "statement", "key"),
            ColumnUnit.KEY,
        ),
        Column("words", N_("Its words"), read_field("result", "statement", "words")),
        Column("wave", N_("Who was asked"), read_field("result", "wave", "title")),
        Column("when", N_("When"), read_field("result", "wave", "surveyed_on"), ColumnUnit.DATE),
        choice(
            "moment",
            N_("Before the work, or after"),
            read_field("result", "wave", "moment"),
            Moment,
        ),
        choice("mode", N_("How people were asked"), read_field("result", "wave", "mode"), Mode),
        choice(
            "same_people",
            N_("Whether the same people answered as the time before"),
            read_field("result", "wave", "same_people"),
            SamePeople,
        ),
        Column("surveyed_by", N_("Who asked them"), read_field("result", "wave", "surveyed_by")),
        Column(
            "place", N_("The place, if it was one"), read_field("result", "wave", "place", "label")
        ),
        activity_key(read_field("result", "wave", "activity", "slug")),
        Column(
            "grouped_by", N_("What divides the groups"), read_field("result", "wave", "grouped_by")
        ),
        Column("group", N_("The group. Empty: everybody"), read_field("group")),
        Column("agree", N_("How many agree"), read_field("figure", "words"), rule=SHARES),
        Column("agree_low", N_("At least"), read_share("low"), ColumnUnit.PER_CENT, rule=SHARES),
        Column("agree_high", N_("At most"), read_share("high"), ColumnUnit.PER_CENT, rule=SHARES),
        Column(
            "likely_low",
            N_("The likely range, from"),
            read_interval(0),
            ColumnUnit.PER_CENT,
            rule=SHARES,
        ),
        Column(
            "likely_high",
            N_("The likely range, to"),
            read_interval(1),
            ColumnUnit.PER_CENT,
            rule=SHARES,
        ),
        Column("why_none", N_("Why no number is shown"), read_why_no_share, rule=SHARES),
        *number_of_people("people", N_("How many answered"), read_field("figure", "people")),
    ),
    queries.iterate_results,
)


def read_public_share(kind: str) -> Callable[[FeedbackRow], Message | None]:
    return lambda row: next((each.words for each in row.public.shares if each.kind == kind), None)


def read_exact_number(kind: str) -> Callable[[FeedbackRow], int | None]:
    return lambda row: next((each.number for each in row.exact.numbers if each.kind == kind), None)


def list_feeling_columns() -> Iterator[Column]:
    for kind, label in SHARE_LABELS.items():
        yield Column(kind, label, read_public_share(kind), rule=SHARES)
        if kind != REST:
            yield Column(
                f"{kind}_exact",
                N_("%(what)s: how many comments", what=label),
                read_exact_number(kind),
                ColumnUnit.COUNT,
                rule=SmallNumberRule.EXACT,
            )


def list_side_columns() -> Iterator[Column]:
    for side, listing in LISTS_BY_SIDE.items():
        yield Column(side.value, listing.label, read_field("insight", side.value, "label"))


FEEDBACK = ExportTable(
    "feedback",
    N_("What people told us"),
    N_("A row is what one source heard in one time. One person can comment more than once."),
    N_("Add a summary"),
    (
        Column(
            "summary", N_("The number of the summary"), read_field("insight", "id"), ColumnUnit.KEY
        ),
        Column("source", N_("The source"), read_field("insight", "source")),
        Column("since", N_("From"), read_field("insight", "starts"), ColumnUnit.DAY),
        Column("until", N_("To"), read_field("insight", "ends"), ColumnUnit.DAY),
        *list_side_columns(),
        choice("theme", N_("What it is about"), read_field("insight", "theme"), Theme),
        Column("elsewhere", N_("Somewhere else"), read_field("insight", "elsewhere")),
        Column("people", N_("People heard"), read_field("public", "people"), rule=ROUNDED),
        Column(
            "people_exact",
            N_("People heard, as the source says it"),
            read_field("exact", "people"),
            rule=SmallNumberRule.EXACT,
        ),
        Column("comments", N_("Comments"), read_field("public", "comments"), rule=ROUNDED),
        Column(
            "comments_exact",
            N_("Comments, as the source says it"),
            read_field("exact", "comments"),
            rule=SmallNumberRule.EXACT,
        ),
        *list_feeling_columns(),
        Column("why_none", N_("Why no shares are shown"), read_field("public", "why"), rule=SHARES),
        Column("narrative", N_("What people said"), read_field("insight", "narrative")),
        Column("method", N_("How it was collected"), read_field("insight", "method")),
        Column("address", N_("The report"), read_field("insight", "address"), ColumnUnit.ADDRESS),
    ),
    queries.iterate_feedback,
)


@dataclass(frozen=True)
class GroupRow:
    """One group of those who took part, beside the place."""

    activity: Activity
    counts: TraitCounts
    group: Words
    cell: DisclosedCount
    comparison: GroupComparison | None = None


def iterate_groups() -> Iterator[Sequence[GroupRow]]:
    for batch in queries.iterate_participants():
        yield [group for row in batch for group in list_groups(row)]


def list_groups(row: ParticipantsRow) -> Iterator[GroupRow]:
    for each in compare_trait(row.counts).groups:
        yield GroupRow(row.activity, row.counts, each.label, each.cell, each)
    total = row.counts.counts.table.total
    yield GroupRow(row.activity, row.counts, N_("All who told us"), total)


def read_per_cent(row: GroupRow) -> int | None:
    population = row.comparison.population if row.comparison else None
    return round(population.per_cent) if population else None


PARTICIPANTS = ExportTable(
    "who-took-part",
    N_("Who took part"),
    N_("A row is one group of the people who took part in an activity."),
    N_("Say who took part"),
    (
        activity_key(read_field("activity", "slug")),
        choice("trait", N_("What divides people"), read_field("counts", "trait"), Trait),
        Column("group", N_("The group"), read_field("group")),
        *number_of_people("people", N_("How many took part"), read_field("cell")),
        Column(
            "in_100_who_live_here",
            N_("How many of 100 people who live here"),
            read_per_cent,
            ColumnUnit.PER_CENT,
        ),
        choice(
            "beside_the_place",
            N_("How the group stands beside the place"),
            read_field("comparison", "representation"),
            Representation,
        ),
        Column(
            "as_of", N_("The day of these numbers"), read_field("counts", "as_of"), ColumnUnit.DAY
        ),
    ),
    iterate_groups,
)

TABLES = (
    ACTIVITIES,
    RATINGS,
    PARTICIPANTS,
    COSTS,
    LEARNING,
    DECISIONS,
    PROMISES,
    BOARD_ACTIONS,
    POTS,
    POT_DECISIONS,
    RESULTS,
    FEEDBACK,
    PACKS,
)
