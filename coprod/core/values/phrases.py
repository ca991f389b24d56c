"""Words that are shown to people, kept in English until a page knows the reader's language.

The domain has no web and so no language. It says ``N_("The end is before the start")``; the page
says it again in Bengali. ``N_`` is also what the collector of translations looks for.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Message:
    """An English sentence with its parts, such as ``%(title)s``, still apart from it."""

    text: str
    parts: Mapping[str, object] = field(default_factory=dict)

    @property
    def plain(self) -> str:
        """The sentence in English, for logs, commands and tests."""
        return self.text % self.parts if self.parts else self.text

    def __str__(self) -> str:
        return self.plain


@dataclass(frozen=True)
class TranslatedMessage(Message):
    """Words that people wrote here, with their own translations by the code of the language."""

    translations: Mapping[str, str] = field(default_factory=dict)


def N_(text: str, **parts: object) -> Message:  # noqa: N802 - the name gettext users expect
    """Mark a sentence for translation; ``parts`` fill its ``%(name)s`` places when it is shown."""
    return Message(text, parts)


def quote(words: str) -> Message:
    """Return somebody's own words as a message: they are the same in every language."""
    return Message("%(words)s", {"words": words})
