"""Notes of payments that readers do not see are taken out of the words that search looks through.

Those words are worked out when an entry is saved. Until lately they had the notes of all payments,
and entries that nobody saved since have them still. The index is made anew by its version.
"""

import sqlalchemy as sa
from alembic import op

from coprod.register.sections.rules import CostLine, PaymentCounts
from coprod.register.sections.enums import CostCategory
from coprod.core.values.text import fold

revision = "0021"
down_revision = "0020"

NOTES = sa.text(
    "SELECT d.activity_id, c.category, c.offered, c.accepted, c.declined, c.note FROM activity_cost c JOIN activity_detail d ON d.id = c.detail_id WHERE c.note != '' ORDER BY c.id"
)
WORDS = sa.text("SELECT more_words, search_words FROM activity_text WHERE activity_id = :id")
KEEP = sa.text(
    "UPDATE activity_text SET more_words = :more, search_words = :search WHERE activity_id = :id"
)


def upgrade() -> None:
    bind = op.get_bind()
    for activity_id, category, offered, accepted, declined, note in bind.execute(NOTES).all():
        paid = PaymentCounts(offered, accepted, declined)
        line = CostLine(category=CostCategory(category), paid=paid, note=note)
        if "note" in line.withheld:
            forget(bind, activity_id, fold(note))


def forget(bind: sa.Connection, activity_id: int, note: str) -> None:
    for more, search in bind.execute(WORDS, {"id": activity_id}).all():
        told = {"more": without(more, note), "search": without(search, note)}
        bind.execute(KEEP, {**told, "id": activity_id})


def without(words: str, note: str) -> str:
    """Return words without a note, once: what readers see may say the same."""
    return f" {words} ".replace(f" {note} ", " ", 1).strip()


def downgrade() -> None:
    """Leave the words out: whoever saves an entry works them out anew."""
