"""How we ask what came of a conversation about a gap."""

from flask_babel import lazy_gettext as _l

from coprod.assessment.perception_gap.rules import LONGEST, GapTalk
from coprod.web.fields import Line, Paragraphs, PartialDateField, no_longer_than
from coprod.web.forms import Form


class TalkForm(Form):
    held = PartialDateField(_l("When did you talk?"), description=_l("A month and a year will do."))
    agreed = Paragraphs(
        _l("What did you agree?"),
        description=_l("Everybody will read this. Do not name anybody who did not agree to it."),
        longest=LONGEST["agreed"],
    )
    by_when = PartialDateField(
        _l("By when will it be done?"), description=_l("A month and a year will do.")
    )
    post = Line(
        _l("Which post sees to it?"),
        [no_longer_than(LONGEST["post"])],
        description=_l("A role and not a name, such as: Head of community care."),
    )

    def to_talk(self) -> GapTalk:
        return GapTalk(
            self.held.data, self.agreed.data or "", self.by_when.data, self.post.data or ""
        )
