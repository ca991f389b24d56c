"""A letter is given other words, which are sent, kept in versions and taken back."""

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from flask_babel import force_locale
from sqlalchemy import select

from coprod.accounts.users.emails import LINK_EMAILS
from coprod.accounts.users.enums import Purpose
from coprod.core.audit_trail.models import Event
from coprod.core.mail import Outgoing
from coprod.core.values.actor import Actor, Role
from coprod.core.values.errors import ConflictError, NotAllowedError, RuleBrokenError
from coprod.core.values.phrases import N_
from coprod.reference.letters import actions, presenters, queries, rules
from coprod.reference.letters.rules import LetterText, LetterWords
from coprod.reference.wording.actions import BACK
from coprod.register.review.emails import build_published_email
from coprod.web import mailer
from tests import make

KEY = "register.review.published"
TITLE = "Boats at 50% [a link](x) <b>"


@pytest.fixture(autouse=True)
def request_context(app: Flask, session: Any) -> Iterator[None]:
    with app.test_request_context():
        yield


@pytest.fixture
def texts() -> list[LetterText]:
    return presenters.list_texts(build_published_email("«x»"))


def reword(texts: list[LetterText], language: str = "en", **typed: str) -> None:
    stored = queries.get_stored_texts()
    now = {text.name: text.find_words(stored, language) for text in texts}
    words = LetterWords(language, {**now, **typed}, "Plainer")
    seen = rules.compute_seen(texts, stored, language)
    actions.reword_letter(administrator(), KEY, texts, words, seen=seen)


def administrator() -> Actor:
    return make.person(role=Role.ADMINISTRATOR).actor


def send(session: Any, language: str = "en") -> Outgoing:
    with force_locale(language):
        mailer.write_email("somebody@example.org", build_published_email(TITLE), link="/x")
    session.flush()
    mail: Outgoing = session.scalars(select(Outgoing).order_by(Outgoing.id.desc())).first()
    return mail


def test_the_texts_of_a_letter_have_names_and_translations(texts: list[LetterText]) -> None:
    assert [text.name for text in texts] == ["subject", "opening-1", "closing-1"]
    assert [text.places for text in texts] == [[], ["title"], []]
    sign_in = presenters.list_texts(LINK_EMAILS[Purpose.SIGN_IN])
    assert {"en", "bn", "so"} == set(sign_in[0].original)
    assert [text.name for text in sign_in] == ["subject", "opening-1"]


def test_a_letter_goes_out_in_the_new_words(session: Any, texts: list[LetterText]) -> None:
    reword(texts, subject="Hooray", **{"opening-1": "Read %(title)s <i>now</i>"})

    mail = send(session)

    assert mail.subject == "Hooray"
    assert f"Read {TITLE}" in " ".join(mail.text.split())
    assert "<i>" not in mail.html
    assert "<b>" not in mail.html
    assert "This e-mail was sent automatically" in mail.text


def test_each_reader_gets_the_words_of_their_language(
    session: Any, texts: list[LetterText]
) -> None:
    shipped = send(session, "so").subject
    reword(texts, "bn", subject="আপনার লেখা", **{"opening-1": "পড়ুন: %(title)s"})

    assert send(session, "bn").subject == "আপনার লেখা"
    assert f"পড়ুন: {TITLE}" in " ".join(send(session, "bn").text.split())
    assert send(session, "so").subject == shipped
    assert send(session).subject == "Your story is public"

    reword(texts, subject="Hooray")
    assert send(session, "bn").subject == "Hooray"
    assert send(session, "so").subject == "Hooray"


def test_a_letter_to_many_asks_for_its_words_once(
    session: Any, texts: list[LetterText], queries: list[str]
) -> None:
    people = [make.person() for _ in range(3)]
    queries.clear()

    assert mailer.write_to_each(people, build_published_email(TITLE)) == 3

    assert len([each for each in queries if "framework_text" in each]) == 1


def test_other_letters_keep_their_words(session: Any, texts: list[LetterText]) -> None:
    reword(texts, subject="Hooray")

    assert queries.find_own_words("register.review.publishe") == {}
    assert queries.find_own_words("register.review.returned") == {}


def test_one_press_brings_the_original_back_and_the_history_stays(
    session: Any, texts: list[LetterText]
) -> None:
    reword(texts, subject="Hooray")
    reword(texts, "so", subject="Hambalyo")

    actions.restore_letter(administrator(), KEY)
    actions.restore_letter(administrator(), KEY)

    assert send(session).subject == "Your story is public"
    changes = presenters.build_changes(texts, queries.list_versions_of(KEY))
    assert [each.why for each in changes] == [BACK.text, "Plainer", "Plainer"]
    assert changes[-1].lines == [(texts[0].label, "en", "", "Hooray")]
    verbs = session.scalars(select(Event.verb).order_by(Event.id)).all()
    assert [each for each in verbs if each.endswith("a letter")] == [
        "reworded a letter",
        "reworded a letter",
        "restored a letter",
    ]


def test_who_was_not_first_is_told(session: Any, texts: list[LetterText]) -> None:
    seen = rules.compute_seen(texts, queries.get_stored_texts(), "en")
    reword(texts, subject="Hooray")
    words = LetterWords("en", {text.name: "" for text in texts}, "Mine")

    with pytest.raises(ConflictError):
        actions.reword_letter(administrator(), KEY, texts, words, seen=seen)


def test_the_same_words_are_no_version(session: Any, texts: list[LetterText]) -> None:
    with pytest.raises(RuleBrokenError, match="in use already"):
        reword(texts)


def test_administrators_alone_may(session: Any, texts: list[LetterText]) -> None:
    curator = make.person(role=Role.CURATOR).actor
    words = LetterWords("en", {text.name: "" for text in texts}, "Mine")

    with pytest.raises(NotAllowedError):
        actions.reword_letter(curator, KEY, texts, words, seen="")
    with pytest.raises(NotAllowedError):
        actions.restore_letter(curator, KEY)


def test_what_keeps_people_safe_is_never_replaced(session: Any) -> None:
    line = mailer.fix(N_("Keep it to yourself."))
    email = mailer.Email("a.b", N_("News"), (line,))
    own = {mailer.compute_text_key(line): {"en": "Show everybody"}}

    assert mailer.replace_words(email, own).before == (line,)
