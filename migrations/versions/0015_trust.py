"""Notes beside answers are read first, and no address tells what was never public.

Notes that are there wait as well, unless the level that they bear out was confirmed: whoever
confirmed it has read them. Wherever a curator did not agree, nobody is known to have looked.

What was never published has an address without words from now on; the old one leads on. Of an old
address no words are kept, so it is not given back.
"""

import hashlib
import secrets
from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = '0015'
down_revision = '0014'

READ = """
    INSERT INTO rating_notes_reading (rating_id, person_id, at)
    SELECT proposal.rating_id, MIN(answer.person_id), MIN(answer.at)
    FROM confirmation_proposal AS proposal
    JOIN confirmation_answer AS answer ON answer.proposal_id = proposal.id
    WHERE answer.verdict = 'agrees'
    GROUP BY proposal.rating_id
"""


CLOSED = sa.Column(
    'is_closed_to_organisation', sa.Boolean(), server_default=sa.false(), nullable=False
)
LETTERS = 'bcdfghjkmnpqrstvwxz'


def upgrade() -> None:
    make_readings()
    with op.batch_alter_table('activity', schema=None) as batch_op:
        batch_op.add_column(CLOSED)
    make_addresses()
    hide_addresses()


def make_readings() -> None:
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


def make_addresses() -> None:
    op.create_table(
        'activity_former_address',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('activity_id', sa.Integer(), nullable=False),
        sa.Column('slug_hash', sa.String(length=64), nullable=False),
        sa.Column('is_gone', sa.Boolean(), nullable=False),
        sa.Column('at', sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ['activity_id'],
            ['activity.id'],
            name=op.f('fk_activity_former_address_activity_id_activity'),
            ondelete='CASCADE',
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_activity_former_address')),
        sa.UniqueConstraint('slug_hash', name=op.f('uq_activity_former_address_slug_hash')),
    )
    with op.batch_alter_table('activity_former_address', schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f('ix_activity_former_address_activity_id'), ['activity_id'], unique=False
        )


def hide_addresses() -> None:
    entries = sa.table('activity', sa.column('id'), sa.column('slug'), sa.column('published_at'))
    former = sa.table(
        'activity_former_address',
        *(sa.column(name) for name in ('activity_id', 'slug_hash', 'is_gone')),
        sa.column('at', sa.DateTime()),
    )
    held = sa.table('held_words', sa.column('id'), sa.column('address'))
    connection = op.get_bind()
    wanted = sa.select(entries.c.id, entries.c.slug).where(entries.c.published_at.is_(None))
    moved = {}
    for key, slug in connection.execute(wanted).all():
        moved[slug] = ''.join(secrets.choice(LETTERS) for _each in range(10))
        hashed = hashlib.sha256(slug.encode()).hexdigest()
        at = datetime.now(UTC).replace(tzinfo=None)
        told = {'activity_id': key, 'slug_hash': hashed, 'is_gone': False, 'at': at}
        connection.execute(sa.insert(former).values(**told))
        changed = sa.update(entries).where(entries.c.id == key).values(slug=moved[slug])
        connection.execute(changed)
    for key, address in connection.execute(sa.select(held.c.id, held.c.address)).all():
        path = '/'.join(moved.get(part, part) for part in address.split('/'))
        connection.execute(sa.update(held).where(held.c.id == key).values(address=path))


def downgrade() -> None:
    with op.batch_alter_table('activity', schema=None) as batch_op:
        batch_op.drop_column(CLOSED.name)
    op.drop_table('activity_former_address')
    op.drop_table('rating_notes_reading')
