"""Each version of the content has an id that no other has: a number alone comes again after a restore."""

import sqlalchemy as sa
from alembic import op

revision = '0023'
down_revision = '0018'


def upgrade() -> None:
    with op.batch_alter_table('edition', schema=None) as batch_op:
        batch_op.add_column(
            sa.Column('version_id', sa.String(length=32), server_default='', nullable=False)
        )


def downgrade() -> None:
    with op.batch_alter_table('edition', schema=None) as batch_op:
        batch_op.drop_column('version_id')
