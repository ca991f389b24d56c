"""What pages promise for a day happens on it: nobody reads it from then on, whoever ran what.

Each test sets the clock forward, looks first with no job run, and again after all of them.
"""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from flask import Flask
from sqlalchemy import func, select

from coprod.accounts.autosave.models import Draft
from coprod.accounts.users.actions import create_link
from coprod.accounts.users.enums import Purpose
from coprod.accounts.users.models import Link, LoginSession
from coprod.accounts.users.queries import get_link
from coprod.assessment.resident_rating import actions as residents
from coprod.assessment.resident_rating.rules import ResidentReply
from coprod.core import storage
from coprod.core.keyring import create_private_link
from coprod.core.values import clock
from coprod.core.values.actor import Role
from coprod.core.values.errors import NotFoundError, RuleBrokenError
from coprod.exchange.feedback_imports import actions as feedback
from coprod.exchange.feedback_imports.models import FeedbackFile
from coprod.exchange.feedback_imports.queries import has_upload, list_unplaced_names
from coprod.intelligence.feedback_comments.models import FeedbackComment
from coprod.library.subscriptions import actions as following
from coprod.library.subscriptions.enums import Frequency
from coprod.library.subscriptions.models import Follower
from coprod.library.subscriptions.queries import get_by_token
from coprod.library.subscriptions.rules import FollowRequest
from coprod.outcomes.results.enums import LikertAnswer
from coprod.outcomes.surveys import actions as surveys
from coprod.outcomes.surveys.models import Survey, SurveyAnswer
from coprod.participation.groups.enums import ConsentSubject
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity
from coprod.register.activities.rules import Naming
from coprod.register.files.models import StoredFile
from coprod.register.ownership import actions as owners
from coprod.register.ownership.models import OwnerInvitation
from coprod.register.ownership.rules import OwnerRequest
from tests import make
from tests.exchange.feedback_imports.test_actions import upload
from tests.outcomes.surveys.test_views import opened
from tests.participation.groups.make import consent
from tests.participation.groups.test_actions import with_picture
from tests.reviews.make import is_open

As = Callable[[Any], Any]
TITLE = "Tea and talk in Bow"
SMALL = "Id,When,Felt,Said,Who,Place\n1,30/09/2021,1,Very kind nurse,a,Nowhere Lane\n"


def later(**how_long: int) -> Any:
    return time_machine.travel(clock.now() + timedelta(**how_long))


def run_jobs(app: Flask, session: Any) -> None:
    """Run the command, and forget what this session has in memory."""
    done = app.test_cli_runner().invoke(args=["jobs", "run"])
    assert done.exit_code == 0, done.output
    session.expire_all()


def in_five_days() -> Any:
    return clock.today() + timedelta(days=5)


@pytest.fixture
def told_until(session: Any) -> Any:
    """Give a public entry with a story to which somebody agreed for five days."""
    entry = make.activity(status=Status.PUBLISHED, naming=Naming(TITLE))
    consent(entry, until=in_five_days(), outside=True)
    return entry


PLACES = (
    "/stories",
    "/stories?q=talk",
    "/api/entries",
    "/api/search?q=talk",
    "/stories/feed.atom",
    "/sitemap/2.xml",
    "/",
)


@pytest.mark.parametrize("path", ["/stories/tea-and-talk-in-bow", "/api/entries/{}", *PLACES])
def test_a_story_is_out_of_sight_from_the_day_on_which_its_consent_has_ended(
    app: Flask, client: Any, session: Any, told_until: Any, path: str
) -> None:
    path = path.format(told_until.slug)
    with later(days=5):
        assert TITLE in client.get(path).text or told_until.slug in client.get(path).text
    with later(days=6):
        page = client.get(path)
        assert TITLE not in page.text
        assert f"library/stories/{told_until.slug}" not in page.text or page.status_code == 404
        run_jobs(app, session)
        assert TITLE not in client.get(path).text
        assert session.get_one(Activity, told_until.id).status is Status.WITHDRAWN


def test_a_search_counts_no_entry_whose_day_has_passed(client: Any, told_until: Any) -> None:
    assert client.get("/api/entries?q=talk").json["total"] == 1
    with later(days=6):
        found = client.get("/api/entries?q=talk").json
        assert (found["total"], found["facets"]) == (0, [])
        assert client.get("/api/search?q=talk").json["total"] == 0


def test_what_hangs_on_such_an_entry_is_out_of_sight_too(
    client: Any, session: Any, told_until: Any
) -> None:
    """A link to answer, to comment or to follow leads nowhere either."""
    asking = make.resident_round(told_until)
    with later(days=6):
        for path in (
            f"/stories/{told_until.slug}/ratings",
            f"/rate/{asking.key}",
            f"/stories/{told_until.slug}/history",
            f"/follow?entry={told_until.slug}",
        ):
            assert client.get(path).status_code == 404, path


def test_a_second_consent_that_lasts_longer_does_not_bring_it_back(
    client: Any, session: Any, told_until: Any
) -> None:
    consent(told_until, until=in_five_days() + timedelta(days=9))
    consent(told_until)
    with later(days=6):
        assert client.get(f"/stories/{told_until.slug}").status_code == 404


def test_a_picture_is_out_of_sight_and_then_gone(app: Flask, client: Any, session: Any) -> None:
    entry, file = with_picture()
    entry.status = Status.PUBLISHED
    consent(entry, covers=ConsentSubject.FILE, file_id=file.id, until=in_five_days())
    path = f"/files/{file.key}"
    with later(days=5):
        assert client.get(path).status_code == 200
    with later(days=6):
        assert client.get(path).status_code == 404
        page = client.get(f"/stories/{entry.slug}")
        assert page.status_code == 200
        assert file.key not in page.text
        run_jobs(app, session)
        assert session.scalars(select(StoredFile)).all() == []
        assert file.key not in storage.list_stored()


def test_a_consent_for_a_picture_that_is_gone_already_takes_no_entry_down(
    app: Flask, client: Any, session: Any
) -> None:
    entry, file = with_picture()
    entry.status = Status.PUBLISHED
    consent(entry, covers=ConsentSubject.FILE, file_id=file.id, until=in_five_days())
    session.delete(file)
    session.commit()
    with later(days=6):
        run_jobs(app, session)
        assert client.get(f"/stories/{entry.slug}").status_code == 200


def test_answers_to_a_survey_are_taken_until_its_last_day_and_thrown_away_after(
    app: Flask, client: Any, session: Any
) -> None:
    survey = opened()
    surveys.answer_survey(make.person().actor, survey, {survey.asks[0]: LikertAnswer.AGREE}, "slip")
    session.commit()
    after = survey.closes_on - clock.today() + timedelta(days=1)
    with time_machine.travel(clock.now() + after):
        assert "This survey has closed" in client.get(f"/say/{survey.key}").text
        with pytest.raises(RuleBrokenError):
            surveys.answer_survey(
                make.person().actor, survey, {survey.asks[0]: LikertAnswer.AGREE}, "other"
            )
        run_jobs(app, session)
        assert session.scalar(select(func.count(SurveyAnswer.id))) == 0
        assert session.scalars(select(Survey)).one().is_counted


def test_a_round_of_residents_closes_on_its_day(app: Flask, client: Any, session: Any) -> None:
    asking = make.resident_round(make.activity(status=Status.PUBLISHED))
    after = asking.closes_on - clock.today() + timedelta(days=1)
    with time_machine.travel(clock.now() + after):
        assert "This round has closed" in client.get(f"/rate/{asking.key}").text
        slip = residents.AnswerSubmission("once")
        with pytest.raises(RuleBrokenError):
            residents.answer_round(make.person().actor, asking, ResidentReply({"G1": "yes"}), slip)
        run_jobs(app, session)
        assert is_open(asking), "it waits for its release"


def test_words_that_were_not_saved_are_shown_for_ninety_days(
    app: Flask, as_: As, session: Any
) -> None:
    person = make.person()
    words = [["title", "Half a thought"]]
    make.keep(Draft(person_id=person.id, key="k", address="/activities/log", fields=words))
    with later(days=89):
        assert "Half a thought" in as_(person).get("/held").text
    with later(days=91):
        browser = as_(person)
        assert "Half a thought" not in browser.get("/held").text
        assert "Half a thought" not in browser.get("/activities/log").text
        run_jobs(app, session)
        assert session.scalars(select(Draft)).all() == []


def test_a_link_in_a_letter_opens_nothing_after_its_time(app: Flask, session: Any) -> None:
    token = create_link(Purpose.SIGN_IN, "a@b.example", make.person(), {}).token
    session.commit()
    with later(minutes=31):
        with pytest.raises(NotFoundError):
            get_link(token)
        run_jobs(app, session)
        assert session.scalars(select(Link)).all() == []


def test_a_browser_is_signed_out_after_its_days(app: Flask, as_: As, session: Any) -> None:
    person = make.person()
    old = as_(person)
    first = clock.today()
    with later(days=15):
        assert old.get("/account").status_code == 303
        page = as_(person).get("/account").text
        assert f"Since {first.day} {first:%B %Y}" not in page
        run_jobs(app, session)
        assert len(session.scalars(select(LoginSession)).all()) == 1


def test_the_address_of_somebody_who_was_asked_to_share_goes_after_fourteen_days(
    app: Flask, as_: As, session: Any
) -> None:
    person = make.person()
    entry = make.activity(owner=person)
    owners.invite_owner(make.owner(entry), entry, OwnerRequest("friend@b.example"))
    session.commit()
    with later(days=15):
        assert "friend@b.example" not in as_(person).get(f"/activities/{entry.slug}/owners").text
        run_jobs(app, session)
        assert session.scalars(select(OwnerInvitation)).all() == []


def test_an_address_for_letters_that_never_said_yes_is_forgotten_after_fourteen_days(
    app: Flask, client: Any, session: Any
) -> None:
    link = create_private_link()
    following.follow_by_mail(
        "a@b.example", FollowRequest(Frequency.AT_ONCE, search="q=tea"), link, language="en"
    )
    session.commit()
    at = f"/following/{link.token}"
    with later(days=13):
        assert "Waiting for your yes" in client.get(at).text
    with later(days=15):
        assert client.get(at).status_code == 404
        assert client.send(f"{at}/yes").status_code == 404
        with pytest.raises(NotFoundError):
            get_by_token(link.token)
        run_jobs(app, session)
        assert session.scalars(select(Follower)).all() == []


def test_a_follower_says_yes_to_nothing_that_was_asked_too_long_ago(session: Any) -> None:
    link = create_private_link()
    first, second = (FollowRequest(Frequency.WEEKLY, search=each) for each in ("q=a", "q=b"))
    asked = following.follow_by_mail("a@b.example", first, link, language="en")
    following.confirm_follows(asked.follower)
    following.follow_by_mail("a@b.example", second, create_private_link(), language="en")
    session.commit()
    with later(days=15):
        found = get_by_token(link.token)
        assert [each.search for each in found.live_follows] == ["q=a"]
        following.confirm_follows(found)
        assert [each.search for each in found.follows if each.confirmed_at] == ["q=a"]


@pytest.fixture
def brought(app: Flask, session: Any) -> Any:
    """Give a file of one comment, counted, in the folder that the app itself uses."""
    folder = Path(app.extensions["settings"].data_folder) / "feedback"
    curator = make.person(role=Role.CURATOR)
    columns = {"Id": "key", "When": "date", "Felt": "feeling", "Said": "text", "Who": "person"}
    of = upload(curator.actor, folder, SMALL, columns={**columns, "Place": "locality"})
    feedback.count_file(curator.actor, folder, of)
    session.commit()
    return curator, folder, of


def test_words_of_comments_are_read_for_two_years(
    app: Flask, as_: As, session: Any, brought: Any
) -> None:
    curator, folder, _of = brought
    insight = 1
    with later(days=728):
        assert (
            "Very kind nurse"
            in as_(curator).get(f"/what-people-told-us/summaries/{insight}/comments").text
        )
        assert list_unplaced_names(curator.actor)[0].name == "Nowhere Lane"
    with later(days=731):
        page = as_(curator).get(f"/what-people-told-us/summaries/{insight}/comments").text
        assert "Very kind nurse" not in page
        assert list_unplaced_names(curator.actor) == []
        run_jobs(app, session)
        kept = session.scalars(select(FeedbackComment)).one()
        assert (kept.text, kept.person_mark, kept.unplaced) == ("", "", {"locality": ""})
        assert list(folder.rglob("upload")) == []


def test_a_counted_file_can_be_mapped_again_for_thirty_days(
    app: Flask, session: Any, brought: Any
) -> None:
    curator, folder, of = brought
    with later(days=31):
        assert not has_upload(folder, of)
        with pytest.raises(RuleBrokenError):
            feedback.reopen_file(curator.actor, folder, of)
        run_jobs(app, session)
        assert not (folder / of.token).exists()
        assert session.scalars(select(FeedbackComment)).one().text == "Very kind nurse"


def test_a_file_that_was_never_counted_is_not_kept_longer_than_its_words_would_be(
    app: Flask, session: Any
) -> None:
    folder = Path(app.extensions["settings"].data_folder) / "feedback"
    of = upload(make.person(role=Role.CURATOR).actor, folder, SMALL)
    session.commit()
    with later(days=731):
        assert not has_upload(folder, of)
        run_jobs(app, session)
        assert not (folder / of.token).exists()
        assert session.get(FeedbackFile, of.id) is not None
