"""The measures against values worked out by hand."""

from math import log2
from pathlib import Path

import pytest

from bench.judged import NotJudgedError, read
from bench.measures import Quality, ndcg, precision, quality, recall


def test_gain_counts_less_further_down_and_is_one_at_best() -> None:
    relevant = {"a": 2, "b": 1}

    assert ndcg(["a", "b"], relevant) == 1.0
    assert ndcg(["x", "a"], relevant) == pytest.approx((2 / log2(3)) / (2 + 1 / log2(3)))
    assert ndcg(["x"] * 10 + ["a"], relevant) == 0.0


def test_precision_is_taken_at_each_relevant_document() -> None:
    assert precision(["a", "x", "b"], {"a": 1, "b": 1}) == pytest.approx((1 + 2 / 3) / 2)
    assert precision(["x", "a"], {"a": 1, "b": 1}) == pytest.approx(0.25)


def test_recall_is_of_the_first_hundred() -> None:
    assert recall(["a", *"x" * 99, "b"], {"a": 1, "b": 1}) == 0.5


def test_questions_without_an_answer_do_not_count() -> None:
    got = quality({"q": ["a"], "nobody knows": ["a"]}, {"q": {"a": 1}})
    assert got == Quality(1.0, 1.0, 1.0)
    assert quality({}, {}) == Quality(0.0, 0.0, 0.0)


def test_each_form_of_a_judged_set_is_read(tmp_path: Path) -> None:
    (tmp_path / "MED.ALL").write_text(".I 1\n.T\nA title\n.W\nfirst text\n.I 2\n.W\nsecond\n")
    (tmp_path / "queries.txt").write_text("Q1 what is first?\n\n")
    (tmp_path / "qrels.txt").write_text("Q1 1\nQ1 0 2 2\nQ1 0 3 0\n")

    judged = read(tmp_path)

    assert judged.documents == {"1": ("A title\n", "first text\n"), "2": ("", "second\n")}
    assert judged.questions == {"Q1": "what is first?"}
    assert judged.relevant == {"Q1": {"1": 1, "2": 2}}
    with pytest.raises(NotJudgedError):
        read(tmp_path / "nowhere")
