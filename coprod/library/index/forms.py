"""How a curator is asked for words that mean the same."""

from flask_babel import lazy_gettext
from wtforms.validators import InputRequired

from coprod.core.values.text import one_line
from coprod.library.index.rules import LONGEST_PHRASE, MOST_PHRASES
from coprod.reference.lists.forms import VersionedForm
from coprod.web.fields import ParagraphsField


class SynonymForm(VersionedForm):
    phrases = ParagraphsField(
        lazy_gettext("Ways to say it"),
        [InputRequired(lazy_gettext("Give two or more ways to say it, each on a line of its own"))],
        longest=MOST_PHRASES * LONGEST_PHRASE * 2,
        rows=5,
        description=lazy_gettext("One on each line, such as PPG and patient participation group."),
    )

    @property
    def phrase_list(self) -> list[str]:
        lines = [one_line(line) for line in (self.phrases.data or "").splitlines()]
        return [line for line in dict.fromkeys(lines) if line]
