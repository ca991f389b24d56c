"""Things of the register as evidence beside an answer, and replies that are read first.

Readers have seen the replies that are there: they count as read when they came.
"""

import sqlalchemy as sa
from alembic import op

revision = '0020'
down_revision = '0019'

KINDS = ('session', 'cost', 'decision', 'file', 'promise')
KIND = sa.Enum(*KINDS, name='itemkind', native_enum=False, length=40)
READ_BY = 'fk_answer_challenge_reply_read_by_id_person'


def upgrade() -> None:
    with op.batch_alter_table('answer_challenge', schema=None) as batch_op:
        batch_op.add_column(sa.Column('reply_read_at', sa.DateTime(), nullable=True))
        batch_op.add_column(sa.Column('reply_read_by_id', sa.Integer(), nullable=True))
        batch_op.create_index(
            batch_op.f('ix_answer_challenge_reply_read_by_id'), ['reply_read_by_id'], unique=False
        )
        batch_op.create_foreign_key(batch_op.f(READ_BY), 'person', ['reply_read_by_id'], ['id'])
    op.execute('UPDATE answer_challenge SET reply_read_at = replied_at')
    with op.batch_alter_table('rating_answer', schema=None) as batch_op:
        batch_op.add_column(sa.Column('item_kind', KIND, nullable=True))
        batch_op.add_column(sa.Column('item_id', sa.Integer(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table('rating_answer', schema=None) as batch_op:
        batch_op.drop_column('item_id')
        batch_op.drop_column('item_kind')
    with op.batch_alter_table('answer_challenge', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f(READ_BY), type_='foreignkey')
        batch_op.drop_index(batch_op.f('ix_answer_challenge_reply_read_by_id'))
        batch_op.drop_column('reply_read_by_id')
        batch_op.drop_column('reply_read_at')
