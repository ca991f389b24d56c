"""Entries say who decides how the money is used, and whether it was worth it."""

import sqlalchemy as sa
from alembic import op

revision = '0010'
down_revision = '0009'

TEXTS = (
    'deciding_who',
    'deciding_link',
    'recognised_by',
    'recognised_link',
    'anyway',
    'harder',
    'worth',
    'worth_link',
    'led_to',
    'led_to_link',
)
DECIDING = ('staff', 'after_asking', 'together', 'residents')
KNOWN = ('yes', 'no', 'unknown')


def others() -> list[sa.Column[object]]:
    return [
        sa.Column('deciding', sa.Enum(*DECIDING, name='deciding', native_enum=False, length=40)),
        sa.Column('recognised', sa.Enum(*KNOWN, name='known', native_enum=False, length=40)),
        sa.Column('led_to_post', sa.String(), server_default='', nullable=False),
        sa.Column('led_to_on', sa.String(length=10)),
    ]


def upgrade() -> None:
    with op.batch_alter_table('activity_detail', schema=None) as batch_op:
        for name in TEXTS:
            batch_op.add_column(sa.Column(name, sa.Text(), server_default='', nullable=False))
        for column in others():
            batch_op.add_column(column)


def downgrade() -> None:
    with op.batch_alter_table('activity_detail', schema=None) as batch_op:
        for name in (*TEXTS, *(column.name for column in others())):
            batch_op.drop_column(name)
