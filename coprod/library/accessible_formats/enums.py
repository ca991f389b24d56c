"""The formats of an entry, the languages that people here read or hear, and how somebody asks."""

from dataclasses import dataclass
from datetime import date

from coprod.core.audit_trail.enums import Verb
from coprod.core.values.labels import LabelledEnum
from coprod.core.values.phrases import N_

STATEMENT_REVIEWED_ON = date(2026, 11, 29)
"""The day the accessibility statement was last gone through: curators are reminded after a year."""


class FormatKind(LabelledEnum):
    EASY_READ = "easy-read", N_("Easy read")
    BSL = "bsl", N_("British Sign Language film")
    AUDIO = "audio", N_("To listen to")
    TRANSLATION = "translation", N_("Translation")

    @property
    def has_language(self) -> bool:
        return self in {FormatKind.AUDIO, FormatKind.TRANSLATION}


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


class RequestedFormat(LabelledEnum):
    """What somebody asks for."""

    EASY_READ = "easy_read", N_("Easy read")
    LARGE_PRINT = "large_print", N_("Large print")
    ON_PAPER = "on_paper", N_("On paper, by post")
    BRAILLE = "braille", N_("Braille")
    AUDIO = "audio", N_("To listen to")
    BSL = "bsl", N_("British Sign Language")
    LANGUAGE = "language", N_("Another language")
    OTHER = "other", N_("Something else")


class RequestChannel(LabelledEnum):
    """How somebody asked."""

    FORM = "form", N_("On this page")
    PHONE = "phone", N_("By phone or in person")
    POST = "post", N_("By post")


AUDIT_VERBS: dict[str, Verb] = {
    "wrote a format": Verb(N_("Made another format")),
    "removed a format": Verb(N_("Took a format away"), is_decision=True),
    "approved a format": Verb(N_("Another format is ready to read"), is_decision=True),
    "closed a format request": Verb(N_("Dealt with a request for a format"), is_decision=True),
}
