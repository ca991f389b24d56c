"""What the administrator's pages about letters are given."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import force_locale

from coprod.core.values.phrases import N_, Message
from coprod.reference.letters import rules
from coprod.reference.letters.rules import SUBJECT, LetterLine, LetterText
from coprod.reference.wording.enums import ENGLISH
from coprod.reference.wording.models import FrameworkVersion
from coprod.reference.wording.rules import Texts, list_differing_keys
from coprod.web import mailer
from coprod.web.language import LANGUAGES, Language, find_translation, translate, translate_part
from coprod.web.letters import Letter, LetterGroup
from coprod.web.mailer import Email, FixedMessage

EXAMPLE_TITLE = N_("A walk along the canal")
PARTS = (
    ("opening", N_("Opening, paragraph %(number)s")),
    ("closing", N_("Closing, paragraph %(number)s")),
)


@dataclass(frozen=True)
class LetterLanguage:
    language: Language
    lines: Sequence[LetterLine]

    @property
    def is_missing(self) -> bool:
        return any(each.is_missing for each in self.lines)

    @property
    def is_untranslated(self) -> bool:
        return all(each.is_missing for each in self.lines)


@dataclass(frozen=True)
class LetterOverview:
    """A kind of letter with its words in each language."""

    letter: Letter
    texts: Sequence[LetterText]
    fixed: Sequence[Message]
    languages: Sequence[LetterLanguage]
    places: Sequence[tuple[str, str]]

    @property
    def subject(self) -> str:
        return self.languages[0].lines[0].words

    @property
    def is_own(self) -> bool:
        return any(line.is_own for each in self.languages for line in each.lines)

    @property
    def missing(self) -> list[Language]:
        return [each.language for each in self.languages if each.is_missing]


@dataclass(frozen=True)
class LetterGroupRows:
    title: Message
    rows: Sequence[LetterOverview]


@dataclass(frozen=True)
class LetterChange:
    """What one version changed in a letter."""

    day: date | None
    why: str
    lines: Sequence[tuple[Message, str, str, str]]
    """Of each text: what it is, in which language, the words before and those after."""


def build_groups(groups: Sequence[LetterGroup], stored: Texts) -> list[LetterGroupRows]:
    return [
        LetterGroupRows(group.title, [build_overview(letter, stored) for letter in group.letters])
        for group in groups
    ]


def build_overview(letter: Letter, stored: Texts) -> LetterOverview:
    email = build_example(letter)
    texts = list_texts(email)
    return LetterOverview(
        letter,
        texts,
        [each for each in (*email.before, *email.after) if is_fixed(each)],
        [build_language(texts, stored, language) for language in LANGUAGES],
        list_places(texts),
    )


def build_language(
    texts: Sequence[LetterText], stored: Texts, language: Language
) -> LetterLanguage:
    code = language.code
    return LetterLanguage(
        language,
        [
            LetterLine(text, text.find_words(stored, code), is_own=(text.key, code) in stored)
            for text in texts
        ],
    )


def build_example(letter: Letter) -> Email:
    """Return a letter with values that are made up."""
    return letter.build(translate(EXAMPLE_TITLE))


def is_fixed(message: Message) -> bool:
    return isinstance(message, FixedMessage) or not rules.has_own_words(message.text)


def list_texts(email: Email) -> list[LetterText]:
    """Return what can be worded anew in a letter, the subject first."""
    return [
        LetterText(
            key=rules.build_text_key(email.key, mailer.compute_text_key(message)),
            name=name,
            label=label,
            shipped=message,
            original=translate_everywhere(message),
        )
        for name, label, message in list_messages(email)
    ]


def list_messages(email: Email) -> Iterator[tuple[str, Message, Message]]:
    yield SUBJECT, N_("Subject"), email.subject
    for (part, label), paragraphs in zip(PARTS, (email.before, email.after), strict=True):
        for number, message in enumerate((p for p in paragraphs if not is_fixed(p)), 1):
            yield f"{part}-{number}", Message(label.text, {"number": number}), message


def translate_everywhere(message: Message) -> dict[str, str]:
    """Return the words that we have for a text, by language. What is not translated is left out."""
    words = {ENGLISH: message.text}
    for language in LANGUAGES:
        with force_locale(language.code):
            translated = find_translation(message)
        if translated != message.text:
            words.setdefault(language.code, translated)
    return words


def list_places(texts: Sequence[LetterText]) -> list[tuple[str, str]]:
    """Return each place of a letter with the value that is made up for it."""
    parts = {name: part for text in texts for name, part in text.shipped.parts.items()}
    return [(rules.mark(name), str(translate_part(part))) for name, part in parts.items()]


def build_preview(letter: Letter, stored: Texts, language: str) -> str:
    """Return a letter as its reader would get it, with values that are made up."""
    with force_locale(language):
        email = mailer.replace_words(
            build_example(letter), rules.group_own_words(stored, letter.key)
        )
        return f"{translate(email.subject)}\n\n{mailer.render_text(email, link='…')}"


def build_changes(
    texts: Sequence[LetterText], versions: Sequence[tuple[FrameworkVersion, Texts, Texts]]
) -> list[LetterChange]:
    labels = {text.key: text.label for text in texts}
    return [
        LetterChange(
            version.effective_from,
            version.why,
            [
                (labels.get(at[0], GONE), at[1], before.get(at, ""), after.get(at, ""))
                for at in list_differing_keys(before, after)
            ],
        )
        for version, before, after in versions
    ]


GONE = N_("A paragraph that this letter had before")
