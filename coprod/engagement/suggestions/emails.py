"""The letters about suggested words. They say none of the words."""

from coprod.core.values.phrases import N_
from coprod.engagement.suggestions.models import EditSuggestion
from coprod.register.activities.queries import list_owners
from coprod.web import mailer
from coprod.web.letters import Letter, Reader
from coprod.web.mailer import Email


def write_to_owners(suggestion: EditSuggestion) -> None:
    """Tell the team, unless it looks like spam: a curator reads that alone."""
    if suggestion.looks_like_spam:
        return
    link = mailer.build_address("engagement.suggestions.answer", suggestion_id=suggestion.id)
    email = build_suggested_email(suggestion.activity.title)
    mailer.write_to_others(list_owners(suggestion.activity), email, link=link)


def build_suggested_email(title: str) -> Email:
    return Email(
        key="engagement.suggestions.suggested",
        subject=N_("A reader suggests better words"),
        before=(
            N_(
                "A reader suggests other words for a passage of your entry: %(title)s.", title=title
            ),
            N_("You can agree, change them or decline. A curator decides if you do not."),
        ),
        link_label=N_("Read them and answer"),
    )


LETTERS = (
    Letter(
        "engagement.suggestions.suggested",
        Reader.OWNERS,
        N_("A reader suggests better words"),
        build_suggested_email,
    ),
)
