"""Importing a file of comments: upload, choose, check, count, and delete the words in time."""

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
from coprod.core.jobs.actions import queue_when_committed
from coprod.core.spreadsheets.enums import REFUSAL_MESSAGES, FileRefusedError
from coprod.core.spreadsheets.rules import guess_header
from coprod.core.spreadsheets.schemas import open_in_subprocess
from coprod.core.values import clock
from coprod.core.values.actor import Actor
from coprod.core.values.errors import RuleBrokenError, require
from coprod.core.values.fingerprints import compute_fingerprint
from coprod.core.values.phrases import N_
from coprod.core.values.quarters import Quarter
from coprod.core.values.text import fold, one_line
from coprod.exchange.feedback_imports import policies, queries, rules
from coprod.exchange.feedback_imports.enums import NEW, FeedbackChoices, FeedbackFileState
from coprod.exchange.feedback_imports.models import FeedbackFile
from coprod.exchange.feedback_imports.rules import FeedbackReader, FeedbackReport, FeedbackRow
from coprod.exchange.imports.queries import UPLOAD_NAME
from coprod.exchange.word_matching.enums import UNPLACED, MatchState
from coprod.exchange.word_matching.rules import WordChoices, match_name
from coprod.intelligence.breakdowns.enums import RECOUNT_JOB
from coprod.intelligence.feedback.actions import record_summary, release_numbers
from coprod.intelligence.feedback.enums import LISTS_BY_SIDE, Feeling, Theme
from coprod.intelligence.feedback.models import Insight
from coprod.intelligence.feedback.queries import find_twin
from coprod.intelligence.feedback.rules import Explanation, Numbers, Provenance, Subject, Summary
from coprod.intelligence.feedback_comments.enums import LISTS_BY_AXIS, Axis
from coprod.intelligence.feedback_comments.models import FeedbackComment
from coprod.intelligence.themes.actions import (
    THEME_LISTENERS,
    ask_for_suggestions,
    delete_unsupported_words,
)
from coprod.intelligence.themes.queries import map_approved_themes
from coprod.reference.lists.actions import (
    CHANGED_MEANWHILE,
    LIST_LISTENERS,
    TermDetails,
    add_term,
    change_term,
)
from coprod.reference.lists.enums import ListKind
from coprod.reference.lists.models import Term
from coprod.reference.lists.queries import map_names_to_terms

LINES_TO_GUESS_FROM = 60
LONGEST_NAME = 200
INSERT_BATCH = 1000
UNCHANGED_TERM_FIELDS = ("label", "note", "valid_from", "valid_to", "within_id", "position")
TermsByAxis = Mapping[Axis, Mapping[str, Term]]
QuartersBySource = defaultdict[str, set[Quarter]]
"""By source, the quarters whose comments have changed."""


def check_can_import(actor: Actor) -> int:
    require(policies.can_import(actor))
    return actor.require_id()


def start_file(
    actor: Actor, folder: Path, name: str, save: Callable[[Path], object]
) -> FeedbackFile:
    """Save an uploaded file in a folder of its own, and open it. ``save`` writes it to a path."""
    person_id = check_can_import(actor)
    token = secrets.token_urlsafe(24)
    folder_of_upload = folder / token
    folder_of_upload.mkdir(mode=0o700, parents=True)
    file_name = PureWindowsPath(one_line(name)).name[-LONGEST_NAME:]
    try:
        save(folder_of_upload / UPLOAD_NAME)
        opened = open_in_subprocess(folder_of_upload / UPLOAD_NAME, file_name)
    except FileRefusedError as refused:
        shutil.rmtree(folder_of_upload)
        raise RuleBrokenError(REFUSAL_MESSAGES[refused.why], field="file") from None
    first_sheet = next(n for n, sheet in enumerate(opened.sheets) if sheet.rows)
    feedback_file = FeedbackFile(
        person_id=person_id, file_name=file_name, token=token, sheet=first_sheet
    )
    feedback_file.encoding, feedback_file.header_row = opened.encoding, 1
    feedback_file.state = FeedbackFileState.CHOOSING
    session.add(feedback_file)
    session.flush()
    feedback_file.header_row = guess_header(
        queries.open_table(folder, feedback_file).read_first_lines(LINES_TO_GUESS_FROM)
    )
    record_event(actor, "began feedback file", feedback_file)
    return feedback_file


def check_is_uncounted(feedback_file: FeedbackFile) -> None:
    if feedback_file.state not in {FeedbackFileState.CHOOSING, FeedbackFileState.CHECKED}:
        raise RuleBrokenError(N_("This file was already counted or given up"))


def choose_columns(
    actor: Actor, folder: Path, feedback_file: FeedbackFile, choices: FeedbackChoices
) -> None:
    """Save what each column is, and read every row. Nothing is counted yet."""
    check_can_import(actor)
    check_is_uncounted(feedback_file)
    rules.check_choices(choices)
    feedback_file.chosen = rules.dump_choices(choices)
    feedback_file.state = FeedbackFileState.CHECKED
    feedback_file.report = dict(vars(read_file(folder, feedback_file, choices).report))


def match_words(
    actor: Actor,
    folder: Path,
    feedback_file: FeedbackFile,
    matches: WordChoices,
) -> None:
    """Save what the words of each column count as. A file that was counted is counted again."""
    check_can_import(actor)
    choices = feedback_file.choices
    is_counted = feedback_file.state is FeedbackFileState.COUNTED
    if choices is None:
        raise RuleBrokenError(N_("First say what each column is"))
    if matches.seen != compute_fingerprint(feedback_file.chosen):
        raise RuleBrokenError(CHANGED_MEANWHILE)
    if is_counted:
        reopen_file(actor, folder, feedback_file)
    record_event(actor, "matched words", feedback_file)
    new_choices = replace(choices, words=matches.words, keep_matches=matches.keep)
    choose_columns(actor, folder, feedback_file, new_choices)
    if is_counted:
        count_file(actor, folder, feedback_file)


def reopen_file(actor: Actor, folder: Path, feedback_file: FeedbackFile) -> None:
    """Open a counted file again. Its numbers stay until it is counted anew."""
    check_can_import(actor)
    is_counted = feedback_file.state is FeedbackFileState.COUNTED
    if not is_counted or not queries.has_upload(folder, feedback_file):
        message = N_("The file itself is no longer here. Take it back, and upload the file again")
        raise RuleBrokenError(message)
    feedback_file.state = FeedbackFileState.CHOOSING
    record_event(actor, "mapped feedback again", feedback_file)


def remove_file(actor: Actor, folder: Path, feedback_file: FeedbackFile) -> None:
    """Remove a file, and the comments that came in no other file."""
    check_can_import(actor)
    if feedback_file.state in {FeedbackFileState.GIVEN_UP, FeedbackFileState.TAKEN_BACK}:
        raise RuleBrokenError(N_("This file was already given up"))
    quarters_by_source = release_comments(feedback_file, frozenset())
    recount_quarters(actor, quarters_by_source, FeedbackReport())
    feedback_file.state = (
        FeedbackFileState.TAKEN_BACK if quarters_by_source else FeedbackFileState.GIVEN_UP
    )
    verb = "took feedback back" if quarters_by_source else "gave up import"
    record_event(actor, verb, feedback_file)
    remove_upload(folder, feedback_file)


def remove_upload(folder: Path, feedback_file: FeedbackFile) -> None:
    shutil.rmtree(folder / feedback_file.token, ignore_errors=True)


def count_file(actor: Actor, folder: Path, feedback_file: FeedbackFile) -> None:
    """Save the new comments, and add or update the summaries that they belong to.

    Comments that an earlier count of this same file saved are replaced by what is read now.
    """
    check_can_import(actor)
    check_is_uncounted(feedback_file)
    choices = feedback_file.choices
    if feedback_file.state is not FeedbackFileState.CHECKED or choices is None:
        raise RuleBrokenError(N_("First say what each column is"))
    content = read_file(folder, feedback_file, choices)
    report = content.report
    terms_by_axis = add_new_names(actor, get_terms_by_axis(choices), report, choices)
    if choices.keep_matches:
        keep_matched_names(actor, choices)
    quarters_by_source = release_comments(feedback_file, {row.key for row in content.new_rows})
    save_comments(feedback_file, choices.source, content, terms_by_axis)
    quarters_by_source[choices.source] |= {Quarter.containing(row.day) for row in content.new_rows}
    recount_quarters(actor, quarters_by_source, report)
    ask_for_suggestions(actor)
    feedback_file.report, feedback_file.state = dict(vars(report)), FeedbackFileState.COUNTED
    record_event(
        actor, "counted feedback", feedback_file, kept=report.new, summaries=report.summaries
    )


@dataclass(frozen=True)
class FileContent:
    """The content of a file: comments that are not stored yet, and the keys of those that are."""

    report: FeedbackReport
    new_rows: list[FeedbackRow]
    repeated_keys: frozenset[str]


def read_file(folder: Path, feedback_file: FeedbackFile, choices: FeedbackChoices) -> FileContent:
    """Read every row, and separate the new comments from those that another file brought."""
    reader = FeedbackReader(choices, clock.today())
    known_comments = queries.get_known_comments(choices.source, except_file=feedback_file)
    new_rows: dict[str, FeedbackRow] = {}
    repeated_keys: set[str] = set()
    for comment in reader.read_comments(queries.open_table(folder, feedback_file).read_rows()):
        known = known_comments.get(comment.key) or build_known_comment(new_rows.get(comment.key))
        if known is None:
            new_rows[comment.key] = comment
            continue
        repeated_keys.add(comment.key)
        if is_same(known, comment):
            reader.report.here += 1
        else:
            reader.report.differs += 1
    reader.report.new = len(new_rows)
    report_unknown_names(reader.report, new_rows.values(), get_terms_by_axis(choices))
    return FileContent(
        reader.report, list(new_rows.values()), frozenset(repeated_keys & known_comments.keys())
    )


def release_comments(
    feedback_file: FeedbackFile, recounted_keys: Collection[str]
) -> QuartersBySource:
    """Delete the comments of a file, and return the quarters that must be counted again.

    A comment that another file brought too is given to that file, unless its key is among the
    ``recounted_keys``, which this file is about to save again.
    """
    quarters_by_source: QuartersBySource = defaultdict(set)
    for comment in queries.list_repeated_comments():
        comment.also_in = [key for key in comment.also_in or () if key != feedback_file.id] or None
    for comment in queries.list_comments_of_file(feedback_file):
        quarters_by_source[comment.source].add(Quarter.containing(comment.given_on))
        if comment.also_in and comment.key not in recounted_keys:
            comment.file_id, *rest = comment.also_in
            comment.also_in = rest or None
        else:
            session.delete(comment)
    session.flush()
    return quarters_by_source


def build_known_comment(comment: FeedbackRow | None) -> queries.KnownComment | None:
    return queries.KnownComment(comment.day, comment.feeling, comment.text) if comment else None


def is_same(known: queries.KnownComment, comment: FeedbackRow) -> bool:
    """Compare two comments. Words that were deleted since cannot be compared."""
    has_same_words = not known.text or known.text == comment.text
    return has_same_words and (known.day, known.feeling) == (comment.day, comment.feeling)


def get_terms_by_axis(choices: FeedbackChoices) -> dict[Axis, Mapping[str, Term]]:
    """Return the terms by the names on the lists, and by those that a curator matched."""
    terms_by_axis: dict[Axis, Mapping[str, Term]] = {}
    for axis in choices.axes:
        chosen = choices.words.get(choices.find_column(axis.value), {})
        unplaced = {fold(name) for name, choice in chosen.items() if choice == UNPLACED}
        known = map_names_to_terms(LISTS_BY_AXIS[axis])
        listed = {name: term for name, term in known.items() if name not in unplaced}
        terms_by_axis[axis] = {**listed, **get_chosen_terms(axis, chosen)}
    return terms_by_axis


def get_chosen_terms(axis: Axis, chosen: Mapping[str, str]) -> dict[str, Term]:
    terms = queries.get_terms(LISTS_BY_AXIS[axis], {int(c) for c in chosen.values() if c.isdigit()})
    return {
        fold(name): terms[int(choice)]
        for name, choice in chosen.items()
        if choice.isdigit() and int(choice) in terms
    }


def report_unknown_names(
    report: FeedbackReport, comments: Iterable[FeedbackRow], terms_by_axis: TermsByAxis
) -> None:
    """Count the names that are on no list: their comments are saved without them."""
    for comment in comments:
        for axis, name in comment.names.items():
            if name and fold(name) not in terms_by_axis[axis]:
                counts = report.unknown.setdefault(axis.value, {})
                counts[name] = counts.get(name, 0) + 1


def add_new_names(
    actor: Actor, terms_by_axis: TermsByAxis, report: FeedbackReport, choices: FeedbackChoices
) -> TermsByAxis:
    """Add the names to the lists that are not on them yet and that a curator chose to add."""
    with_new_names = {axis: dict(terms) for axis, terms in terms_by_axis.items()}
    for axis, terms in with_new_names.items():
        unknown = report.unknown.get(axis.value, {})
        for name in [each for each in unknown if is_new(axis, each, choices, terms)]:
            del report.unknown[axis.value][name]
            if fold(name) and fold(name) not in terms:
                details = TermDetails(name[:LONGEST_NAME])
                terms[fold(name)] = add_term(actor, LISTS_BY_AXIS[axis], details)
                report.added.append(name)
    report.unknown = {axis: names for axis, names in report.unknown.items() if names}
    return with_new_names


def is_new(axis: Axis, name: str, choices: FeedbackChoices, terms: Mapping[str, Term]) -> bool:
    """Tell whether to add a name: one that was chosen, or a service that is like no other."""
    chosen = choices.words.get(choices.find_column(axis.value), {}).get(name)
    if chosen or axis is not Axis.SERVICE or not choices.add_services:
        return chosen == NEW
    return match_name(name, terms)[1] is not MatchState.LIKELY


def keep_matched_names(actor: Actor, choices: FeedbackChoices) -> None:
    """Make the names that a curator matched other names of their terms, for the next file."""
    for axis in choices.axes:
        chosen = choices.words.get(choices.find_column(axis.value), {})
        for name, term in get_chosen_terms(axis, chosen).items():
            if name not in map_names_to_terms(LISTS_BY_AXIS[axis]):
                written = next(word for word in chosen if fold(word) == name)
                place_name(actor, axis, written, term)


def save_comments(
    feedback_file: FeedbackFile, source: str, content: FileContent, terms_by_axis: TermsByAxis
) -> None:
    approved = map_approved_themes(source)
    rows = [
        build_row(feedback_file, source, add_approved(comment, approved), terms_by_axis)
        for comment in content.new_rows
    ]
    for begin in range(0, len(rows), INSERT_BATCH):
        session.execute(insert(FeedbackComment), rows[begin : begin + INSERT_BATCH])
    for repeated in queries.list_comments_by_key(source, content.repeated_keys):
        repeated.also_in = [*(repeated.also_in or ()), feedback_file.id]


def add_approved(comment: FeedbackRow, approved: Mapping[str, set[Theme]]) -> FeedbackRow:
    """Return a comment with the themes that curators approved when it was counted before."""
    themes = approved.get(comment.key, set())
    return replace(comment, themes=tuple(dict.fromkeys((*comment.themes, *sorted(themes)))))


def build_row(
    feedback_file: FeedbackFile, source: str, comment: FeedbackRow, terms_by_axis: TermsByAxis
) -> dict[str, Any]:
    terms = {
        axis: terms_by_axis[axis].get(fold(name)) for axis, name in comment.names.items() if name
    }
    unplaced = {axis.value: comment.names[axis] for axis, term in terms.items() if term is None}
    term_ids: dict[str, int | None] = {f"{axis}_id": None for axis in LISTS_BY_AXIS}
    term_ids |= {f"{axis}_id": term.id for axis, term in terms.items() if term}
    return {
        "file_id": feedback_file.id,
        "source": source,
        "key": comment.key,
        "given_on": comment.day,
        "feeling": comment.feeling,
        "is_labelled": comment.is_labelled,
        "is_unsure": comment.is_unsure,
        "themes": f"|{'|'.join(comment.themes)}|" if comment.themes else "",
        "subthemes": list(comment.subthemes) or None,
        "answers": dict(comment.answers) or None,
        "person_mark": comment.person,
        "text": comment.text,
        "also_in": None,
        "unplaced": unplaced or None,
        **term_ids,
    }


# Names that are on no list when a file is counted, and are placed later


def place_names(actor: Actor, listing: ListKind) -> None:
    """Place the comments whose name is on a list by now."""
    term_ids = {name: term.id for name, term in map_names_to_terms(listing).items()}
    for axis, listing_of_axis in LISTS_BY_AXIS.items():
        if listing_of_axis is listing:
            set_terms_of_names(actor, axis, term_ids)


LIST_LISTENERS.append(place_names)


def place_name(actor: Actor, axis: Axis, name: str, term: Term | None) -> None:
    """Add a name to a list, as an alias of a term, or as a new term if none is given."""
    check_can_import(actor)
    if term is None:
        add_term(actor, LISTS_BY_AXIS[axis], TermDetails(name))
        return
    unchanged = {column: getattr(term, column) for column in UNCHANGED_TERM_FIELDS}
    details = TermDetails(**unchanged, aliases=(*term.aliases, name))
    change_term(actor, term, details, seen=term.version)


def ignore_name(actor: Actor, axis: Axis, name: str) -> None:
    """Decide that a name means nothing: its comments count without it."""
    check_can_import(actor)
    for file_id in set_terms_of_names(actor, axis, {fold(name): None}):
        record_event(actor, "left a name out", session.get_one(FeedbackFile, file_id), name=name)


def set_terms_of_names(actor: Actor, axis: Axis, term_ids: Mapping[str, int | None]) -> set[int]:
    """Give unplaced comments the terms of their names, and return the ids of their files."""
    quarters_by_source: QuartersBySource = defaultdict(set)
    files = set()
    for comment in queries.list_unplaced_comments():
        name = fold((comment.unplaced or {}).get(axis.value, ""))
        if not name or name not in term_ids:
            continue
        setattr(comment, f"{axis}_id", term_ids[name])
        names_left = {
            key: value for key, value in (comment.unplaced or {}).items() if key != axis.value
        }
        comment.unplaced = names_left or None
        quarters_by_source[comment.source].add(Quarter.containing(comment.given_on))
        files.add(comment.file_id)
    session.flush()
    recount_quarters(actor, quarters_by_source, FeedbackReport())
    return files


# Summaries: one of each quarter, and one of each name of each side


def recount_quarters(
    actor: Actor, quarters_by_source: Mapping[str, Collection[Quarter]], report: FeedbackReport
) -> None:
    """Count quarters of sources anew. A summary written by hand is left.

    The counts by several things take longer: the worker makes them.
    """
    queue_when_committed(RECOUNT_JOB)
    for source, quarters in quarters_by_source.items():
        if quarters:
            save_summaries(actor, source, quarters, report)


def recount_themes(actor: Actor, quarters_by_source: Mapping[str, Collection[Quarter]]) -> None:
    """Count anew where a curator approved a theme of comments, or took that back."""
    recount_quarters(actor, quarters_by_source, FeedbackReport())


THEME_LISTENERS.append(recount_themes)


def save_summaries(
    actor: Actor, source: str, quarters: Collection[Quarter], report: FeedbackReport
) -> None:
    rows = queries.list_numbers(source, min(quarters).starts, max(quarters).ends)
    rows_in_quarters = [row for row in rows if Quarter.containing(row.given_on) in quarters]
    summary_ids = set()
    for (quarter, subject), group in group_by_summary(rows_in_quarters):
        provenance = Provenance(source, quarter.starts, quarter.ends)
        insight = update_summary(
            actor, Summary(provenance, subject, add_up(group, subject), Explanation()), report
        )
        insight.unplaced = {} if subject.sides else count_unplaced(group)
        summary_ids.add(insight.id)
    for insight in queries.list_summaries(source, quarters):
        if insight.id not in summary_ids:
            empty_summary(actor, insight)


def empty_summary(actor: Actor, insight: Insight) -> None:
    """Set the numbers of a summary to nought, as no comment of it is left.

    A summary that was counted from comments is private from now on. The numbers that readers were
    shown stay in the audit trail, in case comments come back to it.
    """
    insight.unplaced = {}
    if insight.is_counted:
        write_numbers(actor, insight, Numbers(0, 0))
        insight.is_public = False


def group_by_summary(rows: list[Any]) -> Iterator[tuple[tuple[Quarter, Subject], list[Any]]]:
    groups: dict[tuple[Quarter, Subject], list[Any]] = {}
    for row in rows:
        quarter = Quarter.containing(row.given_on)
        for subject in list_subjects(row):
            groups.setdefault((quarter, subject), []).append(row)
    yield from sorted(groups.items(), key=lambda item: (item[0][0], str(item[0][1])))


def list_subjects(row: Any) -> Iterator[Subject]:
    """Return the subjects of a comment: the whole, and each side alone; never two together."""
    yield Subject()
    for theme in filter(None, row.themes.split("|")):
        yield Subject(theme=Theme(theme))
    for side in LISTS_BY_SIDE:
        name = f"{side}_id"
        value = getattr(row, name)
        if value:
            yield replace(Subject(), **{name: value})


def count_unplaced(rows: list[Any]) -> dict[str, int]:
    names = (side for row in rows for side in row.unplaced or {})
    return dict(Counter(side for side in names if side in set(LISTS_BY_SIDE)))


def add_up(rows: list[Any], subject: Subject) -> Numbers:
    """Add up comments. Where none says how anybody felt, the feelings are unknown, not nought.

    Who sorted comments by their theme was never the person who made them.
    """
    marks = {row.person_mark for row in rows}
    people = len(marks) if "" not in marks else None
    counts_by_feeling = Counter(row.feeling for row in rows if row.feeling)
    counts = {
        feeling.value: counts_by_feeling[feeling] if counts_by_feeling else None
        for feeling in Feeling
    }
    is_labelled = bool(subject.theme) or any(row.is_labelled for row in rows)
    feeling_counts = (counts["positive"], counts["neutral"], counts["negative"])
    return Numbers(people, len(rows), *feeling_counts, is_labelled=is_labelled)


def update_summary(actor: Actor, summary: Summary, report: FeedbackReport) -> Insight:
    insight = find_twin(summary.provenance, summary.subject)
    if insight is None:
        new_insight = record_summary(actor, summary)
        new_insight.is_counted = True
        report.summaries += 1
        return new_insight
    if not insight.is_counted:
        report.left += 1
    elif insight.numbers != summary.numbers:
        write_numbers(actor, insight, summary.numbers)
        release_numbers(insight)
        report.changed += 1
    return insight


def write_numbers(actor: Actor, insight: Insight, numbers: Numbers) -> None:
    earlier_numbers = {
        name: value for name, value in vars(insight.numbers).items() if name != "counted_in"
    }
    for name, value in vars(numbers).items():
        setattr(insight, name, value)
    record_event(actor, "counted again", insight, was=earlier_numbers)


# Retention: the words of comments are deleted after a time, the numbers stay


def delete_words(actor: Actor, folder: Path, feedback_file: FeedbackFile) -> int:
    """Delete the words and person hashes of comments, and return how many comments had any.

    The file is removed too, with the words of its columns. Unplaced names are blanked: only that
    there was one stays known.
    """
    require(policies.can_delete_words(actor))
    number_forgotten = queries.count_comments_with_words(feedback_file)
    statement = update(FeedbackComment).where(FeedbackComment.file_id == feedback_file.id)
    session.execute(statement.values(text="", person_mark="", subthemes=None))
    for comment in queries.list_unplaced_comments():
        if comment.file_id == feedback_file.id:
            comment.unplaced = dict.fromkeys(comment.unplaced or {}, "")
    feedback_file.report = {**feedback_file.report, "words": {}}
    feedback_file.chosen = {**feedback_file.chosen, "words": {}}
    remove_upload(folder, feedback_file)
    delete_unsupported_words()
    record_event(actor, "forgot comments", feedback_file, comments=number_forgotten)
    return number_forgotten


def delete_old_words(actor: Actor, folder: Path) -> int:
    """Delete the words of comments that came too long ago."""
    old_files = queries.list_files_older_than(clock.now() - rules.WORDS_RETENTION)
    return sum(delete_words(actor, folder, feedback_file) for feedback_file in old_files)


def remove_old_uploads(actor: Actor, folder: Path) -> int:
    """Remove uploaded files whose retention is over, and return how many. The numbers stay."""
    require(policies.can_delete_words(actor))
    old_files = [
        feedback_file
        for feedback_file in queries.list_all_files()
        if feedback_file.is_upload_over and (folder / feedback_file.token).exists()
    ]
    for feedback_file in old_files:
        remove_upload(folder, feedback_file)
    return len(old_files)
