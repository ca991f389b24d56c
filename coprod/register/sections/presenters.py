"""The sections as their pages know them, and any part of an activity in words."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from flask import g

from coprod.core.disclosure.rules import disclose_people
from coprod.core.values.answers import YesNoUnknown
from coprod.core.values.fingerprints import compute_fingerprint
from coprod.core.values.howmany import HowMany
from coprod.core.values.phrases import N_, Message
from coprod.reference.lists.queries import get_labels
from coprod.register.activities.forms import StepForm
from coprod.register.activities.models import Activity
from coprod.register.activities.rules import (
    About,
    Leading,
    Naming,
    Placing,
    PromiseStatement,
    Story,
    Telling,
    Timing,
    can_hold_counts,
    get_withheld_fields,
)
from coprod.register.sections import queries
from coprod.register.sections.enums import (
    INDEPENDENT,
    ROW_TITLES,
    SECTION_HINTS,
    SECTION_TITLES,
    TRAINED,
    CostTiming,
)
from coprod.register.sections.forms import FORMS, BasicsForm
from coprod.register.sections.queries import get_public_title
from coprod.register.sections.rules import (
    NOT_RECORDED,
    PART_BY_NAME,
    WITHHELD,
    ActivitySections,
    Basics,
    CostLine,
    Costs,
    CuratorNotes,
    Evidence,
    Link,
    Outcome,
    PaymentCounts,
    People,
    Pledge,
    Resourcing,
    Session,
    Sessions,
    Working,
    Worth,
    is_public,
)
from coprod.web.access import actor
from coprod.web.filters import say_date

LabelledLines = tuple[Message, list[object]]
"""A label and the lines under it: text, phrases and dates."""


# Any part in words


@dataclass(frozen=True)
class PartContext:
    """What describing a part needs: the names of terms, and whether counts are exact."""

    names: Mapping[int, str]
    exact: bool

    def list_names(self, ids: Iterable[int]) -> list[object]:
        return [self.names[key] for key in ids if key in self.names]

    def describe_count(self, how_many: HowMany | None) -> Message | None:
        if how_many is None:
            return None
        return how_many.exactly if self.exact else disclose_people(how_many)


# The sections, and what they tell on a page


@dataclass(frozen=True)
class Section:
    """One section: its name in addresses, its words, the part it asks for.

    ``row_title`` is what one of its rows is called, for the sections that have rows.
    """

    name: str
    title: Message
    hint: Message
    kind: type[Any]
    row_title: Message | None = None

    @property
    def has_counts(self) -> bool:
        """Tell whether it asks how many people."""
        return can_hold_counts(self.kind)


SECTIONS = tuple(
    Section(name, SECTION_TITLES[name], SECTION_HINTS[name], kind, ROW_TITLES.get(name))
    for name, kind in PART_BY_NAME.items()
)
SECTION_BY_NAME = {section.name: section for section in SECTIONS}
SECTION_BY_KIND = {section.kind: section for section in SECTIONS}
PLAIN = tuple(section.name for section in SECTIONS if not section.row_title)
WITH_ROWS = tuple(section.name for section in SECTIONS if section.row_title)


@dataclass(frozen=True)
class SectionRow:
    number: int
    lines: list[object]
    is_whole: bool = True
    """Nothing of it is withheld from this reader, so they may change it."""


@dataclass(frozen=True)
class SectionView:
    """A section in words: as lines, or as rows that can each be changed."""

    section: Section
    lines: list[LabelledLines]
    rows: list[SectionRow]


def build_section_views(sections: ActivitySections, *, reads_all: bool) -> list[SectionView]:
    """Return the sections in words; ``reads_all`` is for the owner and the curators."""
    kinds = [section.kind for section in SECTIONS if reads_all or is_public(section.kind)]
    context = PartContext(
        get_labels({key for kind in kinds for key in list_term_ids(sections[kind])}), reads_all
    )
    return [build_section_view(SECTION_BY_KIND[kind], sections[kind], context) for kind in kinds]


def build_section_view(section: Section, part: Any, context: PartContext) -> SectionView:
    lines = describe_in_context(part, context)
    if not section.row_title:
        return SectionView(section, lines, [])
    rows = [
        SectionRow(row.number, lines, context.exact or not get_withheld_fields(row))
        for row, (_label, lines) in zip(part.rows, lines, strict=True)
    ]
    return SectionView(section, [], rows)


def load_sections(activity: Activity) -> ActivitySections:
    """Return the sections of an activity, cached for the request."""
    cached: dict[int, ActivitySections] = g.setdefault("sections", {})
    if activity.id not in cached:
        cached[activity.id] = queries.read_sections(activity)
    return cached[activity.id]


def build_section_form(activity: Activity, section: Section, part: Any) -> StepForm:
    """Return the form of a section, or of one of its rows, with its present values."""
    choices = queries.get_choices_with(activity, list_term_ids(part))
    form = FORMS[section.name].from_part(part, compute_fingerprint((part,)), choices)
    if isinstance(form, BasicsForm):
        current, title = part.programme_id, queries.get_visible_title(actor(), part.programme_id)
        form.set_programme(
            title, lambda text: current if text == title else queries.find_programme(actor(), text)
        )
    return form


def describe_part(part: Any, *, exact: bool = False) -> list[LabelledLines]:
    """Return a part as it is shown to people: (label, lines), without the fields that say nothing.

    ``exact`` says small counts of people as they are: for the owner and the curators only.
    """
    return describe_in_context(part, PartContext(get_labels(list_term_ids(part)), exact))


def describe_in_context(part: Any, context: PartContext) -> list[LabelledLines]:
    """Return a part in words, the names of its terms being at hand."""
    fields_in_words = (
        (label, [line for line in lines if line])
        for label, lines in DESCRIBERS[type(part)](part, context)
    )
    return [(label, lines) for label, lines in fields_in_words if lines]


TERMS = {
    "terms",
    "led_by_id",
    "locality_ids",
    "partner_ids",
    "board_ids",
    "offered_ids",
    "used_ids",
    "given_by_id",
}


def list_term_ids(part: Any) -> set[int]:
    """Return the keys of all the terms that a part names, however deep they stand."""
    return set(iterate_term_ids(part, ""))


def iterate_term_ids(value: Any, name: str) -> Iterator[int]:
    if is_dataclass(value):
        for field in fields(value):
            yield from iterate_term_ids(getattr(value, field.name), field.name)
    elif isinstance(value, tuple):
        for item in value:
            yield from iterate_term_ids(item, "terms" if name == "listed" else name)
    elif type(value) is int and name in TERMS:
        yield value


# The first answers in words


def describe_leading(part: Leading, context: PartContext) -> Iterator[LabelledLines]:
    yield N_("Who leads it"), [*context.list_names([part.led_by_id or 0]), part.led_by_name]


def describe_place(part: Placing, context: PartContext) -> Iterator[LabelledLines]:
    yield N_("Where it happens"), [*context.list_names(part.locality_ids), part.place_words]


def describe_time(part: Timing, _context: PartContext) -> Iterator[LabelledLines]:
    yield N_("Started"), [part.started]
    yield N_("Ended"), [part.ended, N_("Still going on") if part.is_ongoing else None]


def describe_promise(part: PromiseStatement, _context: PartContext) -> Iterator[LabelledLines]:
    nothing = N_("Nothing was promised, or we do not know") if part.nothing else None
    yield N_("Level promised"), [*(rung.label for rung in part.rungs), nothing]


def describe_about(part: About, context: PartContext) -> Iterator[LabelledLines]:
    for listing, keys in part.listed:
        yield listing.label, context.list_names(keys)


def describe_story(part: Story, _context: PartContext) -> Iterator[LabelledLines]:
    yield N_("What happened"), [part.body]
    yield N_("What was learned"), [part.learned]


# The sections in words


def describe_basics(part: Basics, context: PartContext) -> Iterator[LabelledLines]:
    yield N_("Kind of work"), [part.level and part.level.label]
    yield N_("How far it has come"), [part.stage and part.stage.label]
    yield N_("Partners"), [*context.list_names(part.partner_ids), *part.partner_names]
    if part.programme_id is not None:
        title = get_public_title(part.programme_id)
        yield N_("Part of"), [title or N_("An activity that is not public")]


def describe_pledge(part: Pledge, context: PartContext) -> Iterator[LabelledLines]:
    yield N_("The promise to residents"), [part.pledge]
    yield N_("Open to change"), [part.open_to_change]
    yield N_("Not open to change"), [part.not_open]
    yield N_("When people will hear back"), [part.hear_back]
    yield N_("Which role decides"), [part.decided_by]
    yield N_("Can that role change the budget?"), [part.budget_say and part.budget_say.label]
    yield N_("Boards concerned"), context.list_names(part.board_ids)


def describe_people(part: People, context: PartContext) -> Iterator[LabelledLines]:
    yield N_("How many took part"), [context.describe_count(part.took_part)]
    yield N_("How they were found"), [part.found]
    yield N_("Who was missing"), [part.missing]
    yield N_("What residents did"), [part.roles]
    yield N_("Groups and organisations that took part"), list(part.groups)


def describe_working(part: Working, _context: PartContext) -> Iterator[LabelledLines]:
    yield N_("Parts of the work that were shared"), [stage.label for stage in part.shared]
    yield N_("Did people under 18 take part?"), [part.under_18s and part.under_18s.label]
    yield N_("The safeguarding lead’s role"), [part.safeguarding_role]
    yield N_("How young people and families agreed"), [part.consent_route]


def describe_sessions(part: Sessions, context: PartContext) -> Iterator[LabelledLines]:
    for number, row in enumerate(part.rows, start=1):
        yield N_("Session %(number)s", number=number), list_session_lines(row, context)


def list_session_lines(row: Session, context: PartContext) -> list[object]:
    return [
        row.held,
        row.meeting and row.meeting.label,
        row.place,
        context.describe_count(row.took_part),
        row.run_by and N_("Run by: %(who)s", who=row.run_by),
        INDEPENDENT[row.independent],
        TRAINED[row.trained],
        *(N_("Offered: %(what)s", what=name) for name in context.list_names(row.offered_ids)),
        *(N_("Used: %(what)s", what=name) for name in context.list_names(row.used_ids)),
    ]


def describe_evidence(part: Evidence, _context: PartContext) -> Iterator[LabelledLines]:
    for number, link in enumerate(part.rows, start=1):
        yield N_("Link %(number)s", number=number), list_link_lines(link)


def list_link_lines(link: Link) -> list[object]:
    film = N_("A film") if link.is_film else None
    words = link.film_words.label if link.is_film and link.film_words else None
    return [link.title, link.address, link.shows, film, words]


def describe_outcome(part: Outcome, _context: PartContext) -> Iterator[LabelledLines]:
    yield N_("What people were asked"), [part.asked]
    yield N_("What people said"), [part.said]
    yield N_("What was done"), [part.did]
    yield N_("What is not being done"), [part.not_doing]
    yield N_("Why it is not being done"), [part.why_not]


# What it takes, in words


def describe_resourcing(part: Resourcing) -> Iterator[tuple[Message, list[object]]]:
    if part.unresourced:
        yield N_("Money and time"), [N_("There is no money and no time for it"), part.why]
    deciding = part.deciding and part.deciding.label
    yield N_("Who decides how the money is used"), [deciding, part.deciding_who, part.deciding_link]


def describe_costs(part: Costs, context: PartContext) -> Iterator[LabelledLines]:
    for number, row in enumerate(part.rows, start=1):
        given_by = context.list_names([row.given_by_id or 0])
        yield (
            N_("Cost %(number)s", number=number),
            list_cost_lines(row, given_by, exact=context.exact),
        )


VOLUNTARY_SECTOR = {
    YesNoUnknown.YES: N_("It reached the voluntary sector"),
    YesNoUnknown.NO: N_("It did not reach the voluntary sector"),
    YesNoUnknown.UNKNOWN: N_("It is not known whether it reached the voluntary sector"),
}
RECURRING = {
    YesNoUnknown.YES: N_("It comes again each year"),
    YesNoUnknown.NO: N_("It does not come again"),
    YesNoUnknown.UNKNOWN: N_("It is not known whether it comes again"),
}


def list_cost_lines(row: CostLine, given_by: list[object], *, exact: bool) -> list[object]:
    """Return a line in words. ``exact`` is for the owner and the curators only."""
    who = given_by[0] if given_by else None
    return [
        row.category and row.category.label,
        row.timing
        and N_(
            "%(when)s: %(amount)s",
            when=describe_timing(row.timing),
            amount=describe_amount(row, exact=exact),
        ),
        describe_period(row),
        row.source and row.source.label,
        who and N_("Given by: %(who)s", who=who),
        row.stage and row.stage.label,
        row.reached_vcs and VOLUNTARY_SECTOR[row.reached_vcs],
        row.recurring and RECURRING[row.recurring],
        row.after and N_("When it ends: %(what)s", what=row.after),
        row.paid and describe_payment_counts(row.paid, exact=exact),
        row.note if exact or not row.is_withheld else None,
    ]


def describe_period(row: CostLine) -> object:
    if row.since and row.until:
        start, end = say_date(row.since), say_date(row.until)
        return N_("From %(start)s to %(end)s", start=start, end=end)
    return row.since or (row.until and N_("Until %(end)s", end=say_date(row.until)))


def describe_timing(timing: CostTiming) -> Message:
    return N_("Planned") if timing is CostTiming.PLANNED else N_("Actual")


def describe_amount(row: CostLine, *, exact: bool) -> Message:
    if row.is_withheld and not exact:
        return WITHHELD
    return row.amount.label if row.amount else NOT_RECORDED


def describe_payment_counts(counts: PaymentCounts, *, exact: bool) -> Message:
    return counts.exactly if exact else counts.label


# Whether it was worth it, in words


WORTH_LABELS: dict[str, Message] = {f.name: f.metadata["label"] for f in fields(Worth)}


SEE_IT = {
    YesNoUnknown.YES: N_("Residents say that they see the change"),
    YesNoUnknown.NO: N_("Residents say that they do not see a change"),
    YesNoUnknown.UNKNOWN: N_("Nobody knows yet whether residents see a change"),
}
LabelledAnswer = tuple[Message | None, object]
"""An answer, under a label where it needs one."""


def list_worth_answers(part: Worth) -> Iterator[tuple[Message, list[object]]]:
    """Return each answer under its label, as sections do."""
    for name, label in WORTH_LABELS.items():
        answer = getattr(part, name)
        yield label, [SEE_IT[answer] if isinstance(answer, YesNoUnknown) else answer]


@dataclass(frozen=True)
class WorthFinding:
    """One of the three things that are weighed, and where others can see that it is so.

    ``is_claim``: it speaks for the work, so readers ask what it rests on.
    """

    title: Message
    answers: Sequence[LabelledAnswer]
    link: str
    is_claim: bool


def list_worth_findings(part: Worth) -> list[WorthFinding]:
    """Return what readers see of it, without the fields that say nothing."""
    return [
        each
        for each in (build_recognition(part), build_fair_look(part), build_resulting_decision(part))
        if each.answers
    ]


def build_recognition(part: Worth) -> WorthFinding:
    see_it = SEE_IT[part.recognised] if part.recognised else None
    answers = drop_unanswered((None, see_it), (None, part.recognised_by))
    title = N_("Do residents see the change?")
    return WorthFinding(title, answers, part.recognised_link, part.is_recognised)


def build_fair_look(part: Worth) -> WorthFinding:
    answers = drop_unanswered(
        *((WORTH_LABELS[name], getattr(part, name)) for name in ("anyway", "harder", "worth"))
    )
    return WorthFinding(N_("A fair look at it"), answers, part.worth_link, part.is_fair_look)


def build_resulting_decision(part: Worth) -> WorthFinding:
    more = ((WORTH_LABELS[name], getattr(part, name)) for name in ("led_to_post", "led_to_on"))
    answers = drop_unanswered((None, part.led_to), *more)
    title = N_("What was decided because of it")
    return WorthFinding(title, answers, part.led_to_link, bool(part.led_to))


def drop_unanswered(*answers: LabelledAnswer) -> list[LabelledAnswer]:
    return [(label, words) for label, words in answers if words]


# Which function says which part


DESCRIBERS: dict[type[Any], Callable[[Any, PartContext], Iterable[LabelledLines]]] = {
    Naming: lambda part, _: [(N_("What it is called"), [part.title])],
    Telling: lambda part, _: [(N_("In a few plain words"), [part.summary])],
    Leading: describe_leading,
    Placing: describe_place,
    Timing: describe_time,
    PromiseStatement: describe_promise,
    About: describe_about,
    Story: describe_story,
    Basics: describe_basics,
    Pledge: describe_pledge,
    People: describe_people,
    Working: describe_working,
    Sessions: describe_sessions,
    Resourcing: lambda part, _: describe_resourcing(part),
    Costs: describe_costs,
    Outcome: describe_outcome,
    Worth: lambda part, _: list_worth_answers(part),
    Evidence: describe_evidence,
    CuratorNotes: lambda part, _: [(N_("Notes for curators only"), [part.text])],
}
