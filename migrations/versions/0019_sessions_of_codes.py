"""For which session codes were issued."""

import sqlalchemy as sa
from alembic import op

revision = '0019'
down_revision = '0018'


def upgrade() -> None:
    with op.batch_alter_table('code_sheet', schema=None) as batch_op:
        batch_op.add_column(sa.Column('session', sa.Text(), server_default='', nullable=False))


def downgrade() -> None:
    with op.batch_alter_table('code_sheet', schema=None) as batch_op:
        batch_op.drop_column('session')
