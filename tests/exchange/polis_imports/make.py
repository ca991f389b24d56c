"""An export of Polis as tests want it."""

from collections.abc import Mapping, Sequence

COMMENTS = "timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body\n"
VOTES = "timestamp,datetime,comment-id,voter-id,vote\n"
SUMMARY = "topic,How should we plan falls groups?\nurl,https://example.org/poll\nvoters,9\n"
Files = list[tuple[str, bytes]]


def export(
    statements: Mapping[int, tuple[str, int, Sequence[int]]], sign: int = 1, summary: str = SUMMARY
) -> Files:
    """Build the files. A statement has its words, whether it was accepted, and each one's vote."""
    comments, votes = COMMENTS, VOTES
    for number, (words, moderated, given) in statements.items():
        agrees, disagrees = given.count(1), given.count(-1)
        comments += f'1,then,{number},0,{agrees},{disagrees},{moderated},"{words}"\n'
        for voter, vote in enumerate(given):
            votes += f"{voter},then,{number},{voter},{sign * vote}\n"
    return [
        ("comments.csv", comments.encode()),
        ("votes.csv", votes.encode()),
        ("summary.csv", summary.encode()),
    ]
