"""Keeping the lists: adding, changing and replacing names, and loading a place from its file."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from itertools import chain, count

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from coprod.core.audit_trail.actions import record_event
from coprod.core.database import session
from coprod.core.values.actor import Actor
from coprod.core.values.errors import ConflictError, NotAllowedError, RuleBrokenError
from coprod.core.values.phrases import N_
from coprod.core.values.slugs import slugify
from coprod.core.values.text import fold
from coprod.reference.lists import policies, queries, rules
from coprod.reference.lists.enums import ListKind
from coprod.reference.lists.models import LoadedLine, Partnership, Term
from coprod.reference.lists.rules import PlaceData, PlaceDetails, SafetyTranslation, TermSaid
from coprod.reference.safety.rules import group_names

CHANGED_MEANWHILE = N_(
    "Somebody else changed this while you were writing. Look at what it says now. "
    "Your words are still here: send them again to keep them instead."
)
STEP = 10
FOLLOWERS: list[Callable[[Actor, ListKind], None]] = []
"""What must be done wherever a list gets a name. Packages above this one put theirs here."""
Known = tuple[ListKind, str]


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
    check_may(actor)
    check(listing, details)
    check_aliases_are_free(listing, details.aliases)
    everyone = locked(listing)
    term = Term(listing=listing, key=free_key(details.label, everyone), label=details.label)
    write(term, details)
    last = max((each.position for each in everyone), default=0)
    term.position = last + STEP if details.position is None else details.position
    session.add(term)
    flush()
    settle(listing)
    record_event(actor, "added", term, label=term.label)
    follow(actor, listing)
    return term


def check_aliases_are_free(
    listing: ListKind, aliases: Iterable[str], term: Term | None = None
) -> None:
    """Refuse a name by which another line in use goes already: rows with it would go there."""
    known = queries.names(listing)
    for alias in aliases:
        holder = known.get(fold(alias))
        if holder is not None and holder is not term and holder.replaced_by_id is None:
            said = N_("“%(name)s” is a name of “%(other)s” already", name=alias, other=holder.label)
            raise RuleBrokenError(said, field="aliases")


def follow(actor: Actor, listing: ListKind) -> None:
    for each in FOLLOWERS:
        each(actor, listing)


def change_term(actor: Actor, term: Term, details: TermDetails, *, seen: int) -> None:
    """Change a line. ``seen`` is the version that the curator was looking at."""
    check_may(actor)
    check(term.listing, details)
    check_seen(term, seen)
    new = [alias for alias in details.aliases if alias not in term.aliases]
    check_aliases_are_free(term.listing, new, term)
    was = term.label
    write(term, details)
    if details.position is not None:
        term.position = details.position
    term.version += 1
    flush()
    record_event(actor, "changed", term, label=term.label, was=was)
    follow(actor, term.listing)


def retire_term(actor: Actor, term: Term, details: Retirement, *, seen: int) -> None:
    """Take a name out of use, and say which name took its place, if one did.

    Entries keep the name of their day. They count under the name at the end of the chain.
    """
    check_may(actor)
    check_seen(term, seen)
    rules.check_retirement(details.valid_to, details.replaced_by_id)
    rules.check_days(term.valid_from, details.valid_to)
    by = queries.term_of(term.listing, details.replaced_by_id) if details.replaced_by_id else None
    term.replaced_by_id, term.valid_to = details.replaced_by_id, details.valid_to
    term.version += 1
    settle(term.listing)
    record_event(actor, "retired", term, label=term.label, by=by.label if by else None)


def use_term_again(actor: Actor, term: Term) -> None:
    check_may(actor)
    term.replaced_by_id = term.valid_to = None
    term.version += 1
    settle(term.listing)
    record_event(actor, "used again", term, label=term.label)


def change_place(actor: Actor, details: PlaceDetails, *, seen: int) -> Partnership:
    """Change the place's names, or give it its first ones."""
    check_may(actor)
    place = queries.place()
    if place is queries.NO_PLACE:
        place = Partnership(version=0)
    else:
        session.refresh(place, with_for_update=True)
    if place.version != seen:
        raise RuleBrokenError(CHANGED_MEANWHILE)
    keep(place, names_of(details))
    place.version += 1
    session.add(place)
    flush()
    record_event(actor, "changed", place)
    return place


def translate_safety_texts(
    actor: Actor, language: str, translation: SafetyTranslation, *, seen: int
) -> Partnership:
    """Write the safety texts in a language, or that somebody who speaks it has checked them."""
    rules.check_translation(translation)
    place = queries.place()
    translations = {**place.translations, language: asdict(translation)}
    names = [each.name for each in fields(PlaceDetails)]
    details = PlaceDetails(**{name: getattr(place, name) for name in names})
    return change_place(actor, replace(details, translations=translations), seen=seen)


def names_of(details: PlaceDetails) -> dict[str, object]:
    return {**asdict(details), "days_off": rules.as_kept(details.days_off)}


def check_may(actor: Actor) -> None:
    if not policies.can_keep_lists(actor):
        raise NotAllowedError


def check(listing: ListKind, details: TermDetails) -> None:
    rules.check_label(details.label)
    rules.check_aliases(details.aliases)
    check_patterns(listing, (details.label, *details.aliases))
    rules.check_days(details.valid_from, details.valid_to)


def check_patterns(listing: ListKind, names: tuple[str, ...]) -> None:
    """Refuse what cannot be read as a pattern, and groups of words that are on no list."""
    rules.check_patterns(listing, names)
    named = group_names(rules.patterns_of(listing, names))
    if missing := named - queries.keys(ListKind.SAFETY_GROUP) if named else ():
        said = N_("There is no group of words “%(name)s”", name=min(missing))
        raise RuleBrokenError(said, field="aliases")


def check_seen(term: Term, seen: int) -> None:
    """Tell the second of two writers. The row is held until this one has finished."""
    session.refresh(term, with_for_update=True)
    if term.version != seen:
        raise RuleBrokenError(CHANGED_MEANWHILE)


def write(term: Term, details: TermDetails) -> None:
    if details.within_id is not None:
        queries.term_of(ListKind.LOCALITY, details.within_id)
    keep(
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


def keep(thing: Term | Partnership, values: Mapping[str, object]) -> list[str]:
    """Write what differs, and return the names of what did."""
    different = [name for name, value in values.items() if getattr(thing, name) != value]
    for name in different:
        setattr(thing, name, values[name])
    return different


def free_key(label: str, everyone: Sequence[Term]) -> str:
    taken = {each.key for each in everyone}
    stem = slugify(label).replace("-", "_")
    numbered = (f"{stem}_{n}" for n in count(2))
    return next(key for key in chain([stem], numbered) if key not in taken)


def locked(listing: ListKind) -> Sequence[Term]:
    """Return a list whole, held so that two curators cannot knot it together at once."""
    wanted = select(Term).where(Term.listing == listing).order_by(Term.id).with_for_update()
    return session.scalars(wanted.execution_options(populate_existing=True)).all()


def settle(listing: ListKind) -> None:
    """Write down for each term of a list which one it counts under today."""
    session.flush()
    everyone = locked(listing)
    becomes = {term.id: term.replaced_by_id for term in everyone}
    for term in everyone:
        term.in_use_id = rules.end_of(term.id, becomes)
    session.flush()


def flush() -> None:
    try:
        session.flush()
    except IntegrityError as clash:
        raise ConflictError from clash


def load_place(actor: Actor, data: PlaceData) -> list[str]:
    """Add what a place's file has and was never loaded, and return the names of it.

    A line is known by its list and key. One that was loaded once is left as it is now, and so is
    what is here and not in the file.
    """
    check_may(actor)
    known = {(term.listing, term.key): term for each in ListKind for term in locked(each)}
    names, fresh = load_names(data.place), fresh_terms(data.terms, known)
    known.update(new_terms(fresh))
    flush()
    for said in fresh.values():
        keep(known[said.listing, said.key], {**said.says, **links(said, known)})
    for listing in dict.fromkeys(said.listing for said in fresh.values()):
        settle(listing)
        follow(actor, listing)
    added = [*names, *(f"{said.listing.value} {said.key}" for said in fresh.values())]
    record_event(actor, "loaded", queries.place(), added=len(added))
    return added


def load_names(details: PlaceDetails) -> list[str]:
    """Give the place the names that it has not got, if they were never loaded."""
    place = queries.place()
    is_first = place is queries.NO_PLACE
    if is_first:
        place = Partnership(version=0)
    told = {name: value for name, value in names_of(details).items() if value}
    new = take_new_lines("place", told)
    fresh = {name: told[name] for name in told if name in new}
    missing = {name: fresh[name] for name in fresh if is_first or not getattr(place, name)}
    place.version += bool(keep(place, missing))
    session.add(place)
    return list(missing)


def fresh_terms(said: Sequence[TermSaid], known: Mapping[Known, Term]) -> dict[int, TermSaid]:
    """Return the lines that were never loaded and are not here, by their place in the file."""
    lines = {f"{each.listing.value} {each.key}": n for n, each in enumerate(said, 1)}
    new = take_new_lines("term", lines)
    places = [n for line, n in lines.items() if line in new]
    return {n: said[n - 1] for n in places if (said[n - 1].listing, said[n - 1].key) not in known}


def new_terms(fresh: Mapping[int, TermSaid]) -> dict[Known, Term]:
    """Make the lines that are not here yet, in the order of the file."""
    made = {
        (each.listing, each.key): Term(
            listing=each.listing, key=each.key, label=each.key, position=n * STEP, aliases=[]
        )
        for n, each in fresh.items()
    }
    session.add_all(made.values())
    return made


def take_new_lines(kind: str, keys: Iterable[str]) -> frozenset[str]:
    """Return which lines of a file were never loaded here, and remember that they are now."""
    loaded = set(session.scalars(select(LoadedLine.key).where(LoadedLine.kind == kind)))
    new = dict.fromkeys(key for key in keys if key not in loaded)
    session.add_all(LoadedLine(kind=kind, key=key) for key in new)
    flush()
    return frozenset(new)


def links(said: TermSaid, known: Mapping[Known, Term]) -> dict[str, object]:
    """Return what a line says about other lines, by their keys."""
    wanted = {
        "within_id": (ListKind.LOCALITY, said.within),
        "replaced_by_id": (said.listing, said.replaced_by),
    }
    for listing, key in wanted.values():
        if key is not None and (listing, key) not in known:
            raise RuleBrokenError(N_("There is no “%(key)s” in its list", key=key))
    return {name: known[at[0], at[1]].id for name, at in wanted.items() if at[1] is not None}
