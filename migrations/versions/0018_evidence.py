"""The word of an assessment, and what somebody without a hand in it has checked.

What was sent in by the first rule keeps its word, and says by which rule. An assessment that is
still open is worked out by the rule of the day on which it is sent in.
"""

import sqlalchemy as sa
from alembic import op

revision = '0018'
down_revision = '0017'

WORDS = ('claimed', 'given', 'checked', 'claimed_by_rule_1', 'evidenced_by_rule_1')
EVIDENCE = sa.Enum(*WORDS, name='evidence', native_enum=False, length=40)
BY_RULE_1 = """
    UPDATE rating
    SET evidence = CASE WHEN is_evidenced THEN 'evidenced_by_rule_1' ELSE 'claimed_by_rule_1' END
    WHERE submitted_at IS NOT NULL
"""


def upgrade() -> None:
    with op.batch_alter_table('rating', schema=None) as batch_op:
        batch_op.add_column(sa.Column('evidence', EVIDENCE, nullable=True))
    op.execute(BY_RULE_1)
    op.execute('UPDATE rating SET rule_version = 2 WHERE submitted_at IS NULL')
    with op.batch_alter_table('rating', schema=None) as batch_op:
        batch_op.drop_column('is_evidenced')
    op.create_table(
        'rating_evidence_check',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('answer_id', sa.Integer(), nullable=False),
        sa.Column('person_id', sa.Integer(), nullable=False),
        sa.Column('at', sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ['answer_id'],
            ['rating_answer.id'],
            name=op.f('fk_rating_evidence_check_answer_id_rating_answer'),
            ondelete='CASCADE',
        ),
        sa.ForeignKeyConstraint(
            ['person_id'], ['person.id'], name=op.f('fk_rating_evidence_check_person_id_person')
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_rating_evidence_check')),
        sa.UniqueConstraint('answer_id', name=op.f('uq_rating_evidence_check_answer_id')),
    )
    with op.batch_alter_table('rating_evidence_check', schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f('ix_rating_evidence_check_person_id'), ['person_id'], unique=False
        )


def downgrade() -> None:
    op.drop_table('rating_evidence_check')
    with op.batch_alter_table('rating', schema=None) as batch_op:
        batch_op.add_column(
            sa.Column('is_evidenced', sa.Boolean(), server_default=sa.false(), nullable=False)
        )
    op.execute(
        "UPDATE rating SET is_evidenced = true WHERE evidence IN ('given', 'evidenced_by_rule_1')"
    )
    op.execute('UPDATE rating SET rule_version = 1')
    with op.batch_alter_table('rating', schema=None) as batch_op:
        batch_op.drop_column('evidence')
