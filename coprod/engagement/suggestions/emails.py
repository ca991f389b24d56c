"""The letters about suggested words. They say none of the words."""

from coprod.core.values.phrases import N_
from coprod.engagement.comments.queries import get_author_email
from coprod.engagement.suggestions import queries
from coprod.engagement.suggestions.enums import SuggestionState
from coprod.engagement.suggestions.models import EditSuggestion
from coprod.register.activities.queries import list_owners
from coprod.web import mailer
from coprod.web.letters import Letter, Reader
from coprod.web.mailer import Email, fix


def send_receipt(suggestion: EditSuggestion) -> None:
    """Send the private link, but to no address that somebody gave with spam."""
    if not suggestion.looks_like_spam:
        write_to_author(suggestion, build_receipt_email(suggestion.activity.title))


def send_outcome(suggestion: EditSuggestion) -> None:
    is_taken = suggestion.state is SuggestionState.TAKEN
    build = build_taken_email if is_taken else build_declined_email
    write_to_author(suggestion, build(suggestion.activity.title))


def write_to_author(suggestion: EditSuggestion, email: Email) -> None:
    recipient = get_author_email(suggestion.person_id, suggestion.email)
    if recipient and (token := queries.get_suggestion_token(suggestion)):
        link = mailer.build_address("engagement.suggestions.receipt", token=token)
        mailer.write_email(recipient, email, link=link)


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
                "A reader suggests other words for a passage of your activity: %(title)s.",
                title=title,
            ),
            N_("You can agree, change them or decline. A curator decides if you do not."),
        ),
        link_label=N_("Read them and answer"),
    )


def build_receipt_email(title: str) -> Email:
    return Email(
        key="engagement.suggestions.receipt",
        subject=N_("Your suggestion has arrived"),
        before=(
            N_("Thank you for the words that you suggest for: %(title)s.", title=title),
            N_("The team reads them, and a curator decides."),
        ),
        link_label=N_("Follow them"),
        after=(fix(N_("This link is yours alone. Keep it to yourself.")),),
    )


def build_taken_email(title: str) -> Email:
    return Email(
        key="engagement.suggestions.taken",
        subject=N_("Your words are used"),
        before=(
            N_("You suggested better words for: %(title)s.", title=title),
            N_("A curator has taken them. They may have been changed a little first. Thank you."),
        ),
        link_label=N_("See what happened to them"),
    )


def build_declined_email(title: str) -> Email:
    return Email(
        key="engagement.suggestions.declined",
        subject=N_("The words stay as they are"),
        before=(
            N_("You suggested better words for: %(title)s.", title=title),
            N_("They are not used this time. Thank you all the same."),
        ),
        link_label=N_("Read why"),
    )


LETTERS = (
    Letter(
        "engagement.suggestions.receipt",
        Reader.AUTHOR,
        N_("Suggested words arrive"),
        build_receipt_email,
    ),
    Letter(
        "engagement.suggestions.taken",
        Reader.AUTHOR,
        N_("Suggested words are used"),
        build_taken_email,
    ),
    Letter(
        "engagement.suggestions.declined",
        Reader.AUTHOR,
        N_("Suggested words are not used"),
        build_declined_email,
    ),
    Letter(
        "engagement.suggestions.suggested",
        Reader.OWNERS,
        N_("A reader suggests better words"),
        build_suggested_email,
    ),
)
