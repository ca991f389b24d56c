"""The formats of an entry, the languages that people here read or hear, and how somebody asks."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from coprod.core.audit_trail.enums import Verb
from coprod.core.values.phrases import N_, Message

STATEMENT_REVIEWED_ON = date(2026, 11, 29)
"""The day the accessibility statement was last gone through: curators are reminded after a year."""


class FormatKind(StrEnum):
    EASY_READ = "easy-read"
    BSL = "bsl"
    AUDIO = "audio"
    TRANSLATION = "translation"

    @property
    def label(self) -> Message:
        return FORMAT_KIND_LABELS[self]

    @property
    def has_language(self) -> bool:
        return self in {FormatKind.AUDIO, FormatKind.TRANSLATION}


FORMAT_KIND_LABELS: dict[FormatKind, Message] = {
    FormatKind.EASY_READ: N_("Easy read"),
    FormatKind.BSL: N_("British Sign Language film"),
    FormatKind.AUDIO: N_("To listen to"),
    FormatKind.TRANSLATION: N_("Translation"),
}


@dataclass(frozen=True)
class FormatLanguage:
    """A language by what its own readers call it, and the way it is written."""

    name: str
    is_right_to_left: bool = False


FORMAT_LANGUAGES: dict[str, FormatLanguage] = {
    "en": FormatLanguage("English"),
    "bn": FormatLanguage("\u09ac\u09be\u0982\u09b2\u09be"),
    "syl": FormatLanguage("\u09b8\u09bf\u09b2\u09c7\u099f\u09bf"),
    "so": FormatLanguage("Soomaali"),
    "ar": FormatLanguage("\u0627\u0644\u0639\u0631\u0628\u064a\u0629", is_right_to_left=True),
    "es": FormatLanguage("Espa\u00f1ol"),
    "fr": FormatLanguage("Fran\u00e7ais"),
    "it": FormatLanguage("Italiano"),
    "pl": FormatLanguage("Polski"),
    "pt": FormatLanguage("Portugu\u00eas"),
    "ro": FormatLanguage("Rom\u00e2n\u0103"),
    "zh": FormatLanguage("\u4e2d\u6587"),
}


class RequestedFormat(StrEnum):
    """What somebody asks for."""

    EASY_READ = "easy_read"
    LARGE_PRINT = "large_print"
    ON_PAPER = "on_paper"
    BRAILLE = "braille"
    AUDIO = "audio"
    BSL = "bsl"
    LANGUAGE = "language"
    OTHER = "other"

    @property
    def label(self) -> Message:
        return REQUESTED_FORMAT_LABELS[self]


REQUESTED_FORMAT_LABELS: dict[RequestedFormat, Message] = {
    RequestedFormat.EASY_READ: N_("Easy read"),
    RequestedFormat.LARGE_PRINT: N_("Large print"),
    RequestedFormat.ON_PAPER: N_("On paper, by post"),
    RequestedFormat.BRAILLE: N_("Braille"),
    RequestedFormat.AUDIO: N_("To listen to"),
    RequestedFormat.BSL: N_("British Sign Language"),
    RequestedFormat.LANGUAGE: N_("Another language"),
    RequestedFormat.OTHER: N_("Something else"),
}


class RequestChannel(StrEnum):
    """How somebody asked."""

    FORM = "form"
    PHONE = "phone"
    POST = "post"

    @property
    def label(self) -> Message:
        return REQUEST_CHANNEL_LABELS[self]


REQUEST_CHANNEL_LABELS: dict[RequestChannel, Message] = {
    RequestChannel.FORM: N_("On this page"),
    RequestChannel.PHONE: N_("By phone or in person"),
    RequestChannel.POST: N_("By post"),
}

AUDIT_VERBS: dict[str, Verb] = {
    "wrote a format": Verb(N_("Made another format")),
    "removed a format": Verb(N_("Took a format away"), is_decision=True),
    "approved a format": Verb(N_("Another format is there to read"), is_decision=True),
    "closed a format request": Verb(N_("Saw to somebody who asked for a format"), is_decision=True),
}
