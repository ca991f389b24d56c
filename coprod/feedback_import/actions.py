"""Bringing in a file of comments: upload, choose, check, count, and delete the words in time."""

import secrets
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path, PureWindowsPath
from typing import Any

from sqlalchemy import insert, update

from coprod.db import session
from coprod.feedback import actions as feedback
from coprod.feedback.queries import twin
from coprod.feedback.rules import Asking, Numbers, Subject, Summary, Telling
from coprod.feedback.words import LISTED, Feeling, Side
from coprod.feedback_import import policies, queries, rules
from coprod.feedback_import.models import FeedbackComment, FeedbackFile
from coprod.feedback_import.rules import Comment, Reader, Report
from coprod.feedback_import.words import Choices, State
from coprod.history.actions import note
from coprod.kit import clock
from coprod.kit.actor import Actor
from coprod.kit.errors import NotAllowedError, RuleBrokenError
from coprod.kit.phrases import N_
from coprod.kit.quarters import Quarter
from coprod.kit.text import folded, one_line
from coprod.reference.actions import TermDetails, add_term
from coprod.reference.models import Term
from coprod.reference.queries import names as names_in
from coprod.sheets.queries import UPLOAD
from coprod.tables.rules import guess_header
from coprod.tables.shapes import open_apart
from coprod.tables.words import SAID, RefusedError

LOOKED_AT = 60
LONGEST_NAME = 200
AT_ONCE = 1000
WORDS_KEPT = timedelta(days=730)
"""How long the words of comments are kept: two years. The numbers stay."""
Names = Mapping[Side, Mapping[str, Term]]


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
        opened = open_apart(own / UPLOAD, plain)
    except RefusedError as refused:
        shutil.rmtree(own)
        raise RuleBrokenError(SAID[refused.why], field="file") from None
    sheet = next(n for n, each in enumerate(opened.sheets) if each.rows)
    begun = FeedbackFile(person_id=asked_by, file_name=plain, token=token, sheet=sheet)
    begun.encoding, begun.header_row, begun.state = opened.encoding, 1, State.CHOOSING
    begun.header_row = guess_header(queries.table(folder, begun).top(LOOKED_AT))
    session.add(begun)
    session.flush()
    note(actor, "began feedback file", begun)
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
    report, _new = read(folder, of, choices)
    of.report = dict(vars(report))


def give_up(actor: Actor, folder: Path, of: FeedbackFile) -> None:
    check_may(actor)
    check_waits(of)
    of.state = State.GIVEN_UP
    note(actor, "gave up import", of)
    shutil.rmtree(folder / of.token, ignore_errors=True)


def count(actor: Actor, folder: Path, of: FeedbackFile) -> None:
    """Keep the comments that are new, and make or renew the summaries that they belong to."""
    check_may(actor)
    check_waits(of)
    choices = of.choices
    if of.state is not State.CHECKED or choices is None:
        raise RuleBrokenError(N_("Say first what each column is"))
    report, new = read(folder, of, choices)
    names: Names = known_names(choices)
    if choices.add_services and Side.SERVICE in names:
        names = with_services(actor, names, report)
    keep(of, choices.source, new, names)
    if new:
        summarise(actor, choices, new, report)
    of.report, of.state = dict(vars(report)), State.COUNTED
    note(actor, "counted feedback", of, kept=report.kept, summaries=report.summaries)
    shutil.rmtree(folder / of.token, ignore_errors=True)


def read(folder: Path, of: FeedbackFile, choices: Choices) -> tuple[Report, list[Comment]]:
    """Read every row, and return what was found and the comments that are not here yet."""
    reader = Reader(choices, clock.today())
    here = queries.known(choices.source)
    new: dict[str, Comment] = {}
    for comment in reader.comments(queries.table(folder, of).rows()):
        there = here.get(comment.key) or seen_before(new.get(comment.key))
        if there is None:
            new[comment.key] = comment
        elif is_same(there, comment):
            reader.report.here += 1
        else:
            reader.report.differs += 1
    reader.report.kept = len(new)
    tell_unknown(reader.report, new.values(), known_names(choices))
    return reader.report, list(new.values())


def seen_before(comment: Comment | None) -> queries.Known | None:
    return queries.Known(comment.day, comment.feeling, comment.text) if comment else None


def is_same(there: queries.Known, comment: Comment) -> bool:
    """Words that were deleted since cannot be compared."""
    same_words = not there.text or there.text == comment.text
    return same_words and (there.said_on, there.feeling) == (comment.day, comment.feeling)


def known_names(choices: Choices) -> dict[Side, Mapping[str, Term]]:
    return {side: names_in(LISTED[side]) for side in choices.sides}


def tell_unknown(report: Report, comments: Iterable[Comment], names: Names) -> None:
    """Count the names that are on no list: those comments are kept without them."""
    for comment in comments:
        for side, name in comment.names.items():
            if name and folded(name) not in names[side]:
                told = report.unknown.setdefault(side.value, {})
                told[name] = told.get(name, 0) + 1


def with_services(actor: Actor, names: Names, report: Report) -> Names:
    """Put services that are on no list yet on the list, because the curator said so."""
    services = dict(names[Side.SERVICE])
    for name in report.unknown.pop(Side.SERVICE.value, {}):
        if folded(name) and folded(name) not in services:
            made = add_term(actor, LISTED[Side.SERVICE], TermDetails(name[:LONGEST_NAME]))
            services[folded(name)] = made
            report.added.append(name)
    return {**names, Side.SERVICE: services}


def keep(of: FeedbackFile, source: str, comments: list[Comment], names: Names) -> None:
    rows = [as_row(of, source, comment, names) for comment in comments]
    for begin in range(0, len(rows), AT_ONCE):
        session.execute(insert(FeedbackComment), rows[begin : begin + AT_ONCE])


def as_row(of: FeedbackFile, source: str, comment: Comment, names: Names) -> dict[str, Any]:
    about: dict[str, int | None] = {f"{side}_id": None for side in LISTED}
    for side, name in comment.names.items():
        term = names[side].get(folded(name)) if name else None
        about[f"{side}_id"] = term.id if term else None
    return {
        "file_id": of.id,
        "source": source,
        "key": comment.key,
        "said_on": comment.day,
        "feeling": comment.feeling,
        "person_mark": comment.person,
        "text": comment.text,
        **about,
    }


# Summaries: for each quarter the whole, and each name of each side by itself


def summarise(actor: Actor, choices: Choices, new: list[Comment], report: Report) -> None:
    """Count every quarter anew that has a new comment. A summary written by hand is left."""
    quarters = {Quarter.of(comment.day) for comment in new}
    rows = queries.counted(choices.source, min(quarters).starts, max(quarters).ends)
    told = [row for row in rows if Quarter.of(row.said_on) in quarters]
    for (quarter, subject), group in sorted_groups(told):
        asking = Asking(choices.source, quarter.starts, quarter.ends)
        renew(actor, Summary(asking, subject, numbers(group), Telling()), report)


def sorted_groups(rows: list[Any]) -> Iterator[tuple[tuple[Quarter, Subject], list[Any]]]:
    groups: dict[tuple[Quarter, Subject], list[Any]] = {}
    for row in rows:
        quarter = Quarter.of(row.said_on)
        for subject in subjects(row):
            groups.setdefault((quarter, subject), []).append(row)
    yield from sorted(groups.items(), key=lambda item: (item[0][0], str(item[0][1])))


def subjects(row: Any) -> Iterator[Subject]:
    """Return what a comment counts for: everything, and each side alone; never two together."""
    yield Subject()
    for side in LISTED:
        name = f"{side}_id"
        value = getattr(row, name)
        if value:
            yield replace(Subject(), **{name: value})


def numbers(rows: list[Any]) -> Numbers:
    marks = {row.person_mark for row in rows}
    people = len(marks) if "" not in marks else None
    felt = [row.feeling for row in rows]
    how = {feeling.value: felt.count(feeling) for feeling in Feeling}
    return Numbers(people, len(rows), how["positive"], how["neutral"], how["negative"])


def renew(actor: Actor, summary: Summary, report: Report) -> None:
    there = twin(summary.asking, summary.subject)
    if there is not None and not there.is_counted:
        report.left += 1
        return
    if there is None:
        made = feedback.add_summary(actor, summary)
        made.is_counted = True
        report.summaries += 1
    elif there.numbers != summary.numbers:
        was = {name: value for name, value in vars(there.numbers).items() if name != "counted_in"}
        for name, value in vars(summary.numbers).items():
            setattr(there, name, value)
        feedback.show(there)
        note(actor, "counted again", there, was=was)
        report.changed += 1


# The words of comments go after a time; the numbers stay


def forget_words(actor: Actor, of: FeedbackFile) -> int:
    """Delete what people said and the marks of who they are, and return of how many comments."""
    if not policies.can_forget(actor):
        raise NotAllowedError
    gone = queries.with_words(of)
    blank = update(FeedbackComment).where(FeedbackComment.file_id == of.id)
    session.execute(blank.values(text="", person_mark=""))
    note(actor, "forgot comments", of, comments=gone)
    return gone


def forget_old_words(actor: Actor) -> int:
    """Delete the words of comments that came too long ago."""
    old = queries.older_than(clock.now() - WORDS_KEPT)
    return sum(forget_words(actor, each) for each in old)
