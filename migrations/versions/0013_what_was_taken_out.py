"""What curators took out for good is listed: where, when, by whom and why, and never the words."""

import sqlalchemy as sa
from alembic import op

revision = '0013'
down_revision = '0012'


def upgrade() -> None:
    op.create_table(
        'removal',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('uid', sa.String(length=32), nullable=False),
        sa.Column('at', sa.DateTime(), nullable=False),
        sa.Column('by_id', sa.Integer(), nullable=True),
        sa.Column('kind', sa.String(length=40), nullable=False),
        sa.Column('subject', sa.String(length=40), nullable=False),
        sa.Column('subject_id', sa.Integer(), nullable=False),
        sa.Column('reason', sa.Text(), nullable=False),
        sa.Column('marker', sa.String(length=120), nullable=False),
        sa.Column('size', sa.Integer(), nullable=False),
        sa.Column('digest', sa.String(length=32), nullable=False),
        sa.Column('is_everywhere', sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(['by_id'], ['person.id'], name=op.f('fk_removal_by_id_person')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_removal')),
        sa.UniqueConstraint('uid', name=op.f('uq_removal_uid')),
    )
    op.create_index(op.f('ix_removal_by_id'), 'removal', ['by_id'])
    op.create_table(
        'removal_place',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('removal_id', sa.Integer(), nullable=False),
        sa.Column('table_name', sa.String(length=64), nullable=False),
        sa.Column('row_id', sa.Integer(), nullable=False),
        sa.Column('column_name', sa.String(length=200), nullable=False),
        sa.Column('path', sa.JSON(), nullable=False),
        sa.Column('kind', sa.String(length=40), nullable=False),
        sa.Column('digest', sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ['removal_id'], ['removal.id'], name=op.f('fk_removal_place_removal_id_removal'),
            ondelete='CASCADE',
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_removal_place')),
    )
    op.create_index(op.f('ix_removal_place_removal_id'), 'removal_place', ['removal_id'])


def downgrade() -> None:
    op.drop_table('removal_place')
    op.drop_table('removal')
