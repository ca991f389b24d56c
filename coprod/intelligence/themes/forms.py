"""How a curator names a theme, and says that two are the same."""

from collections.abc import Sequence
from typing import Any, Self

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField
from wtforms.validators import DataRequired

from coprod.intelligence.feedback.enums import Theme
from coprod.intelligence.themes.models import CommentCluster
from coprod.intelligence.themes.rules import ThemeDraft
from coprod.reference.lists.forms import VersionedForm
from coprod.web.fields import ChoiceField, LineField, parse_row_key
from coprod.web.language import translate


class ThemeForm(VersionedForm):
    name = LineField(
        _l("What are these comments about?"),
        description=_l("A few plain words. Never a name of a person."),
    )
    theme = ChoiceField(
        _l("Under which theme do they count?"),
        coerce=str,
        description=_l("Choose “Something else” where none of them fits."),
    )
    has_read = BooleanField(_l("I have read enough of the comments to know that they fit"))

    @classmethod
    def build(cls, cluster: CommentCluster) -> Self:
        theme = cluster.theme.value if cluster.theme else ""
        form = cls.from_request(version=cluster.version, name=cluster.name, theme=theme)
        field: Any = form.theme
        labels = [(each.value, translate(each.label)) for each in Theme]
        field.choices = [("", _l("Not chosen yet")), *labels]
        return form

    def to_draft(self) -> ThemeDraft:
        theme = Theme(self.theme.data) if self.theme.data else None
        return ThemeDraft(self.name.data or "", theme)


class MergeForm(VersionedForm):
    into = ChoiceField(
        _l("Which theme are they the same as?"),
        coerce=parse_row_key,
        validators=[DataRequired(_l("Choose another theme"))],
    )

    @classmethod
    def build(cls, cluster: CommentCluster, others: Sequence[tuple[int, str]]) -> Self:
        form = cls.from_request(version=cluster.version)
        field: Any = form.into
        field.choices = [(0, _l("Choose a theme")), *others]
        return form


class DecisionForm(VersionedForm):
    """A button alone, which says what was decided about the version that its page showed."""
