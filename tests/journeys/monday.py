"""Puts things of five kinds on the desk of a register that runs, by the actions people use.

Run as a program with the settings of that register: its own process holds the database open.
"""

from coprod.app import create_app
from coprod.core.database import session
from coprod.register.activities.enums import Status
from coprod.register.activities.rules import Naming
from tests import make
from tests.engagement.commitments.make import unread
from tests.library.accessible_formats.make import request
from tests.reviews.make import waiting_file

MONDAY = 30
"""So many things wait. Two of them need a word in answer; for the others a decision is enough."""


def fill_the_desk() -> None:
    for n in range(MONDAY // 5):
        activity = waiting_file(f"Monday group {n}").activity
        make.activity(status=Status.SUBMITTED, naming=Naming(f"Sent on Monday {n}"))
        make.comment(activity, f"The tea was warm on Monday {n}")
        unread(activity)
        if n % 3:
            make.comment(activity, f"The room was cold on Monday {n}")
        else:
            request(activity)


if __name__ == "__main__":
    with create_app().app_context():
        fill_the_desk()
        session.commit()
