"""resources outcomes and engagement"""

import sqlalchemy as sa
from alembic import op

revision = '0005'
down_revision = '0004'


def upgrade() -> None:
    op.create_table('pot',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('pence', sa.BigInteger(), nullable=False),
    sa.Column('principles', sa.Text(), nullable=False),
    sa.Column('decided_by', sa.String(), nullable=False),
    sa.Column('vcs_pence', sa.BigInteger(), nullable=True),
    sa.Column('no_plugging', sa.Boolean(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('created_at', sa.DateTime(), nullable=False),
    sa.Column('changed_at', sa.DateTime(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_pot'))
    )
    op.create_table('rate',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('category', sa.Enum('involvement_payment', 'expenses_travel', 'childcare', 'replacement_care', 'food_refreshments', 'digital_data', 'interpreting', 'bsl_and_communication_support', 'personal_assistance', 'translation_easy_read', 'venue', 'independent_facilitation', 'community_partner_fee_or_grant', 'recruitment_outreach', 'training_residents', 'training_staff', 'evaluation', 'staff_time', 'protected_time', 'volunteer_time', 'other', name='category', native_enum=False, length=40), nullable=False),
    sa.Column('per', sa.Enum('person_hour', 'person_session', 'session', 'hour', 'day', 'once', name='per', native_enum=False, length=40), nullable=False),
    sa.Column('pence', sa.BigInteger(), nullable=False),
    sa.Column('since', sa.String(length=10), nullable=False),
    sa.Column('until', sa.String(length=10), nullable=True),
    sa.Column('source', sa.Text(), nullable=False),
    sa.Column('is_confirmed', sa.Boolean(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('created_at', sa.DateTime(), nullable=False),
    sa.Column('changed_at', sa.DateTime(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_rate'))
    )
    op.create_table('insight_summary',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('source', sa.String(), nullable=False),
    sa.Column('starts', sa.Date(), nullable=False),
    sa.Column('ends', sa.Date(), nullable=False),
    sa.Column('locality_id', sa.Integer(), nullable=True),
    sa.Column('network_id', sa.Integer(), nullable=True),
    sa.Column('practice_id', sa.Integer(), nullable=True),
    sa.Column('service_id', sa.Integer(), nullable=True),
    sa.Column('group_id', sa.Integer(), nullable=True),
    sa.Column('theme', sa.Enum('booking_and_phone', 'waiting', 'information', 'involvement_in_decisions', 'support', 'communication', 'staff_attitude', 'treatment_quality', 'empathy', 'administration', 'access_physical', 'access_language', 'cost', 'digital', 'complaints_handling', 'other', name='theme', native_enum=False, length=40), nullable=True),
    sa.Column('elsewhere', sa.String(), nullable=False),
    sa.Column('people', sa.Integer(), nullable=True),
    sa.Column('comments', sa.Integer(), nullable=True),
    sa.Column('positive', sa.Integer(), nullable=True),
    sa.Column('neutral', sa.Integer(), nullable=True),
    sa.Column('negative', sa.Integer(), nullable=True),
    sa.Column('counted_in', sa.Enum('comments', 'per_cent', name='countedin', native_enum=False, length=40), nullable=False),
    sa.Column('narrative', sa.Text(), nullable=False),
    sa.Column('method', sa.String(), nullable=False),
    sa.Column('address', sa.Text(), nullable=False),
    sa.Column('is_public', sa.Boolean(), nullable=False),
    sa.Column('is_counted', sa.Boolean(), nullable=False),
    sa.Column('created_at', sa.DateTime(), nullable=False),
    sa.Column('changed_at', sa.DateTime(), nullable=False),
    sa.ForeignKeyConstraint(['group_id'], ['term.id'], name=op.f('fk_insight_summary_group_id_term')),
    sa.ForeignKeyConstraint(['locality_id'], ['term.id'], name=op.f('fk_insight_summary_locality_id_term')),
    sa.ForeignKeyConstraint(['network_id'], ['term.id'], name=op.f('fk_insight_summary_network_id_term')),
    sa.ForeignKeyConstraint(['practice_id'], ['term.id'], name=op.f('fk_insight_summary_practice_id_term')),
    sa.ForeignKeyConstraint(['service_id'], ['term.id'], name=op.f('fk_insight_summary_service_id_term')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_insight_summary')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('insight_summary', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_insight_summary_group_id'), ['group_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_insight_summary_locality_id'), ['locality_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_insight_summary_network_id'), ['network_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_insight_summary_practice_id'), ['practice_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_insight_summary_service_id'), ['service_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_insight_summary_starts_ends'), ['starts', 'ends'], unique=False)

    op.create_table('population',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('term_id', sa.Integer(), nullable=False),
    sa.Column('trait', sa.Enum('ethnic-group', 'age', 'sex', 'gender', 'disability', 'religion', 'orientation', 'carer', 'deprivation', name='trait', native_enum=False, length=40), nullable=False),
    sa.Column('group', sa.String(length=100), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('source', sa.String(), nullable=False),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['term_id'], ['term.id'], name=op.f('fk_population_term_id_term'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_population')),
    sa.UniqueConstraint('term_id', 'trait', 'group', name=op.f('uq_population_term_id_trait_group'))
    )
    op.create_table('pot_share',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('pot_id', sa.Integer(), nullable=False),
    sa.Column('axis', sa.Enum('part', 'lifecourse', name='axis', native_enum=False, length=40), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('pence', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['pot_id'], ['pot.id'], name=op.f('fk_pot_share_pot_id_pot'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_pot_share')),
    sa.UniqueConstraint('pot_id', 'axis', 'name', name=op.f('uq_pot_share_pot_id_axis_name'))
    )
    op.create_table('feedback_file',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('file_name', sa.String(), nullable=False),
    sa.Column('token', sa.String(), nullable=False),
    sa.Column('encoding', sa.String(), nullable=False),
    sa.Column('sheet', sa.Integer(), nullable=False),
    sa.Column('header_row', sa.Integer(), nullable=False),
    sa.Column('chosen', sa.JSON(), nullable=False),
    sa.Column('report', sa.JSON(), nullable=False),
    sa.Column('state', sa.Enum('choosing', 'checked', 'counted', 'given_up', name='state', native_enum=False, length=40), nullable=False),
    sa.Column('created_at', sa.DateTime(), nullable=False),
    sa.Column('changed_at', sa.DateTime(), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_feedback_file_person_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_feedback_file')),
    sa.UniqueConstraint('token', name=op.f('uq_feedback_file_token'))
    )
    with op.batch_alter_table('feedback_file', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_feedback_file_person_id'), ['person_id'], unique=False)

    op.create_table('follower',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('email', sa.String(length=254), nullable=True),
    sa.Column('person_id', sa.Integer(), nullable=True),
    sa.Column('nonce', sa.String(length=64), nullable=False),
    sa.Column('token_hash', sa.String(length=64), nullable=False),
    sa.Column('language', sa.String(length=5), nullable=False),
    sa.Column('told_at', sa.DateTime(), nullable=True),
    sa.Column('created_at', sa.DateTime(), nullable=False),
    sa.Column('changed_at', sa.DateTime(), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_follower_person_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_follower')),
    sa.UniqueConstraint('email', name=op.f('uq_follower_email')),
    sa.UniqueConstraint('person_id', name=op.f('uq_follower_person_id')),
    sa.UniqueConstraint('token_hash', name=op.f('uq_follower_token_hash'))
    )
    op.create_table('statement_version',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('draft_of', sa.String(length=40), nullable=True),
    sa.Column('effective_from', sa.Date(), nullable=True),
    sa.Column('why', sa.Text(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=True),
    sa.Column('begun_at', sa.DateTime(), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_statement_version_person_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_statement_version')),
    sa.UniqueConstraint('draft_of', name=op.f('uq_statement_version_draft_of')),
    sa.UniqueConstraint('number', name=op.f('uq_statement_version_number'))
    )
    with op.batch_alter_table('statement_version', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_statement_version_effective_from'), ['effective_from'], unique=False)
        batch_op.create_index(batch_op.f('ix_statement_version_person_id'), ['person_id'], unique=False)

    op.create_table('commitment',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('activity_id', sa.Integer(), nullable=False),
    sa.Column('words', sa.Text(), nullable=False),
    sa.Column('asked', sa.Text(), nullable=False),
    sa.Column('source', sa.Enum('comment', 'session', 'decision', 'board', name='source', native_enum=False, length=40), nullable=False),
    sa.Column('source_words', sa.String(), nullable=False),
    sa.Column('source_key', sa.String(length=80), nullable=False),
    sa.Column('state', sa.Enum('planned', 'made', 'not_doing', name='state', native_enum=False, length=40), nullable=False),
    sa.Column('due', sa.String(length=10), nullable=False),
    sa.Column('made_at', sa.DateTime(), nullable=False),
    sa.Column('reminded_on', sa.Date(), nullable=True),
    sa.ForeignKeyConstraint(['activity_id'], ['activity.id'], name=op.f('fk_commitment_activity_id_activity'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_commitment'))
    )
    with op.batch_alter_table('commitment', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_commitment_activity_id'), ['activity_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_commitment_source_key'), ['source_key'], unique=False)
        batch_op.create_index(batch_op.f('ix_commitment_state'), ['state'], unique=False)

    op.create_table('feedback_comment',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('file_id', sa.Integer(), nullable=False),
    sa.Column('source', sa.String(), nullable=False),
    sa.Column('key', sa.String(), nullable=False),
    sa.Column('said_on', sa.Date(), nullable=False),
    sa.Column('feeling', sa.Enum('positive', 'neutral', 'negative', name='feeling', native_enum=False, length=40), nullable=True),
    sa.Column('locality_id', sa.Integer(), nullable=True),
    sa.Column('network_id', sa.Integer(), nullable=True),
    sa.Column('practice_id', sa.Integer(), nullable=True),
    sa.Column('service_id', sa.Integer(), nullable=True),
    sa.Column('group_id', sa.Integer(), nullable=True),
    sa.Column('person_mark', sa.String(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['file_id'], ['feedback_file.id'], name=op.f('fk_feedback_comment_file_id_feedback_file')),
    sa.ForeignKeyConstraint(['group_id'], ['term.id'], name=op.f('fk_feedback_comment_group_id_term')),
    sa.ForeignKeyConstraint(['locality_id'], ['term.id'], name=op.f('fk_feedback_comment_locality_id_term')),
    sa.ForeignKeyConstraint(['network_id'], ['term.id'], name=op.f('fk_feedback_comment_network_id_term')),
    sa.ForeignKeyConstraint(['practice_id'], ['term.id'], name=op.f('fk_feedback_comment_practice_id_term')),
    sa.ForeignKeyConstraint(['service_id'], ['term.id'], name=op.f('fk_feedback_comment_service_id_term')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_feedback_comment')),
    sa.UniqueConstraint('source', 'key', name=op.f('uq_feedback_comment_source_key'))
    )
    with op.batch_alter_table('feedback_comment', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_feedback_comment_file_id'), ['file_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_feedback_comment_source_said_on'), ['source', 'said_on'], unique=False)

    op.create_table('follow',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('follower_id', sa.Integer(), nullable=False),
    sa.Column('activity_id', sa.Integer(), nullable=True),
    sa.Column('search', sa.Text(), nullable=False),
    sa.Column('often', sa.Enum('weekly', 'at-once', name='often', native_enum=False, length=40), nullable=False),
    sa.Column('confirmed_at', sa.DateTime(), nullable=True),
    sa.Column('told_until', sa.DateTime(), nullable=False),
    sa.Column('created_at', sa.DateTime(), nullable=False),
    sa.Column('changed_at', sa.DateTime(), nullable=False),
    sa.ForeignKeyConstraint(['activity_id'], ['activity.id'], name=op.f('fk_follow_activity_id_activity'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['follower_id'], ['follower.id'], name=op.f('fk_follow_follower_id_follower'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_follow'))
    )
    with op.batch_alter_table('follow', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_follow_activity_id'), ['activity_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_follow_follower_id'), ['follower_id'], unique=False)

    op.create_table('format_request',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('activity_id', sa.Integer(), nullable=False),
    sa.Column('asked', sa.Enum('easy_read', 'large_print', 'on_paper', 'braille', 'audio', 'bsl', 'language', 'other', name='asked', native_enum=False, length=40), nullable=False),
    sa.Column('note', sa.Text(), nullable=False),
    sa.Column('contact', sa.String(), nullable=False),
    sa.Column('how', sa.Enum('form', 'phone', 'post', name='how', native_enum=False, length=40), nullable=False),
    sa.Column('at', sa.DateTime(), nullable=False),
    sa.Column('done_at', sa.DateTime(), nullable=True),
    sa.Column('outcome', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['activity_id'], ['activity.id'], name=op.f('fk_format_request_activity_id_activity'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_format_request'))
    )
    with op.batch_alter_table('format_request', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_format_request_activity_id'), ['activity_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_format_request_done_at'), ['done_at'], unique=False)

    op.create_table('format_version',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('activity_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.Enum('easy-read', 'bsl', 'audio', 'translation', name='kind', native_enum=False, length=40), nullable=False),
    sa.Column('language', sa.String(length=10), nullable=False),
    sa.Column('words', sa.Text(), nullable=False),
    sa.Column('address', sa.Text(), nullable=False),
    sa.Column('checked_by', sa.String(), nullable=False),
    sa.Column('checked_on', sa.Date(), nullable=False),
    sa.Column('mark', sa.String(length=64), nullable=False),
    sa.Column('waits', sa.Boolean(), nullable=False),
    sa.Column('created_at', sa.DateTime(), nullable=False),
    sa.Column('changed_at', sa.DateTime(), nullable=False),
    sa.ForeignKeyConstraint(['activity_id'], ['activity.id'], name=op.f('fk_format_version_activity_id_activity'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_format_version')),
    sa.UniqueConstraint('activity_id', 'kind', 'language', name=op.f('uq_format_version_activity_id_kind_language'))
    )
    op.create_table('group_claim',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('activity_id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('stand', sa.Enum('confirmed', 'corrected', 'disputed', name='stand', native_enum=False, length=40), nullable=False),
    sa.Column('words', sa.Text(), nullable=False),
    sa.Column('contact', sa.String(), nullable=False),
    sa.Column('at', sa.DateTime(), nullable=False),
    sa.ForeignKeyConstraint(['activity_id'], ['activity.id'], name=op.f('fk_group_claim_activity_id_activity'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_group_claim'))
    )
    with op.batch_alter_table('group_claim', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_group_claim_activity_id'), ['activity_id'], unique=False)

    op.create_table('group_voice',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('activity_id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('token_hash', sa.String(length=64), nullable=True),
    sa.Column('asked_on', sa.Date(), nullable=True),
    sa.Column('answer_by', sa.Date(), nullable=True),
    sa.Column('stand', sa.Enum('confirmed', 'corrected', 'disputed', name='stand', native_enum=False, length=40), nullable=True),
    sa.Column('words', sa.Text(), nullable=False),
    sa.Column('is_read', sa.Boolean(), nullable=False),
    sa.Column('said_at', sa.DateTime(), nullable=True),
    sa.ForeignKeyConstraint(['activity_id'], ['activity.id'], name=op.f('fk_group_voice_activity_id_activity'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_group_voice')),
    sa.UniqueConstraint('activity_id', 'name', name=op.f('uq_group_voice_activity_id_name')),
    sa.UniqueConstraint('token_hash', name=op.f('uq_group_voice_token_hash'))
    )
    op.create_table('open_session',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('activity_id', sa.Integer(), nullable=False),
    sa.Column('title', sa.String(), nullable=False),
    sa.Column('starts_at', sa.DateTime(), nullable=False),
    sa.Column('ends_at', sa.DateTime(), nullable=False),
    sa.Column('place', sa.String(), nullable=False),
    sa.Column('link', sa.Text(), nullable=False),
    sa.Column('what_for', sa.Text(), nullable=False),
    sa.Column('support', sa.Text(), nullable=False),
    sa.Column('offered', sa.Text(), nullable=False),
    sa.Column('rung', sa.Integer(), nullable=False),
    sa.Column('ask', sa.String(), nullable=False),
    sa.Column('cancelled_at', sa.DateTime(), nullable=True),
    sa.Column('edition', sa.Integer(), nullable=False),
    sa.Column('created_at', sa.DateTime(), nullable=False),
    sa.Column('changed_at', sa.DateTime(), nullable=False),
    sa.ForeignKeyConstraint(['activity_id'], ['activity.id'], name=op.f('fk_open_session_activity_id_activity'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_open_session'))
    )
    with op.batch_alter_table('open_session', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_open_session_activity_id'), ['activity_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_open_session_ends_at'), ['ends_at'], unique=False)

    op.create_table('pot_giving',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('pot_id', sa.Integer(), nullable=False),
    sa.Column('pence', sa.BigInteger(), nullable=False),
    sa.Column('what', sa.Text(), nullable=False),
    sa.Column('decided_by', sa.String(), nullable=False),
    sa.Column('decided_with', sa.Text(), nullable=False),
    sa.Column('decided_on', sa.String(length=10), nullable=True),
    sa.Column('to_id', sa.Integer(), nullable=True),
    sa.Column('to_name', sa.String(), nullable=False),
    sa.Column('activity_id', sa.Integer(), nullable=True),
    sa.Column('part', sa.String(), nullable=False),
    sa.Column('lifecourse', sa.String(), nullable=False),
    sa.Column('reaches_vcs', sa.Boolean(), nullable=False),
    sa.Column('reached_pence', sa.BigInteger(), nullable=True),
    sa.Column('taken_back', sa.Text(), nullable=False),
    sa.Column('created_at', sa.DateTime(), nullable=False),
    sa.Column('changed_at', sa.DateTime(), nullable=False),
    sa.ForeignKeyConstraint(['activity_id'], ['activity.id'], name=op.f('fk_pot_giving_activity_id_activity'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['pot_id'], ['pot.id'], name=op.f('fk_pot_giving_pot_id_pot'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['to_id'], ['term.id'], name=op.f('fk_pot_giving_to_id_term')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_pot_giving'))
    )
    with op.batch_alter_table('pot_giving', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_pot_giving_activity_id'), ['activity_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_pot_giving_pot_id'), ['pot_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_pot_giving_to_id'), ['to_id'], unique=False)

    op.create_table('statement',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('version_id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(length=100), nullable=False),
    sa.Column('domain_key', sa.String(length=100), nullable=False),
    sa.Column('domain', sa.String(), nullable=False),
    sa.Column('words', sa.Text(), nullable=False),
    sa.Column('is_confirmed', sa.Boolean(), nullable=False),
    sa.Column('told', sa.JSON(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['version_id'], ['statement_version.id'], name=op.f('fk_statement_version_id_statement_version'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_statement')),
    sa.UniqueConstraint('version_id', 'key', name=op.f('uq_statement_version_id_key'))
    )
    with op.batch_alter_table('statement', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_statement_key'), ['key'], unique=False)

    op.create_table('statement_indicator',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('version_id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(length=100), nullable=False),
    sa.Column('domain_key', sa.String(length=100), nullable=False),
    sa.Column('domain', sa.String(), nullable=False),
    sa.Column('label', sa.String(), nullable=False),
    sa.Column('figure', sa.String(), nullable=False),
    sa.Column('source', sa.Text(), nullable=False),
    sa.Column('unit', sa.String(), nullable=False),
    sa.Column('direction', sa.Enum('up', 'down', 'neither', name='direction', native_enum=False, length=40), nullable=False),
    sa.Column('narrative', sa.Text(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['version_id'], ['statement_version.id'], name=op.f('fk_statement_indicator_version_id_statement_version'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_statement_indicator')),
    sa.UniqueConstraint('version_id', 'key', name=op.f('uq_statement_indicator_version_id_key'))
    )
    op.create_table('took_part',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('activity_id', sa.Integer(), nullable=False),
    sa.Column('trait', sa.Enum('ethnic-group', 'age', 'sex', 'gender', 'disability', 'religion', 'orientation', 'carer', 'deprivation', name='trait', native_enum=False, length=40), nullable=False),
    sa.Column('numbers', sa.JSON(), nullable=False),
    sa.Column('entered_on', sa.Date(), nullable=False),
    sa.ForeignKeyConstraint(['activity_id'], ['activity.id'], name=op.f('fk_took_part_activity_id_activity'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_took_part')),
    sa.UniqueConstraint('activity_id', 'trait', name=op.f('uq_took_part_activity_id_trait'))
    )
    op.create_table('took_part_shown',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('activity_id', sa.Integer(), nullable=False),
    sa.Column('trait', sa.Enum('ethnic-group', 'age', 'sex', 'gender', 'disability', 'religion', 'orientation', 'carer', 'deprivation', name='trait', native_enum=False, length=40), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('numbers', sa.JSON(), nullable=False),
    sa.Column('made_on', sa.Date(), nullable=False),
    sa.ForeignKeyConstraint(['activity_id'], ['activity.id'], name=op.f('fk_took_part_shown_activity_id_activity'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_took_part_shown')),
    sa.UniqueConstraint('activity_id', 'trait', 'number', name=op.f('uq_took_part_shown_activity_id_trait_number'))
    )
    op.create_table('wave',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('activity_id', sa.Integer(), nullable=True),
    sa.Column('title', sa.String(), nullable=False),
    sa.Column('asked_on', sa.String(length=10), nullable=False),
    sa.Column('moment', sa.Enum('before', 'after', 'once', name='moment', native_enum=False, length=40), nullable=False),
    sa.Column('mode', sa.Enum('online', 'paper', 'phone', 'in_person', 'mixed', name='mode', native_enum=False, length=40), nullable=False),
    sa.Column('language', sa.String(), nullable=False),
    sa.Column('asked_by', sa.String(), nullable=False),
    sa.Column('same_people', sa.Enum('same', 'some', 'others', 'not_known', name='same', native_enum=False, length=40), nullable=False),
    sa.Column('place_id', sa.Integer(), nullable=True),
    sa.Column('grouped_by', sa.String(), nullable=False),
    sa.Column('told', sa.Text(), nullable=False),
    sa.Column('is_survey', sa.Boolean(), nullable=False),
    sa.Column('state', sa.Enum('asking', 'draft', 'sent', 'published', 'taken_down', name='state', native_enum=False, length=40), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('by_id', sa.Integer(), nullable=False),
    sa.Column('begun_at', sa.DateTime(), nullable=False),
    sa.Column('published_at', sa.DateTime(), nullable=True),
    sa.ForeignKeyConstraint(['activity_id'], ['activity.id'], name=op.f('fk_wave_activity_id_activity'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['by_id'], ['person.id'], name=op.f('fk_wave_by_id_person')),
    sa.ForeignKeyConstraint(['place_id'], ['term.id'], name=op.f('fk_wave_place_id_term')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_wave'))
    )
    with op.batch_alter_table('wave', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_wave_activity_id'), ['activity_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_wave_by_id'), ['by_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_wave_place_id'), ['place_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_wave_state'), ['state'], unique=False)

    op.create_table('activity_cost',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('detail_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('category', sa.Enum('involvement_payment', 'expenses_travel', 'childcare', 'replacement_care', 'food_refreshments', 'digital_data', 'interpreting', 'bsl_and_communication_support', 'personal_assistance', 'translation_easy_read', 'venue', 'independent_facilitation', 'community_partner_fee_or_grant', 'recruitment_outreach', 'training_residents', 'training_staff', 'evaluation', 'staff_time', 'protected_time', 'volunteer_time', 'other', name='category', native_enum=False, length=40), nullable=False),
    sa.Column('timing', sa.Enum('planned', 'actual', name='timing', native_enum=False, length=40), nullable=False),
    sa.Column('unit', sa.Enum('gbp', 'hours', 'days', 'hours_per_month', name='unit', native_enum=False, length=40), nullable=True),
    sa.Column('hundredths', sa.BigInteger(), nullable=True),
    sa.Column('since', sa.String(length=10), nullable=True),
    sa.Column('until', sa.String(length=10), nullable=True),
    sa.Column('source', sa.Enum('core_budget', 'inequalities_fund', 'better_care_fund', 'grant', 'charity_or_lottery', 'partner_in_kind', 'none', name='source', native_enum=False, length=40), nullable=True),
    sa.Column('given_by_id', sa.Integer(), nullable=True),
    sa.Column('stage', sa.Enum('co_planning', 'co_decision', 'co_delivery', 'co_evaluation', name='costage', native_enum=False, length=40), nullable=True),
    sa.Column('reached_vcs', sa.Enum('yes', 'no', 'unknown', name='known', native_enum=False, length=40), nullable=True),
    sa.Column('recurring', sa.Enum('yes', 'no', 'unknown', name='known', native_enum=False, length=40), nullable=True),
    sa.Column('after', sa.Text(), nullable=False),
    sa.Column('offered', sa.Integer(), nullable=True),
    sa.Column('accepted', sa.Integer(), nullable=True),
    sa.Column('declined', sa.Integer(), nullable=True),
    sa.Column('note', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['detail_id'], ['activity_detail.id'], name=op.f('fk_activity_cost_detail_id_activity_detail'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['given_by_id'], ['term.id'], name=op.f('fk_activity_cost_given_by_id_term')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_activity_cost')),
    sa.UniqueConstraint('detail_id', 'number', name=op.f('uq_activity_cost_detail_id_number'))
    )
    with op.batch_alter_table('activity_cost', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_activity_cost_given_by_id'), ['given_by_id'], unique=False)

    op.create_table('commitment_step',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('commitment_id', sa.Integer(), nullable=False),
    sa.Column('at', sa.DateTime(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('post', sa.String(), nullable=False),
    sa.Column('state', sa.Enum('planned', 'made', 'not_doing', name='state', native_enum=False, length=40), nullable=False),
    sa.Column('due', sa.String(length=10), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('proof', sa.Text(), nullable=False),
    sa.Column('proof_link', sa.Text(), nullable=False),
    sa.Column('shown_yes', sa.Integer(), nullable=False),
    sa.Column('shown_not_yet', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['commitment_id'], ['commitment.id'], name=op.f('fk_commitment_step_commitment_id_commitment'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_commitment_step_person_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_commitment_step'))
    )
    with op.batch_alter_table('commitment_step', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_commitment_step_commitment_id'), ['commitment_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_commitment_step_person_id'), ['person_id'], unique=False)

    op.create_table('consent',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('activity_id', sa.Integer(), nullable=False),
    sa.Column('file_id', sa.Integer(), nullable=True),
    sa.Column('covers', sa.Enum('words', 'file', name='covers', native_enum=False, length=40), nullable=False),
    sa.Column('what', sa.Text(), nullable=False),
    sa.Column('for_what', sa.Text(), nullable=False),
    sa.Column('how', sa.Text(), nullable=False),
    sa.Column('agreed_on', sa.Date(), nullable=False),
    sa.Column('until', sa.Date(), nullable=True),
    sa.Column('outside', sa.Boolean(), nullable=False),
    sa.Column('key', sa.String(length=64), nullable=False),
    sa.Column('by_id', sa.Integer(), nullable=False),
    sa.Column('ended', sa.Enum('taken_back', 'ran_out', name='ended', native_enum=False, length=40), nullable=True),
    sa.Column('ended_at', sa.DateTime(), nullable=True),
    sa.ForeignKeyConstraint(['activity_id'], ['activity.id'], name=op.f('fk_consent_activity_id_activity'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['by_id'], ['person.id'], name=op.f('fk_consent_by_id_person')),
    sa.ForeignKeyConstraint(['file_id'], ['stored_file.id'], name=op.f('fk_consent_file_id_stored_file'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_consent')),
    sa.UniqueConstraint('key', name=op.f('uq_consent_key'))
    )
    with op.batch_alter_table('consent', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_consent_activity_id'), ['activity_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_consent_by_id'), ['by_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_consent_file_id'), ['file_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_consent_until'), ['until'], unique=False)

    op.create_table('easy_line',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('version_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('words', sa.Text(), nullable=False),
    sa.Column('file_id', sa.Integer(), nullable=True),
    sa.Column('alt', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['file_id'], ['stored_file.id'], name=op.f('fk_easy_line_file_id_stored_file'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['version_id'], ['format_version.id'], name=op.f('fk_easy_line_version_id_format_version'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_easy_line')),
    sa.UniqueConstraint('version_id', 'number', name=op.f('uq_easy_line_version_id_number'))
    )
    with op.batch_alter_table('easy_line', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_easy_line_file_id'), ['file_id'], unique=False)

    op.create_table('statement_aim',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('activity_id', sa.Integer(), nullable=False),
    sa.Column('statement_id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(length=100), nullable=False),
    sa.Column('kind', sa.Enum('aims_to_change', 'baseline_only', 'before_and_after', 'residents_say_it_helped', name='kind', native_enum=False, length=40), nullable=False),
    sa.Column('strength', sa.Enum('not_known', 'a_little', 'partly', 'a_lot', name='strength', native_enum=False, length=40), nullable=False),
    sa.Column('why', sa.Text(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('at', sa.DateTime(), nullable=False),
    sa.Column('read_at', sa.DateTime(), nullable=True),
    sa.ForeignKeyConstraint(['activity_id'], ['activity.id'], name=op.f('fk_statement_aim_activity_id_activity'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_statement_aim_person_id_person')),
    sa.ForeignKeyConstraint(['statement_id'], ['statement.id'], name=op.f('fk_statement_aim_statement_id_statement')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_statement_aim')),
    sa.UniqueConstraint('activity_id', 'key', 'kind', name=op.f('uq_statement_aim_activity_id_key_kind'))
    )
    with op.batch_alter_table('statement_aim', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_statement_aim_key'), ['key'], unique=False)
        batch_op.create_index(batch_op.f('ix_statement_aim_person_id'), ['person_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_statement_aim_statement_id'), ['statement_id'], unique=False)

    op.create_table('survey',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('wave_id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(length=40), nullable=False),
    sa.Column('asks', sa.JSON(), nullable=False),
    sa.Column('closes_on', sa.Date(), nullable=False),
    sa.Column('is_counted', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['wave_id'], ['wave.id'], name=op.f('fk_survey_wave_id_wave'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_survey')),
    sa.UniqueConstraint('key', name=op.f('uq_survey_key')),
    sa.UniqueConstraint('wave_id', name=op.f('uq_survey_wave_id'))
    )
    with op.batch_alter_table('survey', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_survey_closes_on'), ['closes_on'], unique=False)

    op.create_table('wave_tally',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('wave_id', sa.Integer(), nullable=False),
    sa.Column('statement_id', sa.Integer(), nullable=False),
    sa.Column('group', sa.String(), nullable=False),
    sa.Column('counts', sa.JSON(), nullable=False),
    sa.ForeignKeyConstraint(['statement_id'], ['statement.id'], name=op.f('fk_wave_tally_statement_id_statement')),
    sa.ForeignKeyConstraint(['wave_id'], ['wave.id'], name=op.f('fk_wave_tally_wave_id_wave'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_wave_tally')),
    sa.UniqueConstraint('wave_id', 'statement_id', 'group', name=op.f('uq_wave_tally_wave_id_statement_id_group'))
    )
    with op.batch_alter_table('wave_tally', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_wave_tally_statement_id'), ['statement_id'], unique=False)

    op.create_table('commitment_answer',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('step_id', sa.Integer(), nullable=False),
    sa.Column('once', sa.String(length=64), nullable=False),
    sa.Column('happened', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['step_id'], ['commitment_step.id'], name=op.f('fk_commitment_answer_step_id_commitment_step'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_commitment_answer')),
    sa.UniqueConstraint('step_id', 'once', name=op.f('uq_commitment_answer_step_id_once'))
    )
    op.create_table('survey_answer',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('survey_id', sa.Integer(), nullable=False),
    sa.Column('once', sa.String(length=64), nullable=False),
    sa.Column('values', sa.JSON(), nullable=False),
    sa.Column('came', sa.Enum('paper', 'phone', 'in_person', name='came', native_enum=False, length=40), nullable=True),
    sa.Column('note', sa.Text(), nullable=False),
    sa.Column('typed_by_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['survey_id'], ['survey.id'], name=op.f('fk_survey_answer_survey_id_survey'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['typed_by_id'], ['person.id'], name=op.f('fk_survey_answer_typed_by_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_survey_answer')),
    sa.UniqueConstraint('survey_id', 'once', name=op.f('uq_survey_answer_survey_id_once'))
    )
    with op.batch_alter_table('survey_answer', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_survey_answer_typed_by_id'), ['typed_by_id'], unique=False)

    with op.batch_alter_table('activity_detail', schema=None) as batch_op:
        batch_op.add_column(sa.Column('unresourced', sa.Boolean(), server_default=sa.false(), nullable=False))
        batch_op.add_column(sa.Column('unresourced_why', sa.Text(), server_default='', nullable=False))

    with op.batch_alter_table('outbox', schema=None) as batch_op:
        batch_op.add_column(sa.Column('stop', sa.Text(), server_default='', nullable=False))



def downgrade() -> None:
    with op.batch_alter_table('outbox', schema=None) as batch_op:
        batch_op.drop_column('stop')

    with op.batch_alter_table('activity_detail', schema=None) as batch_op:
        batch_op.drop_column('unresourced_why')
        batch_op.drop_column('unresourced')

    with op.batch_alter_table('survey_answer', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_survey_answer_typed_by_id'))

    op.drop_table('survey_answer')
    op.drop_table('commitment_answer')
    with op.batch_alter_table('wave_tally', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_wave_tally_statement_id'))

    op.drop_table('wave_tally')
    with op.batch_alter_table('survey', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_survey_closes_on'))

    op.drop_table('survey')
    with op.batch_alter_table('statement_aim', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_statement_aim_statement_id'))
        batch_op.drop_index(batch_op.f('ix_statement_aim_person_id'))
        batch_op.drop_index(batch_op.f('ix_statement_aim_key'))

    op.drop_table('statement_aim')
    with op.batch_alter_table('easy_line', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_easy_line_file_id'))

    op.drop_table('easy_line')
    with op.batch_alter_table('consent', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_consent_until'))
        batch_op.drop_index(batch_op.f('ix_consent_file_id'))
        batch_op.drop_index(batch_op.f('ix_consent_by_id'))
        batch_op.drop_index(batch_op.f('ix_consent_activity_id'))

    op.drop_table('consent')
    with op.batch_alter_table('commitment_step', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_commitment_step_person_id'))
        batch_op.drop_index(batch_op.f('ix_commitment_step_commitment_id'))

    op.drop_table('commitment_step')
    with op.batch_alter_table('activity_cost', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_activity_cost_given_by_id'))

    op.drop_table('activity_cost')
    with op.batch_alter_table('wave', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_wave_state'))
        batch_op.drop_index(batch_op.f('ix_wave_place_id'))
        batch_op.drop_index(batch_op.f('ix_wave_by_id'))
        batch_op.drop_index(batch_op.f('ix_wave_activity_id'))

    op.drop_table('wave')
    op.drop_table('took_part_shown')
    op.drop_table('took_part')
    op.drop_table('statement_indicator')
    with op.batch_alter_table('statement', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_statement_key'))

    op.drop_table('statement')
    with op.batch_alter_table('pot_giving', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_pot_giving_to_id'))
        batch_op.drop_index(batch_op.f('ix_pot_giving_pot_id'))
        batch_op.drop_index(batch_op.f('ix_pot_giving_activity_id'))

    op.drop_table('pot_giving')
    with op.batch_alter_table('open_session', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_open_session_ends_at'))
        batch_op.drop_index(batch_op.f('ix_open_session_activity_id'))

    op.drop_table('open_session')
    op.drop_table('group_voice')
    with op.batch_alter_table('group_claim', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_group_claim_activity_id'))

    op.drop_table('group_claim')
    op.drop_table('format_version')
    with op.batch_alter_table('format_request', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_format_request_done_at'))
        batch_op.drop_index(batch_op.f('ix_format_request_activity_id'))

    op.drop_table('format_request')
    with op.batch_alter_table('follow', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_follow_follower_id'))
        batch_op.drop_index(batch_op.f('ix_follow_activity_id'))

    op.drop_table('follow')
    with op.batch_alter_table('feedback_comment', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_feedback_comment_source_said_on'))
        batch_op.drop_index(batch_op.f('ix_feedback_comment_file_id'))

    op.drop_table('feedback_comment')
    with op.batch_alter_table('commitment', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_commitment_state'))
        batch_op.drop_index(batch_op.f('ix_commitment_source_key'))
        batch_op.drop_index(batch_op.f('ix_commitment_activity_id'))

    op.drop_table('commitment')
    with op.batch_alter_table('statement_version', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_statement_version_person_id'))
        batch_op.drop_index(batch_op.f('ix_statement_version_effective_from'))

    op.drop_table('statement_version')
    op.drop_table('follower')
    with op.batch_alter_table('feedback_file', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_feedback_file_person_id'))

    op.drop_table('feedback_file')
    op.drop_table('pot_share')
    op.drop_table('population')
    with op.batch_alter_table('insight_summary', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_insight_summary_starts_ends'))
        batch_op.drop_index(batch_op.f('ix_insight_summary_service_id'))
        batch_op.drop_index(batch_op.f('ix_insight_summary_practice_id'))
        batch_op.drop_index(batch_op.f('ix_insight_summary_network_id'))
        batch_op.drop_index(batch_op.f('ix_insight_summary_locality_id'))
        batch_op.drop_index(batch_op.f('ix_insight_summary_group_id'))

    op.drop_table('insight_summary')
    op.drop_table('rate')
    op.drop_table('pot')
