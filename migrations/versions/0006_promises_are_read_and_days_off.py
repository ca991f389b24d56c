"""Promises are read by a curator before they are public; a place has days off.

What readers see already was not read by a curator under this rule. It stays in sight as it is.
"""

import sqlalchemy as sa
from alembic import op

revision = '0006'
down_revision = '0005'


def upgrade() -> None:
    with op.batch_alter_table('place', schema=None) as batch_op:
        batch_op.add_column(sa.Column('days_off', sa.Text(), server_default='', nullable=False))

    with op.batch_alter_table('commitment', schema=None) as batch_op:
        batch_op.add_column(sa.Column('shown_at', sa.DateTime(), nullable=True))
        batch_op.create_index(batch_op.f('ix_commitment_shown_at'), ['shown_at'], unique=False)

    with op.batch_alter_table('commitment_step', schema=None) as batch_op:
        batch_op.add_column(sa.Column('read_at', sa.DateTime(), nullable=True))
        batch_op.add_column(sa.Column('sent_back', sa.Text(), server_default='', nullable=False))
        batch_op.create_index(batch_op.f('ix_commitment_step_read_at'), ['read_at'], unique=False)

    op.execute('UPDATE commitment SET shown_at = made_at')
    op.execute('UPDATE commitment_step SET read_at = at')


def downgrade() -> None:
    with op.batch_alter_table('commitment_step', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_commitment_step_read_at'))
        batch_op.drop_column('sent_back')
        batch_op.drop_column('read_at')

    with op.batch_alter_table('commitment', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_commitment_shown_at'))
        batch_op.drop_column('shown_at')

    with op.batch_alter_table('place', schema=None) as batch_op:
        batch_op.drop_column('days_off')
