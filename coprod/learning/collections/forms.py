"""What we ask of a curator who puts a collection together."""

from flask_babel import lazy_gettext
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
        lazy_gettext("What is it called?"),
        [InputRequired(lazy_gettext("Give it a name")), max_length(LONGEST_TITLE)],
        description=lazy_gettext("For example: Start here: paying people fairly"),
    )
    introduction = ParagraphsField(
        lazy_gettext("What is it about, and who is it for?"),
        [InputRequired(lazy_gettext("Say what it is about, and who it is for"))],
        description=lazy_gettext("Leave an empty line between paragraphs."),
        longest=LONGEST_WORDS,
        rows=8,
    )
    is_public = BooleanField(lazy_gettext("Readers may see it"))

    def build_collection_details(self) -> CollectionDetails:
        title, words = self.title.data or "", self.introduction.data or ""
        return CollectionDetails(title, words, bool(self.is_public.data))


class ItemForm(Form):
    address = LineField(
        lazy_gettext("The address of a story or a learning record"),
        [InputRequired(lazy_gettext("Copy the address from its page")), max_length(500)],
        description=lazy_gettext(
            "Copy it from its page. Only what is public can be in a collection."
        ),
    )
    why = ParagraphsField(lazy_gettext("Why should people read it?"), longest=1000, rows=2)

    def build_item(self) -> NewItem:
        return NewItem(self.address.data or "", self.why.data or "")
