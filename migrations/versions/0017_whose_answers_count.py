"""How residents' answers came, who released a round, and the codes that curators issue.

All answers that are there were collected by the team: nobody had issued codes. Rounds that have
closed wait for a curator to release them.
"""

import sqlalchemy as sa
from alembic import op

revision = '0017'
down_revision = '0016'

COLLECTED = ('team', 'independent')


ROUND = ('start', 'midpoint', 'end', 'after_scaling', 'asked_for')
ASKING = sa.table(
    'asking', sa.column('id', sa.Integer), sa.column('activity_id'), sa.column('round', sa.String)
)
TALK = sa.table(
    'gap_conversation',
    sa.column('id', sa.Integer),
    sa.column('activity_id', sa.Integer),
    sa.column('rating_id', sa.Integer),
    sa.column('residents_round', sa.String),
    sa.column('covers', sa.JSON),
)


def upgrade() -> None:
    with op.batch_alter_table('gap_conversation', schema=None) as batch_op:
        batch_op.add_column(sa.Column('covers', sa.JSON(), server_default='[]', nullable=False))
    name_rounds_talked_about()
    with op.batch_alter_table('gap_conversation', schema=None) as batch_op:
        batch_op.alter_column('covers', existing_type=sa.JSON(), server_default=None)
        batch_op.drop_column('residents_round')
    add_provenance()


def name_rounds_talked_about() -> None:
    connection = op.get_bind()
    for talk in connection.execute(sa.select(TALK)).all():
        of = (ASKING.c.activity_id == talk.activity_id, ASKING.c.round == talk.residents_round)
        rounds = connection.execute(sa.select(ASKING.c.id).where(*of)).scalars()
        covers = [[talk.rating_id, asking_id] for asking_id in rounds]
        connection.execute(sa.update(TALK).where(TALK.c.id == talk.id).values(covers=covers))


def add_provenance() -> None:
    op.create_table(
        'code_sheet',
        sa.Column('asking_id', sa.Integer(), nullable=False),
        sa.Column('by_id', sa.Integer(), nullable=False),
        sa.Column('at', sa.DateTime(), nullable=False),
        sa.Column('holder', sa.Text(), nullable=False),
        sa.Column('holder_id', sa.Integer(), nullable=True),
        sa.Column('people', sa.Integer(), nullable=False),
        sa.Column('codes', sa.JSON(), nullable=False),
        sa.Column('id', sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ['asking_id'],
            ['asking.id'],
            name=op.f('fk_code_sheet_asking_id_asking'),
            ondelete='CASCADE',
        ),
        sa.ForeignKeyConstraint(
            ['by_id'], ['person.id'], name=op.f('fk_code_sheet_by_id_person')
        ),
        sa.ForeignKeyConstraint(
            ['holder_id'], ['person.id'], name=op.f('fk_code_sheet_holder_id_person')
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_code_sheet')),
    )
    for column in ('asking_id', 'by_id', 'holder_id'):
        op.create_index(op.f(f'ix_code_sheet_{column}'), 'code_sheet', [column])
    with op.batch_alter_table('asking', schema=None) as batch_op:
        batch_op.add_column(sa.Column('released_at', sa.DateTime(), nullable=True))
        batch_op.add_column(sa.Column('released_by_id', sa.Integer(), nullable=True))
        batch_op.create_index(op.f('ix_asking_released_by_id'), ['released_by_id'])
        batch_op.create_foreign_key(
            op.f('fk_asking_released_by_id_person'), 'person', ['released_by_id'], ['id']
        )
    with op.batch_alter_table('resident_answer', schema=None) as batch_op:
        batch_op.add_column(
            sa.Column('is_independent', sa.Boolean(), server_default=sa.false(), nullable=False)
        )
        batch_op.alter_column('once', existing_type=sa.String(64), nullable=True)
    with op.batch_alter_table('release', schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                'collected',
                sa.Enum(*COLLECTED, name='collected', native_enum=False, length=40),
                server_default='team',
                nullable=False,
            )
        )
        batch_op.add_column(sa.Column('needed', sa.Integer(), server_default='10', nullable=False))


def downgrade() -> None:
    with op.batch_alter_table('release', schema=None) as batch_op:
        batch_op.drop_column('needed')
        batch_op.drop_column('collected')
    op.execute(
        sa.text("UPDATE resident_answer SET once = 'answer ' || id WHERE once IS NULL")
    )
    op.execute(sa.text("UPDATE resident_answer SET given = 'link' WHERE given = 'code'"))
    with op.batch_alter_table('resident_answer', schema=None) as batch_op:
        batch_op.alter_column('once', existing_type=sa.String(64), nullable=False)
        batch_op.drop_column('is_independent')
    with op.batch_alter_table('asking', schema=None) as batch_op:
        batch_op.drop_constraint(op.f('fk_asking_released_by_id_person'), type_='foreignkey')
        batch_op.drop_index(op.f('ix_asking_released_by_id'))
        batch_op.drop_column('released_by_id')
        batch_op.drop_column('released_at')
    op.drop_table('code_sheet')
    with op.batch_alter_table('gap_conversation', schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                'residents_round',
                sa.Enum(*ROUND, name='round', native_enum=False, length=40),
                server_default='start',
                nullable=False,
            )
        )
    give_back_rounds()
    with op.batch_alter_table('gap_conversation', schema=None) as batch_op:
        batch_op.alter_column(
            'residents_round', existing_type=sa.String(40), server_default=None
        )
        batch_op.drop_column('covers')


def give_back_rounds() -> None:
    connection = op.get_bind()
    for talk in connection.execute(sa.select(TALK)).all():
        asking_ids = [asking_id for _rating_id, asking_id in talk.covers or ()]
        wanted = sa.select(ASKING.c.round).where(ASKING.c.id.in_(asking_ids[-1:]))
        for value in connection.execute(wanted).scalars():
            change = sa.update(TALK).where(TALK.c.id == talk.id)
            connection.execute(change.values(residents_round=value))
