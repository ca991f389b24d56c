"""Text is taken out of real documents by the process apart, and refused in plain words."""

import pytest

from coprod.core.documents.commands import join_paragraphs
from coprod.core.documents.enums import LONGEST_TEXT, REFUSAL_MESSAGES, Refusal, TextRefusedError
from coprod.core.documents.schemas import extract_text
from tests.core.documents.make import build_pdf, build_word


def test_the_text_of_each_page_of_a_pdf_comes_out_in_order() -> None:
    text = extract_text(build_pdf("Phones ring out", "Nobody calls back"), "pdf")
    assert text == "Phones ring out\n\nNobody calls back"


def test_paragraphs_and_tables_of_a_word_document_come_out_in_order() -> None:
    data = build_word("What people said", "", table=(("Service", "People"), ("GP", "356")))
    assert extract_text(data, "docx") == "What people said\n\nService | People\nGP | 356"


@pytest.mark.parametrize(
    ("data", "ending", "why"),
    [
        (build_pdf("Hidden", password="secret"), "pdf", Refusal.PASSWORD),
        (build_pdf(""), "pdf", Refusal.NO_TEXT),
        (b"%PDF-1.7 and nothing more", "pdf", Refusal.DAMAGED),
        (b"PK\x03\x04 and nothing more", "docx", Refusal.DAMAGED),
    ],
)
def test_a_document_without_readable_text_is_refused(
    data: bytes, ending: str, why: Refusal
) -> None:
    with pytest.raises(TextRefusedError) as refused:
        extract_text(data, ending)
    assert refused.value.why is why


def test_a_text_that_is_too_long_is_refused() -> None:
    with pytest.raises(TextRefusedError) as refused:
        join_paragraphs(["a" * LONGEST_TEXT, "b"])
    assert refused.value.why is Refusal.TOO_LONG


def test_every_refusal_says_what_to_do() -> None:
    assert set(REFUSAL_MESSAGES) == set(Refusal)
