"""What we ask of a curator who puts a collection together."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField
from wtforms.validators import InputRequired

from coprod.learning.collections.rules import (
    LONGEST_TITLE,
    LONGEST_WORDS,
    CollectionDetails,
    NewItem,
)
from coprod.web.fields import LineField, ParagraphsField, max_length
from coprod.web.forms import Form


class CollectionForm(Form):
    title = LineField(
        _l("What is it called?"),
        [InputRequired(_l("Give it a name")), max_length(LONGEST_TITLE)],
        description=_l("For example: Start here: paying people fairly"),
    )
    introduction = ParagraphsField(
        _l("What is it about, and for whom?"),
        [InputRequired(_l("Say what it is about, and for whom"))],
        description=_l("Leave an empty line between paragraphs."),
        longest=LONGEST_WORDS,
        rows=8,
    )
    is_public = BooleanField(_l("Readers may see it"))

    def build_collection_details(self) -> CollectionDetails:
        title, words = self.title.data or "", self.introduction.data or ""
        return CollectionDetails(title, words, bool(self.is_public.data))


class ItemForm(Form):
    address = LineField(
        _l("The address of an entry or a learning record"),
        [InputRequired(_l("Copy the address from its page")), max_length(500)],
        description=_l("Copy it from its page. Only what is public can stand here."),
    )
    why = ParagraphsField(_l("Why should people read it?"), longest=1000, rows=2)

    def build_item(self) -> NewItem:
        return NewItem(self.address.data or "", self.why.data or "")
