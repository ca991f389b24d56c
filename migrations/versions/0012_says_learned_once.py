"""The index of entries from which something was learned names each entry once, and so is used.

SQLite prefers an index that is unique: it read every long text by that of all texts.
"""

import sqlalchemy as sa
from alembic import op

revision = '0012'
down_revision = '0011'

NAME = 'ix_activity_text_says_learned'
SAYS_LEARNED = sa.text("learned != ''")


def upgrade() -> None:
    make_anew(unique=True)


def downgrade() -> None:
    make_anew(unique=False)


def make_anew(*, unique: bool) -> None:
    op.drop_index(NAME, table_name='activity_text')
    op.create_index(
        NAME,
        'activity_text',
        ['activity_id'],
        unique=unique,
        sqlite_where=SAYS_LEARNED,
        postgresql_where=SAYS_LEARNED,
    )
