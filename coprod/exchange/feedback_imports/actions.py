"""Bringing in a file of comments: upload, choose, check, count, and delete the words in time."""

import secrets
import shutil
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PureWindowsPath
from typing import Any

from sqlalchemy import insert, update

from coprod.core.audit_trail.actions import record_event
from coprod.core.database import session
from coprod.core.spreadsheets.enums import REFUSAL_MESSAGES, FileRefusedError
from coprod.core.spreadsheets.rules import guess_header
from coprod.core.spreadsheets.schemas import open_in_subprocess
from coprod.core.values import clock
from coprod.core.values.actor import Actor
from coprod.core.values.errors import NotAllowedError, RuleBrokenError
from coprod.core.values.phrases import N_
from coprod.core.values.quarters import Quarter
from coprod.core.values.text import fold, one_line
from coprod.exchange.feedback_imports import policies, queries, rules
from coprod.exchange.feedback_imports.enums import Choices, State
from coprod.exchange.feedback_imports.models import FeedbackComment, FeedbackFile
from coprod.exchange.feedback_imports.rules import Comment, Reader, Report
from coprod.exchange.imports.queries import UPLOAD
from coprod.intelligence.feedback import actions as feedback
from coprod.intelligence.feedback.enums import LISTS_BY_SIDE, Feeling, Side
from coprod.intelligence.feedback.models import Insight
from coprod.intelligence.feedback.queries import find_twin
from coprod.intelligence.feedback.rules import Explanation, Numbers, Provenance, Subject, Summary
from coprod.reference.lists.actions import LIST_LISTENERS, TermDetails, add_term, change_term
from coprod.reference.lists.enums import ListKind
from coprod.reference.lists.models import Term
from coprod.reference.lists.queries import map_names_to_terms as names_in

LOOKED_AT = 60
LONGEST_NAME = 200
AT_ONCE = 1000
KEPT_OF_A_TERM = ("label", "note", "valid_from", "valid_to", "within_id", "position")
Names = Mapping[Side, Mapping[str, Term]]
Touched = defaultdict[str, set[Quarter]]
"""By source, the quarters whose comments have changed."""


def check_may(actor: Actor) -> int:
    if not policies.can_import(actor) or actor.id is None:
        raise NotAllowedError
    return actor.id


def start_file(
    actor: Actor, folder: Path, name: str, save: Callable[[Path], object]
) -> FeedbackFile:
    """Keep an uploaded file in a folder of its own, and open it. ``save`` writes it where told."""
    asked_by = check_may(actor)
    token = secrets.token_urlsafe(24)
    own = folder / token
    own.mkdir(mode=0o700, parents=True)
    plain = PureWindowsPath(one_line(name)).name[-LONGEST_NAME:]
    try:
        save(own / UPLOAD)
        opened = open_in_subprocess(own / UPLOAD, plain)
    except FileRefusedError as refused:
        shutil.rmtree(own)
        raise RuleBrokenError(REFUSAL_MESSAGES[refused.why], field="file") from None
    sheet = next(n for n, each in enumerate(opened.sheets) if each.rows)
    begun = FeedbackFile(person_id=asked_by, file_name=plain, token=token, sheet=sheet)
    begun.encoding, begun.header_row, begun.state = opened.encoding, 1, State.CHOOSING
    session.add(begun)
    session.flush()
    begun.header_row = guess_header(queries.table(folder, begun).top(LOOKED_AT))
    record_event(actor, "began feedback file", begun)
    return begun


def check_waits(of: FeedbackFile) -> None:
    if of.state not in {State.CHOOSING, State.CHECKED}:
        raise RuleBrokenError(N_("This file was counted or given up already"))


def choose(actor: Actor, folder: Path, of: FeedbackFile, choices: Choices) -> None:
    """Say what each column is, and have every row read. Nothing is counted yet."""
    check_may(actor)
    check_waits(of)
    rules.check_choices(choices)
    of.chosen, of.state = rules.kept(choices), State.CHECKED
    of.report = dict(vars(read(folder, of, choices).report))


def map_again(actor: Actor, folder: Path, of: FeedbackFile) -> None:
    """Open a counted file again. What was counted stands until it is counted anew."""
    check_may(actor)
    if of.state is not State.COUNTED or not queries.has_upload(folder, of):
        said = N_("The file itself is no longer here. Take it back, and bring the file again")
        raise RuleBrokenError(said)
    of.state = State.CHOOSING
    record_event(actor, "mapped feedback again", of)


def give_up(actor: Actor, folder: Path, of: FeedbackFile) -> None:
    """Remove a file, and all that was counted from it and came in no other file."""
    check_may(actor)
    if of.state in {State.GIVEN_UP, State.TAKEN_BACK}:
        raise RuleBrokenError(N_("This file was given up already"))
    touched = release(of, frozenset())
    count_again(actor, touched, Report())
    of.state = State.TAKEN_BACK if touched else State.GIVEN_UP
    verb = "took feedback back" if touched else "gave up import"
    record_event(actor, verb, of)
    remove_upload(folder, of)


def remove_upload(folder: Path, of: FeedbackFile) -> None:
    shutil.rmtree(folder / of.token, ignore_errors=True)


def count(actor: Actor, folder: Path, of: FeedbackFile) -> None:
    """Keep the comments that are new, and make or renew the summaries that they belong to.

    Those that an earlier count of this same file kept are counted as they are read now.
    """
    check_may(actor)
    check_waits(of)
    choices = of.choices
    if of.state is not State.CHECKED or choices is None:
        raise RuleBrokenError(N_("Say first what each column is"))
    found = read(folder, of, choices)
    report = found.report
    names: Names = known_names(choices)
    if choices.add_services and Side.SERVICE in names:
        names = with_services(actor, names, report)
    touched = release(of, {each.key for each in found.new})
    keep(of, choices.source, found, names)
    touched[choices.source] |= {Quarter.containing(each.day) for each in found.new}
    count_again(actor, touched, report)
    of.report, of.state = dict(vars(report)), State.COUNTED
    record_event(actor, "counted feedback", of, kept=report.kept, summaries=report.summaries)


@dataclass(frozen=True)
class Found:
    """What a file holds: comments that are not here yet, and the marks of those that are."""

    report: Report
    new: list[Comment]
    here: frozenset[str]


def read(folder: Path, of: FeedbackFile, choices: Choices) -> Found:
    """Read every row, and tell those that are new from those that another file brought."""
    reader = Reader(choices, clock.today())
    here = queries.known(choices.source, but=of)
    new: dict[str, Comment] = {}
    again: set[str] = set()
    for comment in reader.comments(queries.table(folder, of).rows()):
        there = here.get(comment.key) or seen_before(new.get(comment.key))
        if there is None:
            new[comment.key] = comment
            continue
        again.add(comment.key)
        if is_same(there, comment):
            reader.report.here += 1
        else:
            reader.report.differs += 1
    reader.report.kept = len(new)
    tell_unknown(reader.report, new.values(), known_names(choices))
    return Found(reader.report, list(new.values()), frozenset(again & here.keys()))


def release(of: FeedbackFile, again: Collection[str]) -> Touched:
    """Let go of the comments of a file, and return the quarters that must be counted again.

    What another file brought too stays as that file's, unless this one is about to keep it
    ``again``.
    """
    touched: Touched = defaultdict(set)
    for each in queries.brought_again():
        each.also_in = [key for key in each.also_in or () if key != of.id] or None
    for each in queries.of_file(of):
        touched[each.source].add(Quarter.containing(each.given_on))
        if each.also_in and each.key not in again:
            each.file_id, *rest = each.also_in
            each.also_in = rest or None
        else:
            session.delete(each)
    session.flush()
    return touched


def seen_before(comment: Comment | None) -> queries.Known | None:
    return queries.Known(comment.day, comment.feeling, comment.text) if comment else None


def is_same(there: queries.Known, comment: Comment) -> bool:
    """Words that were deleted since cannot be compared."""
    same_words = not there.text or there.text == comment.text
    return same_words and (there.said_on, there.feeling) == (comment.day, comment.feeling)


def known_names(choices: Choices) -> dict[Side, Mapping[str, Term]]:
    return {side: names_in(LISTS_BY_SIDE[side]) for side in choices.sides}


def tell_unknown(report: Report, comments: Iterable[Comment], names: Names) -> None:
    """Count the names that are on no list: those comments are kept without them."""
    for comment in comments:
        for side, name in comment.names.items():
            if name and fold(name) not in names[side]:
                told = report.unknown.setdefault(side.value, {})
                told[name] = told.get(name, 0) + 1


def with_services(actor: Actor, names: Names, report: Report) -> Names:
    """Put services that are on no list yet on the list, because the curator said so."""
    services = dict(names[Side.SERVICE])
    for name in report.unknown.pop(Side.SERVICE.value, {}):
        if fold(name) and fold(name) not in services:
            made = add_term(actor, LISTS_BY_SIDE[Side.SERVICE], TermDetails(name[:LONGEST_NAME]))
            services[fold(name)] = made
            report.added.append(name)
    return {**names, Side.SERVICE: services}


def keep(of: FeedbackFile, source: str, found: Found, names: Names) -> None:
    rows = [as_row(of, source, comment, names) for comment in found.new]
    for begin in range(0, len(rows), AT_ONCE):
        session.execute(insert(FeedbackComment), rows[begin : begin + AT_ONCE])
    for each in queries.with_keys(source, found.here):
        each.also_in = [*(each.also_in or ()), of.id]


def as_row(of: FeedbackFile, source: str, comment: Comment, names: Names) -> dict[str, Any]:
    placed = {side: names[side].get(fold(name)) for side, name in comment.names.items() if name}
    unplaced = {side.value: comment.names[side] for side, term in placed.items() if term is None}
    about: dict[str, int | None] = {f"{side}_id": None for side in LISTS_BY_SIDE}
    about |= {f"{side}_id": term.id for side, term in placed.items() if term}
    return {
        "file_id": of.id,
        "source": source,
        "key": comment.key,
        "given_on": comment.day,
        "feeling": comment.feeling,
        "is_labelled": comment.is_labelled,
        "person_mark": comment.person,
        "text": comment.text,
        "also_in": None,
        "unplaced": unplaced or None,
        **about,
    }


# Names that are on no list when a file is counted, and are put on one later


def place_names(actor: Actor, listing: ListKind) -> None:
    """Place the comments anew whose name a list has by now."""
    known = {name: term.id for name, term in names_in(listing).items()}
    for side in (side for side, its in LISTS_BY_SIDE.items() if its is listing):
        settle_names(actor, side, known)


LIST_LISTENERS.append(place_names)


def place_name(actor: Actor, side: Side, name: str, term: Term | None) -> None:
    """Say that a name is another name of something on a list; or, without it, a new one."""
    check_may(actor)
    if term is None:
        add_term(actor, LISTS_BY_SIDE[side], TermDetails(name))
        return
    kept = {column: getattr(term, column) for column in KEPT_OF_A_TERM}
    details = TermDetails(**kept, aliases=(*term.aliases, name))
    change_term(actor, term, details, seen=term.version)


def leave_name(actor: Actor, side: Side, name: str) -> None:
    """Say that a cell names nothing: its comments count without it."""
    check_may(actor)
    for of in settle_names(actor, side, {fold(name): None}):
        record_event(actor, "left a name out", session.get_one(FeedbackFile, of), name=name)


def settle_names(actor: Actor, side: Side, term_ids: Mapping[str, int | None]) -> set[int]:
    """Give comments whose name waits what it stands for, and return the files they came in."""
    touched: Touched = defaultdict(set)
    files = set()
    for each in queries.unplaced():
        name = fold((each.unplaced or {}).get(side.value, ""))
        if not name or name not in term_ids:
            continue
        setattr(each, f"{side}_id", term_ids[name])
        left = {key: value for key, value in (each.unplaced or {}).items() if key != side.value}
        each.unplaced = left or None
        touched[each.source].add(Quarter.containing(each.given_on))
        files.add(each.file_id)
    session.flush()
    count_again(actor, touched, Report())
    return files


# Summaries: for each quarter the whole, and each name of each side by itself


def count_again(actor: Actor, touched: Touched, report: Report) -> None:
    """Count quarters of sources anew. A summary written by hand is left."""
    for source, quarters in touched.items():
        if quarters:
            summarise(actor, source, quarters, report)


def summarise(actor: Actor, source: str, quarters: Collection[Quarter], report: Report) -> None:
    rows = queries.counted(source, min(quarters).starts, max(quarters).ends)
    told = [row for row in rows if Quarter.containing(row.given_on) in quarters]
    holding = set()
    for (quarter, subject), group in sorted_groups(told):
        asking = Provenance(source, quarter.starts, quarter.ends)
        there = renew(actor, Summary(asking, subject, numbers(group), Explanation()), report)
        there.unplaced = {} if subject.sides else count_unplaced(group)
        holding.add(there.id)
    for each in queries.summaries_from(source, quarters):
        if each.id not in holding:
            empty(actor, each)


def empty(actor: Actor, insight: Insight) -> None:
    """Take out of a summary what was counted, as no comment of it is left.

    Nobody sees one that was counted whole from now on. What readers were once given stays written
    down, in case comments come back to it.
    """
    insight.unplaced = {}
    if insight.is_counted:
        write_numbers(actor, insight, Numbers(0, 0))
        insight.is_public = False


def sorted_groups(rows: list[Any]) -> Iterator[tuple[tuple[Quarter, Subject], list[Any]]]:
    groups: dict[tuple[Quarter, Subject], list[Any]] = {}
    for row in rows:
        quarter = Quarter.containing(row.given_on)
        for subject in subjects(row):
            groups.setdefault((quarter, subject), []).append(row)
    yield from sorted(groups.items(), key=lambda item: (item[0][0], str(item[0][1])))


def subjects(row: Any) -> Iterator[Subject]:
    """Return what a comment counts for: everything, and each side alone; never two together."""
    yield Subject()
    for side in LISTS_BY_SIDE:
        name = f"{side}_id"
        value = getattr(row, name)
        if value:
            yield replace(Subject(), **{name: value})


def count_unplaced(rows: list[Any]) -> dict[str, int]:
    return dict(Counter(side for row in rows for side in row.unplaced or {}))


def numbers(rows: list[Any]) -> Numbers:
    """Add up comments. Where none says how anybody felt, that is not known, and no nought."""
    marks = {row.person_mark for row in rows}
    people = len(marks) if "" not in marks else None
    felt = Counter(row.feeling for row in rows if row.feeling)
    how = {feeling.value: felt[feeling] if felt else None for feeling in Feeling}
    is_labelled = any(row.is_labelled for row in rows)
    told = (how["positive"], how["neutral"], how["negative"])
    return Numbers(people, len(rows), *told, is_labelled=is_labelled)


def renew(actor: Actor, summary: Summary, report: Report) -> Insight:
    there = find_twin(summary.provenance, summary.subject)
    if there is None:
        made = feedback.record_summary(actor, summary)
        made.is_counted = True
        report.summaries += 1
        return made
    if not there.is_counted:
        report.left += 1
    elif there.numbers != summary.numbers:
        write_numbers(actor, there, summary.numbers)
        feedback.release_numbers(there)
        report.changed += 1
    return there


def write_numbers(actor: Actor, insight: Insight, numbers: Numbers) -> None:
    was = {name: value for name, value in vars(insight.numbers).items() if name != "counted_in"}
    for name, value in vars(numbers).items():
        setattr(insight, name, value)
    record_event(actor, "counted again", insight, was=was)


# The words of comments go after a time; the numbers stay


def forget_words(actor: Actor, folder: Path, of: FeedbackFile) -> int:
    """Delete what people said and the marks of who they are, and return of how many comments.

    The file goes too, and names that were not placed: only that there was one is remembered.
    """
    if not policies.can_forget(actor):
        raise NotAllowedError
    gone = queries.with_words(of)
    blank = update(FeedbackComment).where(FeedbackComment.file_id == of.id)
    session.execute(blank.values(text="", person_mark=""))
    for each in queries.unplaced():
        if each.file_id == of.id:
            each.unplaced = dict.fromkeys(each.unplaced or {}, "")
    remove_upload(folder, of)
    record_event(actor, "forgot comments", of, comments=gone)
    return gone


def forget_old_words(actor: Actor, folder: Path) -> int:
    """Delete the words of comments that came too long ago."""
    old = queries.older_than(clock.now() - rules.WORDS_KEPT)
    return sum(forget_words(actor, folder, each) for each in old)


def remove_old_uploads(actor: Actor, folder: Path) -> int:
    """Remove uploaded files whose time is over, and return how many: nothing counted goes."""
    if not policies.can_forget(actor):
        raise NotAllowedError
    old = [of for of in queries.every_file() if of.is_upload_over and (folder / of.token).exists()]
    for each in old:
        remove_upload(folder, each)
    return len(old)
