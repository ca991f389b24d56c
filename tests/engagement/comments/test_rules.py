import unicodedata
from datetime import timedelta
from typing import Any, Literal

import pytest

from coprod.core.config import HOME
from coprod.core.values import clock
from coprod.core.values.errors import RuleBrokenError
from coprod.engagement.comments.enums import CommentKind, CommentState
from coprod.engagement.comments.rules import (
    ABOUT_WORDS,
    MOST_WORDS,
    check_body,
    claims_a_change,
    hash_words,
    may_change,
)
from coprod.reference.lists.enums import ListKind
from coprod.reference.lists.schemas import read_place

NOW = clock.now()
PLACE = read_place(HOME / "examples/tower-hamlets/place.yaml")
CHANGE_WORDS = [term for term in PLACE.terms if term.list_kind is ListKind.CHANGE_WORD]
SAYS: list[Any] = [term.values for term in CHANGE_WORDS]
SHIPPED = [word for says in SAYS for word in (says["label"], *says.get("aliases", ()))]
HALF_AN_HOUR = timedelta(minutes=30)
LATE = NOW + HALF_AN_HOUR + timedelta(seconds=1)


def test_about_a_thousand_words_fit() -> None:
    check_body("word " * ABOUT_WORDS)
    check_body("word " * MOST_WORDS)


@pytest.mark.parametrize("body", ["", "  \n", "word " * (MOST_WORDS + 1), "x" * 9001])
def test_nothing_and_too_much_are_refused(body: str) -> None:
    with pytest.raises(RuleBrokenError) as broken:
        check_body(body)

    assert broken.value.field == "body"


@pytest.mark.parametrize("state", list(CommentState))
def test_words_can_be_changed_for_half_an_hour(state: CommentState) -> None:
    early = may_change(state, NOW, NOW + HALF_AN_HOUR, is_answered=False)
    late = may_change(state, NOW, LATE, is_answered=False)

    assert early is (state in {CommentState.WAITING, CommentState.PUBLISHED, CommentState.REWORD})
    assert late is (state is CommentState.REWORD)


def test_what_was_answered_stays_as_it_was() -> None:
    assert not may_change(CommentState.PUBLISHED, NOW, NOW, is_answered=True)


@pytest.mark.parametrize(
    ("kind", "body", "claims"),
    [
        (CommentKind.WRONG, "Hello", True),
        (CommentKind.THANKS, "Nobody is better placed", True),
        (CommentKind.THANKS, "A bookclub", False),
        (CommentKind.THANKS, "চায়ের জন্য অনেক ধন্যবাদ", False),
        (CommentKind.IDEA, "বিস্কুট আনুন", False),
        (CommentKind.THANKS, "ক্লিনিকটি এখন রবিবারেও খোলে", True),
        (CommentKind.WAS_THERE, "সময়সূচি পরিবর্তনের কথা বলা হয়েছিল", True),
        (CommentKind.THANKS, "সেবার মান উন্নত হয়েছে", True),
        (CommentKind.THANKS, "দলটি বন্ধ হয়ে গেছে।", True),
        (CommentKind.THANKS, "Shaah wanaagsan, mahadsanid", False),
        (CommentKind.THANKS, "Rugta waa la beddelay", True),
        (CommentKind.THANKS, "Adeeggu wuu hagaajiyay", True),
        (CommentKind.THANKS, "12:30 – 14:00", False),
        (CommentKind.THANKS, "Thank you for the tea", False),
        (CommentKind.QUESTION, "When is the next one?", False),
        (CommentKind.WAS_THERE, "Since then they improved the ramp", True),
        (CommentKind.THANKS, "Thanks to this the clinic opened on Sunday", True),
        (CommentKind.IDEA, "Bring biscuits", False),
    ],
)
def test_what_may_claim_a_change_is_known(kind: CommentKind, body: str, claims: bool) -> None:
    assert claims_a_change(kind, body, SHIPPED) is claims


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_bengali_is_known_in_whatever_way_it_was_typed(form: Literal["NFC", "NFD"]) -> None:
    typed = unicodedata.normalize(form, "আগের চেয়ে অনেক সহজ")
    joined = "পরি\u200dবর্\u200cতন"

    assert claims_a_change(CommentKind.THANKS, typed, SHIPPED)
    assert claims_a_change(CommentKind.THANKS, joined, SHIPPED)


def test_a_word_is_known_by_its_beginning_and_not_within_another() -> None:
    assert claims_a_change(CommentKind.THANKS, "বদলেছে", ["বদল"])
    assert not claims_a_change(CommentKind.THANKS, "অদলবদল", ["বদল"])
    assert not claims_a_change(CommentKind.THANKS, "exchange", ["chang"])


@pytest.mark.parametrize("body", ["شكرا على الشاي", "谢谢你们的茶", "Thank you, শাই"])
def test_a_script_that_the_list_has_nothing_in_may_claim_anything(body: str) -> None:
    assert claims_a_change(CommentKind.THANKS, body, ["chang", "better"])
    assert claims_a_change(CommentKind.THANKS, body, [])


def test_every_word_of_another_language_says_whether_a_speaker_checked_it() -> None:
    others = [each for each in CHANGE_WORDS if not each.key.startswith("en_")]

    assert {each.key[:3] for each in others} == {"bn_", "so_"}
    assert all("Not checked by a speaker" in str(each.values["note"]) for each in others)


def test_the_same_words_have_one_mark_and_short_ones_none() -> None:
    assert hash_words("The hall was very cold!") == hash_words("the hall  was VERY cold")
    assert hash_words("Thank you") == ""
