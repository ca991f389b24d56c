"""How a campaign is asked for: one page, with a line for each event and each channel."""

from collections.abc import Sequence
from typing import Any, Self

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField

from coprod.intelligence.campaigns.enums import CAMPAIGN_LISTS, CampaignKind
from coprod.intelligence.campaigns.models import Campaign
from coprod.intelligence.campaigns.rules import (
    LONGEST,
    CampaignDraft,
    read_events,
    read_reaches,
    write_lines,
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

TEXTS = ("name", "purpose", "run_by", "heard", "came_of")
DATES = ("starts", "ends")


class CampaignForm(VersionedForm):
    name = LineField(_l("What was it called?"))
    kind = EnumField(_l("What kind of campaign was it?"), CampaignKind)
    purpose = ParagraphsField(
        _l("What was it for?"),
        description=_l("One or two plain sentences."),
        longest=LONGEST["purpose"],
        rows=3,
    )
    starts = PartialDateField(
        _l("When did it begin?"), description=_l("The month and the year will do.")
    )
    ends = PartialDateField(_l("When did it end?"))
    run_by = LineField(
        _l("Which organisation or role ran it?"), description=_l("Never a person’s name.")
    )
    places = CheckboxesField(_l("Where was it?"), coerce=parse_row_key)
    groups = CheckboxesField(_l("Whom was it for?"), coerce=parse_row_key, open_count=10)
    events = ParagraphsField(
        _l("Its events, one on a line"),
        description=_l(
            "The day, the place, and how many came: “2026-03-05; Whitechapel library; 25”. "
            "Leave the number out if nobody knows. Readers see it rounded, and never fewer than 5."
        ),
        rows=4,
    )
    reaches = ParagraphsField(
        _l("How it reached people, one way on a line"),
        description=_l(
            "The way, how many people, and how we know: “Radio; 900; the station’s own figures”. "
            "Leave the number out if nobody knows. That is not the same as nobody."
        ),
        rows=4,
    )
    heard = ParagraphsField(_l("What did people say?"), longest=LONGEST["heard"], rows=6)
    came_of = ParagraphsField(_l("What came of it?"), longest=LONGEST["came_of"], rows=4)
    addresses = NamesField(
        _l("Pages of this register that belong to it"),
        description=_l(
            "Reports and summaries of what people said, and stories of what came of it. Copy the "
            "address of each from your browser, one on a line."
        ),
        rows=4,
    )
    reached_ids = CheckboxesField(
        _l("Which community groups did it reach?"), coerce=parse_row_key, open_count=10
    )
    missed_ids = CheckboxesField(
        _l("Which did it want to reach, and did not?"), coerce=parse_row_key, open_count=10
    )
    is_public = BooleanField(_l("Everybody can read this"))

    @classmethod
    def build(
        cls,
        choices: Choices,
        connectors: Sequence[tuple[int, str]],
        campaign: Campaign | None = None,
        addresses: Sequence[str] = (),
    ) -> Self:
        values = get_campaign_values(campaign, addresses) if campaign else {}
        form = cls.from_request(**values)
        for name, listing in CAMPAIGN_LISTS.items():
            getattr(form, name).choices = choices(listing)
        form.reached_ids.choices = form.missed_ids.choices = connectors
        return form

    def to_draft(self) -> CampaignDraft:
        texts: dict[str, Any] = {name: self[name].data or "" for name in TEXTS}
        days: dict[str, Any] = {name: self[name].data for name in DATES}
        return CampaignDraft(
            kind=self.kind.get_choice(),
            events=read_events(self.events.data or ""),
            reaches=read_reaches(self.reaches.data or ""),
            addresses=self.addresses.list_names(),
            term_ids=tuple(key for name in CAMPAIGN_LISTS for key in self[name].data or ()),
            reached_ids=tuple(self.reached_ids.data or ()),
            missed_ids=tuple(self.missed_ids.data or ()),
            is_public=bool(self.is_public.data),
            **texts,
            **days,
        )


def get_campaign_values(campaign: Campaign, addresses: Sequence[str]) -> dict[str, Any]:
    ticked = {
        name: [term.in_use_id or term.id for term in campaign.list_terms(listing)]
        for name, listing in CAMPAIGN_LISTS.items()
    }
    events = ((each.held, each.place, each.people) for each in campaign.events)
    reaches = ((each.channel, each.people, each.how_we_know) for each in campaign.reaches)
    return {
        **{name: getattr(campaign, name) for name in (*TEXTS, *DATES, "version", "is_public")},
        **ticked,
        "kind": campaign.kind.value,
        "events": write_lines(events),
        "reaches": write_lines(reaches),
        "addresses": "\n".join(addresses),
        "reached_ids": [each.connector_id for each in campaign.connectors if each.was_reached],
        "missed_ids": [each.connector_id for each in campaign.connectors if not each.was_reached],
    }
