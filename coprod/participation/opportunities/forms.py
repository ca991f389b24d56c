"""How a session is announced, and what somebody can send to a team."""

from typing import Any, Self

from flask_babel import lazy_gettext
from wtforms import BooleanField, RadioField
from wtforms.validators import InputRequired

from coprod.core.values.clock import LONDON
from coprod.core.values.dates import PartialDate
from coprod.participation.opportunities.models import OpenSession
from coprod.participation.opportunities.rules import (
    MAX_LENGTHS,
    REQUIRED_MESSAGES,
    MessageToTeam,
    SessionDetails,
)
from coprod.register.activities.enums import Rung
from coprod.web.fields import LineField, ParagraphsField, PartialDateField, parse_clock_time
from coprod.web.forms import Form
from coprod.web.language import translate

RUNGS_BY_KEY = {rung.key: rung for rung in Rung}


class SessionForm(Form):
    title = LineField(lazy_gettext("What is it called?"))
    what_for = ParagraphsField(
        lazy_gettext("What is it for, and what can people change?"),
        longest=MAX_LENGTHS["what_for"],
        rows=3,
    )
    day = PartialDateField(lazy_gettext("On which day?"))
    begins = LineField(lazy_gettext("From when?"), description=lazy_gettext("Such as 18:30."))
    ends = LineField(lazy_gettext("Until when?"), description=lazy_gettext("Such as 20:00."))
    place = LineField(
        lazy_gettext("Where is it?"),
        description=lazy_gettext("The address and how to get in, or “online” and how to join."),
    )
    link = LineField(lazy_gettext("A link to join or to read more, if there is one"))
    support = ParagraphsField(
        lazy_gettext("What support is there?"),
        description=lazy_gettext(
            "Such as step-free access, a hearing loop, British Sign Language, interpreters, "
            "childcare, food. If there is none, say so."
        ),
        longest=MAX_LENGTHS["support"],
        rows=3,
    )
    offered = ParagraphsField(
        lazy_gettext("What is paid?"),
        description=lazy_gettext(
            "Payment, travel and other costs, how soon. If nothing is paid, say so."
        ),
        longest=MAX_LENGTHS["offered"],
        rows=2,
    )
    rung = RadioField(lazy_gettext("What are people promised?"), validate_choice=False)
    ask = LineField(
        lazy_gettext("Who can people ask, and how?"),
        description=lazy_gettext(
            "A role and its number, such as “Engagement officer, 020 7946 0000”."
        ),
    )

    @classmethod
    def for_session(cls, open_session: OpenSession | None = None) -> Self:
        form = cls.from_request(**(build_initial_values(open_session) if open_session else {}))
        form.rung.choices = [(rung.key, translate(rung.label)) for rung in Rung]
        return form

    def get_details(self) -> SessionDetails:
        return SessionDetails(
            title=self.title.data or "",
            day=self.day.require_whole_day(),
            begins=parse_clock_time(self.begins.data, "begins"),
            ends=parse_clock_time(self.ends.data, "ends"),
            place=self.place.data or "",
            what_for=self.what_for.data or "",
            support=self.support.data or "",
            offered=self.offered.data or "",
            rung=RUNGS_BY_KEY.get(self.rung.data or ""),
            ask=self.ask.data or "",
            link=self.link.data or "",
        )


def build_initial_values(open_session: OpenSession) -> dict[str, Any]:
    """Return a session as it was typed in."""
    start, end = open_session.starts_at.astimezone(LONDON), open_session.ends_at.astimezone(LONDON)
    return {
        **{name: getattr(open_session, name) for name in (*REQUIRED_MESSAGES, "link")},
        "day": PartialDate.from_day(start),
        "begins": f"{start:%H:%M}",
        "ends": f"{end:%H:%M}",
        "rung": open_session.promised.key,
    }


class ContactForm(Form):
    words = ParagraphsField(
        lazy_gettext("What would you like to tell the team?"),
        [InputRequired(lazy_gettext("Write what you would like"))],
        description=lazy_gettext(
            "Say what would help you to take part. Do not write about other people."
        ),
        longest=MAX_LENGTHS["words"],
    )
    contact = LineField(
        lazy_gettext("How can the team reach you?"),
        description=lazy_gettext(
            "A phone number or an e-mail address. You can leave this empty: then nobody can answer "
            "you."
        ),
    )
    agreed = BooleanField(lazy_gettext("The team may have this so that they can answer me"))

    def get_message(self) -> MessageToTeam:
        return MessageToTeam(self.words.data or "", self.contact.data or "", bool(self.agreed.data))


class TellUsForm(ContactForm):
    words = ParagraphsField(
        lazy_gettext("What would you like to tell us?"),
        [InputRequired(lazy_gettext("Write what you would like to tell us"))],
        description=lazy_gettext("Do not write about other people by name."),
        longest=MAX_LENGTHS["words"],
    )
    contact = LineField(
        lazy_gettext("How can we reach you?"),
        description=lazy_gettext(
            "A phone number or an e-mail address. You can leave this empty: then we cannot answer "
            "you."
        ),
    )
    agreed = BooleanField(lazy_gettext("You may use this to answer me"))
