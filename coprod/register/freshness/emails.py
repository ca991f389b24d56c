"""The reminder to say that an activity is still true."""

from coprod.core.values.phrases import N_, Message
from coprod.web.letters import Letter, Reader
from coprod.web.mailer import Email, fix


def build_reminder(title: str, missing: Message | None) -> Email:
    """Ask whether it is still true, and the one question that readers would like answered."""
    question = (fix(N_("Readers would also like to know: %(question)s", question=missing)),)
    return Email(
        key="register.freshness.reminder",
        subject=N_("Is your story still true?"),
        before=(
            N_("It is about a year since anybody checked your story: %(title)s.", title=title),
            N_("If it is still true, one button says so. If not, you can change it there."),
        ),
        link_label=N_("Look at your story"),
        after=(
            *(question if missing else ()),
            N_("After a year, readers see that the story may be out of date."),
        ),
    )


LETTERS = (
    Letter(
        "register.freshness.reminder",
        Reader.OWNERS,
        N_("About a year after a story was last checked"),
        lambda title: build_reminder(title, None),
    ),
)
