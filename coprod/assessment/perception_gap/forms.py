"""How we ask what came of a conversation about a gap."""

from flask_babel import lazy_gettext as _l

from coprod.assessment.perception_gap.rules import LONGEST, GapTalk
from coprod.web.fields import LineField, ParagraphsField, PartialDateField, max_length
from coprod.web.forms import Form


class TalkForm(Form):
    held = PartialDateField(_l("When did you talk?"), description=_l("A month and a year will do."))
    agreed = ParagraphsField(
        _l("What did you agree?"),
        description=_l("Everybody will read this. Do not name anybody who did not agree to it."),
        longest=LONGEST["agreed"],
    )
    by_when = PartialDateField(
        _l("By when will it be done?"), description=_l("A month and a year will do.")
    )
    post = LineField(
        _l("Which post sees to it?"),
        [max_length(LONGEST["post"])],
        description=_l("A role and not a name, such as: Head of community care."),
    )

    def to_talk(self) -> GapTalk:
        return GapTalk(
            self.held.data, self.agreed.data or "", self.by_when.data, self.post.data or ""
        )
