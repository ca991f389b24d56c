"""How much of a decision each person reads: without a database."""

from coprod.core.values.actor import Actor, Role
from coprod.desk.decision_log import policies
from coprod.register.activities.models import Activity
from coprod.register.files.models import StoredFile
from coprod.register.files.review_kinds import FileReview
from coprod.reviews.enums import ReviewState
from coprod.reviews.models import Review

OWNER_WHO_CURATES = Actor(1, "x", Role.CURATOR)
CURATOR = Actor(2, "x", Role.CURATOR)
DECIDER = Actor(3, "x", Role.CURATOR)
STRANGER = Actor(4, "x", Role.TEAM_MEMBER)
FILE = StoredFile(waits=True, activity=Activity(owner_id=1, co_owners=[]))
REVIEW = Review(kind="file", state=ReviewState.DECIDED, decided_by_id=3)


class HiddenFiles(FileReview):
    hides_words = True


class FilesForDeciders(FileReview):
    is_for_deciders = True


def test_the_log_is_for_curators() -> None:
    assert policies.can_read_log(CURATOR)
    assert not policies.can_read_log(STRANGER)


def test_who_had_a_hand_in_it_reads_no_hidden_words() -> None:
    kind = HiddenFiles()
    for actor, has_words in ((OWNER_WHO_CURATES, False), (CURATOR, True)):
        assert policies.can_see_line(actor, kind, REVIEW, FILE)
        assert policies.can_read_words(actor, kind, REVIEW, FILE) is has_words


def test_what_is_for_deciders_alone_is_no_line_for_others() -> None:
    kind = FilesForDeciders()
    assert policies.can_see_line(CURATOR, kind, REVIEW, FILE)
    assert not policies.can_see_line(OWNER_WHO_CURATES, kind, REVIEW, FILE)


def test_of_what_is_gone_only_whoever_decided_reads_words() -> None:
    for kind, is_line in ((FileReview(), True), (FilesForDeciders(), False)):
        assert policies.can_see_line(CURATOR, kind, REVIEW, None) is is_line
        assert not policies.can_read_words(CURATOR, kind, REVIEW, None)
        assert policies.can_see_line(DECIDER, kind, REVIEW, None)
        assert policies.can_read_words(DECIDER, kind, REVIEW, None)
