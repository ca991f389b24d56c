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
    return wording.get_stored_texts(PAGES, wording.get_current_version(PAGES))


def list_versions_of(page_text: PageText) -> list[tuple[FrameworkVersion, Texts]]:
    """Return what changed one text, the newest first, each with its words from then on."""
    versions = [each for each in reversed(wording.list_versions(PAGES)) if not each.is_draft]
    wordings = wording.get_wordings(PAGES, [each.number for each in versions])
    found: list[tuple[FrameworkVersion, Texts]] = []
    before: Texts = {}
    for version in versions:
        after = rules.keep_text(wordings[version.number].texts, page_text)
        if after != before:
            found.append((version, after))
        before = after
    return found[::-1]
