"""What the home page picks, and what it must not."""

from typing import Any

from coprod.core.database import session as database
from coprod.core.values.clock import today
from coprod.core.values.dates import PartialDate
from coprod.engagement.comments.actions import answer_comment
from coprod.engagement.comments.enums import CommentKind, CommentState
from coprod.engagement.comments.queries import ACTIVITY_SUBJECTS
from coprod.engagement.commitments.enums import CommitmentProgress, CommitmentState
from coprod.engagement.moderation.enums import Outcome as Decided
from coprod.learning.records.enums import TeamVisibility
from coprod.library.home.queries import HomePage, load_home
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity
from coprod.register.activities.rules import Naming
from coprod.register.files.actions import add_file, approve_file
from coprod.register.files.models import StoredFile
from coprod.register.files.rules import Upload
from coprod.register.sections.actions import write_parts
from coprod.register.sections.rules import Outcome, Pledge
from tests import make
from tests.engagement.commitments.make import moved, promise, unread
from tests.register.files.test_rules import picture


def story(title: str = "A walking group", **given: Any) -> Activity:
    return make.activity(status=Status.PUBLISHED, naming=Naming(title), **given)


def quotation(home: HomePage) -> str:
    assert home.featured
    return home.featured.quotation.words if home.featured.quotation else ""


def test_the_newest_story_that_says_what_people_could_change_is_featured(session: Any) -> None:
    whole = story("Whole")
    write_parts(whole, (Pledge(open_to_change="The route"), Outcome(did="A shorter route")))
    story("Newer, and says less")

    featured = load_home().featured

    assert featured
    assert (featured.row.head.title, featured.open_to_change) == ("Whole", "The route")


def test_where_no_story_says_it_the_newest_is_featured(session: Any) -> None:
    story("Older")
    story("Newer")

    featured = load_home().featured

    assert featured
    assert featured.row.head.title == "Newer"


def test_only_public_words_of_somebody_who_was_there_are_quoted(session: Any) -> None:
    entry = story()
    there = CommentKind.WAS_THERE
    make.comment(entry, "Not read yet", kind=there)
    make.comment(entry, "Is it open?", kind=CommentKind.QUESTION, outcome=Decided.PUBLISH)
    make.comment(entry, "Declined", kind=there, outcome=Decided.DECLINE)
    make.comment(entry, "long " * 60, kind=there, outcome=Decided.PUBLISH)
    assert quotation(load_home()) == ""

    make.comment(entry, "With Ann Smith", kind=there, outcome=Decided.EDIT)
    assert quotation(load_home()) == "The hall was [taken out]"


def test_a_picture_is_shown_once_it_is_approved(session: Any) -> None:
    owner = make.person()
    entry = story(owner=owner)
    upload = Upload("tea.png", picture("PNG"), "Tea", "Five people with cups", "")
    stored: StoredFile = make.keep(add_file(owner.actor, entry, upload))
    featured = load_home().featured
    assert featured
    assert featured.cover.picture is None

    approve_file(make.curator(), stored)
    database.commit()
    featured = load_home().featured
    assert featured
    assert featured.cover.picture
    assert featured.cover.picture.alt == "Five people with cups"


def test_promises_of_which_readers_heard_last_come_first_kept_or_not(session: Any) -> None:
    entry = story()
    dropped = promise(entry, request="A bus", words="We will ask for a bus", due=in_a_year())
    kept = promise(entry, request="A bench", due=in_a_year())
    promise(entry, request="", words="Nobody asked for it")
    moved(dropped, CommitmentState.NOT_DOING, reason="No money")
    moved(kept, CommitmentState.MADE, proof="It stands there")
    unread(entry, request="Not read yet")

    answers = [(each.request, each.reply, each.progress) for each in load_home().answers]

    assert answers == [
        ("A bench", "It stands there", CommitmentProgress.ON_TIME),
        ("A bus", "No money", CommitmentProgress.NOT_DOING),
    ]


def test_answers_of_teams_fill_up_what_promises_leave(session: Any) -> None:
    owner = make.person()
    entry = story(owner=owner)
    asked = make.comment(entry, "Will it open on Sundays?", outcome=Decided.PUBLISH)
    answer = answer_comment(
        owner.actor, ACTIVITY_SUBJECTS.build_subject(entry), asked, "Yes, from May"
    )
    database.commit()
    assert not load_home().answers

    answer.state = CommentState.PUBLISHED
    database.commit()
    (only,) = load_home().answers
    assert (only.request, only.reply, only.progress) == (
        "Will it open on Sundays?",
        "Yes, from May",
        None,
    )
    assert only.slug == entry.slug


def test_what_hangs_on_a_withdrawn_story_is_gone(session: Any) -> None:
    entry = story()
    promise(entry, request="A bench")
    make.withdraw(entry)

    home = load_home()

    assert (home.total, home.featured, home.answers) == (0, None, [])


def test_a_team_that_stays_unnamed_is_unnamed_here(session: Any) -> None:
    make.record(next_team="Begin with tea", showing=TeamVisibility.HIDDEN)

    (lesson,) = load_home().lessons

    assert (lesson.words, lesson.team) == ("Begin with tea", "")


def in_a_year() -> PartialDate:
    return PartialDate(today().year + 1)
