"""Names of comments that were not placed, who sorted the comments, and the first-run list.

Of comments that were counted before, the names that were on no list are not kept any more. Where
the report of their file tells of such names, a side without a name is "not placed", and no gap.
"""

import json

import sqlalchemy as sa
from alembic import op

revision = '0016'
down_revision = '0015'

ITEMS = ('contact', 'safeguarding', 'safeguarding-email', 'privacy')
ROLES = ('visitor', 'resident', 'lay_member', 'team_member', 'curator', 'administrator')
SIDES = ('locality', 'network', 'practice', 'service', 'group')
INDEX = 'ix_feedback_comment_is_unplaced'
IS_UNPLACED = sa.text('unplaced IS NOT NULL')
FILE = sa.table('feedback_file', sa.column('id', sa.Integer), sa.column('report', sa.JSON))
COMMENT = sa.table(
    'feedback_comment',
    sa.column('id', sa.Integer),
    sa.column('file_id', sa.Integer),
    sa.column('source', sa.String),
    sa.column('said_on', sa.Date),
    sa.column('unplaced', sa.JSON),
    *(sa.column(f'{side}_id', sa.Integer) for side in SIDES),
)
SUMMARY = sa.table(
    'insight_summary',
    sa.column('id', sa.Integer),
    sa.column('source', sa.String),
    sa.column('starts', sa.Date),
    sa.column('ends', sa.Date),
    sa.column('is_counted', sa.Boolean),
    sa.column('unplaced', sa.JSON),
    *(sa.column(f'{side}_id', sa.Integer) for side in SIDES),
)


def upgrade() -> None:
    with op.batch_alter_table('insight_summary', schema=None) as batch_op:
        batch_op.add_column(
            sa.Column('is_labelled', sa.Boolean(), server_default=sa.false(), nullable=False)
        )
        batch_op.add_column(
            sa.Column('unplaced', sa.JSON(), server_default='{}', nullable=False)
        )
    with op.batch_alter_table('feedback_comment', schema=None) as batch_op:
        batch_op.add_column(
            sa.Column('is_labelled', sa.Boolean(), server_default=sa.false(), nullable=False)
        )
        batch_op.add_column(sa.Column('also_in', sa.JSON(), nullable=True))
        batch_op.add_column(sa.Column('unplaced', sa.JSON(), nullable=True))
        batch_op.create_index(
            INDEX, ['id'], sqlite_where=IS_UNPLACED, postgresql_where=IS_UNPLACED
        )
    op.create_table(
        'place_confirmation',
        sa.Column(
            'item', sa.Enum(*ITEMS, name='item', native_enum=False, length=40), nullable=False
        ),
        sa.Column('value', sa.Text(), nullable=False),
        sa.Column(
            'role', sa.Enum(*ROLES, name='role', native_enum=False, length=40), nullable=False
        ),
        sa.Column('person_id', sa.Integer(), nullable=True),
        sa.Column('at', sa.DateTime(), nullable=False),
        sa.Column('id', sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ['person_id'], ['person.id'], name=op.f('fk_place_confirmation_person_id_person')
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_place_confirmation')),
        sa.UniqueConstraint('item', name=op.f('uq_place_confirmation_item')),
    )
    with op.batch_alter_table('place', schema=None) as batch_op:
        batch_op.add_column(
            sa.Column('privacy_contact', sa.Text(), server_default='', nullable=False)
        )
    mark_old_imports()


def mark_old_imports() -> None:
    connection = op.get_bind()
    for file_id, report in connection.execute(sa.select(FILE.c.id, FILE.c.report)).all():
        told = json.loads(report) if isinstance(report, str) else report
        for side in (told or {}).get('unknown', {}):
            if side in SIDES:
                mark_side(connection, file_id, side)


def mark_side(connection: sa.Connection, file_id: int, side: str) -> None:
    nameless = sa.and_(COMMENT.c.file_id == file_id, COMMENT.c[f'{side}_id'].is_(None))
    rows = connection.execute(
        sa.select(COMMENT.c.id, COMMENT.c.source, COMMENT.c.said_on, COMMENT.c.unplaced).where(
            nameless
        )
    ).all()
    for key, source, day, unplaced in rows:
        change = sa.update(COMMENT).where(COMMENT.c.id == key)
        connection.execute(change.values(unplaced={**(unplaced or {}), side: ''}))
        mark_summary(connection, source, day, side)


def mark_summary(connection: sa.Connection, source: str, day: object, side: str) -> None:
    whole = sa.and_(
        SUMMARY.c.source == source,
        SUMMARY.c.is_counted.is_(True),
        SUMMARY.c.starts <= day,
        SUMMARY.c.ends >= day,
        *(SUMMARY.c[f'{each}_id'].is_(None) for each in SIDES),
    )
    for key, unplaced in connection.execute(
        sa.select(SUMMARY.c.id, SUMMARY.c.unplaced).where(whole)
    ).all():
        counted = {**(unplaced or {}), side: (unplaced or {}).get(side, 0) + 1}
        change = sa.update(SUMMARY).where(SUMMARY.c.id == key)
        connection.execute(change.values(unplaced=counted))


def downgrade() -> None:
    with op.batch_alter_table('place', schema=None) as batch_op:
        batch_op.drop_column('privacy_contact')
    op.drop_table('place_confirmation')
    with op.batch_alter_table('feedback_comment', schema=None) as batch_op:
        batch_op.drop_index(INDEX)
        for name in ('unplaced', 'also_in', 'is_labelled'):
            batch_op.drop_column(name)
    with op.batch_alter_table('insight_summary', schema=None) as batch_op:
        batch_op.drop_column('unplaced')
        batch_op.drop_column('is_labelled')
