"""The job that gives to stand-ins what a curator had a hand in."""

from flask import current_app

from coprod.core.database import session
from coprod.core.values import clock
from coprod.reviews import actions, queries
from coprod.reviews.emails import build_stand_in_email
from coprod.web import mailer


def route_reviews() -> int:
    """Ask stand-ins by letter, and return about how much. Asked again, it asks nobody twice."""
    with current_app.test_request_context():
        routes = queries.list_routes(clock.today())
        for route in routes:
            actions.route_review(route.review, route.stand_in, route.person)
            link = mailer.build_address("reviews.reviews.review", review_id=route.review.id)
            email = build_stand_in_email(route.kind.get_title(route.subject))
            mailer.write_to_each([route.person], email, link=link)
    session.commit()
    return len(routes)
