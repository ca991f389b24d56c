"""What must be true of words that somebody suggests."""

import pytest

from coprod.core.values.errors import RuleBrokenError
from coprod.engagement.suggestions.enums import Passage
from coprod.engagement.suggestions.rules import PASSAGE_KINDS, check_words, get_words, replace_words
from coprod.register.activities.rules import LONGEST_TITLE, Naming, Story


def test_one_passage_of_a_part_changes_and_the_others_stay() -> None:
    story = Story(body="We met.", learned="Ask first.")

    better = replace_words(story, Passage.LEARNED, " Ask early. ")

    assert better == Story(body="We met.", learned="Ask early.")
    assert get_words(better, Passage.BODY) == "We met."


def test_a_title_stays_one_line() -> None:
    assert replace_words(Naming("Falls"), Passage.TITLE, "Falls\ngroup") == Naming("Falls group")


@pytest.mark.parametrize("words", ["", "  \n", "Falls", " Falls "])
def test_words_must_be_there_and_differ(words: str) -> None:
    with pytest.raises(RuleBrokenError) as broken:
        check_words(Passage.SUMMARY, words, "Falls")
    assert broken.value.field == "words"


def test_a_title_is_no_longer_than_a_title_may_be() -> None:
    with pytest.raises(RuleBrokenError) as broken:
        check_words(Passage.TITLE, "x" * (LONGEST_TITLE + 1), "Falls")
    assert broken.value.field == "words"


def test_every_passage_has_a_part_that_holds_it() -> None:
    assert set(PASSAGE_KINDS) == set(Passage)
    assert all(hasattr(PASSAGE_KINDS[each], "__dataclass_fields__") for each in Passage)
    assert all(each.value in PASSAGE_KINDS[each].__dataclass_fields__ for each in Passage)
