"""Counting entries from which something was learned reads an index, not their long texts."""

import sqlalchemy as sa
from alembic import op

revision = '0011'
down_revision = '0010'

NAME = 'ix_activity_text_says_learned'
SAYS_LEARNED = sa.text("learned != ''")


def upgrade() -> None:
    op.create_index(
        NAME,
        'activity_text',
        ['activity_id'],
        unique=False,
        sqlite_where=SAYS_LEARNED,
        postgresql_where=SAYS_LEARNED,
    )


def downgrade() -> None:
    op.drop_index(NAME, table_name='activity_text')
