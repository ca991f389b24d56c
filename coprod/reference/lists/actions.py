"""Keeping the lists: adding, changing and replacing names, and loading a place from its file."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from datetime import date

from sqlalchemy import select

from coprod.core.audit_trail.actions import record_event
from coprod.core.database import flush_or_conflict, session
from coprod.core.values.actor import Actor
from coprod.core.values.errors import RuleBrokenError, require
from coprod.core.values.phrases import N_
from coprod.core.values.slugs import find_free_slug, slugify
from coprod.core.values.text import fold
from coprod.reference.lists import policies, queries, rules
from coprod.reference.lists.enums import ListKind
from coprod.reference.lists.models import LoadedLine, Partnership, Term
from coprod.reference.lists.rules import PlaceData, PlaceDetails, SafetyTranslation, TermData
from coprod.reference.safety.rules import list_group_names

CHANGED_MEANWHILE = N_(
    "Somebody else changed this while you were writing. Look at what it says now. "
    "Your words are still here: send them again to keep them instead."
)
STEP = 10
LIST_LISTENERS: list[Callable[[Actor, ListKind], None]] = []
"""What must be done wherever a list gets a name. Packages above this one put theirs here."""
TermKey = tuple[ListKind, str]


@dataclass(frozen=True)
class TermDetails:
    """What a curator says about one line of a list."""

    label: str
    note: str = ""
    aliases: tuple[str, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None
    within_id: int | None = None
    position: int | None = None


@dataclass(frozen=True)
class Retirement:
    """The first day on which a name was no longer used, and the name that took its place."""

    valid_to: date | None = None
    replaced_by_id: int | None = None


def add_term(actor: Actor, listing: ListKind, details: TermDetails) -> Term:
    """Add a line at the end of a list, or where ``details`` says."""
    check_can_keep_lists(actor)
    check_details(listing, details)
    check_aliases_are_free(listing, details.aliases)
    everyone = lock_terms(listing)
    term = Term(listing=listing, key=generate_key(details.label, everyone), label=details.label)
    set_details(term, details)
    last = max((each.position for each in everyone), default=0)
    term.position = last + STEP if details.position is None else details.position
    session.add(term)
    flush_or_conflict()
    update_successors(listing)
    record_event(actor, "added", term, label=term.label)
    notify_listeners(actor, listing)
    return term


def check_aliases_are_free(
    listing: ListKind, aliases: Iterable[str], term: Term | None = None
) -> None:
    """Refuse a name by which another line in use goes already: rows with it would go there."""
    known = queries.map_names_to_terms(listing)
    for alias in aliases:
        holder = known.get(fold(alias))
        if holder is not None and holder is not term and holder.replaced_by_id is None:
            message = N_(
                "“%(name)s” is a name of “%(other)s” already", name=alias, other=holder.label
            )
            raise RuleBrokenError(message, field="aliases")


def notify_listeners(actor: Actor, listing: ListKind) -> None:
    for each in LIST_LISTENERS:
        each(actor, listing)


def change_term(actor: Actor, term: Term, details: TermDetails, *, seen: int) -> None:
    """Change a line. ``seen`` is the version that the curator was looking at."""
    check_can_keep_lists(actor)
    check_details(term.listing, details)
    check_seen(term, seen)
    new = [alias for alias in details.aliases if alias not in term.aliases]
    check_aliases_are_free(term.listing, new, term)
    was = term.label
    set_details(term, details)
    if details.position is not None:
        term.position = details.position
    term.version += 1
    flush_or_conflict()
    record_event(actor, "changed", term, label=term.label, was=was)
    notify_listeners(actor, term.listing)


def retire_term(actor: Actor, term: Term, details: Retirement, *, seen: int) -> None:
    """Take a name out of use, and say which name took its place, if one did.

    Entries keep the name of their day. They count under the name at the end of the chain.
    """
    check_can_keep_lists(actor)
    check_seen(term, seen)
    rules.check_retirement(details.valid_to, details.replaced_by_id)
    rules.check_days(term.valid_from, details.valid_to)
    by = (
        queries.get_term_of_list(term.listing, details.replaced_by_id)
        if details.replaced_by_id
        else None
    )
    term.replaced_by_id, term.valid_to = details.replaced_by_id, details.valid_to
    term.version += 1
    update_successors(term.listing)
    record_event(actor, "retired", term, label=term.label, by=by.label if by else None)


def use_term_again(actor: Actor, term: Term) -> None:
    check_can_keep_lists(actor)
    term.replaced_by_id = term.valid_to = None
    term.version += 1
    update_successors(term.listing)
    record_event(actor, "used again", term, label=term.label)


def change_place(actor: Actor, details: PlaceDetails, *, seen: int) -> Partnership:
    """Change the place's names, or give it its first ones."""
    check_can_keep_lists(actor)
    place = queries.get_place()
    if place is queries.NO_PLACE:
        place = Partnership(version=0)
    else:
        session.refresh(place, with_for_update=True)
    if place.version != seen:
        raise RuleBrokenError(CHANGED_MEANWHILE)
    update_values(place, build_place_values(details))
    place.version += 1
    session.add(place)
    flush_or_conflict()
    record_event(actor, "changed", place)
    return place


def translate_safety_texts(
    actor: Actor, language: str, translation: SafetyTranslation, *, seen: int
) -> Partnership:
    """Write the safety texts in a language, or that somebody who speaks it has checked them."""
    rules.check_translation(translation)
    place = queries.get_place()
    translations = {**place.translations, language: asdict(translation)}
    names = [each.name for each in fields(PlaceDetails)]
    details = PlaceDetails(**{name: getattr(place, name) for name in names})
    return change_place(actor, replace(details, translations=translations), seen=seen)


def build_place_values(details: PlaceDetails) -> dict[str, object]:
    return {**asdict(details), "days_off": rules.normalize_days(details.days_off)}


def check_can_keep_lists(actor: Actor) -> None:
    require(policies.can_keep_lists(actor))


def check_details(listing: ListKind, details: TermDetails) -> None:
    rules.check_label(details.label)
    rules.check_aliases(details.aliases)
    check_patterns(listing, (details.label, *details.aliases))
    rules.check_days(details.valid_from, details.valid_to)


def check_patterns(listing: ListKind, names: tuple[str, ...]) -> None:
    """Refuse what cannot be read as a pattern, and groups of words that are on no list."""
    rules.check_patterns(listing, names)
    named = list_group_names(rules.list_patterns(listing, names))
    if missing := named - queries.list_keys(ListKind.SAFETY_GROUP) if named else ():
        message = N_("There is no group of words “%(name)s”", name=min(missing))
        raise RuleBrokenError(message, field="aliases")


def check_seen(term: Term, seen: int) -> None:
    """Tell the second of two writers. The row is held until this one has finished."""
    session.refresh(term, with_for_update=True)
    if term.version != seen:
        raise RuleBrokenError(CHANGED_MEANWHILE)


def set_details(term: Term, details: TermDetails) -> None:
    if details.within_id is not None:
        queries.get_term_of_list(ListKind.LOCALITY, details.within_id)
    update_values(
        term,
        {
            "label": details.label,
            "note": details.note,
            "aliases": list(details.aliases),
            "valid_from": details.valid_from,
            "valid_to": details.valid_to,
            "within_id": details.within_id,
        },
    )


def update_values(thing: Term | Partnership, values: Mapping[str, object]) -> list[str]:
    """Write what differs, and return the names of what did."""
    different = [name for name, value in values.items() if getattr(thing, name) != value]
    for name in different:
        setattr(thing, name, values[name])
    return different


def generate_key(label: str, everyone: Sequence[Term]) -> str:
    taken = {each.key for each in everyone}
    stem = slugify(label).replace("-", "_")
    return find_free_slug(stem, taken.__contains__, "_")


def lock_terms(listing: ListKind) -> Sequence[Term]:
    """Return a list whole, held so that two curators cannot knot it together at once."""
    statement = select(Term).where(Term.listing == listing).order_by(Term.id).with_for_update()
    return session.scalars(statement.execution_options(populate_existing=True)).all()


def update_successors(listing: ListKind) -> None:
    """Write down for each term of a list which one it counts under today."""
    session.flush()
    everyone = lock_terms(listing)
    becomes = {term.id: term.replaced_by_id for term in everyone}
    for term in everyone:
        term.in_use_id = rules.find_successor(term.id, becomes)
    session.flush()


def load_place(actor: Actor, data: PlaceData) -> list[str]:
    """Add what a place's file has and was never loaded, and return the names of it.

    A line is known by its list and key. One that was loaded once is left as it is now, and so is
    what is here and not in the file.
    """
    check_can_keep_lists(actor)
    known = {(term.listing, term.key): term for each in ListKind for term in lock_terms(each)}
    names, fresh = load_names(data.place), list_new_terms(data.terms, known)
    known.update(create_terms(fresh))
    flush_or_conflict()
    for new in fresh.values():
        update_values(known[new.list_kind, new.key], {**new.values, **resolve_links(new, known)})
    for listing in dict.fromkeys(new.list_kind for new in fresh.values()):
        update_successors(listing)
        notify_listeners(actor, listing)
    added = [*names, *(f"{new.list_kind.value} {new.key}" for new in fresh.values())]
    record_event(actor, "loaded", queries.get_place(), added=len(added))
    return added


def load_names(details: PlaceDetails) -> list[str]:
    """Give the place the names that it has not got, if they were never loaded."""
    place = queries.get_place()
    is_first = place is queries.NO_PLACE
    if is_first:
        place = Partnership(version=0)
    values = {name: value for name, value in build_place_values(details).items() if value}
    new = claim_new_lines("place", values)
    fresh = {name: values[name] for name in values if name in new}
    missing = {name: fresh[name] for name in fresh if is_first or not getattr(place, name)}
    place.version += bool(update_values(place, missing))
    session.add(place)
    return list(missing)


def list_new_terms(terms: Sequence[TermData], known: Mapping[TermKey, Term]) -> dict[int, TermData]:
    """Return the lines that were never loaded and are not here, by their place in the file."""
    lines = {f"{each.list_kind.value} {each.key}": n for n, each in enumerate(terms, 1)}
    new = claim_new_lines("term", lines)
    places = [n for line, n in lines.items() if line in new]
    return {
        n: terms[n - 1] for n in places if (terms[n - 1].list_kind, terms[n - 1].key) not in known
    }


def create_terms(fresh: Mapping[int, TermData]) -> dict[TermKey, Term]:
    """Make the lines that are not here yet, in the order of the file."""
    terms = {
        (each.list_kind, each.key): Term(
            listing=each.list_kind, key=each.key, label=each.key, position=n * STEP, aliases=[]
        )
        for n, each in fresh.items()
    }
    session.add_all(terms.values())
    return terms


def claim_new_lines(kind: str, keys: Iterable[str]) -> frozenset[str]:
    """Return which lines of a file were never loaded here, and remember that they are now."""
    loaded = set(session.scalars(select(LoadedLine.key).where(LoadedLine.kind == kind)))
    new = dict.fromkeys(key for key in keys if key not in loaded)
    session.add_all(LoadedLine(kind=kind, key=key) for key in new)
    flush_or_conflict()
    return frozenset(new)


def resolve_links(data: TermData, known: Mapping[TermKey, Term]) -> dict[str, object]:
    """Return what a line says about other lines, by their keys."""
    targets = {
        "within_id": (ListKind.LOCALITY, data.within),
        "replaced_by_id": (data.list_kind, data.replaced_by),
    }
    for listing, key in targets.values():
        if key is not None and (listing, key) not in known:
            raise RuleBrokenError(N_("There is no “%(key)s” in its list", key=key))
    return {name: known[at[0], at[1]].id for name, at in targets.items() if at[1] is not None}
