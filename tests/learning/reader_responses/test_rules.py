import pytest

from coprod.core.values.errors import RuleBrokenError
from coprod.learning.reader_responses.enums import Stance
from coprod.learning.reader_responses.rules import NewSignature, check_signature, hash_for_page


@pytest.mark.parametrize(
    "signing",
    [
        NewSignature(),
        NewSignature(Stance.OTHERWISE),
        NewSignature(Stance.OTHERWISE, "We were tired"),
        NewSignature(Stance.AGREE, "It was good"),
        NewSignature(Stance.AGREE, "x" * 2001, agreed=True),
    ],
)
def test_words_need_consent_and_another_view_needs_words(signing: NewSignature) -> None:
    with pytest.raises(RuleBrokenError):
        check_signature(signing)


def test_agreeing_needs_nothing_more() -> None:
    check_signature(NewSignature(Stance.AGREE))

    assert NewSignature(Stance.AGREE, agreed=True).consent == ""
    assert NewSignature(Stance.AGREE, "Good", agreed=True).consent


def test_a_reader_is_known_again_on_one_page_only() -> None:
    assert hash_for_page("secret", "activity", 1) == hash_for_page("secret", "activity", 1)
    others = {hash_for_page("secret", k, n) for k in ("activity", "record") for n in (1, 11)}
    assert len(others) == 4
    assert "secret" not in hash_for_page("secret", "activity", 1)
