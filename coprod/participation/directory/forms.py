"""What is asked about a community group: of curators, and of the group by its link."""

from typing import Any, Self

from flask_babel import lazy_gettext as _l
from wtforms.validators import InputRequired

from coprod.core.values.dates import PartialDate
from coprod.participation.directory.enums import CONNECTOR_LISTS, ConnectorKind
from coprod.participation.directory.models import Connector
from coprod.participation.directory.rules import (
    LONGEST,
    ConnectorConsent,
    ConnectorDraft,
    ConnectorWords,
)
from coprod.reference.lists.enums import Choices
from coprod.reference.lists.forms import VersionedForm
from coprod.web.choices import EnumField, NamesField
from coprod.web.fields import (
    CheckboxesField,
    LineField,
    ParagraphsField,
    PartialDateField,
    parse_row_key,
)


class NameFields:
    """What the group is: written by curators alone."""

    name = LineField(
        _l("What is the organisation or role called?"),
        description=_l(
            "Such as “Poplar Somali women’s group”. Never the name of a private person."
        ),
    )
    kind = EnumField(
        _l("What kind is it?"),
        ConnectorKind,
        validators=[InputRequired(_l("Choose what kind of group it is"))],
    )
    other_names = NamesField(
        _l("Other names for it, if there are any"),
        description=_l("One on a line, as activities name it. So its stories are found."),
        rows=3,
    )


class WordsFields:
    """What the group can change itself."""

    about = ParagraphsField(
        _l("What does it do?"),
        description=_l("One or two sentences."),
        longest=LONGEST["about"],
        rows=3,
    )
    languages = CheckboxesField(
        _l("Which languages does it speak?"), coerce=parse_row_key, open_count=8
    )
    places = CheckboxesField(
        _l("Where does it work? Tick none if it works everywhere here"), coerce=parse_row_key
    )
    reaches = CheckboxesField(_l("Whom does it reach?"), coerce=parse_row_key, open_count=10)
    how_to_ask = ParagraphsField(
        _l("How does it like to be asked?"),
        description=_l("Such as “Come to our Tuesday lunch first” or “Write four weeks before”."),
        longest=LONGEST["how_to_ask"],
        rows=3,
    )
    capacity = ParagraphsField(
        _l("How much can it take on?"),
        description=_l("Such as “Two sessions a year, if our time is paid”."),
        longest=LONGEST["capacity"],
        rows=2,
    )
    email = LineField(
        _l("Its shared mailbox"),
        description=_l("Everybody reads it. Such as info@example.org, never one person’s address."),
    )
    page = LineField(_l("Its page on the web"), description=_l("A whole address: https://…"))


class ConsentFields:
    """That the group agreed to be listed."""

    consent_how = LineField(
        _l("How did the group agree to be listed?"),
        description=_l("Such as “By e-mail from its shared mailbox”. Name nobody."),
    )
    consented_on = PartialDateField(_l("On which day did it agree?"))
    consent_until = PartialDateField(
        _l("Until when?"),
        description=_l(
            "Two years at most. After this day it is not shown. You are reminded before."
        ),
    )


class OursForm(WordsFields, VersionedForm):
    """For the group, by its link."""

    @classmethod
    def build(cls, choices: Choices, connector: Connector | None = None) -> Self:
        form = cls.from_request(**(cls.get_values(connector) if connector else {}))
        for name, listing in CONNECTOR_LISTS.items():
            getattr(form, name).choices = choices(listing)
        return form

    @classmethod
    def get_values(cls, connector: Connector) -> dict[str, Any]:
        names = ("version", "about", "how_to_ask", "capacity", "email", "page")
        ticked = {
            name: [term.in_use_id or term.id for term in connector.list_terms(listing)]
            for name, listing in CONNECTOR_LISTS.items()
        }
        return {**{name: getattr(connector, name) for name in names}, **ticked}

    def get_words(self) -> ConnectorWords:
        return ConnectorWords(
            about=self.about.data or "",
            how_to_ask=self.how_to_ask.data or "",
            capacity=self.capacity.data or "",
            email=(self.email.data or "").lower(),
            page=self.page.data or "",
            term_ids=tuple(key for name in CONNECTOR_LISTS for key in self[name].data or ()),
        )


class ConnectorForm(NameFields, OursForm, ConsentFields):
    """For curators: all of it."""

    @classmethod
    def get_values(cls, connector: Connector) -> dict[str, Any]:
        return {
            **super().get_values(connector),
            "name": connector.name,
            "kind": connector.kind.value,
            "other_names": "\n".join(connector.other_names),
            "consent_how": connector.consent_how,
            "consented_on": PartialDate.parse(connector.consented_on.isoformat()),
            "consent_until": PartialDate.parse(connector.consent_until.isoformat()),
        }

    def to_draft(self) -> ConnectorDraft:
        return ConnectorDraft(
            name=self.name.data or "",
            kind=self.kind.get_choice(),
            words=self.get_words(),
            consent=ConnectorConsent(
                self.consent_how.data or "",
                self.consented_on.get_whole_day(),
                self.consent_until.get_whole_day(),
            ),
            other_names=self.other_names.list_names(),
        )
