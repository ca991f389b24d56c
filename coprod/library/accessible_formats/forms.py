"""How a format is written, and how somebody asks for one."""

from collections.abc import Sequence
from typing import Self

from flask_babel import lazy_gettext
from wtforms.validators import InputRequired

from coprod.core.values.dates import PartialDate
from coprod.core.values.text import one_line
from coprod.library.accessible_formats.enums import (
    FORMAT_LANGUAGES,
    FormatKind,
    RequestChannel,
    RequestedFormat,
)
from coprod.library.accessible_formats.models import FormatVersion
from coprod.library.accessible_formats.rules import (
    LONGEST,
    FormatCheck,
    FormatDraft,
    FormatRequestDraft,
)
from coprod.register.files.models import StoredFile
from coprod.web.choices import EnumField
from coprod.web.fields import (
    ChoiceField,
    LineField,
    ParagraphsField,
    PartialDateField,
    parse_row_key,
)
from coprod.web.forms import Form

CHOOSE = lazy_gettext("Choose from the list")


class FormatForm(Form):
    """All that any kind of format is asked; what a kind has no use for is taken out."""

    language = ChoiceField(lazy_gettext("Which language?"), validate_choice=False)
    lines = ParagraphsField(
        lazy_gettext("One short sentence on each line"),
        description=lazy_gettext(
            "15 words or fewer. One thing in each sentence. You add pictures in the next step."
        ),
        longest=12_000,
        rows=12,
    )
    words = ParagraphsField(lazy_gettext("The translation"), longest=LONGEST["words"], rows=10)
    address = LineField(lazy_gettext("A link to it"))
    checked_by = LineField(
        lazy_gettext("Who checked it?"),
        description=lazy_gettext(
            "A role, such as “Self-advocacy group” or “Native speaker on the team”."
        ),
    )
    checked_on = PartialDateField(lazy_gettext("When was it checked?"))

    @classmethod
    def for_kind(cls, kind: FormatKind, version: FormatVersion | None = None) -> Self:
        form = cls.from_request(**(get_initial_values(version) if version else {}))
        form.language.choices = [("", CHOOSE), *((k, t.name) for k, t in FORMAT_LANGUAGES.items())]
        for name in UNUSED_FIELDS[kind]:
            del form[name]
        return form

    def build_draft(self, kind: FormatKind) -> FormatDraft:
        return FormatDraft(
            kind=kind,
            check=FormatCheck(self.checked_by.data or "", self.checked_on.get_whole_day()),
            language=self.get_text("language"),
            words=self.get_text("words"),
            address=self.get_text("address"),
            lines=split_sentences(self.get_text("lines")),
        )

    def get_text(self, name: str) -> str:
        return self[name].data or "" if name in self else ""


UNUSED_FIELDS: dict[FormatKind, tuple[str, ...]] = {
    FormatKind.EASY_READ: ("language", "words", "address"),
    FormatKind.BSL: ("language", "words", "lines"),
    FormatKind.AUDIO: ("words", "lines"),
    FormatKind.TRANSLATION: ("lines",),
}


def get_initial_values(version: FormatVersion) -> dict[str, object]:
    day = version.checked_on
    return {
        "language": version.language,
        "lines": "\n".join(line.words for line in version.lines),
        "words": version.words,
        "address": version.address,
        "checked_by": version.checked_by,
        "checked_on": PartialDate.from_day(day),
    }


def split_sentences(text: str) -> tuple[str, ...]:
    lines = (one_line(line) for line in text.splitlines())
    return tuple(line for line in lines if line)


class PictureForm(Form):
    """A picture for one sentence, whose number is in the address."""

    file = ChoiceField(lazy_gettext("Which picture?"), validate_choice=False)
    alt = LineField(lazy_gettext("What does it show?"))

    @classmethod
    def with_pictures(cls, pictures: Sequence[StoredFile]) -> Self:
        form = cls.from_request()
        choices = [(str(each.id), each.caption or each.name) for each in pictures]
        form.file.choices = [("", lazy_gettext("No picture")), *choices]
        return form

    def get_file_id(self) -> int | None:
        return parse_row_key(self.file.data) if self.file.data else None


class FormatRequestForm(Form):
    format = EnumField(
        lazy_gettext("What would help you?"),
        RequestedFormat,
        validators=[InputRequired(lazy_gettext("Say what would help"))],
    )
    note = ParagraphsField(
        lazy_gettext("Anything we should know?"),
        description=lazy_gettext("Such as the language, or how large the print should be."),
        longest=LONGEST["note"],
        rows=3,
    )
    contact = LineField(
        lazy_gettext("How can we reach you, or where should we send it?"),
        [InputRequired(lazy_gettext("Say how we can reach you or where to send it"))],
        description=lazy_gettext(
            "An e-mail address, a phone number or a postal address. Deleted once done."
        ),
    )
    how = EnumField(lazy_gettext("How did they ask?"), RequestChannel)

    @classmethod
    def for_requester(cls, *, on_behalf: bool) -> Self:
        """Return the form; a curator who types it in for somebody says how they asked."""
        form = cls.from_request()
        if not on_behalf:
            del form["how"]
        return form

    def build_request(self) -> FormatRequestDraft:
        how = self.how.get_choice() if "how" in self else None
        return FormatRequestDraft(
            self.format.get_choice(),
            self.contact.data or "",
            self.note.data or "",
            how or RequestChannel.FORM,
        )
