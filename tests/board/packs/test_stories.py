"""Three stories of a pack, each with a picture: chosen by a person, shown while readers may."""

import io
import zipfile
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from flask.testing import FlaskClient

from coprod.assessment.self_assessment.enums import Round
from coprod.board.packs import actions, presenters, queries, tasks
from coprod.board.packs.enums import SectionKey
from coprod.core import storage
from coprod.core.values import clock
from coprod.core.values.actor import Role
from coprod.core.values.dates import PartialDate
from coprod.core.values.errors import NotFoundError, RuleBrokenError
from coprod.engagement.commitments.enums import CommitmentState
from coprod.register.activities.enums import Rung, Status
from coprod.register.activities.models import Activity
from coprod.register.activities.rules import Naming
from coprod.register.files.actions import add_file, remove_file
from coprod.register.files.models import StoredFile
from coprod.register.files.rules import Upload
from tests import make
from tests.board.packs import make as packs
from tests.board.packs.test_tasks import list_tags
from tests.board.spotlights import make as spotlights
from tests.engagement.commitments.make import moved, promise
from tests.register.files.test_rules import picture

As = Callable[[Any], Any]
SECRET = "An unmistakable woman at a table"


@pytest.fixture(autouse=True)
def no_files(app: Any) -> Iterator[None]:
    yield
    with app.app_context():
        for key in storage.list_stored():
            storage.remove(key)


def add_picture(activity: Any, alt: str = SECRET) -> StoredFile:
    status, activity.status = activity.status, Status.DRAFT
    upload = Upload("table.png", picture("PNG"), "The table", alt=alt)
    file = add_file(make.owner(activity), activity, upload)
    activity.status = status
    file.waits = False
    make.keep(file)
    return file


def pictured(title: str, **given: Any) -> tuple[Any, StoredFile]:
    made = make.activity(naming=Naming(title), status=Status.PUBLISHED)
    return made, add_picture(made, **given)


def choose(pack: Any, *files: StoredFile) -> Any:
    actions.choose_stories(make.curator(), pack, [each.id for each in files], seen=pack.version)
    return pack


def test_first_come_those_whose_level_rose_and_those_that_kept_a_promise(session: Any) -> None:
    fallen, _ = pictured("Fell")
    risen, _ = pictured("Rose")
    kept, _ = pictured("Saved")
    for activity, before, now in (
        (risen, Rung.CONSULTATION, Rung.CO_DESIGN),
        (fallen, Rung.CO_DESIGN, Rung.CONSULTATION),
    ):
        make.confirmed_proposal(make.rating(activity), before)
        make.confirmed_proposal(make.rating(activity, round=Round.MIDPOINT), now)
    moved(promise(kept, due=PartialDate(2030, 1)), CommitmentState.MADE)
    pictured("No words for the blind")[1].alt = ""
    session.commit()
    found = queries.list_story_choices(packs.pack())
    assert [each.file.activity.title for each in found] == ["Rose", "Saved", "Fell"]
    assert [(each.has_risen, each.has_kept) for each in found] == [
        (True, False),
        (False, True),
        (False, False),
    ]
    later = packs.pack(
        starts=clock.today() + timedelta(days=1), ends=clock.today() + timedelta(days=2)
    )
    assert not any(each.has_risen or each.has_kept for each in queries.list_story_choices(later))
    (named,) = queries.list_story_choices(packs.pack(), "ell")
    assert named.file.activity.title == "Fell"


def test_what_was_in_the_spotlight_comes_before_all_others(session: Any) -> None:
    pictured("Newest")
    activity, _ = pictured("Seen by the board")
    over, _ = pictured("Long ago")
    spotlights.spotlight(activity)
    long_ago = clock.today() - timedelta(days=900)
    spotlights.spotlight(over, starts_on=long_ago, ends_on=long_ago)
    found = queries.list_story_choices(packs.pack())
    assert found[0].file.activity.title == "Seen by the board"
    assert [each.was_in_spotlight for each in found] == [True, False, False]


def test_a_picture_that_readers_do_not_see_is_not_proposed_nor_taken(session: Any) -> None:
    draft = make.activity(naming=Naming("A draft"))
    hidden = add_picture(draft)
    waiting = pictured("Waits")[1]
    waiting.waits = True
    gone = pictured("Consent is over")[1]
    gone.public_until = clock.today() - timedelta(days=1)
    session.commit()
    pack = packs.pack()
    assert queries.list_story_choices(pack) == []
    assert choose(pack, hidden, waiting, gone).stories == []


def test_three_at_most_and_one_picture_of_each(session: Any) -> None:
    files = [pictured(f"Story {number}")[1] for number in range(4)]
    pack = packs.pack()
    with pytest.raises(RuleBrokenError):
        choose(pack, *files)
    second = add_picture(files[0].activity)
    with pytest.raises(RuleBrokenError):
        choose(pack, files[0], second)
    actions.change_sections(make.curator(), pack, (SectionKey.MONEY,), seen=pack.version)
    with pytest.raises(NotFoundError):
        choose(pack, files[0])


def test_a_frozen_story_stays_as_it_was_and_goes_when_it_is_taken_down(
    session: Any, client: FlaskClient
) -> None:
    made, file = pictured("A walking group")
    slug = packs.freeze(choose(packs.pack(), file)).slug
    made.title = "Another title"
    session.commit()
    text = client.get(f"/board/packs/{slug}").text
    assert "A walking group" in text
    assert f'/files/{file.key}" alt="{SECRET}"' in text
    make.withdraw(session.get_one(Activity, made.id))
    session.commit()
    text = client.get(f"/board/packs/{slug}").text
    assert "A walking group" not in text
    assert SECRET not in text


def test_a_picture_that_was_taken_back_is_in_no_page_nor_file(
    session: Any, client: FlaskClient
) -> None:
    made, file = pictured("A walking group")
    pack = packs.freeze(choose(packs.pack(), file))
    mark = pack.sha256
    assert f"picture:{file.key}" in presenters.render_file_page(pack)
    remove_file(make.owner(made), file)
    session.commit()
    for text in (client.get(f"/board/packs/{pack.slug}").text, presenters.render_file_page(pack)):
        assert "A walking group" in text
        assert SECRET not in text
        assert "picture:" not in text
    assert actions.compute_hash(queries.get_pack_by_id(pack.id)) == mark


def test_a_curator_chooses_by_hand_and_sees_what_was_proposed(as_: As) -> None:
    _, file = pictured("A walking group")
    pack = packs.pack()
    curator, here = as_(Role.CURATOR), f"/board/packs/{pack.slug}/stories"
    assert SECRET in curator.get(here).text
    assert "No public story with such a title" in curator.get(f"{here}?q=nothing").text
    sent = {"stories": [str(file.id)], "version": "1"}
    answer = curator.send(here, sent)
    assert answer.location.endswith("/three-stories")
    assert f"/files/{file.key}" in curator.get(answer.location).text
    assert curator.send(here, sent).status_code == 409
    assert "checked" in curator.get(here).text


@pytest.mark.timeout(180)
def test_pdf_and_word_hold_the_picture_with_its_words(session: Any, tmp_path: Path) -> None:
    pack = packs.freeze(choose(packs.pack(), pictured("A walking group")[1]))
    html = tasks.embed_pictures(presenters.render_file_page(pack))
    assert "picture:" not in html
    pdf = pikepdf.open(io.BytesIO(tasks.write_pdf(html)))
    assert "Figure" in list_tags(pdf)
    assert any("/Alt" in each and str(each["/Alt"]) == SECRET for each in list_elements(pdf))
    with zipfile.ZipFile(io.BytesIO(tasks.write_word(html))) as parts:
        assert [name for name in parts.namelist() if name.startswith("word/media/")]
        assert SECRET in parts.read("word/document.xml").decode()


def list_elements(pdf: pikepdf.Pdf) -> list[Any]:
    return [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and "/S" in each]


def test_a_word_that_looks_like_a_picture_is_none(session: Any) -> None:
    pack = packs.narrate(packs.pack(), 'src="picture:abc" ../../etc')
    html = presenters.render_file_page(packs.freeze(pack))
    assert tasks.embed_pictures(html) == html
