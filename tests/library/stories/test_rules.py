import pytest

from coprod.library.stories.rules import split_summary, split_text

LONG = "word " * 40


@pytest.mark.parametrize(
    ("summary", "lead", "rest"),
    [
        ("", "", ""),
        ("One line without an end", "One line without an end", ""),
        (
            "A choir of neighbours sings on Fridays. It has a budget. And tea.",
            "A choir of neighbours sings on Fridays.",
            "It has a budget. And tea.",
        ),
        (
            "Too short. A first sentence says little.",
            "Too short. A first sentence says little.",
            "",
        ),
        (f"{LONG}. And more", f"{LONG}. And more", ""),
        (
            "Residents of St. Ann’s planned it with us, e.g. in May. Then it began.",
            "Residents of St. Ann’s planned it with us, e.g. in May.",
            "Then it began.",
        ),
    ],
)
def test_the_line_below_a_title_is_the_first_sentence(summary: str, lead: str, rest: str) -> None:
    assert split_summary(summary) == (lead, rest)


def test_no_word_of_a_text_is_lost_or_said_twice_and_little_is_not_folded() -> None:
    short = "\n\n".join(["word " * 10] * 4)
    assert split_text(short) == (short, "")
    for paragraphs in ([LONG] * 3, [LONG, "- item\n- item", LONG], ["word " * 500], [LONG, "word"]):
        text = "\n\n".join(paragraphs)
        first, rest = split_text(text)
        assert f"{first} {rest}".split() == text.split()
        assert first.strip()


def test_a_list_and_a_quotation_stay_with_what_they_follow() -> None:
    first, rest = split_text(f"{LONG}\n\n- {LONG}\n\n> {LONG}\n\nThen {LONG}")

    assert "- word" in first
    assert "> word" in first
    assert rest.startswith("Then")
