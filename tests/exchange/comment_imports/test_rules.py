from coprod.core.values import clock
from coprod.exchange.comment_imports.enums import CommentOutcome, PlacementChange
from coprod.exchange.comment_imports.rules import PlacedComment, SourceComment, place_comments

NOW = clock.now()


def comment(key: str, parent: str = "", text: str = "words", about: str = "7") -> SourceComment:
    return SourceComment(key, about, text, parent, NOW)


def place(*turns: SourceComment) -> dict[str, PlacedComment]:
    return {each.original.key: each for each in place_comments(turns).placed}


def test_answers_to_answers_come_under_the_first_and_say_what_they_answer() -> None:
    deep = [comment("0"), *(comment(str(n), str(n - 1)) for n in range(1, 22))]
    found = place(*deep)

    assert (found["1"].under, found["1"].answers, found["1"].changes) == ("0", "", ())
    assert (found["21"].under, found["21"].answers, found["21"].depth) == ("0", "20", 21)
    assert found["21"].changes == (PlacementChange.DEEPER,)


def test_an_answer_to_what_is_missing_stands_by_itself() -> None:
    placed = place(
        comment("a", "gone"),
        comment("b", "a"),
        comment("c", "d"),
        comment("d", about="8"),
    )

    assert (placed["a"].under, placed["a"].has_lost_parent) == ("", True)
    assert placed["a"].changes == (PlacementChange.LOST_PARENT,)
    assert (placed["b"].under, placed["b"].changes) == ("a", ())
    assert placed["c"].has_lost_parent


def test_an_answer_to_no_words_stands_where_that_one_would() -> None:
    found = place_comments(
        [
            comment("a"),
            comment("b", "a", text=""),
            comment("c", "b"),
            comment("d", text=""),
        ]
    )
    c = next(each for each in found.placed if each.original.key == "c")

    assert (c.under, c.answers, c.changes) == ("a", "", (PlacementChange.EMPTY_PARENT,))
    assert found.left_out == {CommentOutcome.NO_WORDS: ["b", "d"]}


def test_every_text_is_kept_even_under_one_key() -> None:
    found = place_comments([comment("a"), comment("a", text="others"), comment("a")])

    assert [(each.original.key, each.original.text) for each in found.placed] == [
        ("a", "words"),
        ("a+", "others"),
    ]
    assert found.left_out == {CommentOutcome.REPEATED: ["a"]}


def test_a_line_that_bites_its_tail_ends() -> None:
    found = place(comment("a", "b"), comment("b", "a"), comment("c", "c"))

    assert [each.under for each in found.values()] == ["b", "a", ""]
    assert [each.has_lost_parent for each in found.values()] == [False, False, True]
