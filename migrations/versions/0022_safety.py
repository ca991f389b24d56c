"""Who would like an answer to a comment, and the safety texts of the place in each language."""

import sqlalchemy as sa
from alembic import op

revision = '0022'
down_revision = '0021'


def upgrade() -> None:
    with op.batch_alter_table('comment', schema=None) as batch_op:
        batch_op.add_column(
            sa.Column('wants_answer', sa.Boolean(), server_default=sa.false(), nullable=False)
        )
    with op.batch_alter_table('place', schema=None) as batch_op:
        batch_op.add_column(sa.Column('under_16', sa.Text(), server_default='', nullable=False))
        batch_op.add_column(sa.Column('consent', sa.Text(), server_default='', nullable=False))
        batch_op.add_column(
            sa.Column('translations', sa.JSON(), server_default='{}', nullable=False)
        )


def downgrade() -> None:
    with op.batch_alter_table('place', schema=None) as batch_op:
        batch_op.drop_column('translations')
        batch_op.drop_column('consent')
        batch_op.drop_column('under_16')
    with op.batch_alter_table('comment', schema=None) as batch_op:
        batch_op.drop_column('wants_answer')
