"""What readers see of feedback changes in steps.

What they see already is the first step.
"""

import sqlalchemy as sa
from alembic import op

revision = '0008'
down_revision = '0007'

NUMBERS = ('people', 'comments', 'positive', 'neutral', 'negative', 'counted_in')
SUMMARY = sa.table(
    'insight_summary',
    sa.column('id', sa.Integer),
    sa.column('is_public', sa.Boolean),
    sa.column('released', sa.JSON),
    *(sa.column(name) for name in NUMBERS),
)


def upgrade() -> None:
    with op.batch_alter_table('insight_summary', schema=None) as batch_op:
        batch_op.add_column(sa.Column('released', sa.JSON(), server_default='[]', nullable=False))

    connection = op.get_bind()
    rows = connection.execute(sa.select(SUMMARY).where(SUMMARY.c.is_public)).mappings().all()
    for row in rows:
        told = [{name: row[name] for name in NUMBERS}]
        same = SUMMARY.c.id == row['id']
        connection.execute(sa.update(SUMMARY).where(same).values(released=told))


def downgrade() -> None:
    with op.batch_alter_table('insight_summary', schema=None) as batch_op:
        batch_op.drop_column('released')
