import pytest

from coprod.core.search_engine.analysis import append_joined_words, list_stems, normalize
from coprod.core.search_engine.parsing import find_synonyms, parse_text


def same(*ways: str) -> bool:
    return len({tuple(list_stems(normalize(way))) for way in ways}) == 1


@pytest.mark.parametrize(
    "ways",
    [
        ("co-production", "co production", "Coproduction", "CO\u2011PRODUCTION"),
        ("e-mail", "email", "E-Mail"),
        ("a café", "a CAFE", "a cafe\u0301"),
        ("resident", "residents", "resident’s", "residents'"),
        ("go'aan", "go’aan"),
        ("স্বাস্থ্য", " স্বাস্থ্য! "),
    ],
)
def test_what_can_be_written_in_several_ways_is_one_word(ways: tuple[str, ...]) -> None:
    assert same(*ways)


def test_a_word_with_a_hyphen_is_also_kept_as_one_word() -> None:
    assert "wellbeing" in append_joined_words("Their well-being").split()
    assert "Their well-being" in append_joined_words("Their well-being")


def test_quotes_make_a_phrase_and_a_lone_quote_nothing() -> None:
    assert parse_text("“paying people” fairly").phrases == ("paying people",)
    assert parse_text('"paying people" fairly').words.split() == ["fairly"]
    assert parse_text('paying "people').phrases == ()
    assert parse_text('""').phrases == ()


def test_the_other_phrases_of_a_group_are_meant_too() -> None:
    group = [["ppg"], ["patient", "group"], ["practice", "panel"]]

    assert find_synonyms(["our", "ppg"], [group]) == [["patient", "group"], ["practice", "panel"]]
    assert find_synonyms(["a", "patient", "group"], [group])[0] == ["ppg"]
    assert find_synonyms(["patient"], [group]) == []
