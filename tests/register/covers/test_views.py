"""A cover shows what readers may see of an activity, and a drawing where that is nothing."""

from typing import Any

import pytest
from flask import Flask

from coprod.core.values.actor import VISITOR, Role
from coprod.reference.lists.enums import ListKind, Motif
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity
from coprod.register.activities.queries import get_activity
from coprod.register.activities.rules import About
from coprod.register.covers.queries import Cover, Covers, build_activity_cover, build_drawn_cover
from coprod.register.files import actions
from coprod.register.files.models import StoredFile
from coprod.register.files.queries import list_files
from coprod.register.files.rules import Upload
from tests import make
from tests.register.files.test_rules import picture


def add_picture(activity: Activity, **given: Any) -> StoredFile:
    upload = Upload("a.png", picture("PNG"), "The hall", **{"alt": "A hall", **given})
    return make.keep(actions.add_file(make.owner(activity), activity, upload))


def publish(activity: Activity) -> Activity:
    activity.status = Status.PUBLISHED
    return make.keep(activity)


def get_cover(activity: Activity) -> Cover:
    """Return the cover as a list of stories has it, which is the one of the story itself."""
    cover = Covers(VISITOR, [activity.id])[activity.id]
    loaded = get_activity(make.owner(activity), activity.slug)
    assert not activity.is_public or cover == build_activity_cover(
        loaded, list_files(VISITOR, activity)
    )
    return cover


def find_key(activity: Activity) -> str | None:
    cover = get_cover(activity).picture
    return cover.key if cover else None


def render(app: Flask, cover: Cover, width: int, macro: str = "cover") -> str:
    template = f'{{% from "register/covers/_cover.html" import {macro} %}}{{{{ {macro}(it, w) }}}}'
    with app.test_request_context():
        return app.jinja_env.from_string(template).render(it=cover, w=width)


def test_the_first_picture_is_the_cover_until_another_is_chosen(session: Any) -> None:
    activity = make.activity()
    first, second = add_picture(activity), add_picture(activity)
    publish(activity)
    assert find_key(activity) == first.key
    actions.choose_cover(make.person(role=Role.CURATOR).actor, second)
    session.flush()
    assert find_key(activity) == second.key


def test_a_picture_that_waits_is_no_cover(session: Any) -> None:
    activity = make.activity(status=Status.PUBLISHED)
    file = add_picture(activity)
    assert find_key(activity) is None
    actions.approve_file(make.person(role=Role.CURATOR).actor, file)
    session.flush()
    assert find_key(activity) == file.key


@pytest.mark.parametrize("status", [Status.DRAFT, Status.SUBMITTED, Status.WITHDRAWN])
def test_nothing_of_what_is_not_public_is_a_cover_for_readers(session: Any, status: Status) -> None:
    activity = make.activity()
    add_picture(activity)
    activity.status = status
    make.keep(activity)
    assert find_key(activity) is None


def test_a_patchwork_is_about_the_first_method_that_has_a_motif(session: Any) -> None:
    plain = make.term(ListKind.METHOD)
    film = make.term(ListKind.METHOD, motif=Motif.FILM, position=20)
    food = make.term(ListKind.TOPIC, motif=Motif.FOOD, position=10)
    about = About(((ListKind.METHOD, (plain.id, film.id)), (ListKind.TOPIC, (food.id,))))
    activity = make.activity(about=about)
    assert get_cover(activity).motif is Motif.FILM
    assert get_cover(make.activity()).motif is Motif.GROUP


def test_a_picture_is_drawn_with_its_words_and_its_size(app: Flask, session: Any) -> None:
    activity = make.activity()
    add_picture(activity, credit="Photo: a <b>member</b>")
    cover = get_cover(publish(activity))

    small, large = render(app, cover, 200), render(app, cover, 570, "cover_with_credit")

    assert 'alt="A hall" width="200" height="133" loading="lazy"' in small
    assert "srcset" not in small
    assert "1200w" in large
    assert "Photo: a &lt;b&gt;member&lt;/b&gt;" in large


def test_a_patchwork_says_nothing_and_may_be_stored(app: Flask, client: Any) -> None:
    cover = build_drawn_cover("learning", 7)
    drawn = render(app, cover, 96)
    answer = client.get(f"/covers/{cover.motif}/{cover.seed}.svg")

    assert 'alt=""' in drawn
    assert f'src="/covers/book/{cover.seed}.svg"' in drawn
    assert (answer.status_code, answer.mimetype) == (200, "image/svg+xml")
    assert answer.headers["Cache-Control"] == "public, max-age=604800"
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize("path", ["/covers/what/1.svg", "/covers/film/..svg", "/covers/film/1"])
def test_no_other_address_draws_anything(client: Any, path: str) -> None:
    assert client.get(path).status_code == 404
