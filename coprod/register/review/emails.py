"""E-mails to those who look after an activity, and to the curators, from any page."""

from coprod.register.activities.models import Activity
from coprod.register.activities.queries import list_owners
from coprod.register.review.queries import list_curators
from coprod.web import mailer
from coprod.web.mailer import Email


def write_to_curators(email: Email, endpoint: str, **values: str | int) -> None:
    """Write to the other curators. ``values`` are the parts of the address the letter leads to."""
    mailer.write_to_others(list_curators(), email, link=mailer.build_address(endpoint, **values))


def write_to_owners(activity: Activity, email: Email, endpoint: str, **values: str | int) -> None:
    """Write to the other owners of an activity."""
    mailer.write_to_others(
        list_owners(activity), email, link=mailer.build_address(endpoint, **values)
    )


def write_to_team(activity: Activity, email: Email) -> None:
    """Write to those who look after an activity, or to the curators where nobody is left."""
    link = mailer.build_address("library.stories.activity", slug=activity.slug)
    reachable = [each for each in list_owners(activity) if each.email]
    mailer.write_to_each(reachable or list_curators(), email, link=link)
