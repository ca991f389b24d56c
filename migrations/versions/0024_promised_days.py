"""The last day of what people agreed to, each day's work, and what a place's file has brought.

The last day of a consent stood beside it alone, and only a command looked at it. The entry or the
file has it now, so that every question for them can.
"""

import sqlalchemy as sa
from alembic import op

revision = '0024'
down_revision = '0023'

OF_WORDS = """
    UPDATE activity SET public_until = (
        SELECT min(consent.until) FROM consent
        WHERE consent.activity_id = activity.id
        AND consent.covers = 'words' AND consent.ended IS NULL
    )
"""
OF_FILES = """
    UPDATE stored_file SET public_until = (
        SELECT min(consent.until) FROM consent
        WHERE consent.file_id = stored_file.id AND consent.ended IS NULL
    )
"""


def upgrade() -> None:
    for table in ('activity', 'stored_file'):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.add_column(sa.Column('public_until', sa.Date(), nullable=True))
    op.execute(OF_WORDS)
    op.execute(OF_FILES)
    op.create_table(
        'daily_step',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('name', sa.String(length=40), nullable=False),
        sa.Column('lease', sa.String(length=40), nullable=False),
        sa.Column('leased_until', sa.DateTime(), nullable=True),
        sa.Column('tried_at', sa.DateTime(), nullable=True),
        sa.Column('done_on', sa.Date(), nullable=True),
        sa.Column('error', sa.String(length=80), nullable=False),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_daily_step')),
        sa.UniqueConstraint('name', name=op.f('uq_daily_step_name')),
    )
    op.create_table(
        'loaded_line',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('kind', sa.String(length=20), nullable=False),
        sa.Column('key', sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_loaded_line')),
        sa.UniqueConstraint('kind', 'key', name=op.f('uq_loaded_line_kind_key')),
    )


def downgrade() -> None:
    op.drop_table('loaded_line')
    op.drop_table('daily_step')
    for table in ('stored_file', 'activity'):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_column('public_until')
