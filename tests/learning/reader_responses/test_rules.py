import pytest

from coprod.core.values.errors import RuleBrokenError
from coprod.learning.reader_responses.enums import Stand
from coprod.learning.reader_responses.rules import Signing, check_signing, only_here


@pytest.mark.parametrize(
    "signing",
    [
        Signing(),
        Signing(Stand.OTHERWISE),
        Signing(Stand.OTHERWISE, "We were tired"),
        Signing(Stand.AGREE, "It was good"),
        Signing(Stand.AGREE, "x" * 2001, agreed=True),
    ],
)
def test_words_need_consent_and_another_view_needs_words(signing: Signing) -> None:
    with pytest.raises(RuleBrokenError):
        check_signing(signing)


def test_agreeing_needs_nothing_more() -> None:
    check_signing(Signing(Stand.AGREE))

    assert Signing(Stand.AGREE, agreed=True).consent == ""
    assert Signing(Stand.AGREE, "Good", agreed=True).consent


def test_a_reader_is_known_again_on_one_page_only() -> None:
    assert only_here("secret", "activity", 1) == only_here("secret", "activity", 1)
    others = {only_here("secret", k, n) for k in ("activity", "record") for n in (1, 11)}
    assert len(others) == 4
    assert "secret" not in only_here("secret", "activity", 1)
