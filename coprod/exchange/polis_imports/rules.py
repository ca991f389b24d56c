"""Reading an export of Polis: its files are known by their headings, and must add up."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from coprod.core.values.errors import RuleBrokenError
from coprod.core.values.links import is_safe_link
from coprod.core.values.phrases import N_, Message
from coprod.core.values.text import clean, one_line
from coprod.intelligence.statements.rules import (
    LONGEST_QUESTION,
    LONGEST_STATEMENT,
    PollContent,
    StatementVotes,
)

Lines = Sequence[Sequence[str]]
Row = Mapping[str, str]


class Part(StrEnum):
    """The files of an export. What else it holds is not needed."""

    COMMENTS = "comments"
    VOTES = "votes"
    PARTICIPANTS = "participants"
    SUMMARY = "summary"


NEEDED_HEADINGS: Mapping[Part, frozenset[str]] = {
    Part.COMMENTS: frozenset({"comment-id", "agrees", "disagrees", "moderated", "comment-body"}),
    Part.VOTES: frozenset({"timestamp", "comment-id", "voter-id", "vote"}),
    Part.PARTICIPANTS: frozenset({"participant", "n-votes", "n-agree"}),
}
NEEDED_PARTS: Mapping[Part, Message] = {
    Part.COMMENTS: N_("Add the file comments.csv"),
    Part.VOTES: N_("Add the file votes.csv"),
    Part.SUMMARY: N_("Add the file summary.csv"),
}
ACCEPTED = 1
"""What ``moderated`` is for a statement that was accepted: -1 was rejected, 0 was never read."""
SAY_YES, SAY_PASS, SAY_NO = 1, 0, -1
DOES_NOT_FIT = N_(
    "The files do not add up. Export them again, all at the same time, and upload them together"
)
NOT_READABLE = N_("We cannot read one of the files. Upload the files as Polis exported them")


@dataclass
class PolisExport:
    """The rows of each file of one export."""

    rows: dict[Part, list[Row]] = field(default_factory=dict)
    summary: dict[str, str] = field(default_factory=dict)

    def add(self, lines: Lines) -> None:
        """Add a file, known by its headings. Its history is passed over."""
        headings = [cell.strip() for cell in lines[0]] if lines else []
        if headings and headings[0] == "topic":
            self.summary = {line[0].strip(): line[1] for line in lines if len(line) > 1}
            return
        part = next((p for p, needed in NEEDED_HEADINGS.items() if needed <= {*headings}), None)
        if part:
            cells = (line for line in lines[1:] if any(line))
            self.rows[part] = [dict(zip(headings, line, strict=False)) for line in cells]

    def check_is_whole(self) -> None:
        is_here = {*self.rows, *((Part.SUMMARY,) if self.summary.get("topic") else ())}
        missing = [message for part, message in NEEDED_PARTS.items() if part not in is_here]
        if missing:
            raise RuleBrokenError(missing[0], field="files")


def build_content(export: PolisExport, source: str) -> PollContent:
    """Check that the files of an export fit together, and return the accepted statements."""
    export.check_is_whole()
    try:
        return read_content(export, source)
    except (KeyError, ValueError):
        raise RuleBrokenError(NOT_READABLE, field="files") from None


def read_content(export: PolisExport, source: str) -> PollContent:
    comments, votes = export.rows[Part.COMMENTS], export.rows[Part.VOTES]
    sign = find_sign(comments, votes)
    last_votes = list_last_votes(votes)
    voters = {voter for _comment, voter in last_votes}
    check_participants(export.rows.get(Part.PARTICIPANTS), last_votes)
    counts = count_by_comment(last_votes.items())
    accepted = [row for row in comments if int(row["moderated"]) == ACCEPTED]
    address = one_line(export.summary.get("url", ""))
    return PollContent(
        question=one_line(export.summary["topic"])[:LONGEST_QUESTION],
        source=source,
        address=address if is_safe_link(address) else "",
        people=len(voters),
        rejected=len(comments) - len(accepted),
        statements=tuple(
            sorted(
                (build_statement(row, counts[row["comment-id"]], sign) for row in accepted),
                key=lambda statement: statement.number,
            )
        ),
    )


def build_statement(row: Row, counts: Counter[int], sign: int) -> StatementVotes:
    return StatementVotes(
        int(row["comment-id"]),
        clean(row["comment-body"])[:LONGEST_STATEMENT],
        counts[sign * SAY_YES],
        counts[SAY_PASS],
        counts[sign * SAY_NO],
    )


def find_sign(comments: Iterable[Row], votes: Iterable[Row]) -> int:
    """Tell by the counts of statements whether 1 stands for agree, or -1, as in other exports.

    They count each vote that was cast, also one that the same person changed later.
    """
    cast = count_by_comment(((row["comment-id"], ""), int(row["vote"])) for row in votes)
    given = {row["comment-id"]: (int(row["agrees"]), int(row["disagrees"])) for row in comments}
    for sign in (SAY_YES, SAY_NO):
        if (
            all((cast[key][sign], cast[key][-sign]) == numbers for key, numbers in given.items())
            and given.keys() >= cast.keys()
        ):
            return sign
    raise RuleBrokenError(DOES_NOT_FIT, field="files")


def list_last_votes(votes: Iterable[Row]) -> dict[tuple[str, str], int]:
    """Return the vote of each person on each statement: the last that they cast."""
    in_time = sorted(votes, key=lambda row: int(row["timestamp"]))
    return {(row["comment-id"], row["voter-id"]): int(row["vote"]) for row in in_time}


def count_by_comment(
    votes: Iterable[tuple[tuple[str, str], int]],
) -> defaultdict[str, Counter[int]]:
    counts: defaultdict[str, Counter[int]] = defaultdict(Counter)
    for (comment, _voter), vote in votes:
        counts[comment][vote] += 1
    return counts


def check_participants(
    participants: Sequence[Row] | None, last_votes: Mapping[tuple[str, str], int]
) -> None:
    """Check the table of who voted how, if it is among the files: it holds the same votes."""
    if participants is None:
        return
    counts = count_by_comment(last_votes.items())
    people = {voter for _comment, voter in last_votes}
    columns = [name for name in participants[0] if name.isdigit()] if participants else []
    told = {
        name: Counter(int(float(row[name])) for row in participants if row.get(name))
        for name in columns
    }
    has_same_votes = all(told[name] == counts[name] for name in columns)
    if len(participants) != len(people) or not has_same_votes:
        raise RuleBrokenError(DOES_NOT_FIT, field="files")
