"""What a source tells by which a person could be shown is hidden until a curator says who sees it.

Everything that was taken in before was public as it was. The function that asks about columns from
now on looks through those that are here too.
"""

import sqlalchemy as sa
from alembic import op

from coprod.core.disclosure.rules import ColumnScan

revision = '0014'
down_revision = '0013'


def upgrade() -> None:
    with op.batch_alter_table('activity_fact', schema=None) as batch_op:
        batch_op.add_column(
            sa.Column('audience', sa.String(40), nullable=False, server_default='everybody')
        )
    hide_what_could_show_a_person(op.get_bind())
    with op.batch_alter_table('activity_fact', schema=None) as batch_op:
        batch_op.alter_column('audience', server_default=None)


def hide_what_could_show_a_person(bind: sa.Connection) -> None:
    seen: dict[tuple[str, str], ColumnScan] = {}
    told = sa.text(
        'SELECT s.name, f.label, f.value FROM activity_fact f '
        'JOIN activity_source s ON s.activity_id = f.activity_id'
    )
    for source, label, value in bind.execute(told):
        seen.setdefault((source, label), ColumnScan(label)).add_cell(value)
    hide = sa.text(
        "UPDATE activity_fact SET audience = 'not_answered' WHERE label = :label AND activity_id IN "
        '(SELECT activity_id FROM activity_source WHERE name = :source)'
    )
    for (source, label), signs in seen.items():
        if signs.sign:
            bind.execute(hide, {'source': source, 'label': label})


def downgrade() -> None:
    with op.batch_alter_table('activity_fact', schema=None) as batch_op:
        batch_op.drop_column('audience')
