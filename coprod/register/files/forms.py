"""What we ask about a file."""

from flask_babel import lazy_gettext
from wtforms import FileField
from wtforms.validators import InputRequired

from coprod.register.files.rules import Upload
from coprod.web.fields import LineField, ParagraphsField, max_length
from coprod.web.forms import Form


class FileForm(Form):
    """The file itself travels beside the form: a browser never sends one twice."""

    file = FileField(lazy_gettext("File"))
    caption = LineField(
        lazy_gettext("What is it?"),
        [InputRequired(lazy_gettext("Say in a few words what it is")), max_length(200)],
        description=lazy_gettext("Readers see this as its name."),
    )
    alt = LineField(
        lazy_gettext("If it is a picture: what does it show?"),
        [max_length(500)],
        description=lazy_gettext(
            "For people who cannot see it. Name nobody. Everybody in it must have agreed; no "
            "pictures of children."
        ),
    )
    credit = LineField(
        lazy_gettext("If it is a picture: who took or drew it?"),
        [max_length(100)],
        description=lazy_gettext(
            "As they want to be named, such as “Photo: a group member”. Leave it empty if they do "
            "not."
        ),
    )
    transcript = ParagraphsField(
        lazy_gettext("If it is a film or a recording: where can people read what is said?"),
        description=lazy_gettext("Such as “It has captions”, or the words themselves."),
        longest=20_000,
        rows=4,
    )

    def build_upload(self, name: str, data: bytes) -> Upload:
        fields = (self.caption, self.alt, self.transcript, self.credit)
        return Upload(name, data, *(each.data or "" for each in fields))
