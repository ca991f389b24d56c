"""keep in which words residents were asked, and from which criteria a value was chosen

Whatever stood before is of version 1: there was no other wording of these yet.
"""

import sqlalchemy as sa
from alembic import op

revision = '0007'
down_revision = '0006'

TABLES = ('asking', 'challenge_standpoint')


def upgrade() -> None:
    for table in TABLES:
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.add_column(
                sa.Column('framework_version', sa.Integer(), server_default='1', nullable=False)
            )


def downgrade() -> None:
    for table in reversed(TABLES):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_column('framework_version')
