"""The sections as their pages know them, and any part of an entry in words."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from flask import g

from coprod.core.disclosure import rules as disclosure
from coprod.core.values.answers import YesNoUnknown
from coprod.core.values.howmany import HowMany
from coprod.core.values.phrases import N_, Message
from coprod.reference.lists.enums import LABELS as LISTS
from coprod.reference.lists.queries import labels
from coprod.register.activities import rules as first
from coprod.register.activities.forms import StepForm
from coprod.register.activities.models import Activity
from coprod.register.activities.queries import fingerprint
from coprod.register.activities.rules import can_hold_counts, withheld
from coprod.register.sections import queries
from coprod.register.sections.enums import HINTS, INDEPENDENT, ROW_TITLES, TITLES, TRAINED, Timing
from coprod.register.sections.forms import FORMS, BasicsForm
from coprod.register.sections.queries import public_title
from coprod.register.sections.rules import (
    KEPT_BACK,
    NOT_RECORDED,
    Basics,
    CostLine,
    Costs,
    CuratorNotes,
    Evidence,
    Link,
    Outcome,
    Paid,
    People,
    Pledge,
    Resourcing,
    Session,
    Sessions,
    Told,
    Working,
    Worth,
    is_public,
)
from coprod.web.access import actor
from coprod.web.filters import in_words

Line = tuple[Message, list[object]]
"""A label, and what is told under it: text, phrases and dates."""


# Any part in words


@dataclass(frozen=True)
class Saying:
    """What is needed to say a part: the names of terms, and whether counts are said exactly."""

    names: Mapping[int, str]
    exact: bool

    def of(self, ids: Iterable[int]) -> list[object]:
        return [self.names[key] for key in ids if key in self.names]

    def count(self, how_many: HowMany | None) -> Message | None:
        if how_many is None:
            return None
        return how_many.exactly if self.exact else disclosure.disclose_people(how_many)


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


KINDS: dict[str, type[Any]] = {
    "basics": Basics,
    "openness": Pledge,
    "people": People,
    "working": Working,
    "sessions": Sessions,
    "resourcing": Resourcing,
    "costs": Costs,
    "outcome": Outcome,
    "worth": Worth,
    "evidence": Evidence,
    "curators": CuratorNotes,
}
SECTIONS = tuple(
    Section(name, TITLES[name], HINTS[name], kind, ROW_TITLES.get(name))
    for name, kind in KINDS.items()
)
BY_NAME = {section.name: section for section in SECTIONS}
BY_KIND = {section.kind: section for section in SECTIONS}
PLAIN = tuple(section.name for section in SECTIONS if not section.row_title)
WITH_ROWS = tuple(section.name for section in SECTIONS if section.row_title)


@dataclass(frozen=True)
class ShownRow:
    number: int
    lines: list[object]
    is_whole: bool = True
    """Nothing of it is kept from this reader, so they may change it."""


@dataclass(frozen=True)
class Shown:
    """A section with what it tells: in lines, or in rows that can each be changed."""

    section: Section
    lines: list[Line]
    rows: list[ShownRow]


def shown(told: Told, *, reads_all: bool) -> list[Shown]:
    """Return the sections as they are told now; ``reads_all`` is for the owner and the curators."""
    kinds = [section.kind for section in SECTIONS if reads_all or is_public(section.kind)]
    saying = Saying(labels({key for kind in kinds for key in ids_in(told[kind])}), reads_all)
    return [show(BY_KIND[kind], told[kind], saying) for kind in kinds]


def show(section: Section, part: Any, saying: Saying) -> Shown:
    told = said(part, saying)
    if not section.row_title:
        return Shown(section, told, [])
    rows = [
        ShownRow(row.number, lines, saying.exact or not withheld(row))
        for row, (_label, lines) in zip(part.rows, told, strict=True)
    ]
    return Shown(section, [], rows)


def told_here(activity: Activity) -> Told:
    """Return everything that an entry tells, read once for a page that asks several times."""
    known: dict[int, Told] = g.setdefault("told", {})
    if activity.id not in known:
        known[activity.id] = queries.told_all(activity)
    return known[activity.id]


def form_for(activity: Activity, asked: Section, part: Any) -> StepForm:
    """Return the form of a section, or of one of its rows, with what it tells now."""
    choices = queries.choices_with(activity, ids_in(part))
    form = FORMS[asked.name].asked(part, fingerprint((part,)), choices)
    if isinstance(form, BasicsForm):
        now, title = part.programme_id, queries.title(actor(), part.programme_id)
        form.know(title, lambda text: now if text == title else queries.programme(actor(), text))
    return form


def describe_part(part: Any, *, exact: bool = False) -> list[Line]:
    """Return a part as it is shown to people: (label, lines), without what is not told.

    ``exact`` says small counts of people as they are: for the owner and the curators only.
    """
    return said(part, Saying(labels(ids_in(part)), exact))


def said(part: Any, saying: Saying) -> list[Line]:
    """Return a part in words, the names of its terms being at hand."""
    lines = (
        (label, [line for line in told if line]) for label, told in WORDS[type(part)](part, saying)
    )
    return [(label, told) for label, told in lines if told]


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


def ids_in(part: Any) -> set[int]:
    """Return the keys of all the terms that a part names, however deep they stand."""
    return set(ids(part, ""))


def ids(value: Any, name: str) -> Iterator[int]:
    if is_dataclass(value):
        for field in fields(value):
            yield from ids(getattr(value, field.name), field.name)
    elif isinstance(value, tuple):
        for each in value:
            yield from ids(each, "terms" if name == "listed" else name)
    elif type(value) is int and name in TERMS:
        yield value


# The first answers in words


def leading(part: first.Leading, saying: Saying) -> Iterator[Line]:
    yield N_("Who leads it"), [*saying.of([part.led_by_id or 0]), part.led_by_name]


def placing(part: first.Placing, saying: Saying) -> Iterator[Line]:
    yield N_("Where it happens"), [*saying.of(part.locality_ids), part.place_words]


def timing(part: first.Timing, _saying: Saying) -> Iterator[Line]:
    yield N_("Started"), [part.started]
    yield N_("Ended"), [part.ended, N_("Still going on") if part.is_ongoing else None]


def promising(part: first.PromiseStatement, _saying: Saying) -> Iterator[Line]:
    nothing = N_("Nothing was promised, or we do not know") if part.nothing else None
    yield N_("Level promised"), [*(rung.label for rung in part.rungs), nothing]


def about(part: first.About, saying: Saying) -> Iterator[Line]:
    for listing, keys in part.listed:
        yield LISTS[listing], saying.of(keys)


def story(part: first.Story, _saying: Saying) -> Iterator[Line]:
    yield N_("What happened"), [part.body]
    yield N_("What was learned"), [part.learned]


# The sections in words


def basics(part: Basics, saying: Saying) -> Iterator[Line]:
    yield N_("Kind of work"), [part.level and part.level.label]
    yield N_("How far it has come"), [part.stage and part.stage.label]
    yield N_("Partners"), [*saying.of(part.partner_ids), *part.partner_names]
    if part.programme_id is not None:
        title = public_title(part.programme_id)
        yield N_("Part of"), [title or N_("An entry that is not public")]


def pledge(part: Pledge, saying: Saying) -> Iterator[Line]:
    yield N_("The promise to residents"), [part.pledge]
    yield N_("Open to change"), [part.open_to_change]
    yield N_("Not open to change"), [part.not_open]
    yield N_("When people will hear back"), [part.hear_back]
    yield N_("Which post decides"), [part.decided_by]
    yield N_("Can that post change the budget?"), [part.budget_say and part.budget_say.label]
    yield N_("Boards concerned"), saying.of(part.board_ids)


def people(part: People, saying: Saying) -> Iterator[Line]:
    yield N_("How many took part"), [saying.count(part.took_part)]
    yield N_("How they were found"), [part.found]
    yield N_("Who was missing"), [part.missing]
    yield N_("What residents did"), [part.roles]
    yield N_("Groups and organisations that took part"), list(part.groups)


def working(part: Working, _saying: Saying) -> Iterator[Line]:
    yield N_("Parts of the work that were shared"), [stage.label for stage in part.shared]
    yield N_("Did people under 18 take part?"), [part.under_18s and part.under_18s.label]
    yield N_("The safeguarding lead’s role"), [part.safeguarding_role]
    yield N_("How young people and families agreed"), [part.consent_route]


def sessions(part: Sessions, saying: Saying) -> Iterator[Line]:
    for number, row in enumerate(part.rows, start=1):
        yield N_("Session %(number)s", number=number), session_lines(row, saying)


def session_lines(row: Session, saying: Saying) -> list[object]:
    return [
        row.held,
        row.meeting and row.meeting.label,
        row.place,
        saying.count(row.took_part),
        row.run_by and N_("Run by: %(who)s", who=row.run_by),
        INDEPENDENT[row.independent],
        TRAINED[row.trained],
        *(N_("Offered: %(what)s", what=name) for name in saying.of(row.offered_ids)),
        *(N_("Used: %(what)s", what=name) for name in saying.of(row.used_ids)),
    ]


def evidence(part: Evidence, _saying: Saying) -> Iterator[Line]:
    for number, link in enumerate(part.rows, start=1):
        yield N_("Link %(number)s", number=number), link_lines(link)


def link_lines(link: Link) -> list[object]:
    film = N_("A film") if link.is_film else None
    words = link.film_words.label if link.is_film and link.film_words else None
    return [link.title, link.address, link.shows, film, words]


def outcome(part: Outcome, _saying: Saying) -> Iterator[Line]:
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


def cost_lines(part: Costs, saying: Saying) -> Iterator[Line]:
    for number, row in enumerate(part.rows, start=1):
        given_by = saying.of([row.given_by_id or 0])
        yield (
            N_("Cost %(number)s", number=number),
            list_cost_lines(row, given_by, exact=saying.exact),
        )


VOLUNTARY = {
    YesNoUnknown.YES: N_("It reached the voluntary sector"),
    YesNoUnknown.NO: N_("It did not reach the voluntary sector"),
    YesNoUnknown.UNKNOWN: N_("It is not known whether it reached the voluntary sector"),
}
AGAIN = {
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
        and N_("%(when)s: %(amount)s", when=when(row.timing), amount=much(row, exact=exact)),
        period(row),
        row.source and row.source.label,
        who and N_("Given by: %(who)s", who=who),
        row.stage and row.stage.label,
        row.reached_vcs and VOLUNTARY[row.reached_vcs],
        row.recurring and AGAIN[row.recurring],
        row.after and N_("When it ends: %(what)s", what=row.after),
        row.paid and paid(row.paid, exact=exact),
        row.note if exact or not row.is_kept_back else None,
    ]


def period(row: CostLine) -> object:
    if row.since and row.until:
        start, end = in_words(row.since), in_words(row.until)
        return N_("From %(start)s to %(end)s", start=start, end=end)
    return row.since or (row.until and N_("Until %(end)s", end=in_words(row.until)))


def when(timing: Timing) -> Message:
    return N_("Planned") if timing is Timing.PLANNED else N_("Actual")


def much(row: CostLine, *, exact: bool) -> Message:
    if row.is_kept_back and not exact:
        return KEPT_BACK
    return row.amount.label if row.amount else NOT_RECORDED


def paid(told: Paid, *, exact: bool) -> Message:
    return told.exactly if exact else told.label


# Whether it was worth it, in words


WORTH_LABELS: dict[str, Message] = {f.name: f.metadata["label"] for f in fields(Worth)}


SEE_IT = {
    YesNoUnknown.YES: N_("Residents say that they see the change"),
    YesNoUnknown.NO: N_("Residents say that they do not see a change"),
    YesNoUnknown.UNKNOWN: N_("Nobody knows yet whether residents see a change"),
}
Said = tuple[Message | None, object]
"""An answer, under a label where it needs one."""


def list_worth_answers(part: Worth) -> Iterator[tuple[Message, list[object]]]:
    """Return each answer under its label, as sections do."""
    for name, label in WORTH_LABELS.items():
        told = getattr(part, name)
        yield label, [SEE_IT[told] if isinstance(told, YesNoUnknown) else told]


@dataclass(frozen=True)
class Weighed:
    """One of the three things that are weighed, and where others can see that it is so.

    ``is_claim``: it speaks for the work, so readers ask what it rests on.
    """

    title: Message
    told: Sequence[Said]
    link: str
    is_claim: bool


def weighed(part: Worth) -> list[Weighed]:
    """Return what readers see of it, without what is not told."""
    return [each for each in (recognised(part), looked_at(part), led_to(part)) if each.told]


def recognised(part: Worth) -> Weighed:
    see_it = SEE_IT[part.recognised] if part.recognised else None
    told = kept((None, see_it), (None, part.recognised_by))
    title = N_("Do residents see the change?")
    return Weighed(title, told, part.recognised_link, part.is_recognised)


def looked_at(part: Worth) -> Weighed:
    told = kept(
        *((WORTH_LABELS[name], getattr(part, name)) for name in ("anyway", "harder", "worth"))
    )
    return Weighed(N_("A fair look at it"), told, part.worth_link, part.is_fair_look)


def led_to(part: Worth) -> Weighed:
    more = ((WORTH_LABELS[name], getattr(part, name)) for name in ("led_to_post", "led_to_on"))
    told = kept((None, part.led_to), *more)
    title = N_("What was decided because of it")
    return Weighed(title, told, part.led_to_link, bool(part.led_to))


def kept(*told: Said) -> list[Said]:
    return [(label, words) for label, words in told if words]


# Which function says which part


WORDS: dict[type[Any], Callable[[Any, Saying], Iterable[Line]]] = {
    first.Naming: lambda part, _: [(N_("What it is called"), [part.title])],
    first.Telling: lambda part, _: [(N_("In a few plain words"), [part.summary])],
    first.Leading: leading,
    first.Placing: placing,
    first.Timing: timing,
    first.PromiseStatement: promising,
    first.About: about,
    first.Story: story,
    Basics: basics,
    Pledge: pledge,
    People: people,
    Working: working,
    Sessions: sessions,
    Resourcing: lambda part, _: describe_resourcing(part),
    Costs: cost_lines,
    Outcome: outcome,
    Worth: lambda part, _: list_worth_answers(part),
    Evidence: evidence,
    CuratorNotes: lambda part, _: [(N_("Notes for curators only"), [part.text])],
}
