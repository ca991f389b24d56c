"""Each version of the content has an id that no other has; private links are kept encrypted.

A number alone comes again after a restore. The private links that are there stay as they are until
``coprod keys rotate`` encrypts them: only the secret key can make them.
"""

import sqlalchemy as sa
from alembic import op

revision = '0023'
down_revision = '0022'

LINKS = ('comment', 'follower')


def upgrade() -> None:
    with op.batch_alter_table('edition', schema=None) as batch_op:
        batch_op.add_column(
            sa.Column('version_id', sa.String(length=32), server_default='', nullable=False)
        )
    for table in LINKS:
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.alter_column(
                'nonce',
                new_column_name='encrypted_token',
                existing_type=sa.String(length=64),
                type_=sa.Text(),
                existing_nullable=False,
            )


def downgrade() -> None:
    """A link that was made since cannot be written in letters any more; it opens as before."""
    for table in LINKS:
        op.execute(f"UPDATE {table} SET encrypted_token = '' WHERE length(encrypted_token) > 64")
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.alter_column(
                'encrypted_token',
                new_column_name='nonce',
                existing_type=sa.Text(),
                type_=sa.String(length=64),
                existing_nullable=False,
            )
    with op.batch_alter_table('edition', schema=None) as batch_op:
        batch_op.drop_column('version_id')
