"""Searches that are followed tell of every kind of thing; collections say since when they are read.

Who followed a search before said yes to letters about entries: theirs goes on to tell of those
alone.
"""

from urllib.parse import parse_qsl, urlencode

import sqlalchemy as sa
from alembic import op

revision = '0009'
down_revision = '0008'

FOLLOW = sa.table(
    'follow',
    sa.column('id', sa.Integer),
    sa.column('activity_id', sa.Integer),
    sa.column('search', sa.Text),
)
SHELF = sa.table(
    'collection',
    sa.column('is_public', sa.Boolean),
    sa.column('created_at', sa.DateTime),
    sa.column('published_at', sa.DateTime),
)


def upgrade() -> None:
    with op.batch_alter_table('collection', schema=None) as batch_op:
        batch_op.add_column(sa.Column('published_at', sa.DateTime(), nullable=True))

    connection = op.get_bind()
    shown = sa.update(SHELF).where(SHELF.c.is_public).values(published_at=SHELF.c.created_at)
    connection.execute(shown)
    searches = sa.select(FOLLOW.c.id, FOLLOW.c.search).where(FOLLOW.c.activity_id.is_(None))
    for key, search in connection.execute(searches).all():
        told = sa.update(FOLLOW).where(FOLLOW.c.id == key).values(search=of_entries(search))
        connection.execute(told)


def of_entries(search: str) -> str:
    """Return the search as it is kept, of entries alone. The kind comes after the words."""
    asked = parse_qsl(search)
    if any(name == 'kind' for name, _value in asked):
        return search
    words = [pair for pair in asked if pair[0] == 'q']
    rest = [pair for pair in asked if pair[0] != 'q']
    return urlencode([*words, ('kind', 'entry'), *rest])


def downgrade() -> None:
    with op.batch_alter_table('collection', schema=None) as batch_op:
        batch_op.drop_column('published_at')
