import pytest

from coprod.assessment.self_assessment.presenters import FRAMEWORK
from coprod.core.values.errors import RuleBrokenError
from coprod.reference.wording.rules import LONGEST_TEXT, TextChanges, check_changes


@pytest.mark.parametrize(
    ("language", "texts", "match"),
    [
        ("en", {"Q1": ""}, "empty in English"),
        ("en", {"Q1": "Who asked?", "Q2": ""}, "empty in English"),
        ("en", {"nothing": "x"}, "no such text"),
        ("bn", {"Q1": "x" * (LONGEST_TEXT + 1)}, "Shorten this"),
    ],
)
def test_a_text_that_cannot_be_asked_is_refused(
    language: str, texts: dict[str, str], match: str
) -> None:
    with pytest.raises(RuleBrokenError, match=match):
        check_changes(FRAMEWORK, TextChanges(language, texts))


@pytest.mark.parametrize(
    ("language", "texts"),
    [
        ("en", {"Q1": "Who asked?"}),
        ("bn", {"Q1": ""}),
        ("bn", {"Q1": "x" * LONGEST_TEXT}),
        ("en", {}),
    ],
)
def test_a_translation_may_be_empty_and_a_text_as_long_as_allowed(
    language: str, texts: dict[str, str]
) -> None:
    check_changes(FRAMEWORK, TextChanges(language, texts))
