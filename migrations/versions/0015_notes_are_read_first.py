"""Notes beside answers are read by a curator before readers see them.

Those that are there wait as well, unless the level that they bear out was confirmed: whoever
confirmed it has read them. Wherever a curator did not agree, nobody is known to have looked.
"""

import sqlalchemy as sa
from alembic import op

revision = '0015'
down_revision = '0012'

READ = """
    INSERT INTO rating_notes_reading (rating_id, person_id, at)
    SELECT proposal.rating_id, MIN(answer.person_id), MIN(answer.at)
    FROM confirmation_proposal AS proposal
    JOIN confirmation_answer AS answer ON answer.proposal_id = proposal.id
    WHERE answer.verdict = 'agrees'
    GROUP BY proposal.rating_id
"""


def upgrade() -> None:
    op.create_table(
        'rating_notes_reading',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('rating_id', sa.Integer(), nullable=False),
        sa.Column('person_id', sa.Integer(), nullable=False),
        sa.Column('at', sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ['person_id'], ['person.id'], name=op.f('fk_rating_notes_reading_person_id_person')
        ),
        sa.ForeignKeyConstraint(
            ['rating_id'],
            ['rating.id'],
            name=op.f('fk_rating_notes_reading_rating_id_rating'),
            ondelete='CASCADE',
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_rating_notes_reading')),
        sa.UniqueConstraint('rating_id', name=op.f('uq_rating_notes_reading_rating_id')),
    )
    with op.batch_alter_table('rating_notes_reading', schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f('ix_rating_notes_reading_person_id'), ['person_id'], unique=False
        )
    op.execute(READ)


def downgrade() -> None:
    op.drop_table('rating_notes_reading')
