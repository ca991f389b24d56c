"""How we ask what came of a conversation about a gap."""

from flask_babel import lazy_gettext

from coprod.assessment.perception_gap.rules import LONGEST, GapTalk
from coprod.web.fields import LineField, ParagraphsField, PartialDateField, max_length
from coprod.web.forms import Form


class TalkForm(Form):
    held = PartialDateField(
        lazy_gettext("When did you talk?"), description=lazy_gettext("A month and a year will do.")
    )
    agreed = ParagraphsField(
        lazy_gettext("What did you agree?"),
        description=lazy_gettext(
            "Everybody will read this. Do not name anybody who did not agree to it."
        ),
        longest=LONGEST["agreed"],
    )
    by_when = PartialDateField(
        lazy_gettext("By when will it be done?"),
        description=lazy_gettext("A month and a year will do."),
    )
    post = LineField(
        lazy_gettext("Which role is responsible for it?"),
        [max_length(LONGEST["post"])],
        description=lazy_gettext("A role and not a name, such as: Head of community care."),
    )

    def to_talk(self) -> GapTalk:
        return GapTalk(
            self.held.data, self.agreed.data or "", self.by_when.data, self.post.data or ""
        )
