"""Sorting by usefulness: reused, signed by residents, looked at again."""

from typing import Any

from coprod.core.values.actor import Role
from coprod.learning.reader_responses import actions as readers
from coprod.learning.reader_responses.enums import Mark, Stance
from coprod.learning.records import actions as learning
from coprod.learning.usefulness.queries import score_activities
from coprod.learning.usefulness.rules import UsageCounts, score_usefulness
from coprod.register.activities.enums import Rung, Status
from coprod.register.activities.rules import Naming
from tests import make

LESSONS = "&kind=learning_record&outcome=worked"


def titles(client: Any, *names: str, of: str = "") -> list[str]:
    """Return those of ``names`` that the list says, in its order. A list is of one kind."""
    page = client.get(f"/stories?sort=useful{of}").text
    return sorted((name for name in names if name in page), key=page.index)


def test_reuse_counts_most_and_marks_without_a_name_do_not_count() -> None:
    adopted, signed, checked = (
        UsageCounts(adopted=1),
        UsageCounts(signed=1),
        UsageCounts(is_checked=True),
    )

    assert (
        score_usefulness(adopted)
        > score_usefulness(signed)
        > score_usefulness(checked)
        > score_usefulness(UsageCounts())
    )
    assert score_usefulness(UsageCounts()) == 0


def test_what_another_team_used_comes_before_what_is_newer(client: Any) -> None:
    source = make.activity(status=Status.PUBLISHED, naming=Naming("The source"))
    make.activity(status=Status.PUBLISHED, naming=Naming("Something newer"))
    client.get("/stories?q=source")
    assert titles(client, "The source", "Something newer") == ["Something newer", "The source"]

    make.adoption(source, status=Status.PUBLISHED, title="Made from it")

    assert titles(client, "The source", "Something newer") == ["The source", "Something newer"]


def test_a_record_that_residents_signed_or_that_is_still_true_goes_up(client: Any) -> None:
    writer = make.person()
    first = make.record(writer=writer, next_team="Signed by residents")
    entry = make.activity(owner=writer, status=Status.PUBLISHED, naming=Naming("Its entry"))
    second = make.record(writer=writer, next_team="About an entry", activity_id=entry.id)
    make.record(next_team="Only newer")
    make.activity(status=Status.PUBLISHED, naming=Naming("Newer story"))
    client.get("/stories")

    make.signature(first.slug, stand=Stance.AGREE, words="", agreed=False)
    make.signature(second.slug, stand=Stance.AGREE, words="", agreed=False)

    order = titles(client, "Signed by residents", "About an entry", "Only newer", of=LESSONS)
    assert len(order) == 3
    assert order[-1] == "Only newer"
    assert titles(client, "Its entry", "Newer story") == ["Its entry", "Newer story"]


def test_a_confirmed_level_counts_when_an_entry_is_written_anew(client: Any) -> None:
    entry = make.activity(status=Status.PUBLISHED, naming=Naming("Confirmed"))
    make.activity(status=Status.PUBLISHED, naming=Naming("Only newer"))
    make.confirmed_proposal(make.rating(entry), Rung.ENGAGEMENT)

    assert titles(client, "Confirmed", "Only newer")[0] == "Confirmed"


def test_marks_that_anybody_can_leave_move_nothing_up(session: Any) -> None:
    entry = make.activity(status=Status.PUBLISHED)
    for n in range(30):
        readers.leave_mark(make.person(role=Role.RESIDENT).actor, entry, Mark.USED, secret=str(n))

    assert score_activities([entry.id]) == {entry.id: 0}


def test_whether_a_record_was_checked_again_is_told_by_its_days(client: Any) -> None:
    writer = make.person()
    record = make.record(writer=writer, next_team="Checked again")
    record.published_at = record.published_at and record.published_at.replace(year=2020)
    make.record(next_team="Only newer")
    learning.confirm_record(writer.actor, record)

    order = titles(client, "Checked again", "Only newer", of=LESSONS)
    assert order == ["Checked again", "Only newer"]
