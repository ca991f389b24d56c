"""What we ask about a file."""

from flask_babel import lazy_gettext as _l
from wtforms import FileField
from wtforms.validators import InputRequired

from coprod.register.files.rules import Upload
from coprod.web.fields import LineField, ParagraphsField, max_length
from coprod.web.forms import Form


class FileForm(Form):
    """The file itself travels beside the form: a browser never sends one twice."""

    file = FileField(_l("File"))
    caption = LineField(
        _l("What is it?"),
        [InputRequired(_l("Say in a few words what it is")), max_length(200)],
        description=_l("Readers see this as its name."),
    )
    alt = LineField(
        _l("If it is a picture: what does it show?"),
        [max_length(500)],
        description=_l(
            "For people who cannot see it. Name nobody. Everybody in it must have agreed; no "
            "pictures of children."
        ),
    )
    transcript = ParagraphsField(
        _l("If it is a film or a recording: where can people read what is said?"),
        description=_l("Such as “It has captions”, or the words themselves."),
        longest=20_000,
        rows=4,
    )

    def build_upload(self, name: str, data: bytes) -> Upload:
        words = (self.caption.data or "", self.alt.data or "", self.transcript.data or "")
        return Upload(name, data, *words)
