"""The formats of an entry, the languages that people here read or hear, and how somebody asks."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from coprod.core.audit_trail.enums import Verb
from coprod.core.values.phrases import N_, Message

STATEMENT_MADE = date(2026, 11, 29)
"""The day the accessibility statement was last gone through: curators are reminded after a year."""


class Kind(StrEnum):
    EASY_READ = "easy-read"
    BSL = "bsl"
    AUDIO = "audio"
    TRANSLATION = "translation"

    @property
    def label(self) -> Message:
        return KINDS[self]

    @property
    def has_language(self) -> bool:
        return self in {Kind.AUDIO, Kind.TRANSLATION}


KINDS: dict[Kind, Message] = {
    Kind.EASY_READ: N_("Easy read"),
    Kind.BSL: N_("British Sign Language film"),
    Kind.AUDIO: N_("To listen to"),
    Kind.TRANSLATION: N_("Translation"),
}


@dataclass(frozen=True)
class Tongue:
    """A language by what its own readers call it, and the way it is written."""

    name: str
    is_right_to_left: bool = False


TONGUES: dict[str, Tongue] = {
    "en": Tongue("English"),
    "bn": Tongue("\u09ac\u09be\u0982\u09b2\u09be"),
    "syl": Tongue("\u09b8\u09bf\u09b2\u09c7\u099f\u09bf"),
    "so": Tongue("Soomaali"),
    "ar": Tongue("\u0627\u0644\u0639\u0631\u0628\u064a\u0629", is_right_to_left=True),
    "es": Tongue("Espa\u00f1ol"),
    "fr": Tongue("Fran\u00e7ais"),
    "it": Tongue("Italiano"),
    "pl": Tongue("Polski"),
    "pt": Tongue("Portugu\u00eas"),
    "ro": Tongue("Rom\u00e2n\u0103"),
    "zh": Tongue("\u4e2d\u6587"),
}


class Asked(StrEnum):
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
        return ASKED[self]


ASKED: dict[Asked, Message] = {
    Asked.EASY_READ: N_("Easy read"),
    Asked.LARGE_PRINT: N_("Large print"),
    Asked.ON_PAPER: N_("On paper, by post"),
    Asked.BRAILLE: N_("Braille"),
    Asked.AUDIO: N_("To listen to"),
    Asked.BSL: N_("British Sign Language"),
    Asked.LANGUAGE: N_("Another language"),
    Asked.OTHER: N_("Something else"),
}


class How(StrEnum):
    """How somebody asked."""

    FORM = "form"
    PHONE = "phone"
    POST = "post"

    @property
    def label(self) -> Message:
        return HOW[self]


HOW: dict[How, Message] = {
    How.FORM: N_("On this page"),
    How.PHONE: N_("By phone or in person"),
    How.POST: N_("By post"),
}

AUDIT_VERBS: dict[str, Verb] = {
    "wrote a format": Verb(N_("Made another format")),
    "removed a format": Verb(N_("Took a format away"), is_decision=True),
    "approved a format": Verb(N_("Another format is there to read"), is_decision=True),
    "closed a format request": Verb(N_("Saw to somebody who asked for a format"), is_decision=True),
}
