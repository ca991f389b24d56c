"""The words that pages have in place of those that they came with."""

from coprod.core.content_version import cached
from coprod.reference.page_texts import rules
from coprod.reference.page_texts.enums import PageText
from coprod.reference.wording import queries as wording
from coprod.reference.wording.enums import FrameworkKind
from coprod.reference.wording.models import FrameworkVersion
from coprod.reference.wording.rules import Texts

PAGES = FrameworkKind.PAGES


@cached
def get_stored_texts() -> Texts:
    """Return what administrators wrote for pages, in all languages, as it is read today."""
    return wording.get_texts_in_use(PAGES)


def list_versions_of(page_text: PageText) -> list[tuple[FrameworkVersion, Texts, Texts]]:
    """Return what changed one text, the newest first, with its words before and after."""
    return wording.list_changes(PAGES, lambda stored: rules.keep_text(stored, page_text))
