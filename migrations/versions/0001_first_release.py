"""The tables of the first release, drawn from the models."""

import sqlalchemy as sa
from alembic import op

revision = '0001'
down_revision = None


def upgrade() -> None:
    op.create_table(
        'board_indicator',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('slug', sa.String(), nullable=False),
        sa.Column('title', sa.String(), nullable=False),
        sa.Column('collection', sa.String(), nullable=False),
        sa.Column('goal', sa.Text(), nullable=False),
        sa.Column('definition', sa.Text(), nullable=False),
        sa.Column('source', sa.String(), nullable=False),
        sa.Column('source_link', sa.Text(), nullable=False),
        sa.Column(
            'measure',
            sa.Enum(
                'percent', 'rate', 'average', 'number', name='measure', native_enum=False, length=40
            ),
            nullable=False,
        ),
        sa.Column(
            'counted',
            sa.Enum('people', 'things', name='counted', native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column('unit', sa.String(), nullable=False),
        sa.Column(
            'direction',
            sa.Enum('up', 'down', 'neither', name='direction', native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column('owner', sa.String(), nullable=False),
        sa.Column('narrative', sa.Text(), nullable=False),
        sa.Column('baseline_on', sa.Date(), nullable=True),
        sa.Column('ends_on', sa.Date(), nullable=True),
        sa.Column('version', sa.Integer(), nullable=False),
        sa.Column('created_at', sa.DateTime(), nullable=False),
        sa.Column('changed_at', sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_board_indicator')),
        sa.UniqueConstraint('slug', name=op.f('uq_board_indicator_slug')),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('board_indicator', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_board_indicator_ends_on'), ['ends_on'], unique=False)

    op.create_table(
        'campaign',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('slug', sa.String(), nullable=False),
        sa.Column('name', sa.String(), nullable=False),
        sa.Column(
            'kind',
            sa.Enum(
                'conversation', 'communications', name='campaignkind', native_enum=False, length=40
            ),
            nullable=False,
        ),
        sa.Column('purpose', sa.Text(), nullable=False),
        sa.Column('starts', sa.String(length=10), nullable=False),
        sa.Column('ends', sa.String(length=10), nullable=True),
        sa.Column('run_by', sa.String(), nullable=False),
        sa.Column('heard', sa.Text(), nullable=False),
        sa.Column('came_of', sa.Text(), nullable=False),
        sa.Column('is_public', sa.Boolean(), nullable=False),
        sa.Column('made_public_at', sa.DateTime(), nullable=True),
        sa.Column('version', sa.Integer(), nullable=False),
        sa.Column('created_at', sa.DateTime(), nullable=False),
        sa.Column('changed_at', sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_campaign')),
        sa.UniqueConstraint('slug', name=op.f('uq_campaign_slug')),
        sqlite_autoincrement=True,
    )
    op.create_table(
        'collection',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('slug', sa.String(), nullable=False),
        sa.Column('title', sa.String(), nullable=False),
        sa.Column('introduction', sa.Text(), nullable=False),
        sa.Column('is_public', sa.Boolean(), nullable=False),
        sa.Column('published_at', sa.DateTime(), nullable=True),
        sa.Column('created_at', sa.DateTime(), nullable=False),
        sa.Column('changed_at', sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_collection')),
        sa.UniqueConstraint('slug', name=op.f('uq_collection_slug')),
        sqlite_autoincrement=True,
    )
    op.create_table(
        'comment_cluster',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column(
            'kind',
            sa.Enum('theme', 'copies', name='clusterkind', native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column(
            'state',
            sa.Enum(
                'suggested',
                'approved',
                'dismissed',
                name='clusterstate',
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column('name', sa.String(), nullable=False),
        sa.Column(
            'theme',
            sa.Enum(
                'booking_and_phone',
                'waiting',
                'information',
                'involvement_in_decisions',
                'support',
                'communication',
                'staff_attitude',
                'treatment_quality',
                'empathy',
                'administration',
                'access_physical',
                'access_language',
                'cost',
                'digital',
                'complaints_handling',
                'other',
                name='theme',
                native_enum=False,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column('words', sa.JSON(), nullable=False),
        sa.Column('version', sa.Integer(), nullable=False),
        sa.Column('created_at', sa.DateTime(), nullable=False),
        sa.Column('changed_at', sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_comment_cluster')),
        sqlite_autoincrement=True,
    )
    op.create_table(
        'connector',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('slug', sa.String(), nullable=False),
        sa.Column('name', sa.String(), nullable=False),
        sa.Column(
            'kind',
            sa.Enum(
                'organisation',
                'patient_group',
                'forum',
                'faith_group',
                'champions',
                'other',
                name='connectorkind',
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column('other_names', sa.JSON(), nullable=False),
        sa.Column('consent_how', sa.Text(), nullable=False),
        sa.Column('consented_on', sa.Date(), nullable=False),
        sa.Column('consent_until', sa.Date(), nullable=False),
        sa.Column('reminded_on', sa.Date(), nullable=True),
        sa.Column('taken_off_on', sa.Date(), nullable=True),
        sa.Column('token_hash', sa.String(length=64), nullable=True),
        sa.Column('link_until', sa.Date(), nullable=True),
        sa.Column('version', sa.Integer(), nullable=False),
        sa.Column('about', sa.Text(), nullable=False),
        sa.Column('how_to_ask', sa.Text(), nullable=False),
        sa.Column('capacity', sa.Text(), nullable=False),
        sa.Column('email', sa.String(), nullable=False),
        sa.Column('page', sa.String(), nullable=False),
        sa.Column('created_at', sa.DateTime(), nullable=False),
        sa.Column('changed_at', sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_connector')),
        sa.UniqueConstraint('slug', name=op.f('uq_connector_slug')),
        sa.UniqueConstraint('token_hash', name=op.f('uq_connector_token_hash')),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('connector', schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f('ix_connector_consent_until'), ['consent_until'], unique=False
        )

    op.create_table(
        'content_version',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('number', sa.Integer(), nullable=False),
        sa.Column('version_id', sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_content_version')),
        sqlite_autoincrement=True,
    )
    op.create_table(
        'deep_dive',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('slug', sa.String(), nullable=False),
        sa.Column('title', sa.String(), nullable=False),
        sa.Column('cut', sa.Text(), nullable=False),
        sa.Column('narrative', sa.Text(), nullable=False),
        sa.Column('limits', sa.Text(), nullable=False),
        sa.Column('is_public', sa.Boolean(), nullable=False),
        sa.Column('version', sa.Integer(), nullable=False),
        sa.Column('created_at', sa.DateTime(), nullable=False),
        sa.Column('changed_at', sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_deep_dive')),
        sa.UniqueConstraint('slug', name=op.f('uq_deep_dive_slug')),
        sqlite_autoincrement=True,
    )
    op.create_table(
        'form_submission',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('key', sa.String(length=64), nullable=False),
        sa.Column('answer', sa.Text(), nullable=False),
        sa.Column('at', sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_form_submission')),
        sa.UniqueConstraint('key', name=op.f('uq_form_submission_key')),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('form_submission', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_form_submission_at'), ['at'], unique=False)

    op.create_table(
        'job_state',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('name', sa.String(length=40), nullable=False),
        sa.Column('lease', sa.String(length=40), nullable=False),
        sa.Column('leased_until', sa.DateTime(), nullable=True),
        sa.Column('started_at', sa.DateTime(), nullable=True),
        sa.Column('seconds', sa.Double(), nullable=True),
        sa.Column('number', sa.Integer(), nullable=True),
        sa.Column('error', sa.String(length=80), nullable=False),
        sa.Column('reported_at', sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_job_state')),
        sa.UniqueConstraint('name', name=op.f('uq_job_state_name')),
        sqlite_autoincrement=True,
    )
    op.create_table(
        'library_export',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column(
            'kind',
            sa.Enum('public', 'curators', name='exportkind', native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column('requested_at', sa.DateTime(), nullable=False),
        sa.Column('made_at', sa.DateTime(), nullable=True),
        sa.Column('content_version', sa.String(length=64), nullable=False),
        sa.Column('rows_done', sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_library_export')),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('library_export', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_library_export_kind'), ['kind'], unique=False)
        batch_op.create_index(batch_op.f('ix_library_export_made_at'), ['made_at'], unique=False)

    op.create_table(
        'loaded_line',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('kind', sa.String(length=20), nullable=False),
        sa.Column('key', sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_loaded_line')),
        sa.UniqueConstraint('kind', 'key', name=op.f('uq_loaded_line_kind_key')),
        sqlite_autoincrement=True,
    )
    op.create_table(
        'outbox',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('recipient', sa.String(), nullable=False),
        sa.Column('subject', sa.String(), nullable=False),
        sa.Column('text', sa.Text(), nullable=False),
        sa.Column('html', sa.Text(), nullable=False),
        sa.Column('written_at', sa.DateTime(), nullable=False),
        sa.Column('due_at', sa.DateTime(), nullable=False),
        sa.Column('tries', sa.Integer(), nullable=False),
        sa.Column('sent_at', sa.DateTime(), nullable=True),
        sa.Column('error', sa.String(), nullable=False),
        sa.Column('stop', sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_outbox')),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('outbox', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_outbox_due_at'), ['due_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_outbox_sent_at'), ['sent_at'], unique=False)

    op.create_table(
        'place',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('name', sa.String(), nullable=False),
        sa.Column('partnership', sa.String(), nullable=False),
        sa.Column('short_name', sa.String(), nullable=False),
        sa.Column('register_name', sa.String(), nullable=False),
        sa.Column('contact_email', sa.String(), nullable=False),
        sa.Column('contact_phone', sa.String(), nullable=False),
        sa.Column('contact_post', sa.String(), nullable=False),
        sa.Column('curator_title', sa.String(), nullable=False),
        sa.Column('safeguarding', sa.String(), nullable=False),
        sa.Column('safeguarding_email', sa.String(), nullable=False),
        sa.Column('privacy_contact', sa.Text(), nullable=False),
        sa.Column('days_off', sa.Text(), nullable=False),
        sa.Column('under_16', sa.Text(), nullable=False),
        sa.Column('consent', sa.Text(), nullable=False),
        sa.Column('translations', sa.JSON(), nullable=False),
        sa.Column('version', sa.Integer(), nullable=False),
        sa.Column('created_at', sa.DateTime(), nullable=False),
        sa.Column('changed_at', sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_place')),
        sqlite_autoincrement=True,
    )
    op.create_table(
        'pot',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('name', sa.String(), nullable=False),
        sa.Column('pence', sa.BigInteger(), nullable=False),
        sa.Column('principles', sa.Text(), nullable=False),
        sa.Column('decided_by', sa.String(), nullable=False),
        sa.Column('vcs_pence', sa.BigInteger(), nullable=True),
        sa.Column('no_plugging', sa.Boolean(), nullable=False),
        sa.Column('costed_since', sa.Date(), nullable=True),
        sa.Column('assessed_since', sa.Date(), nullable=True),
        sa.Column('version', sa.Integer(), nullable=False),
        sa.Column('created_at', sa.DateTime(), nullable=False),
        sa.Column('changed_at', sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_pot')),
        sqlite_autoincrement=True,
    )
    op.create_table(
        'rate',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('name', sa.String(), nullable=False),
        sa.Column(
            'category',
            sa.Enum(
                'involvement_payment',
                'expenses_travel',
                'childcare',
                'replacement_care',
                'food_refreshments',
                'digital_data',
                'interpreting',
                'bsl_and_communication_support',
                'personal_assistance',
                'translation_easy_read',
                'venue',
                'independent_facilitation',
                'community_partner_fee_or_grant',
                'recruitment_outreach',
                'training_residents',
                'training_staff',
                'evaluation',
                'staff_time',
                'protected_time',
                'volunteer_time',
                'other',
                name='costcategory',
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            'per',
            sa.Enum(
                'person_hour',
                'person_session',
                'session',
                'hour',
                'day',
                'once',
                name='per',
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column('pence', sa.BigInteger(), nullable=False),
        sa.Column('since', sa.String(length=10), nullable=False),
        sa.Column('until', sa.String(length=10), nullable=True),
        sa.Column('source', sa.Text(), nullable=False),
        sa.Column('is_confirmed', sa.Boolean(), nullable=False),
        sa.Column('version', sa.Integer(), nullable=False),
        sa.Column('created_at', sa.DateTime(), nullable=False),
        sa.Column('changed_at', sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_rate')),
        sqlite_autoincrement=True,
    )
    op.create_table(
        'sheet_mapping',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('name', sa.String(), nullable=False),
        sa.Column('headings', sa.JSON(), nullable=False),
        sa.Column('chosen', sa.JSON(), nullable=False),
        sa.Column('created_at', sa.DateTime(), nullable=False),
        sa.Column('changed_at', sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_sheet_mapping')),
        sa.UniqueConstraint('name', name=op.f('uq_sheet_mapping_name')),
        sqlite_autoincrement=True,
    )
    op.create_table(
        'statement_poll',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('slug', sa.String(), nullable=False),
        sa.Column('key', sa.String(), nullable=False),
        sa.Column('question', sa.String(), nullable=False),
        sa.Column('source', sa.String(), nullable=False),
        sa.Column('address', sa.Text(), nullable=False),
        sa.Column('people', sa.Integer(), nullable=True),
        sa.Column('rejected', sa.Integer(), nullable=False),
        sa.Column('is_public', sa.Boolean(), nullable=False),
        sa.Column('created_at', sa.DateTime(), nullable=False),
        sa.Column('changed_at', sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_statement_poll')),
        sa.UniqueConstraint('key', name=op.f('uq_statement_poll_key')),
        sa.UniqueConstraint('slug', name=op.f('uq_statement_poll_slug')),
        sqlite_autoincrement=True,
    )
    op.create_table(
        'synonym_group',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('phrases', sa.JSON(), nullable=False),
        sa.Column('version', sa.Integer(), nullable=False),
        sa.Column('created_at', sa.DateTime(), nullable=False),
        sa.Column('changed_at', sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_synonym_group')),
        sqlite_autoincrement=True,
    )
    op.create_table(
        'term',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column(
            'listing',
            sa.Enum(
                'locality',
                'network',
                'workstream',
                'organisation',
                'board',
                'method',
                'group',
                'language',
                'support',
                'topic',
                'service',
                'practice',
                'borough',
                'staff_role',
                'ethnic_group',
                'age_group',
                'route',
                'spam_word',
                'safety_word',
                'safety_group',
                'safety_guard',
                'change_word',
                name='listkind',
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column('key', sa.String(), nullable=False),
        sa.Column('label', sa.String(), nullable=False),
        sa.Column('note', sa.String(), nullable=False),
        sa.Column(
            'motif',
            sa.Enum(
                'people',
                'letter',
                'film',
                'vote',
                'plate',
                'leaf',
                'cup',
                'screen',
                'step',
                'book',
                name='motif',
                native_enum=False,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column('position', sa.Integer(), nullable=False),
        sa.Column('aliases', sa.JSON(), nullable=False),
        sa.Column('valid_from', sa.Date(), nullable=True),
        sa.Column('valid_to', sa.Date(), nullable=True),
        sa.Column('replaced_by_id', sa.Integer(), nullable=True),
        sa.Column('in_use_id', sa.Integer(), nullable=True),
        sa.Column('within_id', sa.Integer(), nullable=True),
        sa.Column('version', sa.Integer(), nullable=False),
        sa.Column('created_at', sa.DateTime(), nullable=False),
        sa.Column('changed_at', sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(['in_use_id'], ['term.id'], name=op.f('fk_term_in_use_id_term')),
        sa.ForeignKeyConstraint(
            ['replaced_by_id'], ['term.id'], name=op.f('fk_term_replaced_by_id_term')
        ),
        sa.ForeignKeyConstraint(['within_id'], ['term.id'], name=op.f('fk_term_within_id_term')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_term')),
        sa.UniqueConstraint('listing', 'key', name=op.f('uq_term_listing_key')),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('term', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_term_in_use_id'), ['in_use_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_term_listing'), ['listing'], unique=False)

    op.create_table(
        'board_group',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('slug', sa.String(), nullable=False),
        sa.Column('name', sa.String(), nullable=False),
        sa.Column(
            'kind',
            sa.Enum(
                'board',
                'health_and_wellbeing',
                'planning_group',
                'workstream',
                'other',
                name='groupkind',
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column('purpose', sa.Text(), nullable=False),
        sa.Column('roles', sa.JSON(), nullable=False),
        sa.Column('papers_days', sa.Integer(), nullable=False),
        sa.Column('answer_days', sa.Integer(), nullable=True),
        sa.Column('term_id', sa.Integer(), nullable=True),
        sa.Column('version', sa.Integer(), nullable=False),
        sa.Column('created_at', sa.DateTime(), nullable=False),
        sa.Column('changed_at', sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(['term_id'], ['term.id'], name=op.f('fk_board_group_term_id_term')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_board_group')),
        sa.UniqueConstraint('slug', name=op.f('uq_board_group_slug')),
        sa.UniqueConstraint('term_id', name=op.f('uq_board_group_term_id')),
        sqlite_autoincrement=True,
    )
    op.create_table(
        'board_indicator_gap',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('indicator_id', sa.Integer(), nullable=False),
        sa.Column('missing', sa.Text(), nullable=False),
        sa.Column('plan', sa.Text(), nullable=False),
        sa.Column('owner', sa.String(), nullable=False),
        sa.Column('due', sa.Date(), nullable=False),
        sa.Column('closed_on', sa.Date(), nullable=True),
        sa.Column('closed_words', sa.Text(), nullable=False),
        sa.Column('created_at', sa.DateTime(), nullable=False),
        sa.Column('changed_at', sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ['indicator_id'],
            ['board_indicator.id'],
            name=op.f('fk_board_indicator_gap_indicator_id_board_indicator'),
            ondelete='CASCADE',
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_board_indicator_gap')),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('board_indicator_gap', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_board_indicator_gap_due'), ['due'], unique=False)
        batch_op.create_index(
            batch_op.f('ix_board_indicator_gap_indicator_id'), ['indicator_id'], unique=False
        )

    op.create_table(
        'board_indicator_pot',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('indicator_id', sa.Integer(), nullable=False),
        sa.Column('pot_id', sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ['indicator_id'],
            ['board_indicator.id'],
            name=op.f('fk_board_indicator_pot_indicator_id_board_indicator'),
            ondelete='CASCADE',
        ),
        sa.ForeignKeyConstraint(
            ['pot_id'],
            ['pot.id'],
            name=op.f('fk_board_indicator_pot_pot_id_pot'),
            ondelete='CASCADE',
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_board_indicator_pot')),
        sa.UniqueConstraint(
            'indicator_id', 'pot_id', name=op.f('uq_board_indicator_pot_indicator_id_pot_id')
        ),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('board_indicator_pot', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_board_indicator_pot_pot_id'), ['pot_id'], unique=False)

    op.create_table(
        'board_indicator_target',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('indicator_id', sa.Integer(), nullable=False),
        sa.Column('place_id', sa.Integer(), nullable=True),
        sa.Column('hundredths', sa.BigInteger(), nullable=False),
        sa.Column('due', sa.Date(), nullable=False),
        sa.Column('review_on', sa.Date(), nullable=False),
        sa.Column('why', sa.Text(), nullable=False),
        sa.Column('ended_at', sa.DateTime(), nullable=True),
        sa.Column('version', sa.Integer(), nullable=False),
        sa.Column('created_at', sa.DateTime(), nullable=False),
        sa.Column('changed_at', sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ['indicator_id'],
            ['board_indicator.id'],
            name=op.f('fk_board_indicator_target_indicator_id_board_indicator'),
            ondelete='CASCADE',
        ),
        sa.ForeignKeyConstraint(
            ['place_id'], ['term.id'], name=op.f('fk_board_indicator_target_place_id_term')
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_board_indicator_target')),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('board_indicator_target', schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f('ix_board_indicator_target_indicator_id'), ['indicator_id'], unique=False
        )
        batch_op.create_index(
            batch_op.f('ix_board_indicator_target_place_id'), ['place_id'], unique=False
        )
        batch_op.create_index(
            batch_op.f('ix_board_indicator_target_review_on'), ['review_on'], unique=False
        )

    op.create_table(
        'campaign_connector',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('campaign_id', sa.Integer(), nullable=False),
        sa.Column('connector_id', sa.Integer(), nullable=False),
        sa.Column('was_reached', sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ['campaign_id'],
            ['campaign.id'],
            name=op.f('fk_campaign_connector_campaign_id_campaign'),
            ondelete='CASCADE',
        ),
        sa.ForeignKeyConstraint(
            ['connector_id'],
            ['connector.id'],
            name=op.f('fk_campaign_connector_connector_id_connector'),
            ondelete='CASCADE',
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_campaign_connector')),
        sa.UniqueConstraint(
            'campaign_id',
            'connector_id',
            name=op.f('uq_campaign_connector_campaign_id_connector_id'),
        ),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('campaign_connector', schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f('ix_campaign_connector_connector_id'), ['connector_id'], unique=False
        )

    op.create_table(
        'campaign_event',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('campaign_id', sa.Integer(), nullable=False),
        sa.Column('held', sa.String(length=10), nullable=False),
        sa.Column('place', sa.String(), nullable=False),
        sa.Column('people', sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ['campaign_id'],
            ['campaign.id'],
            name=op.f('fk_campaign_event_campaign_id_campaign'),
            ondelete='CASCADE',
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_campaign_event')),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('campaign_event', schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f('ix_campaign_event_campaign_id'), ['campaign_id'], unique=False
        )

    op.create_table(
        'campaign_reach',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('campaign_id', sa.Integer(), nullable=False),
        sa.Column('channel', sa.String(), nullable=False),
        sa.Column('people', sa.Integer(), nullable=True),
        sa.Column('how_we_know', sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ['campaign_id'],
            ['campaign.id'],
            name=op.f('fk_campaign_reach_campaign_id_campaign'),
            ondelete='CASCADE',
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_campaign_reach')),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('campaign_reach', schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f('ix_campaign_reach_campaign_id'), ['campaign_id'], unique=False
        )

    op.create_table(
        'campaign_term',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('campaign_id', sa.Integer(), nullable=False),
        sa.Column('term_id', sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ['campaign_id'],
            ['campaign.id'],
            name=op.f('fk_campaign_term_campaign_id_campaign'),
            ondelete='CASCADE',
        ),
        sa.ForeignKeyConstraint(
            ['term_id'], ['term.id'], name=op.f('fk_campaign_term_term_id_term')
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_campaign_term')),
        sa.UniqueConstraint(
            'campaign_id', 'term_id', name=op.f('uq_campaign_term_campaign_id_term_id')
        ),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('campaign_term', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_campaign_term_term_id'), ['term_id'], unique=False)

    op.create_table(
        'comment_cluster_member',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('cluster_id', sa.Integer(), nullable=False),
        sa.Column('source', sa.String(), nullable=False),
        sa.Column('key', sa.String(), nullable=False),
        sa.Column('position', sa.Integer(), nullable=False),
        sa.Column('has_added_theme', sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ['cluster_id'],
            ['comment_cluster.id'],
            name=op.f('fk_comment_cluster_member_cluster_id_comment_cluster'),
            ondelete='CASCADE',
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_comment_cluster_member')),
        sa.UniqueConstraint(
            'cluster_id',
            'source',
            'key',
            name=op.f('uq_comment_cluster_member_cluster_id_source_key'),
        ),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('comment_cluster_member', schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f('ix_comment_cluster_member_cluster_id_position'),
            ['cluster_id', 'position'],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f('ix_comment_cluster_member_source_key'), ['source', 'key'], unique=False
        )

    op.create_table(
        'connector_change',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('connector_id', sa.Integer(), nullable=False),
        sa.Column('term_ids', sa.JSON(), nullable=False),
        sa.Column('sent_at', sa.DateTime(), nullable=False),
        sa.Column('about', sa.Text(), nullable=False),
        sa.Column('how_to_ask', sa.Text(), nullable=False),
        sa.Column('capacity', sa.Text(), nullable=False),
        sa.Column('email', sa.String(), nullable=False),
        sa.Column('page', sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ['connector_id'],
            ['connector.id'],
            name=op.f('fk_connector_change_connector_id_connector'),
            ondelete='CASCADE',
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_connector_change')),
        sa.UniqueConstraint('connector_id', name=op.f('uq_connector_change_connector_id')),
        sqlite_autoincrement=True,
    )
    op.create_table(
        'connector_term',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('connector_id', sa.Integer(), nullable=False),
        sa.Column('term_id', sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ['connector_id'],
            ['connector.id'],
            name=op.f('fk_connector_term_connector_id_connector'),
            ondelete='CASCADE',
        ),
        sa.ForeignKeyConstraint(
            ['term_id'], ['term.id'], name=op.f('fk_connector_term_term_id_term')
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_connector_term')),
        sa.UniqueConstraint(
            'connector_id', 'term_id', name=op.f('uq_connector_term_connector_id_term_id')
        ),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('connector_term', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_connector_term_term_id'), ['term_id'], unique=False)

    op.create_table(
        'deep_dive_event',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('deep_dive_id', sa.Integer(), nullable=False),
        sa.Column('words', sa.String(), nullable=False),
        sa.Column('day', sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ['deep_dive_id'],
            ['deep_dive.id'],
            name=op.f('fk_deep_dive_event_deep_dive_id_deep_dive'),
            ondelete='CASCADE',
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_deep_dive_event')),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('deep_dive_event', schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f('ix_deep_dive_event_deep_dive_id'), ['deep_dive_id'], unique=False
        )

    op.create_table(
        'deep_dive_question',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('deep_dive_id', sa.Integer(), nullable=False),
        sa.Column('words', sa.String(), nullable=False),
        sa.Column(
            'part',
            sa.Enum(
                'headline',
                'trend',
                'themes',
                'staff-roles',
                'networks',
                'practices',
                'ethnic-groups',
                'boroughs',
                'three-years-ago',
                name='pagepart',
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            'state',
            sa.Enum(
                'answered',
                'with_care',
                'in_part',
                'not_yet',
                name='answerstate',
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column('remark', sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ['deep_dive_id'],
            ['deep_dive.id'],
            name=op.f('fk_deep_dive_question_deep_dive_id_deep_dive'),
            ondelete='CASCADE',
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_deep_dive_question')),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('deep_dive_question', schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f('ix_deep_dive_question_deep_dive_id'), ['deep_dive_id'], unique=False
        )

    op.create_table(
        'deep_dive_step',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('deep_dive_id', sa.Integer(), nullable=False),
        sa.Column('owner_role', sa.String(), nullable=False),
        sa.Column('words', sa.String(), nullable=False),
        sa.Column('due', sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ['deep_dive_id'],
            ['deep_dive.id'],
            name=op.f('fk_deep_dive_step_deep_dive_id_deep_dive'),
            ondelete='CASCADE',
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_deep_dive_step')),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('deep_dive_step', schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f('ix_deep_dive_step_deep_dive_id'), ['deep_dive_id'], unique=False
        )

    op.create_table(
        'insight_summary',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('source', sa.String(), nullable=False),
        sa.Column('starts', sa.Date(), nullable=False),
        sa.Column('ends', sa.Date(), nullable=False),
        sa.Column('locality_id', sa.Integer(), nullable=True),
        sa.Column('network_id', sa.Integer(), nullable=True),
        sa.Column('practice_id', sa.Integer(), nullable=True),
        sa.Column('service_id', sa.Integer(), nullable=True),
        sa.Column('group_id', sa.Integer(), nullable=True),
        sa.Column(
            'theme',
            sa.Enum(
                'booking_and_phone',
                'waiting',
                'information',
                'involvement_in_decisions',
                'support',
                'communication',
                'staff_attitude',
                'treatment_quality',
                'empathy',
                'administration',
                'access_physical',
                'access_language',
                'cost',
                'digital',
                'complaints_handling',
                'other',
                name='theme',
                native_enum=False,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column('elsewhere', sa.String(), nullable=False),
        sa.Column('people', sa.Integer(), nullable=True),
        sa.Column('comments', sa.Integer(), nullable=True),
        sa.Column('positive', sa.Integer(), nullable=True),
        sa.Column('neutral', sa.Integer(), nullable=True),
        sa.Column('negative', sa.Integer(), nullable=True),
        sa.Column(
            'counted_in',
            sa.Enum('comments', 'per_cent', name='countedin', native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column('is_labelled', sa.Boolean(), nullable=False),
        sa.Column('narrative', sa.Text(), nullable=False),
        sa.Column('method', sa.String(), nullable=False),
        sa.Column('address', sa.Text(), nullable=False),
        sa.Column('is_public', sa.Boolean(), nullable=False),
        sa.Column('is_counted', sa.Boolean(), nullable=False),
        sa.Column('unplaced', sa.JSON(), nullable=False),
        sa.Column('released', sa.JSON(), nullable=False),
        sa.Column('created_at', sa.DateTime(), nullable=False),
        sa.Column('changed_at', sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ['group_id'], ['term.id'], name=op.f('fk_insight_summary_group_id_term')
        ),
        sa.ForeignKeyConstraint(
            ['locality_id'], ['term.id'], name=op.f('fk_insight_summary_locality_id_term')
        ),
        sa.ForeignKeyConstraint(
            ['network_id'], ['term.id'], name=op.f('fk_insight_summary_network_id_term')
        ),
        sa.ForeignKeyConstraint(
            ['practice_id'], ['term.id'], name=op.f('fk_insight_summary_practice_id_term')
        ),
        sa.ForeignKeyConstraint(
            ['service_id'], ['term.id'], name=op.f('fk_insight_summary_service_id_term')
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_insight_summary')),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('insight_summary', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_insight_summary_group_id'), ['group_id'], unique=False)
        batch_op.create_index(
            batch_op.f('ix_insight_summary_locality_id'), ['locality_id'], unique=False
        )
        batch_op.create_index(
            batch_op.f('ix_insight_summary_network_id'), ['network_id'], unique=False
        )
        batch_op.create_index(
            batch_op.f('ix_insight_summary_practice_id'), ['practice_id'], unique=False
        )
        batch_op.create_index(
            batch_op.f('ix_insight_summary_service_id'), ['service_id'], unique=False
        )
        batch_op.create_index(
            batch_op.f('ix_insight_summary_starts_ends'), ['starts', 'ends'], unique=False
        )

    op.create_table(
        'leader_role',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('slug', sa.String(), nullable=False),
        sa.Column('name', sa.String(), nullable=False),
        sa.Column('organisation_id', sa.Integer(), nullable=False),
        sa.Column('closed_on', sa.Date(), nullable=True),
        sa.Column('version', sa.Integer(), nullable=False),
        sa.Column('created_at', sa.DateTime(), nullable=False),
        sa.Column('changed_at', sa.DateTime(), nullable=False),
        sa.Column(
            'budget',
            sa.Enum('yes', 'no', name='canchange', native_enum=False, length=40),
            nullable=True,
        ),
        sa.Column('budget_words', sa.Text(), nullable=False),
        sa.Column(
            'contract',
            sa.Enum('yes', 'no', name='canchange', native_enum=False, length=40),
            nullable=True,
        ),
        sa.Column('contract_words', sa.Text(), nullable=False),
        sa.Column(
            'rule',
            sa.Enum('yes', 'no', name='canchange', native_enum=False, length=40),
            nullable=True,
        ),
        sa.Column('rule_words', sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ['organisation_id'], ['term.id'], name=op.f('fk_leader_role_organisation_id_term')
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_leader_role')),
        sa.UniqueConstraint('slug', name=op.f('uq_leader_role_slug')),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('leader_role', schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f('ix_leader_role_organisation_id'), ['organisation_id'], unique=False
        )

    op.create_table(
        'library_export_file',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('export_id', sa.Integer(), nullable=False),
        sa.Column('name', sa.String(length=60), nullable=False),
        sa.Column('key', sa.String(length=64), nullable=False),
        sa.Column('size', sa.Integer(), nullable=False),
        sa.Column('rows', sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ['export_id'],
            ['library_export.id'],
            name=op.f('fk_library_export_file_export_id_library_export'),
            ondelete='CASCADE',
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_library_export_file')),
        sa.UniqueConstraint('key', name=op.f('uq_library_export_file_key')),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('library_export_file', schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f('ix_library_export_file_export_id'), ['export_id'], unique=False
        )

    op.create_table(
        'mail_domain',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('domain', sa.String(length=253), nullable=False),
        sa.Column('organisation_id', sa.Integer(), nullable=False),
        sa.Column('created_at', sa.DateTime(), nullable=False),
        sa.Column('changed_at', sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ['organisation_id'], ['term.id'], name=op.f('fk_mail_domain_organisation_id_term')
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_mail_domain')),
        sa.UniqueConstraint('domain', name=op.f('uq_mail_domain_domain')),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('mail_domain', schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f('ix_mail_domain_organisation_id'), ['organisation_id'], unique=False
        )

    op.create_table(
        'person',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('email', sa.String(length=254), nullable=True),
        sa.Column('name', sa.String(), nullable=False),
        sa.Column(
            'role',
            sa.Enum(
                'visitor',
                'resident',
                'lay_member',
                'team_member',
                'curator',
                'administrator',
                name='role',
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column('organisation_id', sa.Integer(), nullable=True),
        sa.Column('rights', sa.JSON(), nullable=False),
        sa.Column('closed_at', sa.DateTime(), nullable=True),
        sa.Column('password', sa.String(length=255), nullable=True),
        sa.Column('active', sa.Boolean(), nullable=False),
        sa.Column('fs_uniquifier', sa.String(length=64), nullable=False),
        sa.Column('tf_primary_method', sa.String(length=64), nullable=True),
        sa.Column('tf_totp_secret', sa.Text(), nullable=True),
        sa.Column('tf_last_counter', sa.Integer(), nullable=True),
        sa.Column('mf_recovery_codes', sa.JSON(), nullable=False),
        sa.Column('created_at', sa.DateTime(), nullable=False),
        sa.Column('changed_at', sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ['organisation_id'], ['term.id'], name=op.f('fk_person_organisation_id_term')
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_person')),
        sa.UniqueConstraint('email', name=op.f('uq_person_email')),
        sa.UniqueConstraint('fs_uniquifier', name=op.f('uq_person_fs_uniquifier')),
        sqlite_autoincrement=True,
    )
    op.create_table(
        'poll_statement',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('poll_id', sa.Integer(), nullable=False),
        sa.Column('number', sa.Integer(), nullable=False),
        sa.Column('words', sa.Text(), nullable=False),
        sa.Column('agree', sa.Integer(), nullable=True),
        sa.Column('passed', sa.Integer(), nullable=True),
        sa.Column('disagree', sa.Integer(), nullable=True),
        sa.Column('released', sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ['poll_id'],
            ['statement_poll.id'],
            name=op.f('fk_poll_statement_poll_id_statement_poll'),
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_poll_statement')),
        sa.UniqueConstraint('poll_id', 'number', name=op.f('uq_poll_statement_poll_id_number')),
        sqlite_autoincrement=True,
    )
    op.create_table(
        'population',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('term_id', sa.Integer(), nullable=True),
        sa.Column(
            'trait',
            sa.Enum(
                'ethnic-group',
                'age',
                'sex',
                'gender',
                'disability',
                'religion',
                'orientation',
                'carer',
                'deprivation',
                name='trait',
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column('group', sa.String(length=100), nullable=False),
        sa.Column('number', sa.Integer(), nullable=False),
        sa.Column('source', sa.String(), nullable=False),
        sa.Column('year', sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ['term_id'], ['term.id'], name=op.f('fk_population_term_id_term'), ondelete='CASCADE'
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_population')),
        sa.UniqueConstraint(
            'term_id', 'trait', 'group', name=op.f('uq_population_term_id_trait_group')
        ),
        sqlite_autoincrement=True,
    )
    op.create_table(
        'pot_share',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('pot_id', sa.Integer(), nullable=False),
        sa.Column(
            'axis',
            sa.Enum('part', 'lifecourse', name='axis', native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column('position', sa.Integer(), nullable=False),
        sa.Column('name', sa.String(), nullable=False),
        sa.Column('pence', sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ['pot_id'], ['pot.id'], name=op.f('fk_pot_share_pot_id_pot'), ondelete='CASCADE'
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_pot_share')),
        sa.UniqueConstraint('pot_id', 'axis', 'name', name=op.f('uq_pot_share_pot_id_axis_name')),
        sqlite_autoincrement=True,
    )
    op.create_table(
        'report',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('slug', sa.String(), nullable=False),
        sa.Column('title', sa.String(), nullable=False),
        sa.Column('publisher', sa.String(), nullable=False),
        sa.Column('published', sa.String(length=10), nullable=False),
        sa.Column('starts', sa.String(length=10), nullable=True),
        sa.Column('ends', sa.String(length=10), nullable=True),
        sa.Column('people', sa.Integer(), nullable=True),
        sa.Column('method', sa.String(), nullable=False),
        sa.Column('summary', sa.Text(), nullable=False),
        sa.Column('address', sa.Text(), nullable=False),
        sa.Column('service_id', sa.Integer(), nullable=True),
        sa.Column('locality_id', sa.Integer(), nullable=True),
        sa.Column('group_id', sa.Integer(), nullable=True),
        sa.Column('file_key', sa.String(length=64), nullable=True),
        sa.Column('file_name', sa.String(), nullable=False),
        sa.Column('file_ending', sa.String(), nullable=False),
        sa.Column('file_size', sa.Integer(), nullable=False),
        sa.Column('file_sha256', sa.String(length=64), nullable=False),
        sa.Column('text', sa.Text(), nullable=False),
        sa.Column('is_public', sa.Boolean(), nullable=False),
        sa.Column('made_public_at', sa.DateTime(), nullable=True),
        sa.Column('version', sa.Integer(), nullable=False),
        sa.Column('created_at', sa.DateTime(), nullable=False),
        sa.Column('changed_at', sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(['group_id'], ['term.id'], name=op.f('fk_report_group_id_term')),
        sa.ForeignKeyConstraint(
            ['locality_id'], ['term.id'], name=op.f('fk_report_locality_id_term')
        ),
        sa.ForeignKeyConstraint(
            ['service_id'], ['term.id'], name=op.f('fk_report_service_id_term')
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_report')),
        sa.UniqueConstraint('file_key', name=op.f('uq_report_file_key')),
        sa.UniqueConstraint('slug', name=op.f('uq_report_slug')),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('report', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_report_group_id'), ['group_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_report_locality_id'), ['locality_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_report_service_id'), ['service_id'], unique=False)

    op.create_table(
        'term_outline',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('term_id', sa.Integer(), nullable=True),
        sa.Column('path', sa.Text(), nullable=False),
        sa.Column('rooms', sa.JSON(), nullable=False),
        sa.Column('map_height', sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ['term_id'], ['term.id'], name=op.f('fk_term_outline_term_id_term')
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_term_outline')),
        sa.UniqueConstraint('term_id', name=op.f('uq_term_outline_term_id')),
        sqlite_autoincrement=True,
    )
    op.create_table(
        'activity',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('slug', sa.String(), nullable=False),
        sa.Column('title', sa.String(), nullable=False),
        sa.Column('summary', sa.String(), nullable=False),
        sa.Column(
            'status',
            sa.Enum(
                'draft',
                'submitted',
                'returned',
                'published',
                'withdrawn',
                'archived',
                name='status',
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column('led_by_id', sa.Integer(), nullable=True),
        sa.Column('led_by_name', sa.String(), nullable=False),
        sa.Column('place_words', sa.String(), nullable=False),
        sa.Column('started', sa.String(length=10), nullable=True),
        sa.Column('ended', sa.String(length=10), nullable=True),
        sa.Column('is_ongoing', sa.Boolean(), nullable=False),
        sa.Column('nothing_promised', sa.Boolean(), nullable=False),
        sa.Column('owner_id', sa.Integer(), nullable=False),
        sa.Column('organisation_id', sa.Integer(), nullable=True),
        sa.Column('is_closed_to_organisation', sa.Boolean(), nullable=False),
        sa.Column('submitted_at', sa.DateTime(), nullable=True),
        sa.Column(
            'person_recognisable',
            sa.Enum('yes', 'no', 'unsure', name='yesnounsure', native_enum=False, length=40),
            nullable=True,
        ),
        sa.Column(
            'person_agreed',
            sa.Enum('yes', 'no', 'unsure', name='yesnounsure', native_enum=False, length=40),
            nullable=True,
        ),
        sa.Column('published_at', sa.DateTime(), nullable=True),
        sa.Column('publish_on', sa.Date(), nullable=True),
        sa.Column('reported_by', sa.String(), nullable=False),
        sa.Column('typed_by', sa.String(), nullable=False),
        sa.Column('consent', sa.String(), nullable=False),
        sa.Column('withdrawn_reason', sa.String(), nullable=False),
        sa.Column('read_instead_id', sa.Integer(), nullable=True),
        sa.Column('checked_on', sa.Date(), nullable=True),
        sa.Column('review_by', sa.Date(), nullable=True),
        sa.Column('reminded_on', sa.Date(), nullable=True),
        sa.Column('words_changed_on', sa.Date(), nullable=True),
        sa.Column('changes_since', sa.DateTime(), nullable=True),
        sa.Column('public_until', sa.Date(), nullable=True),
        sa.Column('locked_on', sa.Date(), nullable=True),
        sa.Column('checked_by', sa.String(), nullable=False),
        sa.Column('created_at', sa.DateTime(), nullable=False),
        sa.Column('changed_at', sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ['led_by_id'], ['term.id'], name=op.f('fk_activity_led_by_id_term')
        ),
        sa.ForeignKeyConstraint(
            ['organisation_id'], ['term.id'], name=op.f('fk_activity_organisation_id_term')
        ),
        sa.ForeignKeyConstraint(
            ['owner_id'], ['person.id'], name=op.f('fk_activity_owner_id_person')
        ),
        sa.ForeignKeyConstraint(
            ['read_instead_id'], ['activity.id'], name=op.f('fk_activity_read_instead_id_activity')
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_activity')),
        sa.UniqueConstraint('slug', name=op.f('uq_activity_slug')),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('activity', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_activity_led_by_id'), ['led_by_id'], unique=False)
        batch_op.create_index(
            batch_op.f('ix_activity_organisation_id'), ['organisation_id'], unique=False
        )
        batch_op.create_index(batch_op.f('ix_activity_owner_id'), ['owner_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_activity_publish_on'), ['publish_on'], unique=False)
        batch_op.create_index(batch_op.f('ix_activity_review_by'), ['review_by'], unique=False)
        batch_op.create_index(
            batch_op.f('ix_activity_status_published_at'), ['status', 'published_at'], unique=False
        )

    op.create_table(
        'audit_event',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('at', sa.DateTime(), nullable=False),
        sa.Column('person_id', sa.Integer(), nullable=True),
        sa.Column('verb', sa.String(), nullable=False),
        sa.Column('subject_kind', sa.String(), nullable=False),
        sa.Column('subject_id', sa.Integer(), nullable=False),
        sa.Column('reason', sa.String(), nullable=False),
        sa.Column('is_public', sa.Boolean(), nullable=False),
        sa.Column('details', sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ['person_id'], ['person.id'], name=op.f('fk_audit_event_person_id_person')
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_audit_event')),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('audit_event', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_audit_event_at'), ['at'], unique=False)
        batch_op.create_index(batch_op.f('ix_audit_event_person_id'), ['person_id'], unique=False)
        batch_op.create_index(
            batch_op.f('ix_audit_event_subject_kind_subject_id'),
            ['subject_kind', 'subject_id'],
            unique=False,
        )

    op.create_table(
        'board_action',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('group_id', sa.Integer(), nullable=False),
        sa.Column('title', sa.String(), nullable=False),
        sa.Column('details', sa.Text(), nullable=False),
        sa.Column(
            'source',
            sa.Enum(
                'challenge',
                'comment',
                'gap',
                'decision',
                'lay_member',
                'none',
                name='actionsource',
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            'challenge',
            sa.Enum('c1', 'c2', 'c3', 'c4', name='challenge', native_enum=False, length=40),
            nullable=True,
        ),
        sa.Column('source_words', sa.String(), nullable=False),
        sa.Column('source_link', sa.Text(), nullable=False),
        sa.Column('lead', sa.String(), nullable=False),
        sa.Column('lead_id', sa.Integer(), nullable=True),
        sa.Column(
            'state',
            sa.Enum('open', 'done', 'not_doing', name='actionstate', native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column('due', sa.Date(), nullable=False),
        sa.Column('first_due', sa.Date(), nullable=False),
        sa.Column('version', sa.Integer(), nullable=False),
        sa.Column('created_at', sa.DateTime(), nullable=False),
        sa.Column('changed_at', sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ['group_id'],
            ['board_group.id'],
            name=op.f('fk_board_action_group_id_board_group'),
            ondelete='CASCADE',
        ),
        sa.ForeignKeyConstraint(
            ['lead_id'], ['person.id'], name=op.f('fk_board_action_lead_id_person')
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_board_action')),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('board_action', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_board_action_challenge'), ['challenge'], unique=False)
        batch_op.create_index(batch_op.f('ix_board_action_due'), ['due'], unique=False)
        batch_op.create_index(batch_op.f('ix_board_action_group_id'), ['group_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_board_action_lead_id'), ['lead_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_board_action_state'), ['state'], unique=False)

    op.create_table(
        'board_chain',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('slug', sa.String(), nullable=False),
        sa.Column('title', sa.String(), nullable=False),
        sa.Column('purpose', sa.Text(), nullable=False),
        sa.Column('group_id', sa.Integer(), nullable=False),
        sa.Column('version', sa.Integer(), nullable=False),
        sa.Column('created_at', sa.DateTime(), nullable=False),
        sa.Column('changed_at', sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ['group_id'],
            ['board_group.id'],
            name=op.f('fk_board_chain_group_id_board_group'),
            ondelete='CASCADE',
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_board_chain')),
        sa.UniqueConstraint('slug', name=op.f('uq_board_chain_slug')),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('board_chain', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_board_chain_group_id'), ['group_id'], unique=False)

    op.create_table(
        'board_indicator_review',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('target_id', sa.Integer(), nullable=False),
        sa.Column('on', sa.Date(), nullable=False),
        sa.Column(
            'decision',
            sa.Enum('keep', 'change', 'end', name='reviewdecision', native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column('decided_by', sa.String(), nullable=False),
        sa.Column('reason', sa.Text(), nullable=False),
        sa.Column('old_hundredths', sa.BigInteger(), nullable=False),
        sa.Column('old_due', sa.Date(), nullable=False),
        sa.Column('person_id', sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ['person_id'], ['person.id'], name=op.f('fk_board_indicator_review_person_id_person')
        ),
        sa.ForeignKeyConstraint(
            ['target_id'],
            ['board_indicator_target.id'],
            name=op.f('fk_board_indicator_review_target_id_board_indicator_target'),
            ondelete='CASCADE',
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_board_indicator_review')),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('board_indicator_review', schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f('ix_board_indicator_review_person_id'), ['person_id'], unique=False
        )
        batch_op.create_index(
            batch_op.f('ix_board_indicator_review_target_id'), ['target_id'], unique=False
        )

    op.create_table(
        'board_indicator_value',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('indicator_id', sa.Integer(), nullable=False),
        sa.Column('place_id', sa.Integer(), nullable=True),
        sa.Column('starts_on', sa.Date(), nullable=False),
        sa.Column('ends_on', sa.Date(), nullable=False),
        sa.Column('numerator', sa.BigInteger(), nullable=False),
        sa.Column('denominator', sa.BigInteger(), nullable=True),
        sa.Column('note', sa.Text(), nullable=False),
        sa.Column('person_id', sa.Integer(), nullable=False),
        sa.Column('at', sa.DateTime(), nullable=False),
        sa.Column('replaced_at', sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ['indicator_id'],
            ['board_indicator.id'],
            name=op.f('fk_board_indicator_value_indicator_id_board_indicator'),
            ondelete='CASCADE',
        ),
        sa.ForeignKeyConstraint(
            ['person_id'], ['person.id'], name=op.f('fk_board_indicator_value_person_id_person')
        ),
        sa.ForeignKeyConstraint(
            ['place_id'], ['term.id'], name=op.f('fk_board_indicator_value_place_id_term')
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_board_indicator_value')),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('board_indicator_value', schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f('ix_board_indicator_value_indicator_id'), ['indicator_id'], unique=False
        )
        batch_op.create_index(
            batch_op.f('ix_board_indicator_value_person_id'), ['person_id'], unique=False
        )
        batch_op.create_index(
            batch_op.f('ix_board_indicator_value_place_id'), ['place_id'], unique=False
        )

    op.create_table(
        'board_meeting',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('group_id', sa.Integer(), nullable=False),
        sa.Column('starts_at', sa.DateTime(), nullable=False),
        sa.Column('ends_at', sa.DateTime(), nullable=False),
        sa.Column('place', sa.String(), nullable=False),
        sa.Column('papers_on', sa.Date(), nullable=False),
        sa.Column('is_public', sa.Boolean(), nullable=False),
        sa.Column('cancelled_at', sa.DateTime(), nullable=True),
        sa.Column('version', sa.Integer(), nullable=False),
        sa.Column('created_at', sa.DateTime(), nullable=False),
        sa.Column('changed_at', sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ['group_id'],
            ['board_group.id'],
            name=op.f('fk_board_meeting_group_id_board_group'),
            ondelete='CASCADE',
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_board_meeting')),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('board_meeting', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_board_meeting_group_id'), ['group_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_board_meeting_starts_at'), ['starts_at'], unique=False)

    op.create_table(
        'board_member',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('group_id', sa.Integer(), nullable=False),
        sa.Column('person_id', sa.Integer(), nullable=False),
        sa.Column(
            'kind',
            sa.Enum(
                'member', 'lay_member', 'shadow', name='memberkind', native_enum=False, length=40
            ),
            nullable=False,
        ),
        sa.Column('since', sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ['group_id'],
            ['board_group.id'],
            name=op.f('fk_board_member_group_id_board_group'),
            ondelete='CASCADE',
        ),
        sa.ForeignKeyConstraint(
            ['person_id'], ['person.id'], name=op.f('fk_board_member_person_id_person')
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_board_member')),
        sa.UniqueConstraint(
            'group_id', 'person_id', name=op.f('uq_board_member_group_id_person_id')
        ),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('board_member', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_board_member_person_id'), ['person_id'], unique=False)

    op.create_table(
        'board_pack',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('slug', sa.String(), nullable=False),
        sa.Column('title', sa.String(), nullable=False),
        sa.Column(
            'kind',
            sa.Enum(
                'board_report',
                'report_back',
                'residents_note',
                'duty_statement',
                name='packkind',
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column('board_id', sa.Integer(), nullable=False),
        sa.Column('board_name', sa.String(), nullable=False),
        sa.Column('meeting_on', sa.Date(), nullable=False),
        sa.Column('starts', sa.Date(), nullable=False),
        sa.Column('ends', sa.Date(), nullable=False),
        sa.Column(
            'state',
            sa.Enum('draft', 'reviewed', 'frozen', name='packstate', native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column('previous_id', sa.Integer(), nullable=True),
        sa.Column('person_id', sa.Integer(), nullable=False),
        sa.Column('writer_ids', sa.JSON(), nullable=False),
        sa.Column('reviewed_by_id', sa.Integer(), nullable=True),
        sa.Column('reviewed_at', sa.DateTime(), nullable=True),
        sa.Column('frozen_at', sa.DateTime(), nullable=True),
        sa.Column('sha256', sa.String(length=64), nullable=False),
        sa.Column('first_sha256', sa.String(length=64), nullable=False),
        sa.Column('version', sa.Integer(), nullable=False),
        sa.Column('created_at', sa.DateTime(), nullable=False),
        sa.Column('changed_at', sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ['board_id'], ['term.id'], name=op.f('fk_board_pack_board_id_term')
        ),
        sa.ForeignKeyConstraint(
            ['person_id'], ['person.id'], name=op.f('fk_board_pack_person_id_person')
        ),
        sa.ForeignKeyConstraint(
            ['previous_id'], ['board_pack.id'], name=op.f('fk_board_pack_previous_id_board_pack')
        ),
        sa.ForeignKeyConstraint(
            ['reviewed_by_id'], ['person.id'], name=op.f('fk_board_pack_reviewed_by_id_person')
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_board_pack')),
        sa.UniqueConstraint('slug', name=op.f('uq_board_pack_slug')),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('board_pack', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_board_pack_board_id'), ['board_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_board_pack_frozen_at'), ['frozen_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_board_pack_person_id'), ['person_id'], unique=False)
        batch_op.create_index(
            batch_op.f('ix_board_pack_previous_id'), ['previous_id'], unique=False
        )
        batch_op.create_index(
            batch_op.f('ix_board_pack_reviewed_by_id'), ['reviewed_by_id'], unique=False
        )
        batch_op.create_index(batch_op.f('ix_board_pack_state'), ['state'], unique=False)

    op.create_table(
        'calendar_address',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('person_id', sa.Integer(), nullable=False),
        sa.Column('encrypted_token', sa.Text(), nullable=False),
        sa.Column('token_hash', sa.String(length=64), nullable=False),
        sa.Column('made_at', sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ['person_id'], ['person.id'], name=op.f('fk_calendar_address_person_id_person')
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_calendar_address')),
        sa.UniqueConstraint('person_id', name=op.f('uq_calendar_address_person_id')),
        sa.UniqueConstraint('token_hash', name=op.f('uq_calendar_address_token_hash')),
        sqlite_autoincrement=True,
    )
    op.create_table(
        'chase_letter',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column(
            'kind',
            sa.Enum(
                'answers',
                'promises',
                'actions',
                'ideas',
                'signatures',
                'targets',
                'stale',
                'money',
                'consents',
                'rounds',
                name='chasekind',
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column('subject_kind', sa.String(length=40), nullable=False),
        sa.Column('subject_id', sa.Integer(), nullable=False),
        sa.Column('number', sa.Integer(), nullable=False),
        sa.Column('sent_at', sa.DateTime(), nullable=False),
        sa.Column('sent_by_id', sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ['sent_by_id'], ['person.id'], name=op.f('fk_chase_letter_sent_by_id_person')
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_chase_letter')),
        sa.UniqueConstraint(
            'kind',
            'subject_kind',
            'subject_id',
            'number',
            name=op.f('uq_chase_letter_kind_subject_kind_subject_id_number'),
        ),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('chase_letter', schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f('ix_chase_letter_sent_by_id'), ['sent_by_id'], unique=False
        )

    op.create_table(
        'closed_guide',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('person_id', sa.Integer(), nullable=False),
        sa.Column(
            'guide',
            sa.Enum(
                'reader',
                'team',
                'lay-member',
                'curator',
                'administrator',
                name='guide',
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ['person_id'],
            ['person.id'],
            name=op.f('fk_closed_guide_person_id_person'),
            ondelete='CASCADE',
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_closed_guide')),
        sa.UniqueConstraint('person_id', 'guide', name=op.f('uq_closed_guide_person_id_guide')),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('closed_guide', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_closed_guide_person_id'), ['person_id'], unique=False)

    op.create_table(
        'decision',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('slug', sa.String(), nullable=False),
        sa.Column('title', sa.String(), nullable=False),
        sa.Column('person_id', sa.Integer(), nullable=False),
        sa.Column('organisation_id', sa.Integer(), nullable=True),
        sa.Column('replaces_id', sa.Integer(), nullable=True),
        sa.Column('framework_version', sa.Integer(), nullable=False),
        sa.Column('rule_version', sa.Integer(), nullable=False),
        sa.Column('open_to_change', sa.Text(), nullable=False),
        sa.Column('not_open', sa.Text(), nullable=False),
        sa.Column('duty', sa.Text(), nullable=False),
        sa.Column('set_aside', sa.Text(), nullable=False),
        sa.Column(
            'decided_with',
            sa.Enum(
                'with_residents',
                'with_lay_member',
                'with_both',
                'staff_only',
                name='decidedwith',
                native_enum=False,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column('in_the_room', sa.Text(), nullable=False),
        sa.Column(
            'chosen',
            sa.Enum(
                'inform',
                'consult',
                'engage',
                'co_design',
                'co_produce',
                'not_go_ahead',
                name='chosenlevel',
                native_enum=False,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column('reason', sa.Text(), nullable=False),
        sa.Column(
            'way_out',
            sa.Enum(
                'change_conditions',
                'lower_level',
                'not_proceed',
                name='wayout',
                native_enum=False,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column('way_out_words', sa.Text(), nullable=False),
        sa.Column('review_on', sa.Date(), nullable=True),
        sa.Column('pledge', sa.Text(), nullable=False),
        sa.Column('hear_back', sa.String(length=10), nullable=True),
        sa.Column('signed_post', sa.String(), nullable=False),
        sa.Column('signed_organisation', sa.String(), nullable=False),
        sa.Column('signed_at', sa.DateTime(), nullable=True),
        sa.Column(
            'recommended',
            sa.Enum(
                'inform',
                'consult',
                'engage',
                'co_design',
                'co_produce',
                name='level',
                native_enum=False,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column(
            'stretch',
            sa.Enum(
                'inform',
                'consult',
                'engage',
                'co_design',
                'co_produce',
                name='level',
                native_enum=False,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column('is_below', sa.Boolean(), nullable=False),
        sa.Column('is_mismatch', sa.Boolean(), nullable=False),
        sa.Column('check_by', sa.Date(), nullable=True),
        sa.Column('reminded_on', sa.Date(), nullable=True),
        sa.Column('created_at', sa.DateTime(), nullable=False),
        sa.Column('changed_at', sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ['organisation_id'], ['term.id'], name=op.f('fk_decision_organisation_id_term')
        ),
        sa.ForeignKeyConstraint(
            ['person_id'], ['person.id'], name=op.f('fk_decision_person_id_person')
        ),
        sa.ForeignKeyConstraint(
            ['replaces_id'], ['decision.id'], name=op.f('fk_decision_replaces_id_decision')
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_decision')),
        sa.UniqueConstraint('slug', name=op.f('uq_decision_slug')),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('decision', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_decision_chosen'), ['chosen'], unique=False)
        batch_op.create_index(
            batch_op.f('ix_decision_organisation_id'), ['organisation_id'], unique=False
        )
        batch_op.create_index(batch_op.f('ix_decision_person_id'), ['person_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_decision_replaces_id'), ['replaces_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_decision_review_on'), ['review_on'], unique=False)
        batch_op.create_index(batch_op.f('ix_decision_signed_at'), ['signed_at'], unique=False)

    op.create_table(
        'draft',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('person_id', sa.Integer(), nullable=False),
        sa.Column('key', sa.String(length=64), nullable=False),
        sa.Column('address', sa.String(), nullable=False),
        sa.Column('fields', sa.JSON(), nullable=False),
        sa.Column('at', sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ['person_id'], ['person.id'], name=op.f('fk_draft_person_id_person')
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_draft')),
        sa.UniqueConstraint('person_id', 'key', name=op.f('uq_draft_person_id_key')),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('draft', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_draft_at'), ['at'], unique=False)

    op.create_table(
        'feedback_file',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('person_id', sa.Integer(), nullable=False),
        sa.Column('file_name', sa.String(), nullable=False),
        sa.Column('token', sa.String(), nullable=False),
        sa.Column('encoding', sa.String(), nullable=False),
        sa.Column('sheet', sa.Integer(), nullable=False),
        sa.Column('header_row', sa.Integer(), nullable=False),
        sa.Column('chosen', sa.JSON(), nullable=False),
        sa.Column('report', sa.JSON(), nullable=False),
        sa.Column(
            'state',
            sa.Enum(
                'choosing',
                'checked',
                'counted',
                'given_up',
                'taken_back',
                name='feedbackfilestate',
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column('created_at', sa.DateTime(), nullable=False),
        sa.Column('changed_at', sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ['person_id'], ['person.id'], name=op.f('fk_feedback_file_person_id_person')
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_feedback_file')),
        sa.UniqueConstraint('token', name=op.f('uq_feedback_file_token')),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('feedback_file', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_feedback_file_person_id'), ['person_id'], unique=False)

    op.create_table(
        'follower',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('email', sa.String(length=254), nullable=True),
        sa.Column('person_id', sa.Integer(), nullable=True),
        sa.Column('encrypted_token', sa.Text(), nullable=False),
        sa.Column('token_hash', sa.String(length=64), nullable=False),
        sa.Column('language', sa.String(length=5), nullable=False),
        sa.Column('notified_at', sa.DateTime(), nullable=True),
        sa.Column('created_at', sa.DateTime(), nullable=False),
        sa.Column('changed_at', sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ['person_id'], ['person.id'], name=op.f('fk_follower_person_id_person')
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_follower')),
        sa.UniqueConstraint('email', name=op.f('uq_follower_email')),
        sa.UniqueConstraint('person_id', name=op.f('uq_follower_person_id')),
        sa.UniqueConstraint('token_hash', name=op.f('uq_follower_token_hash')),
        sqlite_autoincrement=True,
    )
    op.create_table(
        'former_report_address',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('report_id', sa.Integer(), nullable=False),
        sa.Column('address', sa.Text(), nullable=False),
        sa.Column('key', sa.String(), nullable=False),
        sa.Column('path', sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ['report_id'],
            ['report.id'],
            name=op.f('fk_former_report_address_report_id_report'),
            ondelete='CASCADE',
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_former_report_address')),
        sa.UniqueConstraint('key', name=op.f('uq_former_report_address_key')),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('former_report_address', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_former_report_address_path'), ['path'], unique=False)
        batch_op.create_index(
            batch_op.f('ix_former_report_address_report_id'), ['report_id'], unique=False
        )

    op.create_table(
        'framework_version',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column(
            'kind',
            sa.Enum(
                'self-assessment',
                'residents',
                'challenges',
                'guide',
                'letters',
                'pages',
                name='frameworkkind',
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column('number', sa.Integer(), nullable=False),
        sa.Column('draft_of', sa.String(length=40), nullable=True),
        sa.Column('effective_from', sa.Date(), nullable=True),
        sa.Column('why', sa.Text(), nullable=False),
        sa.Column('person_id', sa.Integer(), nullable=True),
        sa.Column('started_at', sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ['person_id'], ['person.id'], name=op.f('fk_framework_version_person_id_person')
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_framework_version')),
        sa.UniqueConstraint('draft_of', name=op.f('uq_framework_version_draft_of')),
        sa.UniqueConstraint('kind', 'number', name=op.f('uq_framework_version_kind_number')),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('framework_version', schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f('ix_framework_version_effective_from'), ['effective_from'], unique=False
        )
        batch_op.create_index(
            batch_op.f('ix_framework_version_person_id'), ['person_id'], unique=False
        )

    op.create_table(
        'leader_signature',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('role_id', sa.Integer(), nullable=False),
        sa.Column(
            'kind',
            sa.Enum(
                'promise',
                'decision',
                'action',
                'statement',
                name='signedkind',
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column('subject_id', sa.Integer(), nullable=True),
        sa.Column('words', sa.Text(), nullable=False),
        sa.Column('due', sa.String(length=10), nullable=True),
        sa.Column(
            'answer',
            sa.Enum('signed', 'declined', name='signatureanswer', native_enum=False, length=40),
            nullable=True,
        ),
        sa.Column('reason', sa.Text(), nullable=False),
        sa.Column('token_hash', sa.String(length=64), nullable=False),
        sa.Column('requested_on', sa.Date(), nullable=False),
        sa.Column('requested_by_id', sa.Integer(), nullable=False),
        sa.Column('used_at', sa.DateTime(), nullable=True),
        sa.Column('withdrawn_at', sa.DateTime(), nullable=True),
        sa.Column(
            'budget',
            sa.Enum('yes', 'no', name='canchange', native_enum=False, length=40),
            nullable=True,
        ),
        sa.Column('budget_words', sa.Text(), nullable=False),
        sa.Column(
            'contract',
            sa.Enum('yes', 'no', name='canchange', native_enum=False, length=40),
            nullable=True,
        ),
        sa.Column('contract_words', sa.Text(), nullable=False),
        sa.Column(
            'rule',
            sa.Enum('yes', 'no', name='canchange', native_enum=False, length=40),
            nullable=True,
        ),
        sa.Column('rule_words', sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ['requested_by_id'],
            ['person.id'],
            name=op.f('fk_leader_signature_requested_by_id_person'),
        ),
        sa.ForeignKeyConstraint(
            ['role_id'],
            ['leader_role.id'],
            name=op.f('fk_leader_signature_role_id_leader_role'),
            ondelete='CASCADE',
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_leader_signature')),
        sa.UniqueConstraint('token_hash', name=op.f('uq_leader_signature_token_hash')),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('leader_signature', schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f('ix_leader_signature_requested_by_id'), ['requested_by_id'], unique=False
        )
        batch_op.create_index(batch_op.f('ix_leader_signature_role_id'), ['role_id'], unique=False)
        batch_op.create_index(
            batch_op.f('ix_leader_signature_subject_id'), ['subject_id'], unique=False
        )

    op.create_table(
        'link',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('token_hash', sa.String(length=64), nullable=False),
        sa.Column(
            'purpose',
            sa.Enum(
                'sign_up',
                'sign_in',
                'reset_password',
                'change_email',
                'invitation',
                name='purpose',
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column('email', sa.String(length=254), nullable=False),
        sa.Column('person_id', sa.Integer(), nullable=True),
        sa.Column('is_blank', sa.Boolean(), nullable=False),
        sa.Column('payload', sa.JSON(), nullable=False),
        sa.Column('expires_at', sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ['person_id'], ['person.id'], name=op.f('fk_link_person_id_person')
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_link')),
        sa.UniqueConstraint('token_hash', name=op.f('uq_link_token_hash')),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('link', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_link_email'), ['email'], unique=False)
        batch_op.create_index(batch_op.f('ix_link_expires_at'), ['expires_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_link_person_id'), ['person_id'], unique=False)

    op.create_table(
        'linked_identity',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('key_hash', sa.String(length=64), nullable=False),
        sa.Column('person_id', sa.Integer(), nullable=False),
        sa.Column(
            'given_role',
            sa.Enum(
                'visitor',
                'resident',
                'lay_member',
                'team_member',
                'curator',
                'administrator',
                name='role',
                native_enum=False,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column('created_at', sa.DateTime(), nullable=False),
        sa.Column('changed_at', sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ['person_id'], ['person.id'], name=op.f('fk_linked_identity_person_id_person')
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_linked_identity')),
        sa.UniqueConstraint('key_hash', name=op.f('uq_linked_identity_key_hash')),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('linked_identity', schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f('ix_linked_identity_person_id'), ['person_id'], unique=False
        )

    op.create_table(
        'login_session',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('key_hash', sa.String(length=64), nullable=False),
        sa.Column('person_id', sa.Integer(), nullable=False),
        sa.Column(
            'way',
            sa.Enum(
                'password',
                'link',
                'provider',
                'provider_twice',
                name='signinmethod',
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column('provider_key', sa.String(length=64), nullable=True),
        sa.Column(
            'browser',
            sa.Enum(
                'chrome',
                'edge',
                'firefox',
                'opera',
                'safari',
                'samsung',
                'other',
                name='browser',
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            'system',
            sa.Enum(
                'android',
                'chromebook',
                'ipad',
                'iphone',
                'linux',
                'mac',
                'windows',
                'other',
                name='system',
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column('is_whole', sa.Boolean(), nullable=False),
        sa.Column('started_at', sa.DateTime(), nullable=False),
        sa.Column('seen_at', sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ['person_id'], ['person.id'], name=op.f('fk_login_session_person_id_person')
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_login_session')),
        sa.UniqueConstraint('key_hash', name=op.f('uq_login_session_key_hash')),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('login_session', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_login_session_person_id'), ['person_id'], unique=False)
        batch_op.create_index(
            batch_op.f('ix_login_session_provider_key'), ['provider_key'], unique=False
        )

    op.create_table(
        'place_confirmation',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column(
            'item',
            sa.Enum(
                'contact',
                'safeguarding',
                'safeguarding-email',
                'privacy',
                name='item',
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column('value', sa.Text(), nullable=False),
        sa.Column(
            'role',
            sa.Enum(
                'visitor',
                'resident',
                'lay_member',
                'team_member',
                'curator',
                'administrator',
                name='role',
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column('person_id', sa.Integer(), nullable=True),
        sa.Column('at', sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ['person_id'], ['person.id'], name=op.f('fk_place_confirmation_person_id_person')
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_place_confirmation')),
        sa.UniqueConstraint('item', name=op.f('uq_place_confirmation_item')),
        sqlite_autoincrement=True,
    )
    op.create_table(
        'recommendation',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('report_id', sa.Integer(), nullable=False),
        sa.Column('words', sa.Text(), nullable=False),
        sa.Column('owner_role', sa.String(), nullable=False),
        sa.Column(
            'state',
            sa.Enum(
                'no_reply',
                'will_do',
                'partly',
                'done',
                'not_doing',
                name='replystate',
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column('reply', sa.Text(), nullable=False),
        sa.Column('due', sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ['report_id'],
            ['report.id'],
            name=op.f('fk_recommendation_report_id_report'),
            ondelete='CASCADE',
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_recommendation')),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('recommendation', schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f('ix_recommendation_report_id'), ['report_id'], unique=False
        )

    op.create_table(
        'removal',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('uid', sa.String(length=32), nullable=False),
        sa.Column('at', sa.DateTime(), nullable=False),
        sa.Column('by_id', sa.Integer(), nullable=True),
        sa.Column(
            'kind',
            sa.Enum('words', 'number', 'file', name='removalkind', native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column(
            'subject',
            sa.Enum(
                'activity',
                'learning_record',
                'decision',
                'comment',
                'insight_summary',
                'wave',
                name='removalsubject',
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column('subject_id', sa.Integer(), nullable=False),
        sa.Column('reason', sa.Text(), nullable=False),
        sa.Column('marker', sa.String(length=120), nullable=False),
        sa.Column('size', sa.Integer(), nullable=False),
        sa.Column('digest', sa.String(length=32), nullable=False),
        sa.Column('is_everywhere', sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(['by_id'], ['person.id'], name=op.f('fk_removal_by_id_person')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_removal')),
        sa.UniqueConstraint('uid', name=op.f('uq_removal_uid')),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('removal', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_removal_by_id'), ['by_id'], unique=False)

    op.create_table(
        'sheet_import',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('person_id', sa.Integer(), nullable=False),
        sa.Column('requested_by_id', sa.Integer(), nullable=False),
        sa.Column('file_name', sa.String(), nullable=False),
        sa.Column('token', sa.String(), nullable=False),
        sa.Column('encoding', sa.String(), nullable=False),
        sa.Column('sheets', sa.JSON(), nullable=False),
        sa.Column('sheet', sa.Integer(), nullable=False),
        sa.Column('header_row', sa.Integer(), nullable=False),
        sa.Column('chosen', sa.JSON(), nullable=False),
        sa.Column(
            'state',
            sa.Enum(
                'choosing',
                'checking',
                'checked',
                'taking',
                'done',
                'undoing',
                'undone',
                'failed',
                'given_up',
                name='importstate',
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            'take',
            sa.Enum(
                'all',
                'without_errors',
                'without_warnings',
                'none',
                name='rowselection',
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column('why', sa.String(), nullable=False),
        sa.Column('rows_all', sa.Integer(), nullable=False),
        sa.Column('rows_done', sa.Integer(), nullable=False),
        sa.Column('emptied', sa.JSON(), nullable=False),
        sa.Column('tries', sa.Integer(), nullable=False),
        sa.Column('claim', sa.String(), nullable=False),
        sa.Column('claimed_until', sa.DateTime(), nullable=True),
        sa.Column('created_at', sa.DateTime(), nullable=False),
        sa.Column('changed_at', sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ['person_id'], ['person.id'], name=op.f('fk_sheet_import_person_id_person')
        ),
        sa.ForeignKeyConstraint(
            ['requested_by_id'], ['person.id'], name=op.f('fk_sheet_import_requested_by_id_person')
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_sheet_import')),
        sa.UniqueConstraint('token', name=op.f('uq_sheet_import_token')),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('sheet_import', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_sheet_import_person_id'), ['person_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_sheet_import_state'), ['state'], unique=False)

    op.create_table(
        'stand_in',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('person_id', sa.Integer(), nullable=False),
        sa.Column('kinds', sa.JSON(), nullable=False),
        sa.Column('starts_on', sa.Date(), nullable=False),
        sa.Column('ends_on', sa.Date(), nullable=False),
        sa.Column('why', sa.Text(), nullable=False),
        sa.Column('named_by_id', sa.Integer(), nullable=True),
        sa.Column('named_at', sa.DateTime(), nullable=False),
        sa.Column('ended_at', sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ['named_by_id'], ['person.id'], name=op.f('fk_stand_in_named_by_id_person')
        ),
        sa.ForeignKeyConstraint(
            ['person_id'], ['person.id'], name=op.f('fk_stand_in_person_id_person')
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_stand_in')),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('stand_in', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_stand_in_ends_on'), ['ends_on'], unique=False)
        batch_op.create_index(batch_op.f('ix_stand_in_named_by_id'), ['named_by_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_stand_in_person_id'), ['person_id'], unique=False)

    op.create_table(
        'statement_version',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('number', sa.Integer(), nullable=False),
        sa.Column('draft_of', sa.String(length=40), nullable=True),
        sa.Column('effective_from', sa.Date(), nullable=True),
        sa.Column('why', sa.Text(), nullable=False),
        sa.Column('person_id', sa.Integer(), nullable=True),
        sa.Column('started_at', sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ['person_id'], ['person.id'], name=op.f('fk_statement_version_person_id_person')
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_statement_version')),
        sa.UniqueConstraint('draft_of', name=op.f('uq_statement_version_draft_of')),
        sa.UniqueConstraint('number', name=op.f('uq_statement_version_number')),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('statement_version', schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f('ix_statement_version_effective_from'), ['effective_from'], unique=False
        )
        batch_op.create_index(
            batch_op.f('ix_statement_version_person_id'), ['person_id'], unique=False
        )

    op.create_table(
        'activity_detail',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('activity_id', sa.Integer(), nullable=False),
        sa.Column(
            'level',
            sa.Enum(
                'personal',
                'service',
                'community',
                'strategic',
                name='worklevel',
                native_enum=False,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column(
            'stage',
            sa.Enum(
                'idea',
                'pilot',
                'proven_here',
                'adopted_elsewhere',
                'business_as_usual',
                'paused',
                'stopped',
                name='spreadstage',
                native_enum=False,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column('partner_names', sa.Text(), nullable=False),
        sa.Column('programme_id', sa.Integer(), nullable=True),
        sa.Column('open_to_change', sa.Text(), nullable=False),
        sa.Column('not_open', sa.Text(), nullable=False),
        sa.Column('pledge', sa.Text(), nullable=False),
        sa.Column('hear_back', sa.String(length=10), nullable=True),
        sa.Column('decided_by', sa.String(), nullable=False),
        sa.Column(
            'budget_say',
            sa.Enum('yes', 'no', 'unknown', name='yesnounknown', native_enum=False, length=40),
            nullable=True,
        ),
        sa.Column(
            'took_part_how',
            sa.Enum('exact', 'about', 'unknown', name='sureness', native_enum=False, length=40),
            nullable=True,
        ),
        sa.Column('took_part_number', sa.Integer(), nullable=True),
        sa.Column('found', sa.Text(), nullable=False),
        sa.Column('missing', sa.Text(), nullable=False),
        sa.Column('roles', sa.Text(), nullable=False),
        sa.Column('shared_planning', sa.Boolean(), nullable=False),
        sa.Column('shared_decision', sa.Boolean(), nullable=False),
        sa.Column('shared_delivery', sa.Boolean(), nullable=False),
        sa.Column('shared_evaluation', sa.Boolean(), nullable=False),
        sa.Column(
            'under_18s',
            sa.Enum('yes', 'no', 'unknown', name='yesnounknown', native_enum=False, length=40),
            nullable=True,
        ),
        sa.Column('safeguarding_role', sa.String(), nullable=False),
        sa.Column('consent_route', sa.Text(), nullable=False),
        sa.Column('asked', sa.Text(), nullable=False),
        sa.Column('said', sa.Text(), nullable=False),
        sa.Column('did', sa.Text(), nullable=False),
        sa.Column('not_doing', sa.Text(), nullable=False),
        sa.Column('why_not', sa.Text(), nullable=False),
        sa.Column('unresourced', sa.Boolean(), nullable=False),
        sa.Column('unresourced_why', sa.Text(), nullable=False),
        sa.Column(
            'deciding',
            sa.Enum(
                'staff',
                'after_asking',
                'together',
                'residents',
                name='fundingdecider',
                native_enum=False,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column('deciding_who', sa.Text(), nullable=False),
        sa.Column('deciding_link', sa.Text(), nullable=False),
        sa.Column(
            'recognised',
            sa.Enum('yes', 'no', 'unknown', name='yesnounknown', native_enum=False, length=40),
            nullable=True,
        ),
        sa.Column('recognised_by', sa.Text(), nullable=False),
        sa.Column('recognised_link', sa.Text(), nullable=False),
        sa.Column('anyway', sa.Text(), nullable=False),
        sa.Column('harder', sa.Text(), nullable=False),
        sa.Column('worth', sa.Text(), nullable=False),
        sa.Column('worth_link', sa.Text(), nullable=False),
        sa.Column('led_to', sa.Text(), nullable=False),
        sa.Column('led_to_post', sa.String(), nullable=False),
        sa.Column('led_to_on', sa.String(length=10), nullable=True),
        sa.Column('led_to_link', sa.Text(), nullable=False),
        sa.Column('curator_notes', sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ['activity_id'],
            ['activity.id'],
            name=op.f('fk_activity_detail_activity_id_activity'),
            ondelete='CASCADE',
        ),
        sa.ForeignKeyConstraint(
            ['programme_id'],
            ['activity.id'],
            name=op.f('fk_activity_detail_programme_id_activity'),
            ondelete='SET NULL',
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_activity_detail')),
        sa.UniqueConstraint('activity_id', name=op.f('uq_activity_detail_activity_id')),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('activity_detail', schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f('ix_activity_detail_programme_id'), ['programme_id'], unique=False
        )

    op.create_table(
        'activity_fact',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('activity_id', sa.Integer(), nullable=False),
        sa.Column('label', sa.String(), nullable=False),
        sa.Column('value', sa.String(), nullable=False),
        sa.Column('note', sa.String(), nullable=False),
        sa.Column(
            'audience',
            sa.Enum(
                'everybody',
                'not_answered',
                'curators',
                name='audience',
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ['activity_id'], ['activity.id'], name=op.f('fk_activity_fact_activity_id_activity')
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_activity_fact')),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('activity_fact', schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f('ix_activity_fact_activity_id'), ['activity_id'], unique=False
        )

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
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('activity_former_address', schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f('ix_activity_former_address_activity_id'), ['activity_id'], unique=False
        )

    op.create_table(
        'activity_not_same',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('activity_id', sa.Integer(), nullable=False),
        sa.Column('other_id', sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ['activity_id'],
            ['activity.id'],
            name=op.f('fk_activity_not_same_activity_id_activity'),
            ondelete='CASCADE',
        ),
        sa.ForeignKeyConstraint(
            ['other_id'],
            ['activity.id'],
            name=op.f('fk_activity_not_same_other_id_activity'),
            ondelete='CASCADE',
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_activity_not_same')),
        sa.UniqueConstraint(
            'activity_id', 'other_id', name=op.f('uq_activity_not_same_activity_id_other_id')
        ),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('activity_not_same', schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f('ix_activity_not_same_other_id'), ['other_id'], unique=False
        )

    op.create_table(
        'activity_owner',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('activity_id', sa.Integer(), nullable=False),
        sa.Column('person_id', sa.Integer(), nullable=False),
        sa.Column('since', sa.DateTime(), nullable=False),
        sa.Column('left_at', sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ['activity_id'], ['activity.id'], name=op.f('fk_activity_owner_activity_id_activity')
        ),
        sa.ForeignKeyConstraint(
            ['person_id'], ['person.id'], name=op.f('fk_activity_owner_person_id_person')
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_activity_owner')),
        sa.UniqueConstraint(
            'activity_id', 'person_id', name=op.f('uq_activity_owner_activity_id_person_id')
        ),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('activity_owner', schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f('ix_activity_owner_person_id'), ['person_id'], unique=False
        )

    op.create_table(
        'activity_promise',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('activity_id', sa.Integer(), nullable=False),
        sa.Column('rung', sa.Integer(), nullable=False),
        sa.Column('words', sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ['activity_id'], ['activity.id'], name=op.f('fk_activity_promise_activity_id_activity')
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_activity_promise')),
        sa.UniqueConstraint(
            'activity_id', 'rung', name=op.f('uq_activity_promise_activity_id_rung')
        ),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('activity_promise', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_activity_promise_rung'), ['rung'], unique=False)

    op.create_table(
        'activity_source',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('activity_id', sa.Integer(), nullable=False),
        sa.Column('name', sa.String(), nullable=False),
        sa.Column('key', sa.String(), nullable=False),
        sa.Column('address', sa.String(), nullable=False),
        sa.Column('licence', sa.String(), nullable=False),
        sa.Column('taken_on', sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ['activity_id'], ['activity.id'], name=op.f('fk_activity_source_activity_id_activity')
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_activity_source')),
        sa.UniqueConstraint('activity_id', name=op.f('uq_activity_source_activity_id')),
        sa.UniqueConstraint('name', 'key', name=op.f('uq_activity_source_name_key')),
        sqlite_autoincrement=True,
    )
    op.create_table(
        'activity_term',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('activity_id', sa.Integer(), nullable=False),
        sa.Column('term_id', sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ['activity_id'], ['activity.id'], name=op.f('fk_activity_term_activity_id_activity')
        ),
        sa.ForeignKeyConstraint(
            ['term_id'], ['term.id'], name=op.f('fk_activity_term_term_id_term')
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_activity_term')),
        sa.UniqueConstraint(
            'activity_id', 'term_id', name=op.f('uq_activity_term_activity_id_term_id')
        ),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('activity_term', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_activity_term_term_id'), ['term_id'], unique=False)

    op.create_table(
        'activity_text',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('activity_id', sa.Integer(), nullable=False),
        sa.Column('body', sa.String(), nullable=False),
        sa.Column('learned', sa.String(), nullable=False),
        sa.Column('search_words', sa.String(), nullable=False),
        sa.Column('more_words', sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ['activity_id'], ['activity.id'], name=op.f('fk_activity_text_activity_id_activity')
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_activity_text')),
        sa.UniqueConstraint('activity_id', name=op.f('uq_activity_text_activity_id')),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('activity_text', schema=None) as batch_op:
        batch_op.create_index(
            'ix_activity_text_says_learned',
            ['activity_id'],
            unique=True,
            sqlite_where=sa.text("learned != ''"),
            postgresql_where=sa.text("learned != ''"),
        )

    op.create_table(
        'adoption',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('parent_id', sa.Integer(), nullable=False),
        sa.Column('child_id', sa.Integer(), nullable=False),
        sa.Column(
            'spread',
            sa.Enum(
                'vertical_in_policy_or_contract',
                'horizontal_new_place',
                'new_group_or_topic',
                'spontaneous',
                name='spread',
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column('unchanged', sa.Text(), nullable=False),
        sa.Column('changed', sa.Text(), nullable=False),
        sa.Column('why', sa.Text(), nullable=False),
        sa.Column('started_on', sa.Date(), nullable=False),
        sa.Column('reminded_on', sa.Date(), nullable=True),
        sa.Column(
            'became',
            sa.Enum(
                'carried_on',
                'adapted',
                'stopped',
                name='adoptionoutcome',
                native_enum=False,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column('report', sa.Text(), nullable=False),
        sa.Column('reported_on', sa.Date(), nullable=True),
        sa.Column(
            'reading',
            sa.Enum(
                'no_words',
                'waiting',
                'shown',
                'declined',
                name='wordsreview',
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ['child_id'],
            ['activity.id'],
            name=op.f('fk_adoption_child_id_activity'),
            ondelete='CASCADE',
        ),
        sa.ForeignKeyConstraint(
            ['parent_id'],
            ['activity.id'],
            name=op.f('fk_adoption_parent_id_activity'),
            ondelete='CASCADE',
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_adoption')),
        sa.UniqueConstraint('child_id', name=op.f('uq_adoption_child_id')),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('adoption', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_adoption_parent_id'), ['parent_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_adoption_reading'), ['reading'], unique=False)
        batch_op.create_index(batch_op.f('ix_adoption_started_on'), ['started_on'], unique=False)

    op.create_table(
        'board_action_link',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('action_id', sa.Integer(), nullable=False),
        sa.Column('token_hash', sa.String(length=64), nullable=False),
        sa.Column('requested_on', sa.Date(), nullable=False),
        sa.Column('requested_by_id', sa.Integer(), nullable=False),
        sa.Column('used_at', sa.DateTime(), nullable=True),
        sa.Column('withdrawn_at', sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ['action_id'],
            ['board_action.id'],
            name=op.f('fk_board_action_link_action_id_board_action'),
            ondelete='CASCADE',
        ),
        sa.ForeignKeyConstraint(
            ['requested_by_id'],
            ['person.id'],
            name=op.f('fk_board_action_link_requested_by_id_person'),
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_board_action_link')),
        sa.UniqueConstraint('token_hash', name=op.f('uq_board_action_link_token_hash')),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('board_action_link', schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f('ix_board_action_link_action_id'), ['action_id'], unique=False
        )
        batch_op.create_index(
            batch_op.f('ix_board_action_link_requested_by_id'), ['requested_by_id'], unique=False
        )

    op.create_table(
        'board_action_step',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('action_id', sa.Integer(), nullable=False),
        sa.Column('position', sa.Integer(), nullable=False),
        sa.Column('words', sa.String(), nullable=False),
        sa.Column('percent', sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ['action_id'],
            ['board_action.id'],
            name=op.f('fk_board_action_step_action_id_board_action'),
            ondelete='CASCADE',
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_board_action_step')),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('board_action_step', schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f('ix_board_action_step_action_id'), ['action_id'], unique=False
        )

    op.create_table(
        'board_action_update',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('action_id', sa.Integer(), nullable=False),
        sa.Column('at', sa.DateTime(), nullable=False),
        sa.Column('person_id', sa.Integer(), nullable=True),
        sa.Column('role', sa.String(), nullable=False),
        sa.Column(
            'state',
            sa.Enum('open', 'done', 'not_doing', name='actionstate', native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column('due', sa.Date(), nullable=False),
        sa.Column('reason', sa.Text(), nullable=False),
        sa.Column('evidence', sa.Text(), nullable=False),
        sa.Column('evidence_link', sa.Text(), nullable=False),
        sa.Column('published_yes', sa.Integer(), nullable=False),
        sa.Column('published_not_yet', sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ['action_id'],
            ['board_action.id'],
            name=op.f('fk_board_action_update_action_id_board_action'),
            ondelete='CASCADE',
        ),
        sa.ForeignKeyConstraint(
            ['person_id'], ['person.id'], name=op.f('fk_board_action_update_person_id_person')
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_board_action_update')),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('board_action_update', schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f('ix_board_action_update_action_id'), ['action_id'], unique=False
        )
        batch_op.create_index(
            batch_op.f('ix_board_action_update_person_id'), ['person_id'], unique=False
        )

    op.create_table(
        'board_chain_link',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('chain_id', sa.Integer(), nullable=False),
        sa.Column(
            'stage',
            sa.Enum(
                'workshop',
                'guidance',
                'public_meeting',
                'report',
                name='chainstage',
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column('day', sa.Date(), nullable=False),
        sa.Column('title', sa.String(), nullable=False),
        sa.Column('words', sa.Text(), nullable=False),
        sa.Column('address', sa.Text(), nullable=False),
        sa.Column('version_name', sa.String(), nullable=False),
        sa.Column('approved_by', sa.String(), nullable=False),
        sa.Column('changes', sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ['chain_id'],
            ['board_chain.id'],
            name=op.f('fk_board_chain_link_chain_id_board_chain'),
            ondelete='CASCADE',
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_board_chain_link')),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('board_chain_link', schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f('ix_board_chain_link_chain_id'), ['chain_id'], unique=False
        )

    op.create_table(
        'board_indicator_activity',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('indicator_id', sa.Integer(), nullable=False),
        sa.Column('activity_id', sa.Integer(), nullable=False),
        sa.Column('why', sa.Text(), nullable=False),
        sa.Column('person_id', sa.Integer(), nullable=False),
        sa.Column('at', sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ['activity_id'],
            ['activity.id'],
            name=op.f('fk_board_indicator_activity_activity_id_activity'),
            ondelete='CASCADE',
        ),
        sa.ForeignKeyConstraint(
            ['indicator_id'],
            ['board_indicator.id'],
            name=op.f('fk_board_indicator_activity_indicator_id_board_indicator'),
            ondelete='CASCADE',
        ),
        sa.ForeignKeyConstraint(
            ['person_id'], ['person.id'], name=op.f('fk_board_indicator_activity_person_id_person')
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_board_indicator_activity')),
        sa.UniqueConstraint(
            'indicator_id',
            'activity_id',
            name=op.f('uq_board_indicator_activity_indicator_id_activity_id'),
        ),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('board_indicator_activity', schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f('ix_board_indicator_activity_activity_id'), ['activity_id'], unique=False
        )
        batch_op.create_index(
            batch_op.f('ix_board_indicator_activity_person_id'), ['person_id'], unique=False
        )

    op.create_table(
        'board_member_note',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('group_id', sa.Integer(), nullable=False),
        sa.Column('meeting_id', sa.Integer(), nullable=True),
        sa.Column('person_id', sa.Integer(), nullable=False),
        sa.Column('at', sa.DateTime(), nullable=False),
        sa.Column(
            'kind',
            sa.Enum('note', 'idea', name='notekind', native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column('words', sa.Text(), nullable=False),
        sa.Column(
            'access',
            sa.Enum(
                'members',
                'waiting',
                'public',
                'declined',
                name='noteaccess',
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column('decline_reason', sa.Text(), nullable=False),
        sa.Column('answer_by', sa.Date(), nullable=True),
        sa.Column(
            'answer',
            sa.Enum('will_do', 'will_not', 'done', name='ideaanswer', native_enum=False, length=40),
            nullable=True,
        ),
        sa.Column('answer_words', sa.Text(), nullable=False),
        sa.Column('answered_on', sa.Date(), nullable=True),
        sa.Column('action_id', sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ['action_id'],
            ['board_action.id'],
            name=op.f('fk_board_member_note_action_id_board_action'),
        ),
        sa.ForeignKeyConstraint(
            ['group_id'],
            ['board_group.id'],
            name=op.f('fk_board_member_note_group_id_board_group'),
            ondelete='CASCADE',
        ),
        sa.ForeignKeyConstraint(
            ['meeting_id'],
            ['board_meeting.id'],
            name=op.f('fk_board_member_note_meeting_id_board_meeting'),
        ),
        sa.ForeignKeyConstraint(
            ['person_id'], ['person.id'], name=op.f('fk_board_member_note_person_id_person')
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_board_member_note')),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('board_member_note', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_board_member_note_access'), ['access'], unique=False)
        batch_op.create_index(
            batch_op.f('ix_board_member_note_action_id'), ['action_id'], unique=False
        )
        batch_op.create_index(
            batch_op.f('ix_board_member_note_answer_by'), ['answer_by'], unique=False
        )
        batch_op.create_index(
            batch_op.f('ix_board_member_note_group_id'), ['group_id'], unique=False
        )
        batch_op.create_index(
            batch_op.f('ix_board_member_note_meeting_id'), ['meeting_id'], unique=False
        )
        batch_op.create_index(
            batch_op.f('ix_board_member_note_person_id'), ['person_id'], unique=False
        )

    op.create_table(
        'board_pack_ask',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('pack_id', sa.Integer(), nullable=False),
        sa.Column(
            'kind',
            sa.Enum('decide', 'discuss', 'note', name='askkind', native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column('title', sa.String(), nullable=False),
        sa.Column('reason', sa.Text(), nullable=False),
        sa.Column('cost', sa.String(), nullable=False),
        sa.Column('lead', sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ['pack_id'],
            ['board_pack.id'],
            name=op.f('fk_board_pack_ask_pack_id_board_pack'),
            ondelete='CASCADE',
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_board_pack_ask')),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('board_pack_ask', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_board_pack_ask_pack_id'), ['pack_id'], unique=False)

    op.create_table(
        'board_pack_figure',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('pack_id', sa.Integer(), nullable=False),
        sa.Column(
            'key',
            sa.Enum(
                'activities',
                'shared-power',
                'promises',
                'took-part',
                'learn-and-scale',
                'resource-the-cycle',
                'decide-on-purpose',
                'outcomes-and-value',
                'no-feedback',
                'i-statements',
                'feedback',
                'money',
                'money-by-stage',
                'money-by-level',
                'protected-time',
                'seen-differently',
                'learning',
                'did-not-work',
                'who-was-missing',
                'duty-to-involve',
                'late-actions',
                'targets',
                'resources-by-partner',
                'closer-looks',
                name='figurekey',
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column('label', sa.String(), nullable=False),
        sa.Column('limits', sa.Text(), nullable=False),
        sa.Column(
            'state',
            sa.Enum('known', 'unknown', 'hidden', name='valuestate', native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column('words', sa.String(), nullable=False),
        sa.Column('number', sa.BigInteger(), nullable=True),
        sa.Column('whole', sa.BigInteger(), nullable=True),
        sa.Column('parts', sa.JSON(), nullable=False),
        sa.Column('row_count', sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ['pack_id'],
            ['board_pack.id'],
            name=op.f('fk_board_pack_figure_pack_id_board_pack'),
            ondelete='CASCADE',
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_board_pack_figure')),
        sa.UniqueConstraint('pack_id', 'key', name=op.f('uq_board_pack_figure_pack_id_key')),
        sqlite_autoincrement=True,
    )
    op.create_table(
        'board_pack_note',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('pack_id', sa.Integer(), nullable=False),
        sa.Column('at', sa.DateTime(), nullable=False),
        sa.Column('person_id', sa.Integer(), nullable=False),
        sa.Column(
            'figure',
            sa.Enum(
                'activities',
                'shared-power',
                'promises',
                'took-part',
                'learn-and-scale',
                'resource-the-cycle',
                'decide-on-purpose',
                'outcomes-and-value',
                'no-feedback',
                'i-statements',
                'feedback',
                'money',
                'money-by-stage',
                'money-by-level',
                'protected-time',
                'seen-differently',
                'learning',
                'did-not-work',
                'who-was-missing',
                'duty-to-involve',
                'late-actions',
                'targets',
                'resources-by-partner',
                'closer-looks',
                name='figurekey',
                native_enum=False,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column('words', sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ['pack_id'],
            ['board_pack.id'],
            name=op.f('fk_board_pack_note_pack_id_board_pack'),
            ondelete='CASCADE',
        ),
        sa.ForeignKeyConstraint(
            ['person_id'], ['person.id'], name=op.f('fk_board_pack_note_person_id_person')
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_board_pack_note')),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('board_pack_note', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_board_pack_note_pack_id'), ['pack_id'], unique=False)
        batch_op.create_index(
            batch_op.f('ix_board_pack_note_person_id'), ['person_id'], unique=False
        )

    op.create_table(
        'board_pack_reader',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('pack_id', sa.Integer(), nullable=False),
        sa.Column('person_id', sa.Integer(), nullable=False),
        sa.Column('read_at', sa.DateTime(), nullable=True),
        sa.Column('read_version', sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ['pack_id'],
            ['board_pack.id'],
            name=op.f('fk_board_pack_reader_pack_id_board_pack'),
            ondelete='CASCADE',
        ),
        sa.ForeignKeyConstraint(
            ['person_id'], ['person.id'], name=op.f('fk_board_pack_reader_person_id_person')
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_board_pack_reader')),
        sa.UniqueConstraint(
            'pack_id', 'person_id', name=op.f('uq_board_pack_reader_pack_id_person_id')
        ),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('board_pack_reader', schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f('ix_board_pack_reader_person_id'), ['person_id'], unique=False
        )

    op.create_table(
        'board_pack_section',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('pack_id', sa.Integer(), nullable=False),
        sa.Column(
            'key',
            sa.Enum(
                'in-short',
                'duty-to-involve',
                'learn-and-scale',
                'resource-the-cycle',
                'decide-on-purpose',
                'outcomes-and-value',
                'how-power-was-shared',
                'what-changed',
                'i-statements',
                'targets',
                'what-people-told-us',
                'money-and-time',
                'promises',
                'actions',
                'three-stories',
                'what-we-learned',
                'what-did-not-work',
                'who-was-missing',
                'what-we-ask',
                name='sectionkey',
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column('position', sa.Integer(), nullable=False),
        sa.Column('headline', sa.Text(), nullable=False),
        sa.Column('accepted_as', sa.Text(), nullable=False),
        sa.Column('narrative', sa.Text(), nullable=False),
        sa.Column('author', sa.String(), nullable=False),
        sa.Column('changed_at', sa.DateTime(), nullable=False),
        sa.Column('version', sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ['pack_id'],
            ['board_pack.id'],
            name=op.f('fk_board_pack_section_pack_id_board_pack'),
            ondelete='CASCADE',
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_board_pack_section')),
        sa.UniqueConstraint('pack_id', 'key', name=op.f('uq_board_pack_section_pack_id_key')),
        sqlite_autoincrement=True,
    )
    op.create_table(
        'board_pack_story',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('pack_id', sa.Integer(), nullable=False),
        sa.Column('activity_id', sa.Integer(), nullable=False),
        sa.Column('file_id', sa.Integer(), nullable=False),
        sa.Column('position', sa.Integer(), nullable=False),
        sa.Column('title', sa.String(), nullable=False),
        sa.Column('words', sa.Text(), nullable=False),
        sa.Column('alt', sa.Text(), nullable=False),
        sa.Column('caption', sa.Text(), nullable=False),
        sa.Column('sha256', sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ['pack_id'],
            ['board_pack.id'],
            name=op.f('fk_board_pack_story_pack_id_board_pack'),
            ondelete='CASCADE',
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_board_pack_story')),
        sa.UniqueConstraint(
            'pack_id', 'activity_id', name=op.f('uq_board_pack_story_pack_id_activity_id')
        ),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('board_pack_story', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_board_pack_story_file_id'), ['file_id'], unique=False)

    op.create_table(
        'board_plan_item',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('group_id', sa.Integer(), nullable=False),
        sa.Column('meeting_id', sa.Integer(), nullable=True),
        sa.Column('title', sa.String(), nullable=False),
        sa.Column(
            'purpose',
            sa.Enum('decide', 'discuss', 'note', name='askkind', native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column('details', sa.Text(), nullable=False),
        sa.Column('lead', sa.String(), nullable=False),
        sa.Column('minutes', sa.Integer(), nullable=False),
        sa.Column('is_public', sa.Boolean(), nullable=False),
        sa.Column('is_spotlight', sa.Boolean(), nullable=False),
        sa.Column('outcome', sa.Text(), nullable=False),
        sa.Column('version', sa.Integer(), nullable=False),
        sa.Column('created_at', sa.DateTime(), nullable=False),
        sa.Column('changed_at', sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ['group_id'],
            ['board_group.id'],
            name=op.f('fk_board_plan_item_group_id_board_group'),
            ondelete='CASCADE',
        ),
        sa.ForeignKeyConstraint(
            ['meeting_id'],
            ['board_meeting.id'],
            name=op.f('fk_board_plan_item_meeting_id_board_meeting'),
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_board_plan_item')),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('board_plan_item', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_board_plan_item_group_id'), ['group_id'], unique=False)
        batch_op.create_index(
            batch_op.f('ix_board_plan_item_meeting_id'), ['meeting_id'], unique=False
        )

    op.create_table(
        'board_spotlight_nomination',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('activity_id', sa.Integer(), nullable=False),
        sa.Column('person_id', sa.Integer(), nullable=False),
        sa.Column('at', sa.DateTime(), nullable=False),
        sa.Column('reason', sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ['activity_id'],
            ['activity.id'],
            name=op.f('fk_board_spotlight_nomination_activity_id_activity'),
            ondelete='CASCADE',
        ),
        sa.ForeignKeyConstraint(
            ['person_id'],
            ['person.id'],
            name=op.f('fk_board_spotlight_nomination_person_id_person'),
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_board_spotlight_nomination')),
        sa.UniqueConstraint(
            'activity_id',
            'person_id',
            name=op.f('uq_board_spotlight_nomination_activity_id_person_id'),
        ),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('board_spotlight_nomination', schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f('ix_board_spotlight_nomination_person_id'), ['person_id'], unique=False
        )

    op.create_table(
        'campaign_link',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('campaign_id', sa.Integer(), nullable=False),
        sa.Column('activity_id', sa.Integer(), nullable=True),
        sa.Column('report_id', sa.Integer(), nullable=True),
        sa.Column('insight_id', sa.Integer(), nullable=True),
        sa.CheckConstraint(
            '(activity_id IS NOT NULL AND report_id IS NULL AND insight_id IS NULL) OR (activity_id IS NULL AND report_id IS NOT NULL AND insight_id IS NULL) OR (activity_id IS NULL AND report_id IS NULL AND insight_id IS NOT NULL)',
            name=op.f('ck_campaign_link_is_one_page'),
        ),
        sa.ForeignKeyConstraint(
            ['activity_id'],
            ['activity.id'],
            name=op.f('fk_campaign_link_activity_id_activity'),
            ondelete='CASCADE',
        ),
        sa.ForeignKeyConstraint(
            ['campaign_id'],
            ['campaign.id'],
            name=op.f('fk_campaign_link_campaign_id_campaign'),
            ondelete='CASCADE',
        ),
        sa.ForeignKeyConstraint(
            ['insight_id'],
            ['insight_summary.id'],
            name=op.f('fk_campaign_link_insight_id_insight_summary'),
            ondelete='CASCADE',
        ),
        sa.ForeignKeyConstraint(
            ['report_id'],
            ['report.id'],
            name=op.f('fk_campaign_link_report_id_report'),
            ondelete='CASCADE',
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_campaign_link')),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('campaign_link', schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f('ix_campaign_link_campaign_id'), ['campaign_id'], unique=False
        )

    op.create_table(
        'challenge_claim',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('activity_id', sa.Integer(), nullable=False),
        sa.Column(
            'challenge',
            sa.Enum('c1', 'c2', 'c3', 'c4', name='challenge', native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column(
            'view',
            sa.Enum('suggested', 'claimed', 'judged', name='view', native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column('value', sa.Integer(), nullable=False),
        sa.Column('reason', sa.Text(), nullable=False),
        sa.Column('link', sa.Text(), nullable=False),
        sa.Column('suggested', sa.Integer(), nullable=True),
        sa.Column('framework_version', sa.Integer(), nullable=False),
        sa.Column('person_id', sa.Integer(), nullable=False),
        sa.Column('at', sa.DateTime(), nullable=False),
        sa.CheckConstraint('value BETWEEN 0 AND 4', name=op.f('ck_challenge_claim_value')),
        sa.ForeignKeyConstraint(
            ['activity_id'],
            ['activity.id'],
            name=op.f('fk_challenge_claim_activity_id_activity'),
            ondelete='CASCADE',
        ),
        sa.ForeignKeyConstraint(
            ['person_id'], ['person.id'], name=op.f('fk_challenge_claim_person_id_person')
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_challenge_claim')),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('challenge_claim', schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f('ix_challenge_claim_activity_id_challenge_view'),
            ['activity_id', 'challenge', 'view'],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f('ix_challenge_claim_person_id'), ['person_id'], unique=False
        )

    op.create_table(
        'comment',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('subject_kind', sa.String(length=40), nullable=False),
        sa.Column('subject_id', sa.Integer(), nullable=False),
        sa.Column(
            'kind',
            sa.Enum(
                'was_there',
                'question',
                'idea',
                'wrong',
                'thanks',
                name='commentkind',
                native_enum=False,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column(
            'state',
            sa.Enum(
                'waiting',
                'published',
                'reword',
                'held',
                'declined',
                'passed_on',
                'taken_back',
                name='commentstate',
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column('body', sa.Text(), nullable=False),
        sa.Column('public_body', sa.Text(), nullable=False),
        sa.Column('name', sa.String(length=80), nullable=False),
        sa.Column('email', sa.String(length=254), nullable=True),
        sa.Column('person_id', sa.Integer(), nullable=True),
        sa.Column('is_official', sa.Boolean(), nullable=False),
        sa.Column('parent_id', sa.Integer(), nullable=True),
        sa.Column('answers_id', sa.Integer(), nullable=True),
        sa.Column('sent_at', sa.DateTime(), nullable=False),
        sa.Column('published_at', sa.DateTime(), nullable=True),
        sa.Column('left_on', sa.Date(), nullable=True),
        sa.Column('encrypted_token', sa.Text(), nullable=False),
        sa.Column('token_hash', sa.String(length=64), nullable=True),
        sa.Column('spam_codes', sa.JSON(), nullable=False),
        sa.Column('looks_like_spam', sa.Boolean(), nullable=False),
        sa.Column('may_be_unsafe', sa.Boolean(), nullable=False),
        sa.Column('wants_answer', sa.Boolean(), nullable=False),
        sa.Column('words_hash', sa.String(length=64), nullable=False),
        sa.Column('reason_codes', sa.JSON(), nullable=False),
        sa.Column('message_to_author', sa.Text(), nullable=False),
        sa.Column('route_id', sa.Integer(), nullable=True),
        sa.Column('decided_at', sa.DateTime(), nullable=True),
        sa.Column('recheck_since', sa.DateTime(), nullable=True),
        sa.Column('appealed_at', sa.DateTime(), nullable=True),
        sa.Column('appeal_words', sa.Text(), nullable=False),
        sa.Column('appeal_ended_at', sa.DateTime(), nullable=True),
        sa.Column('answer_by', sa.Date(), nullable=True),
        sa.Column('answer_sent_at', sa.DateTime(), nullable=True),
        sa.Column('chased_on', sa.Date(), nullable=True),
        sa.Column('answer_rated_at', sa.DateTime(), nullable=True),
        sa.Column('is_answer_enough', sa.Boolean(), nullable=True),
        sa.Column('led_to_id', sa.Integer(), nullable=True),
        sa.Column('created_at', sa.DateTime(), nullable=False),
        sa.Column('changed_at', sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ['answers_id'], ['comment.id'], name=op.f('fk_comment_answers_id_comment')
        ),
        sa.ForeignKeyConstraint(
            ['led_to_id'], ['audit_event.id'], name=op.f('fk_comment_led_to_id_audit_event')
        ),
        sa.ForeignKeyConstraint(
            ['parent_id'], ['comment.id'], name=op.f('fk_comment_parent_id_comment')
        ),
        sa.ForeignKeyConstraint(
            ['person_id'], ['person.id'], name=op.f('fk_comment_person_id_person')
        ),
        sa.ForeignKeyConstraint(['route_id'], ['term.id'], name=op.f('fk_comment_route_id_term')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_comment')),
        sa.UniqueConstraint('token_hash', name=op.f('uq_comment_token_hash')),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('comment', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_comment_answer_by'), ['answer_by'], unique=False)
        batch_op.create_index(batch_op.f('ix_comment_parent_id'), ['parent_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_comment_person_id'), ['person_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_comment_state'), ['state'], unique=False)
        batch_op.create_index(
            batch_op.f('ix_comment_subject_kind_subject_id_state'),
            ['subject_kind', 'subject_id', 'state'],
            unique=False,
        )
        batch_op.create_index(batch_op.f('ix_comment_words_hash'), ['words_hash'], unique=False)

    op.create_table(
        'contact_request',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('activity_id', sa.Integer(), nullable=False),
        sa.Column(
            'reason',
            sa.Enum(
                'take-part', 'do-this-here', name='contactreason', native_enum=False, length=40
            ),
            nullable=False,
        ),
        sa.Column('sent_at', sa.DateTime(), nullable=False),
        sa.Column('answer_by', sa.Date(), nullable=False),
        sa.Column(
            'state',
            sa.Enum(
                'waiting',
                'answered',
                'unreachable',
                name='contactstate',
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column('settled_on', sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ['activity_id'],
            ['activity.id'],
            name=op.f('fk_contact_request_activity_id_activity'),
            ondelete='CASCADE',
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_contact_request')),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('contact_request', schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f('ix_contact_request_activity_id'), ['activity_id'], unique=False
        )
        batch_op.create_index(
            batch_op.f('ix_contact_request_answer_by'), ['answer_by'], unique=False
        )

    op.create_table(
        'decision_activity',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('decision_id', sa.Integer(), nullable=False),
        sa.Column('activity_id', sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ['activity_id'],
            ['activity.id'],
            name=op.f('fk_decision_activity_activity_id_activity'),
            ondelete='CASCADE',
        ),
        sa.ForeignKeyConstraint(
            ['decision_id'],
            ['decision.id'],
            name=op.f('fk_decision_activity_decision_id_decision'),
            ondelete='CASCADE',
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_decision_activity')),
        sa.UniqueConstraint(
            'decision_id', 'activity_id', name=op.f('uq_decision_activity_decision_id_activity_id')
        ),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('decision_activity', schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f('ix_decision_activity_activity_id'), ['activity_id'], unique=False
        )

    op.create_table(
        'decision_addition',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('decision_id', sa.Integer(), nullable=False),
        sa.Column(
            'kind',
            sa.Enum(
                'later_note',
                'later_review',
                'later_check',
                name='additionkind',
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column('person_id', sa.Integer(), nullable=False),
        sa.Column('at', sa.DateTime(), nullable=False),
        sa.Column('words', sa.Text(), nullable=False),
        sa.Column(
            'verdict',
            sa.Enum(
                'kept',
                'partly_kept',
                'not_kept',
                name='promiseverdict',
                native_enum=False,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column('with_residents', sa.Boolean(), nullable=False),
        sa.Column('next_review_on', sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ['decision_id'],
            ['decision.id'],
            name=op.f('fk_decision_addition_decision_id_decision'),
            ondelete='CASCADE',
        ),
        sa.ForeignKeyConstraint(
            ['person_id'], ['person.id'], name=op.f('fk_decision_addition_person_id_person')
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_decision_addition')),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('decision_addition', schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f('ix_decision_addition_decision_id'), ['decision_id'], unique=False
        )
        batch_op.create_index(
            batch_op.f('ix_decision_addition_person_id'), ['person_id'], unique=False
        )

    op.create_table(
        'decision_answer',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('decision_id', sa.Integer(), nullable=False),
        sa.Column(
            'question',
            sa.Enum(
                'D1',
                'D2',
                'D3',
                'D4',
                'D5',
                'D6',
                'D7',
                'D8',
                'D9',
                'D10',
                name='question',
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column('answer', sa.String(), nullable=False),
        sa.Column('note', sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ['decision_id'],
            ['decision.id'],
            name=op.f('fk_decision_answer_decision_id_decision'),
            ondelete='CASCADE',
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_decision_answer')),
        sa.UniqueConstraint(
            'decision_id', 'question', name=op.f('uq_decision_answer_decision_id_question')
        ),
        sqlite_autoincrement=True,
    )
    op.create_table(
        'decision_hold',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('decision_id', sa.Integer(), nullable=False),
        sa.Column(
            'part',
            sa.Enum(
                'hold_openness',
                'hold_notes',
                'hold_said',
                'hold_set_aside',
                'hold_room',
                'hold_partners',
                name='holdablepart',
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column('reason', sa.Text(), nullable=False),
        sa.Column(
            'state',
            sa.Enum('asked', 'held', 'shown', name='holdstate', native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column('changed_at', sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ['decision_id'],
            ['decision.id'],
            name=op.f('fk_decision_hold_decision_id_decision'),
            ondelete='CASCADE',
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_decision_hold')),
        sa.UniqueConstraint('decision_id', 'part', name=op.f('uq_decision_hold_decision_id_part')),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('decision_hold', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_decision_hold_state'), ['state'], unique=False)

    op.create_table(
        'decision_prior_feedback',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('decision_id', sa.Integer(), nullable=False),
        sa.Column('number', sa.Integer(), nullable=False),
        sa.Column('words', sa.Text(), nullable=False),
        sa.Column('address', sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ['decision_id'],
            ['decision.id'],
            name=op.f('fk_decision_prior_feedback_decision_id_decision'),
            ondelete='CASCADE',
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_decision_prior_feedback')),
        sa.UniqueConstraint(
            'decision_id', 'number', name=op.f('uq_decision_prior_feedback_decision_id_number')
        ),
        sqlite_autoincrement=True,
    )
    op.create_table(
        'decision_term',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('decision_id', sa.Integer(), nullable=False),
        sa.Column('term_id', sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ['decision_id'],
            ['decision.id'],
            name=op.f('fk_decision_term_decision_id_decision'),
            ondelete='CASCADE',
        ),
        sa.ForeignKeyConstraint(
            ['term_id'], ['term.id'], name=op.f('fk_decision_term_term_id_term')
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_decision_term')),
        sa.UniqueConstraint(
            'decision_id', 'term_id', name=op.f('uq_decision_term_decision_id_term_id')
        ),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('decision_term', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_decision_term_term_id'), ['term_id'], unique=False)

    op.create_table(
        'edit_suggestion',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('activity_id', sa.Integer(), nullable=False),
        sa.Column('person_id', sa.Integer(), nullable=True),
        sa.Column('at', sa.DateTime(), nullable=False),
        sa.Column(
            'passage',
            sa.Enum(
                'title', 'summary', 'body', 'learned', name='passage', native_enum=False, length=40
            ),
            nullable=False,
        ),
        sa.Column('before', sa.Text(), nullable=False),
        sa.Column('words', sa.Text(), nullable=False),
        sa.Column('reason', sa.Text(), nullable=False),
        sa.Column('thanks', sa.String(), nullable=False),
        sa.Column('email', sa.String(length=254), nullable=True),
        sa.Column('encrypted_token', sa.Text(), nullable=False),
        sa.Column('token_hash', sa.String(length=64), nullable=True),
        sa.Column('looks_like_spam', sa.Boolean(), nullable=False),
        sa.Column('may_be_unsafe', sa.Boolean(), nullable=False),
        sa.Column('team_words', sa.Text(), nullable=False),
        sa.Column('team_agreed_on', sa.Date(), nullable=True),
        sa.Column(
            'state',
            sa.Enum(
                'waiting', 'taken', 'declined', name='suggestionstate', native_enum=False, length=40
            ),
            nullable=False,
        ),
        sa.Column('answer', sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ['activity_id'], ['activity.id'], name=op.f('fk_edit_suggestion_activity_id_activity')
        ),
        sa.ForeignKeyConstraint(
            ['person_id'], ['person.id'], name=op.f('fk_edit_suggestion_person_id_person')
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_edit_suggestion')),
        sa.UniqueConstraint('token_hash', name=op.f('uq_edit_suggestion_token_hash')),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('edit_suggestion', schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f('ix_edit_suggestion_activity_id'), ['activity_id'], unique=False
        )
        batch_op.create_index(
            batch_op.f('ix_edit_suggestion_person_id'), ['person_id'], unique=False
        )

    op.create_table(
        'feedback_comment',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('file_id', sa.Integer(), nullable=False),
        sa.Column('source', sa.String(), nullable=False),
        sa.Column('key', sa.String(), nullable=False),
        sa.Column('given_on', sa.Date(), nullable=False),
        sa.Column(
            'feeling',
            sa.Enum(
                'positive', 'neutral', 'negative', name='feeling', native_enum=False, length=40
            ),
            nullable=True,
        ),
        sa.Column('locality_id', sa.Integer(), nullable=True),
        sa.Column('network_id', sa.Integer(), nullable=True),
        sa.Column('practice_id', sa.Integer(), nullable=True),
        sa.Column('service_id', sa.Integer(), nullable=True),
        sa.Column('group_id', sa.Integer(), nullable=True),
        sa.Column('borough_id', sa.Integer(), nullable=True),
        sa.Column('staff_role_id', sa.Integer(), nullable=True),
        sa.Column('ethnic_group_id', sa.Integer(), nullable=True),
        sa.Column('age_group_id', sa.Integer(), nullable=True),
        sa.Column('themes', sa.String(), nullable=False),
        sa.Column('subthemes', sa.JSON(none_as_null=True), nullable=True),
        sa.Column('answers', sa.JSON(none_as_null=True), nullable=True),
        sa.Column('person_mark', sa.String(), nullable=False),
        sa.Column('text', sa.Text(), nullable=False),
        sa.Column('is_labelled', sa.Boolean(), nullable=False),
        sa.Column('is_unsure', sa.Boolean(), nullable=False),
        sa.Column('also_in', sa.JSON(none_as_null=True), nullable=True),
        sa.Column('unplaced', sa.JSON(none_as_null=True), nullable=True),
        sa.ForeignKeyConstraint(
            ['age_group_id'], ['term.id'], name=op.f('fk_feedback_comment_age_group_id_term')
        ),
        sa.ForeignKeyConstraint(
            ['borough_id'], ['term.id'], name=op.f('fk_feedback_comment_borough_id_term')
        ),
        sa.ForeignKeyConstraint(
            ['ethnic_group_id'], ['term.id'], name=op.f('fk_feedback_comment_ethnic_group_id_term')
        ),
        sa.ForeignKeyConstraint(
            ['file_id'],
            ['feedback_file.id'],
            name=op.f('fk_feedback_comment_file_id_feedback_file'),
        ),
        sa.ForeignKeyConstraint(
            ['group_id'], ['term.id'], name=op.f('fk_feedback_comment_group_id_term')
        ),
        sa.ForeignKeyConstraint(
            ['locality_id'], ['term.id'], name=op.f('fk_feedback_comment_locality_id_term')
        ),
        sa.ForeignKeyConstraint(
            ['network_id'], ['term.id'], name=op.f('fk_feedback_comment_network_id_term')
        ),
        sa.ForeignKeyConstraint(
            ['practice_id'], ['term.id'], name=op.f('fk_feedback_comment_practice_id_term')
        ),
        sa.ForeignKeyConstraint(
            ['service_id'], ['term.id'], name=op.f('fk_feedback_comment_service_id_term')
        ),
        sa.ForeignKeyConstraint(
            ['staff_role_id'], ['term.id'], name=op.f('fk_feedback_comment_staff_role_id_term')
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_feedback_comment')),
        sa.UniqueConstraint('source', 'key', name=op.f('uq_feedback_comment_source_key')),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('feedback_comment', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_feedback_comment_file_id'), ['file_id'], unique=False)
        batch_op.create_index(
            'ix_feedback_comment_is_unplaced',
            ['id'],
            unique=False,
            sqlite_where=sa.text('unplaced IS NOT NULL'),
            postgresql_where=sa.text('unplaced IS NOT NULL'),
        )
        batch_op.create_index(
            batch_op.f('ix_feedback_comment_source_given_on'), ['source', 'given_on'], unique=False
        )

    op.create_table(
        'feedback_count',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('file_id', sa.Integer(), nullable=False),
        sa.Column('source', sa.String(), nullable=False),
        sa.Column('month', sa.Date(), nullable=False),
        sa.Column('first', sa.String(), nullable=False),
        sa.Column('first_value', sa.String(), nullable=False),
        sa.Column('second', sa.String(), nullable=False),
        sa.Column('second_value', sa.String(), nullable=False),
        sa.Column('people', sa.Integer(), nullable=False),
        sa.Column('positive', sa.Integer(), nullable=False),
        sa.Column('neutral', sa.Integer(), nullable=False),
        sa.Column('negative', sa.Integer(), nullable=False),
        sa.Column('unfelt', sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ['file_id'], ['feedback_file.id'], name=op.f('fk_feedback_count_file_id_feedback_file')
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_feedback_count')),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('feedback_count', schema=None) as batch_op:
        batch_op.create_index(
            'ix_feedback_count_by_first', ['first', 'first_value', 'second', 'month'], unique=False
        )
        batch_op.create_index(
            'ix_feedback_count_by_second', ['second', 'second_value', 'month'], unique=False
        )
        batch_op.create_index(batch_op.f('ix_feedback_count_file_id'), ['file_id'], unique=False)

    op.create_table(
        'follow',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('follower_id', sa.Integer(), nullable=False),
        sa.Column('activity_id', sa.Integer(), nullable=True),
        sa.Column('search', sa.Text(), nullable=False),
        sa.Column(
            'topic',
            sa.Enum(
                'promises', 'money', 'insights', name='newstopic', native_enum=False, length=40
            ),
            nullable=True,
        ),
        sa.Column(
            'often',
            sa.Enum('weekly', 'daily', 'at-once', name='frequency', native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column('confirmed_at', sa.DateTime(), nullable=True),
        sa.Column('notified_until', sa.DateTime(), nullable=False),
        sa.Column('created_at', sa.DateTime(), nullable=False),
        sa.Column('changed_at', sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ['activity_id'],
            ['activity.id'],
            name=op.f('fk_follow_activity_id_activity'),
            ondelete='CASCADE',
        ),
        sa.ForeignKeyConstraint(
            ['follower_id'],
            ['follower.id'],
            name=op.f('fk_follow_follower_id_follower'),
            ondelete='CASCADE',
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_follow')),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('follow', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_follow_activity_id'), ['activity_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_follow_follower_id'), ['follower_id'], unique=False)

    op.create_table(
        'format_request',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('activity_id', sa.Integer(), nullable=False),
        sa.Column(
            'format',
            sa.Enum(
                'easy_read',
                'large_print',
                'on_paper',
                'braille',
                'audio',
                'bsl',
                'language',
                'other',
                name='requestedformat',
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column('note', sa.Text(), nullable=False),
        sa.Column('contact', sa.String(), nullable=False),
        sa.Column(
            'how',
            sa.Enum('form', 'phone', 'post', name='requestchannel', native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column('at', sa.DateTime(), nullable=False),
        sa.Column('done_at', sa.DateTime(), nullable=True),
        sa.Column('outcome', sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ['activity_id'],
            ['activity.id'],
            name=op.f('fk_format_request_activity_id_activity'),
            ondelete='CASCADE',
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_format_request')),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('format_request', schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f('ix_format_request_activity_id'), ['activity_id'], unique=False
        )
        batch_op.create_index(batch_op.f('ix_format_request_done_at'), ['done_at'], unique=False)

    op.create_table(
        'format_version',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('activity_id', sa.Integer(), nullable=False),
        sa.Column(
            'kind',
            sa.Enum(
                'easy-read',
                'bsl',
                'audio',
                'translation',
                name='formatkind',
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column('language', sa.String(length=10), nullable=False),
        sa.Column('words', sa.Text(), nullable=False),
        sa.Column('address', sa.Text(), nullable=False),
        sa.Column('checked_by', sa.String(), nullable=False),
        sa.Column('checked_on', sa.Date(), nullable=False),
        sa.Column('mark', sa.String(length=64), nullable=False),
        sa.Column('waits', sa.Boolean(), nullable=False),
        sa.Column('created_at', sa.DateTime(), nullable=False),
        sa.Column('changed_at', sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ['activity_id'],
            ['activity.id'],
            name=op.f('fk_format_version_activity_id_activity'),
            ondelete='CASCADE',
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_format_version')),
        sa.UniqueConstraint(
            'activity_id',
            'kind',
            'language',
            name=op.f('uq_format_version_activity_id_kind_language'),
        ),
        sqlite_autoincrement=True,
    )
    op.create_table(
        'framework_text',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('version_id', sa.Integer(), nullable=False),
        sa.Column('key', sa.String(length=80), nullable=False),
        sa.Column('language', sa.String(length=10), nullable=False),
        sa.Column('text', sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ['version_id'],
            ['framework_version.id'],
            name=op.f('fk_framework_text_version_id_framework_version'),
            ondelete='CASCADE',
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_framework_text')),
        sa.UniqueConstraint(
            'version_id', 'key', 'language', name=op.f('uq_framework_text_version_id_key_language')
        ),
        sqlite_autoincrement=True,
    )
    op.create_table(
        'gate_decision',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('activity_id', sa.Integer(), nullable=False),
        sa.Column(
            'stage',
            sa.Enum(
                'idea',
                'pilot',
                'proven_here',
                'adopted_elsewhere',
                'business_as_usual',
                'paused',
                'stopped',
                name='spreadstage',
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            'going',
            sa.Enum('go', 'no_go', name='gateoutcome', native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column('decided_on', sa.Date(), nullable=False),
        sa.Column('post', sa.String(), nullable=False),
        sa.Column('reason', sa.Text(), nullable=False),
        sa.Column('missing', sa.JSON(), nullable=False),
        sa.Column('person_id', sa.Integer(), nullable=False),
        sa.Column('at', sa.DateTime(), nullable=False),
        sa.Column('published_at', sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ['activity_id'],
            ['activity.id'],
            name=op.f('fk_gate_decision_activity_id_activity'),
            ondelete='CASCADE',
        ),
        sa.ForeignKeyConstraint(
            ['person_id'], ['person.id'], name=op.f('fk_gate_decision_person_id_person')
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_gate_decision')),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('gate_decision', schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f('ix_gate_decision_activity_id'), ['activity_id'], unique=False
        )
        batch_op.create_index(batch_op.f('ix_gate_decision_person_id'), ['person_id'], unique=False)
        batch_op.create_index(
            batch_op.f('ix_gate_decision_published_at'), ['published_at'], unique=False
        )

    op.create_table(
        'group_claim',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('activity_id', sa.Integer(), nullable=False),
        sa.Column('name', sa.String(), nullable=False),
        sa.Column(
            'stand',
            sa.Enum(
                'confirmed',
                'corrected',
                'disputed',
                'unnamed',
                name='stance',
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column('words', sa.Text(), nullable=False),
        sa.Column('may_show_words', sa.Boolean(), nullable=False),
        sa.Column('contact', sa.String(), nullable=False),
        sa.Column('answered_words', sa.String(length=16), nullable=False),
        sa.Column('at', sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ['activity_id'],
            ['activity.id'],
            name=op.f('fk_group_claim_activity_id_activity'),
            ondelete='CASCADE',
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_group_claim')),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('group_claim', schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f('ix_group_claim_activity_id'), ['activity_id'], unique=False
        )

    op.create_table(
        'group_statement',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('activity_id', sa.Integer(), nullable=False),
        sa.Column('name', sa.String(), nullable=False),
        sa.Column(
            'stand',
            sa.Enum(
                'confirmed',
                'corrected',
                'disputed',
                'unnamed',
                name='stance',
                native_enum=False,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column('words', sa.Text(), nullable=False),
        sa.Column('may_show_words', sa.Boolean(), nullable=False),
        sa.Column('is_read', sa.Boolean(), nullable=False),
        sa.Column('answered_words', sa.String(length=16), nullable=False),
        sa.Column('token_hash', sa.String(length=64), nullable=True),
        sa.Column('first_contacted_at', sa.DateTime(), nullable=True),
        sa.Column('invited_on', sa.Date(), nullable=True),
        sa.Column('answer_by', sa.Date(), nullable=True),
        sa.Column('answered_at', sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ['activity_id'],
            ['activity.id'],
            name=op.f('fk_group_statement_activity_id_activity'),
            ondelete='CASCADE',
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_group_statement')),
        sa.UniqueConstraint(
            'activity_id', 'name', name=op.f('uq_group_statement_activity_id_name')
        ),
        sa.UniqueConstraint('token_hash', name=op.f('uq_group_statement_token_hash')),
        sqlite_autoincrement=True,
    )
    op.create_table(
        'join_request',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('activity_id', sa.Integer(), nullable=False),
        sa.Column('person_id', sa.Integer(), nullable=False),
        sa.Column('at', sa.DateTime(), nullable=False),
        sa.Column('words', sa.Text(), nullable=False),
        sa.Column('escalates_on', sa.Date(), nullable=False),
        sa.Column(
            'state',
            sa.Enum(
                'waiting', 'accepted', 'declined', name='joinstate', native_enum=False, length=40
            ),
            nullable=False,
        ),
        sa.Column('answer', sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ['activity_id'], ['activity.id'], name=op.f('fk_join_request_activity_id_activity')
        ),
        sa.ForeignKeyConstraint(
            ['person_id'], ['person.id'], name=op.f('fk_join_request_person_id_person')
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_join_request')),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('join_request', schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f('ix_join_request_activity_id'), ['activity_id'], unique=False
        )
        batch_op.create_index(batch_op.f('ix_join_request_person_id'), ['person_id'], unique=False)
        batch_op.create_index(
            'uq_join_request_waits',
            ['activity_id', 'person_id'],
            unique=True,
            sqlite_where=sa.text("state = 'waiting'"),
            postgresql_where=sa.text("state = 'waiting'"),
        )

    op.create_table(
        'learning_record',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('slug', sa.String(), nullable=False),
        sa.Column(
            'status',
            sa.Enum(
                'draft',
                'submitted',
                'returned',
                'published',
                'withdrawn',
                'archived',
                name='status',
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column('owner_id', sa.Integer(), nullable=False),
        sa.Column('activity_id', sa.Integer(), nullable=True),
        sa.Column('is_from_team', sa.Boolean(), nullable=False),
        sa.Column(
            'outcome',
            sa.Enum(
                'worked',
                'mixed',
                'did_not_work',
                'we_stopped',
                name='learningoutcome',
                native_enum=False,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column('tried', sa.Text(), nullable=False),
        sa.Column('happened', sa.Text(), nullable=False),
        sa.Column('next_team', sa.Text(), nullable=False),
        sa.Column(
            'written_by',
            sa.Enum(
                'residents',
                'staff',
                'residents_and_staff',
                name='writtenby',
                native_enum=False,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column('team', sa.String(), nullable=False),
        sa.Column(
            'showing',
            sa.Enum('shown', 'hidden', name='teamvisibility', native_enum=False, length=40),
            nullable=True,
        ),
        sa.Column('submitted_at', sa.DateTime(), nullable=True),
        sa.Column('changes_since', sa.DateTime(), nullable=True),
        sa.Column('published_at', sa.DateTime(), nullable=True),
        sa.Column('returned_reason', sa.Text(), nullable=False),
        sa.Column('withdrawn_reason', sa.Text(), nullable=False),
        sa.Column('checked_on', sa.Date(), nullable=True),
        sa.Column('review_by', sa.Date(), nullable=True),
        sa.Column('created_at', sa.DateTime(), nullable=False),
        sa.Column('changed_at', sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ['activity_id'],
            ['activity.id'],
            name=op.f('fk_learning_record_activity_id_activity'),
            ondelete='SET NULL',
        ),
        sa.ForeignKeyConstraint(
            ['owner_id'], ['person.id'], name=op.f('fk_learning_record_owner_id_person')
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_learning_record')),
        sa.UniqueConstraint('slug', name=op.f('uq_learning_record_slug')),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('learning_record', schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f('ix_learning_record_activity_id'), ['activity_id'], unique=False
        )
        batch_op.create_index(batch_op.f('ix_learning_record_owner_id'), ['owner_id'], unique=False)
        batch_op.create_index(
            batch_op.f('ix_learning_record_review_by'), ['review_by'], unique=False
        )
        batch_op.create_index(
            batch_op.f('ix_learning_record_status_published_at'),
            ['status', 'published_at'],
            unique=False,
        )

    op.create_table(
        'message',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('activity_id', sa.Integer(), nullable=False),
        sa.Column('person_id', sa.Integer(), nullable=False),
        sa.Column(
            'voice',
            sa.Enum('owner', 'curator', 'adviser', name='voice', native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column('body', sa.Text(), nullable=False),
        sa.Column('at', sa.DateTime(), nullable=False),
        sa.Column('waits', sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ['activity_id'], ['activity.id'], name=op.f('fk_message_activity_id_activity')
        ),
        sa.ForeignKeyConstraint(
            ['person_id'], ['person.id'], name=op.f('fk_message_person_id_person')
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_message')),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('message', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_message_activity_id'), ['activity_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_message_person_id'), ['person_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_message_waits'), ['waits'], unique=False)

    op.create_table(
        'open_session',
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
        sa.ForeignKeyConstraint(
            ['activity_id'],
            ['activity.id'],
            name=op.f('fk_open_session_activity_id_activity'),
            ondelete='CASCADE',
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_open_session')),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('open_session', schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f('ix_open_session_activity_id'), ['activity_id'], unique=False
        )
        batch_op.create_index(batch_op.f('ix_open_session_ends_at'), ['ends_at'], unique=False)

    op.create_table(
        'owner_invitation',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('activity_id', sa.Integer(), nullable=False),
        sa.Column('email', sa.String(length=254), nullable=False),
        sa.Column('token_hash', sa.String(length=64), nullable=False),
        sa.Column('is_hand_over', sa.Boolean(), nullable=False),
        sa.Column('by_id', sa.Integer(), nullable=False),
        sa.Column('expires_at', sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ['activity_id'],
            ['activity.id'],
            name=op.f('fk_owner_invitation_activity_id_activity'),
            ondelete='CASCADE',
        ),
        sa.ForeignKeyConstraint(
            ['by_id'], ['person.id'], name=op.f('fk_owner_invitation_by_id_person')
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_owner_invitation')),
        sa.UniqueConstraint(
            'activity_id', 'email', name=op.f('uq_owner_invitation_activity_id_email')
        ),
        sa.UniqueConstraint('token_hash', name=op.f('uq_owner_invitation_token_hash')),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('owner_invitation', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_owner_invitation_by_id'), ['by_id'], unique=False)

    op.create_table(
        'participant_totals',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('activity_id', sa.Integer(), nullable=False),
        sa.Column(
            'trait',
            sa.Enum(
                'ethnic-group',
                'age',
                'sex',
                'gender',
                'disability',
                'religion',
                'orientation',
                'carer',
                'deprivation',
                name='trait',
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column('numbers', sa.JSON(), nullable=False),
        sa.Column('entered_on', sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ['activity_id'],
            ['activity.id'],
            name=op.f('fk_participant_totals_activity_id_activity'),
            ondelete='CASCADE',
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_participant_totals')),
        sa.UniqueConstraint(
            'activity_id', 'trait', name=op.f('uq_participant_totals_activity_id_trait')
        ),
        sqlite_autoincrement=True,
    )
    op.create_table(
        'pending_part',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('activity_id', sa.Integer(), nullable=False),
        sa.Column('kind', sa.String(), nullable=False),
        sa.Column('content', sa.JSON(), nullable=False),
        sa.Column('based_on', sa.String(), nullable=False),
        sa.Column('person_id', sa.Integer(), nullable=False),
        sa.Column('at', sa.DateTime(), nullable=False),
        sa.Column('sent_at', sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ['activity_id'], ['activity.id'], name=op.f('fk_pending_part_activity_id_activity')
        ),
        sa.ForeignKeyConstraint(
            ['person_id'], ['person.id'], name=op.f('fk_pending_part_person_id_person')
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_pending_part')),
        sa.UniqueConstraint('activity_id', 'kind', name=op.f('uq_pending_part_activity_id_kind')),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('pending_part', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_pending_part_person_id'), ['person_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_pending_part_sent_at'), ['sent_at'], unique=False)

    op.create_table(
        'pot_giving',
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
        sa.ForeignKeyConstraint(
            ['activity_id'],
            ['activity.id'],
            name=op.f('fk_pot_giving_activity_id_activity'),
            ondelete='SET NULL',
        ),
        sa.ForeignKeyConstraint(
            ['pot_id'], ['pot.id'], name=op.f('fk_pot_giving_pot_id_pot'), ondelete='CASCADE'
        ),
        sa.ForeignKeyConstraint(['to_id'], ['term.id'], name=op.f('fk_pot_giving_to_id_term')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_pot_giving')),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('pot_giving', schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f('ix_pot_giving_activity_id'), ['activity_id'], unique=False
        )
        batch_op.create_index(batch_op.f('ix_pot_giving_pot_id'), ['pot_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_pot_giving_to_id'), ['to_id'], unique=False)

    op.create_table(
        'public_change',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('activity_id', sa.Integer(), nullable=False),
        sa.Column('at', sa.DateTime(), nullable=False),
        sa.Column(
            'by',
            sa.Enum('team', 'curator', 'reader', name='changedby', native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column('kind', sa.String(), nullable=False),
        sa.Column('before', sa.JSON(), nullable=False),
        sa.Column('after', sa.JSON(), nullable=False),
        sa.Column('thanks', sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ['activity_id'], ['activity.id'], name=op.f('fk_public_change_activity_id_activity')
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_public_change')),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('public_change', schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f('ix_public_change_activity_id'), ['activity_id'], unique=False
        )

    op.create_table(
        'published_totals',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('activity_id', sa.Integer(), nullable=False),
        sa.Column(
            'trait',
            sa.Enum(
                'ethnic-group',
                'age',
                'sex',
                'gender',
                'disability',
                'religion',
                'orientation',
                'carer',
                'deprivation',
                name='trait',
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column('number', sa.Integer(), nullable=False),
        sa.Column('numbers', sa.JSON(), nullable=False),
        sa.Column('made_on', sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ['activity_id'],
            ['activity.id'],
            name=op.f('fk_published_totals_activity_id_activity'),
            ondelete='CASCADE',
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_published_totals')),
        sa.UniqueConstraint(
            'activity_id',
            'trait',
            'number',
            name=op.f('uq_published_totals_activity_id_trait_number'),
        ),
        sqlite_autoincrement=True,
    )
    op.create_table(
        'quick_pass',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('activity_id', sa.Integer(), nullable=False),
        sa.Column('person_id', sa.Integer(), nullable=False),
        sa.Column('at', sa.DateTime(), nullable=False),
        sa.Column('rule_version', sa.Integer(), nullable=False),
        sa.Column('framework_version', sa.Integer(), nullable=False),
        sa.Column('rung', sa.Integer(), nullable=True),
        sa.Column(
            'free_choice',
            sa.Enum('yes', 'partly', 'no', name='freechoice', native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column(
            'q1',
            sa.Enum(
                '0',
                '1',
                '2',
                '3',
                '4',
                'not_yet',
                'does_not_apply',
                'dont_know',
                name='choice',
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            'q2',
            sa.Enum(
                '0',
                '1',
                '2',
                '3',
                '4',
                'not_yet',
                'does_not_apply',
                'dont_know',
                name='choice',
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            'q8',
            sa.Enum(
                '0',
                '1',
                '2',
                '3',
                '4',
                'not_yet',
                'does_not_apply',
                'dont_know',
                name='choice',
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            'q9',
            sa.Enum(
                '0',
                '1',
                '2',
                '3',
                '4',
                'not_yet',
                'does_not_apply',
                'dont_know',
                name='choice',
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            'q13',
            sa.Enum(
                '0',
                '1',
                '2',
                '3',
                '4',
                'not_yet',
                'does_not_apply',
                'dont_know',
                name='choice',
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            'teach_or_tell',
            sa.Enum('teach', 'tell', name='teachortell', native_enum=False, length=40),
            nullable=True,
        ),
        sa.ForeignKeyConstraint(
            ['activity_id'],
            ['activity.id'],
            name=op.f('fk_quick_pass_activity_id_activity'),
            ondelete='CASCADE',
        ),
        sa.ForeignKeyConstraint(
            ['person_id'], ['person.id'], name=op.f('fk_quick_pass_person_id_person')
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_quick_pass')),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('quick_pass', schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f('ix_quick_pass_activity_id'), ['activity_id'], unique=False
        )
        batch_op.create_index(batch_op.f('ix_quick_pass_person_id'), ['person_id'], unique=False)

    op.create_table(
        'quotation',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('activity_id', sa.Integer(), nullable=False),
        sa.Column('words', sa.Text(), nullable=False),
        sa.Column('encrypted_token', sa.Text(), nullable=False),
        sa.Column('is_handed_over', sa.Boolean(), nullable=False),
        sa.Column(
            'answer',
            sa.Enum(
                'agreed', 'changed', 'refused', name='quoteanswer', native_enum=False, length=40
            ),
            nullable=True,
        ),
        sa.Column('other_words', sa.Text(), nullable=False),
        sa.Column('removed_on', sa.Date(), nullable=True),
        sa.Column('token_hash', sa.String(length=64), nullable=True),
        sa.Column('first_contacted_at', sa.DateTime(), nullable=True),
        sa.Column('invited_on', sa.Date(), nullable=True),
        sa.Column('answer_by', sa.Date(), nullable=True),
        sa.Column('answered_at', sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ['activity_id'],
            ['activity.id'],
            name=op.f('fk_quotation_activity_id_activity'),
            ondelete='CASCADE',
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_quotation')),
        sa.UniqueConstraint('token_hash', name=op.f('uq_quotation_token_hash')),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('quotation', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_quotation_activity_id'), ['activity_id'], unique=False)

    op.create_table(
        'rating',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('activity_id', sa.Integer(), nullable=False),
        sa.Column('open_activity_id', sa.Integer(), nullable=True),
        sa.Column('person_id', sa.Integer(), nullable=False),
        sa.Column('started_at', sa.DateTime(), nullable=False),
        sa.Column('submitted_at', sa.DateTime(), nullable=True),
        sa.Column(
            'round',
            sa.Enum(
                'start',
                'midpoint',
                'end',
                'after_scaling',
                'asked_for',
                name='round',
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column('correction', sa.Text(), nullable=False),
        sa.Column('rule_version', sa.Integer(), nullable=False),
        sa.Column('framework_version', sa.Integer(), nullable=False),
        sa.Column(
            'free_choice',
            sa.Enum('yes', 'partly', 'no', name='freechoice', native_enum=False, length=40),
            nullable=True,
        ),
        sa.Column(
            'teach_or_tell',
            sa.Enum('teach', 'tell', name='teachortell', native_enum=False, length=40),
            nullable=True,
        ),
        sa.Column('rung', sa.Integer(), nullable=True),
        sa.Column('is_provisional', sa.Boolean(), nullable=False),
        sa.Column(
            'evidence',
            sa.Enum(
                'claimed',
                'given',
                'checked',
                'claimed_by_rule_1',
                'evidenced_by_rule_1',
                name='evidence',
                native_enum=False,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column('reassess_on', sa.Date(), nullable=True),
        sa.Column(
            'stage_then',
            sa.Enum(
                'idea',
                'pilot',
                'proven_here',
                'adopted_elsewhere',
                'business_as_usual',
                'paused',
                'stopped',
                name='spreadstage',
                native_enum=False,
                length=40,
            ),
            nullable=True,
        ),
        sa.ForeignKeyConstraint(
            ['activity_id'],
            ['activity.id'],
            name=op.f('fk_rating_activity_id_activity'),
            ondelete='CASCADE',
        ),
        sa.ForeignKeyConstraint(
            ['person_id'], ['person.id'], name=op.f('fk_rating_person_id_person')
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_rating')),
        sa.UniqueConstraint('open_activity_id', name=op.f('uq_rating_open_activity_id')),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('rating', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_rating_activity_id'), ['activity_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_rating_person_id'), ['person_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_rating_rung'), ['rung'], unique=False)

    op.create_table(
        'removal_place',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('removal_id', sa.Integer(), nullable=False),
        sa.Column('table_name', sa.String(length=64), nullable=False),
        sa.Column('row_id', sa.Integer(), nullable=False),
        sa.Column('column_name', sa.String(length=200), nullable=False),
        sa.Column('path', sa.JSON(), nullable=False),
        sa.Column(
            'kind',
            sa.Enum('words', 'number', 'file', name='removalkind', native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column('digest', sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ['removal_id'],
            ['removal.id'],
            name=op.f('fk_removal_place_removal_id_removal'),
            ondelete='CASCADE',
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_removal_place')),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('removal_place', schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f('ix_removal_place_removal_id'), ['removal_id'], unique=False
        )

    op.create_table(
        'removal_request',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('activity_id', sa.Integer(), nullable=False),
        sa.Column('person_id', sa.Integer(), nullable=False),
        sa.Column('at', sa.DateTime(), nullable=False),
        sa.Column('reason', sa.Text(), nullable=False),
        sa.Column('hides_title', sa.Boolean(), nullable=False),
        sa.Column('waits', sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ['activity_id'], ['activity.id'], name=op.f('fk_removal_request_activity_id_activity')
        ),
        sa.ForeignKeyConstraint(
            ['person_id'], ['person.id'], name=op.f('fk_removal_request_person_id_person')
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_removal_request')),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('removal_request', schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f('ix_removal_request_activity_id'), ['activity_id'], unique=False
        )
        batch_op.create_index(
            batch_op.f('ix_removal_request_person_id'), ['person_id'], unique=False
        )
        batch_op.create_index(
            'uq_removal_request_waits',
            ['activity_id'],
            unique=True,
            sqlite_where=sa.text('waits'),
            postgresql_where=sa.text('waits'),
        )

    op.create_table(
        'resident_round',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('activity_id', sa.Integer(), nullable=False),
        sa.Column('open_activity_id', sa.Integer(), nullable=True),
        sa.Column(
            'round',
            sa.Enum(
                'start',
                'midpoint',
                'end',
                'after_scaling',
                'asked_for',
                name='round',
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column('key', sa.String(length=40), nullable=False),
        sa.Column('by_id', sa.Integer(), nullable=False),
        sa.Column('opened_at', sa.DateTime(), nullable=False),
        sa.Column('closes_on', sa.Date(), nullable=False),
        sa.Column('framework_version', sa.Integer(), nullable=False),
        sa.Column('released_at', sa.DateTime(), nullable=True),
        sa.Column('released_by_id', sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ['activity_id'],
            ['activity.id'],
            name=op.f('fk_resident_round_activity_id_activity'),
            ondelete='CASCADE',
        ),
        sa.ForeignKeyConstraint(
            ['by_id'], ['person.id'], name=op.f('fk_resident_round_by_id_person')
        ),
        sa.ForeignKeyConstraint(
            ['released_by_id'], ['person.id'], name=op.f('fk_resident_round_released_by_id_person')
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_resident_round')),
        sa.UniqueConstraint('key', name=op.f('uq_resident_round_key')),
        sa.UniqueConstraint('open_activity_id', name=op.f('uq_resident_round_open_activity_id')),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('resident_round', schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f('ix_resident_round_activity_id'), ['activity_id'], unique=False
        )
        batch_op.create_index(batch_op.f('ix_resident_round_by_id'), ['by_id'], unique=False)
        batch_op.create_index(
            batch_op.f('ix_resident_round_released_by_id'), ['released_by_id'], unique=False
        )

    op.create_table(
        'resource_request',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('partner_id', sa.Integer(), nullable=False),
        sa.Column('purpose', sa.String(), nullable=False),
        sa.Column('details', sa.Text(), nullable=False),
        sa.Column('board_id', sa.Integer(), nullable=True),
        sa.Column('activity_id', sa.Integer(), nullable=True),
        sa.Column('is_public', sa.Boolean(), nullable=False),
        sa.Column('version', sa.Integer(), nullable=False),
        sa.Column('created_at', sa.DateTime(), nullable=False),
        sa.Column('changed_at', sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ['activity_id'],
            ['activity.id'],
            name=op.f('fk_resource_request_activity_id_activity'),
            ondelete='SET NULL',
        ),
        sa.ForeignKeyConstraint(
            ['board_id'], ['term.id'], name=op.f('fk_resource_request_board_id_term')
        ),
        sa.ForeignKeyConstraint(
            ['partner_id'], ['term.id'], name=op.f('fk_resource_request_partner_id_term')
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_resource_request')),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('resource_request', schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f('ix_resource_request_activity_id'), ['activity_id'], unique=False
        )
        batch_op.create_index(
            batch_op.f('ix_resource_request_board_id'), ['board_id'], unique=False
        )
        batch_op.create_index(
            batch_op.f('ix_resource_request_partner_id'), ['partner_id'], unique=False
        )

    op.create_table(
        'review',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('kind', sa.String(length=40), nullable=False),
        sa.Column('subject_id', sa.Integer(), nullable=False),
        sa.Column('sent_by_id', sa.Integer(), nullable=True),
        sa.Column('sent_at', sa.DateTime(), nullable=False),
        sa.Column('due_on', sa.Date(), nullable=False),
        sa.Column(
            'risk',
            sa.Enum('harm', 'reported', 'normal', 'low', name='risk', native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column(
            'state',
            sa.Enum(
                'open', 'decided', 'withdrawn', name='reviewstate', native_enum=False, length=40
            ),
            nullable=False,
        ),
        sa.Column('is_locked', sa.Boolean(), nullable=False),
        sa.Column('claimed_by_id', sa.Integer(), nullable=True),
        sa.Column('claimed_at', sa.DateTime(), nullable=True),
        sa.Column('assignee_id', sa.Integer(), nullable=True),
        sa.Column('assigned_at', sa.DateTime(), nullable=True),
        sa.Column('stand_in_id', sa.Integer(), nullable=True),
        sa.Column('closed_at', sa.DateTime(), nullable=True),
        sa.Column('decided_by_id', sa.Integer(), nullable=True),
        sa.Column('decision', sa.String(length=40), nullable=False),
        sa.Column('reasons', sa.JSON(), nullable=False),
        sa.Column('passage', sa.Text(), nullable=False),
        sa.Column('message', sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ['assignee_id'], ['person.id'], name=op.f('fk_review_assignee_id_person')
        ),
        sa.ForeignKeyConstraint(
            ['claimed_by_id'], ['person.id'], name=op.f('fk_review_claimed_by_id_person')
        ),
        sa.ForeignKeyConstraint(
            ['decided_by_id'], ['person.id'], name=op.f('fk_review_decided_by_id_person')
        ),
        sa.ForeignKeyConstraint(
            ['sent_by_id'], ['person.id'], name=op.f('fk_review_sent_by_id_person')
        ),
        sa.ForeignKeyConstraint(
            ['stand_in_id'], ['stand_in.id'], name=op.f('fk_review_stand_in_id_stand_in')
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_review')),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('review', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_review_assignee_id'), ['assignee_id'], unique=False)
        batch_op.create_index(
            batch_op.f('ix_review_claimed_by_id'), ['claimed_by_id'], unique=False
        )
        batch_op.create_index(batch_op.f('ix_review_closed_at'), ['closed_at'], unique=False)
        batch_op.create_index(
            batch_op.f('ix_review_decided_by_id'), ['decided_by_id'], unique=False
        )
        batch_op.create_index(
            batch_op.f('ix_review_kind_subject_id'), ['kind', 'subject_id'], unique=False
        )
        batch_op.create_index(batch_op.f('ix_review_sent_by_id'), ['sent_by_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_review_stand_in_id'), ['stand_in_id'], unique=False)
        batch_op.create_index(
            batch_op.f('ix_review_state_due_on'), ['state', 'due_on'], unique=False
        )
        batch_op.create_index(
            'uq_review_open',
            ['kind', 'subject_id'],
            unique=True,
            sqlite_where=sa.text("state = 'open'"),
            postgresql_where=sa.text("state = 'open'"),
        )

    op.create_table(
        'round_request',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('activity_id', sa.Integer(), nullable=False),
        sa.Column('person_id', sa.Integer(), nullable=False),
        sa.Column('after_rating', sa.Integer(), nullable=False),
        sa.Column('at', sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ['activity_id'],
            ['activity.id'],
            name=op.f('fk_round_request_activity_id_activity'),
            ondelete='CASCADE',
        ),
        sa.ForeignKeyConstraint(
            ['person_id'], ['person.id'], name=op.f('fk_round_request_person_id_person')
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_round_request')),
        sa.UniqueConstraint(
            'activity_id',
            'person_id',
            'after_rating',
            name=op.f('uq_round_request_activity_id_person_id_after_rating'),
        ),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('round_request', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_round_request_person_id'), ['person_id'], unique=False)

    op.create_table(
        'sheet_row',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('import_id', sa.Integer(), nullable=False),
        sa.Column('number', sa.Integer(), nullable=False),
        sa.Column('key', sa.String(), nullable=False),
        sa.Column('title', sa.String(), nullable=False),
        sa.Column(
            'verdict',
            sa.Enum(
                'good',
                'warned',
                'here',
                'differs',
                'refused',
                name='verdict',
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column('problems', sa.JSON(), nullable=False),
        sa.Column('cells', sa.JSON(), nullable=False),
        sa.Column(
            'became',
            sa.Enum('', 'taken', 'removed', 'left', name='rowstate', native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column('activity_id', sa.Integer(), nullable=True),
        sa.Column('mark', sa.String(), nullable=False),
        sa.Column('last_note', sa.Integer(), nullable=False),
        sa.Column('left_why', sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ['activity_id'],
            ['activity.id'],
            name=op.f('fk_sheet_row_activity_id_activity'),
            ondelete='SET NULL',
        ),
        sa.ForeignKeyConstraint(
            ['import_id'], ['sheet_import.id'], name=op.f('fk_sheet_row_import_id_sheet_import')
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_sheet_row')),
        sa.UniqueConstraint('import_id', 'number', name=op.f('uq_sheet_row_import_id_number')),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('sheet_row', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_sheet_row_activity_id'), ['activity_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_sheet_row_verdict'), ['verdict'], unique=False)

    op.create_table(
        'statement',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('version_id', sa.Integer(), nullable=False),
        sa.Column('key', sa.String(length=100), nullable=False),
        sa.Column('domain_key', sa.String(length=100), nullable=False),
        sa.Column('domain', sa.String(), nullable=False),
        sa.Column('words', sa.Text(), nullable=False),
        sa.Column('is_confirmed', sa.Boolean(), nullable=False),
        sa.Column('translations', sa.JSON(), nullable=False),
        sa.Column('position', sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ['version_id'],
            ['statement_version.id'],
            name=op.f('fk_statement_version_id_statement_version'),
            ondelete='CASCADE',
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_statement')),
        sa.UniqueConstraint('version_id', 'key', name=op.f('uq_statement_version_id_key')),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('statement', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_statement_key'), ['key'], unique=False)

    op.create_table(
        'statement_indicator',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('version_id', sa.Integer(), nullable=False),
        sa.Column('key', sa.String(length=100), nullable=False),
        sa.Column('domain_key', sa.String(length=100), nullable=False),
        sa.Column('domain', sa.String(), nullable=False),
        sa.Column('label', sa.String(), nullable=False),
        sa.Column('figure', sa.String(), nullable=False),
        sa.Column('source', sa.Text(), nullable=False),
        sa.Column('unit', sa.String(), nullable=False),
        sa.Column(
            'direction',
            sa.Enum('up', 'down', 'neither', name='direction', native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column('narrative', sa.Text(), nullable=False),
        sa.Column('position', sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ['version_id'],
            ['statement_version.id'],
            name=op.f('fk_statement_indicator_version_id_statement_version'),
            ondelete='CASCADE',
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_statement_indicator')),
        sa.UniqueConstraint(
            'version_id', 'key', name=op.f('uq_statement_indicator_version_id_key')
        ),
        sqlite_autoincrement=True,
    )
    op.create_table(
        'stored_file',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('activity_id', sa.Integer(), nullable=False),
        sa.Column('key', sa.String(length=64), nullable=False),
        sa.Column('name', sa.String(), nullable=False),
        sa.Column('caption', sa.String(), nullable=False),
        sa.Column('alt', sa.String(), nullable=False),
        sa.Column('credit', sa.String(), nullable=False),
        sa.Column('transcript', sa.String(), nullable=False),
        sa.Column('ending', sa.String(), nullable=False),
        sa.Column('size', sa.Integer(), nullable=False),
        sa.Column('sha256', sa.String(length=64), nullable=False),
        sa.Column('by_id', sa.Integer(), nullable=True),
        sa.Column('at', sa.DateTime(), nullable=False),
        sa.Column('waits', sa.Boolean(), nullable=False),
        sa.Column('is_cover', sa.Boolean(), nullable=False),
        sa.Column('public_until', sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ['activity_id'], ['activity.id'], name=op.f('fk_stored_file_activity_id_activity')
        ),
        sa.ForeignKeyConstraint(['by_id'], ['person.id'], name=op.f('fk_stored_file_by_id_person')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_stored_file')),
        sa.UniqueConstraint('key', name=op.f('uq_stored_file_key')),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('stored_file', schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f('ix_stored_file_activity_id'), ['activity_id'], unique=False
        )
        batch_op.create_index(batch_op.f('ix_stored_file_by_id'), ['by_id'], unique=False)

    op.create_table(
        'wave',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('activity_id', sa.Integer(), nullable=True),
        sa.Column('title', sa.String(), nullable=False),
        sa.Column('surveyed_on', sa.String(length=10), nullable=False),
        sa.Column(
            'moment',
            sa.Enum('before', 'after', 'once', name='moment', native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column(
            'mode',
            sa.Enum(
                'online',
                'paper',
                'phone',
                'in_person',
                'mixed',
                name='mode',
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column('language', sa.String(), nullable=False),
        sa.Column('surveyed_by', sa.String(), nullable=False),
        sa.Column(
            'same_people',
            sa.Enum(
                'same',
                'some',
                'others',
                'not_known',
                name='samepeople',
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column('place_id', sa.Integer(), nullable=True),
        sa.Column('grouped_by', sa.String(), nullable=False),
        sa.Column('summary', sa.Text(), nullable=False),
        sa.Column('is_survey', sa.Boolean(), nullable=False),
        sa.Column(
            'state',
            sa.Enum(
                'asking',
                'draft',
                'sent',
                'published',
                'taken_down',
                name='wavestate',
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column('reason', sa.Text(), nullable=False),
        sa.Column('by_id', sa.Integer(), nullable=False),
        sa.Column('started_at', sa.DateTime(), nullable=False),
        sa.Column('published_at', sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ['activity_id'],
            ['activity.id'],
            name=op.f('fk_wave_activity_id_activity'),
            ondelete='CASCADE',
        ),
        sa.ForeignKeyConstraint(['by_id'], ['person.id'], name=op.f('fk_wave_by_id_person')),
        sa.ForeignKeyConstraint(['place_id'], ['term.id'], name=op.f('fk_wave_place_id_term')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_wave')),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('wave', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_wave_activity_id'), ['activity_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_wave_by_id'), ['by_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_wave_place_id'), ['place_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_wave_state'), ['state'], unique=False)

    op.create_table(
        'word_justification',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('activity_id', sa.Integer(), nullable=False),
        sa.Column(
            'word',
            sa.Enum('co_production', 'co_design', name='word', native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column('reason', sa.Text(), nullable=False),
        sa.Column('person_id', sa.Integer(), nullable=False),
        sa.Column('at', sa.DateTime(), nullable=False),
        sa.Column('read_at', sa.DateTime(), nullable=True),
        sa.Column('given_up_at', sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ['activity_id'],
            ['activity.id'],
            name=op.f('fk_word_justification_activity_id_activity'),
            ondelete='CASCADE',
        ),
        sa.ForeignKeyConstraint(
            ['person_id'], ['person.id'], name=op.f('fk_word_justification_person_id_person')
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_word_justification')),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('word_justification', schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f('ix_word_justification_activity_id_word'),
            ['activity_id', 'word'],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f('ix_word_justification_person_id'), ['person_id'], unique=False
        )

    op.create_table(
        'activity_cost',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('detail_id', sa.Integer(), nullable=False),
        sa.Column('number', sa.Integer(), nullable=False),
        sa.Column(
            'category',
            sa.Enum(
                'involvement_payment',
                'expenses_travel',
                'childcare',
                'replacement_care',
                'food_refreshments',
                'digital_data',
                'interpreting',
                'bsl_and_communication_support',
                'personal_assistance',
                'translation_easy_read',
                'venue',
                'independent_facilitation',
                'community_partner_fee_or_grant',
                'recruitment_outreach',
                'training_residents',
                'training_staff',
                'evaluation',
                'staff_time',
                'protected_time',
                'volunteer_time',
                'other',
                name='costcategory',
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            'timing',
            sa.Enum('planned', 'actual', name='costtiming', native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column(
            'unit',
            sa.Enum(
                'gbp',
                'hours',
                'days',
                'hours_per_month',
                name='amountunit',
                native_enum=False,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column('hundredths', sa.BigInteger(), nullable=True),
        sa.Column('since', sa.String(length=10), nullable=True),
        sa.Column('until', sa.String(length=10), nullable=True),
        sa.Column(
            'source',
            sa.Enum(
                'core_budget',
                'inequalities_fund',
                'pooled_fund',
                'grant',
                'charity_or_lottery',
                'partner_in_kind',
                'none',
                name='fundingsource',
                native_enum=False,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column('given_by_id', sa.Integer(), nullable=True),
        sa.Column(
            'stage',
            sa.Enum(
                'co_planning',
                'co_decision',
                'co_delivery',
                'co_evaluation',
                name='cyclestage',
                native_enum=False,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column(
            'reached_vcs',
            sa.Enum('yes', 'no', 'unknown', name='yesnounknown', native_enum=False, length=40),
            nullable=True,
        ),
        sa.Column(
            'recurring',
            sa.Enum('yes', 'no', 'unknown', name='yesnounknown', native_enum=False, length=40),
            nullable=True,
        ),
        sa.Column('after', sa.Text(), nullable=False),
        sa.Column('offered', sa.Integer(), nullable=True),
        sa.Column('accepted', sa.Integer(), nullable=True),
        sa.Column('declined', sa.Integer(), nullable=True),
        sa.Column('note', sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ['detail_id'],
            ['activity_detail.id'],
            name=op.f('fk_activity_cost_detail_id_activity_detail'),
            ondelete='CASCADE',
        ),
        sa.ForeignKeyConstraint(
            ['given_by_id'], ['term.id'], name=op.f('fk_activity_cost_given_by_id_term')
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_activity_cost')),
        sa.UniqueConstraint('detail_id', 'number', name=op.f('uq_activity_cost_detail_id_number')),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('activity_cost', schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f('ix_activity_cost_given_by_id'), ['given_by_id'], unique=False
        )

    op.create_table(
        'activity_group',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('detail_id', sa.Integer(), nullable=False),
        sa.Column('name', sa.String(), nullable=False),
        sa.Column('position', sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ['detail_id'],
            ['activity_detail.id'],
            name=op.f('fk_activity_group_detail_id_activity_detail'),
            ondelete='CASCADE',
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_activity_group')),
        sa.UniqueConstraint('detail_id', 'name', name=op.f('uq_activity_group_detail_id_name')),
        sqlite_autoincrement=True,
    )
    op.create_table(
        'activity_link',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('detail_id', sa.Integer(), nullable=False),
        sa.Column('number', sa.Integer(), nullable=False),
        sa.Column('title', sa.String(), nullable=False),
        sa.Column('address', sa.Text(), nullable=False),
        sa.Column('shows', sa.Text(), nullable=False),
        sa.Column('is_film', sa.Boolean(), nullable=False),
        sa.Column(
            'film_words',
            sa.Enum(
                'captions',
                'transcript',
                'both_of_them',
                name='filmwords',
                native_enum=False,
                length=40,
            ),
            nullable=True,
        ),
        sa.ForeignKeyConstraint(
            ['detail_id'],
            ['activity_detail.id'],
            name=op.f('fk_activity_link_detail_id_activity_detail'),
            ondelete='CASCADE',
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_activity_link')),
        sa.UniqueConstraint('detail_id', 'number', name=op.f('uq_activity_link_detail_id_number')),
        sqlite_autoincrement=True,
    )
    op.create_table(
        'activity_session',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('detail_id', sa.Integer(), nullable=False),
        sa.Column('number', sa.Integer(), nullable=False),
        sa.Column('held', sa.String(length=10), nullable=True),
        sa.Column(
            'meeting',
            sa.Enum('in_person', 'online', 'both', name='meeting', native_enum=False, length=40),
            nullable=True,
        ),
        sa.Column('place', sa.String(), nullable=False),
        sa.Column(
            'took_part_how',
            sa.Enum('exact', 'about', 'unknown', name='sureness', native_enum=False, length=40),
            nullable=True,
        ),
        sa.Column('took_part_number', sa.Integer(), nullable=True),
        sa.Column('run_by', sa.String(), nullable=False),
        sa.Column(
            'independent',
            sa.Enum('yes', 'no', 'unknown', name='yesnounknown', native_enum=False, length=40),
            nullable=True,
        ),
        sa.Column(
            'trained',
            sa.Enum('yes', 'no', 'unknown', name='yesnounknown', native_enum=False, length=40),
            nullable=True,
        ),
        sa.ForeignKeyConstraint(
            ['detail_id'],
            ['activity_detail.id'],
            name=op.f('fk_activity_session_detail_id_activity_detail'),
            ondelete='CASCADE',
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_activity_session')),
        sa.UniqueConstraint(
            'detail_id', 'number', name=op.f('uq_activity_session_detail_id_number')
        ),
        sqlite_autoincrement=True,
    )
    op.create_table(
        'answer_query',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('rating_id', sa.Integer(), nullable=False),
        sa.Column('about', sa.String(length=40), nullable=False),
        sa.Column('is_open', sa.Boolean(), nullable=True),
        sa.Column('words', sa.Text(), nullable=False),
        sa.Column('person_id', sa.Integer(), nullable=False),
        sa.Column('at', sa.DateTime(), nullable=False),
        sa.Column('reply', sa.Text(), nullable=False),
        sa.Column('replied_by_id', sa.Integer(), nullable=True),
        sa.Column('replied_at', sa.DateTime(), nullable=True),
        sa.Column('reply_read_at', sa.DateTime(), nullable=True),
        sa.Column('reply_read_by_id', sa.Integer(), nullable=True),
        sa.Column(
            'outcome',
            sa.Enum(
                'accepted',
                'stands',
                'taken_back',
                name='queryoutcome',
                native_enum=False,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column('closing', sa.Text(), nullable=False),
        sa.Column('closed_by_id', sa.Integer(), nullable=True),
        sa.Column('closed_at', sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ['closed_by_id'], ['person.id'], name=op.f('fk_answer_query_closed_by_id_person')
        ),
        sa.ForeignKeyConstraint(
            ['person_id'], ['person.id'], name=op.f('fk_answer_query_person_id_person')
        ),
        sa.ForeignKeyConstraint(
            ['rating_id'],
            ['rating.id'],
            name=op.f('fk_answer_query_rating_id_rating'),
            ondelete='CASCADE',
        ),
        sa.ForeignKeyConstraint(
            ['replied_by_id'], ['person.id'], name=op.f('fk_answer_query_replied_by_id_person')
        ),
        sa.ForeignKeyConstraint(
            ['reply_read_by_id'],
            ['person.id'],
            name=op.f('fk_answer_query_reply_read_by_id_person'),
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_answer_query')),
        sa.UniqueConstraint(
            'rating_id', 'about', 'is_open', name=op.f('uq_answer_query_rating_id_about_is_open')
        ),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('answer_query', schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f('ix_answer_query_closed_by_id'), ['closed_by_id'], unique=False
        )
        batch_op.create_index(batch_op.f('ix_answer_query_is_open'), ['is_open'], unique=False)
        batch_op.create_index(batch_op.f('ix_answer_query_person_id'), ['person_id'], unique=False)
        batch_op.create_index(
            batch_op.f('ix_answer_query_replied_by_id'), ['replied_by_id'], unique=False
        )
        batch_op.create_index(
            batch_op.f('ix_answer_query_reply_read_by_id'), ['reply_read_by_id'], unique=False
        )

    op.create_table(
        'board_action_answer',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('subject_id', sa.Integer(), nullable=False),
        sa.Column('once', sa.String(length=64), nullable=False),
        sa.Column('happened', sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ['subject_id'],
            ['board_action_update.id'],
            name=op.f('fk_board_action_answer_subject_id_board_action_update'),
            ondelete='CASCADE',
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_board_action_answer')),
        sa.UniqueConstraint(
            'subject_id', 'once', name=op.f('uq_board_action_answer_subject_id_once')
        ),
        sqlite_autoincrement=True,
    )
    op.create_table(
        'board_pack_row',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('figure_id', sa.Integer(), nullable=False),
        sa.Column('position', sa.Integer(), nullable=False),
        sa.Column(
            'kind',
            sa.Enum(
                'activity',
                'promise',
                'record',
                'decision',
                'wave',
                'action',
                'request',
                'target',
                'deep_dive',
                'other',
                name='rowkind',
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column('subject_id', sa.Integer(), nullable=True),
        sa.Column('title', sa.Text(), nullable=False),
        sa.Column('words', sa.Text(), nullable=False),
        sa.Column('group', sa.Text(), nullable=False),
        sa.Column('is_counted', sa.Boolean(), nullable=False),
        sa.Column('number', sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ['figure_id'],
            ['board_pack_figure.id'],
            name=op.f('fk_board_pack_row_figure_id_board_pack_figure'),
            ondelete='CASCADE',
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_board_pack_row')),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('board_pack_row', schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f('ix_board_pack_row_figure_id_position'),
            ['figure_id', 'position'],
            unique=False,
        )

    op.create_table(
        'board_plan_link',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('item_id', sa.Integer(), nullable=False),
        sa.Column(
            'kind',
            sa.Enum(
                'activity',
                'promise',
                'action',
                'decision',
                'pot',
                name='linkkind',
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column('subject_id', sa.Integer(), nullable=False),
        sa.Column('is_outcome', sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ['item_id'],
            ['board_plan_item.id'],
            name=op.f('fk_board_plan_link_item_id_board_plan_item'),
            ondelete='CASCADE',
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_board_plan_link')),
        sa.UniqueConstraint(
            'item_id',
            'kind',
            'subject_id',
            'is_outcome',
            name=op.f('uq_board_plan_link_item_id_kind_subject_id_is_outcome'),
        ),
        sqlite_autoincrement=True,
    )
    op.create_table(
        'board_plan_move',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('item_id', sa.Integer(), nullable=False),
        sa.Column('meeting_id', sa.Integer(), nullable=False),
        sa.Column('at', sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ['item_id'],
            ['board_plan_item.id'],
            name=op.f('fk_board_plan_move_item_id_board_plan_item'),
            ondelete='CASCADE',
        ),
        sa.ForeignKeyConstraint(
            ['meeting_id'],
            ['board_meeting.id'],
            name=op.f('fk_board_plan_move_meeting_id_board_meeting'),
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_board_plan_move')),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('board_plan_move', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_board_plan_move_item_id'), ['item_id'], unique=False)
        batch_op.create_index(
            batch_op.f('ix_board_plan_move_meeting_id'), ['meeting_id'], unique=False
        )

    op.create_table(
        'board_spotlight',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('group_id', sa.Integer(), nullable=False),
        sa.Column('activity_id', sa.Integer(), nullable=False),
        sa.Column('item_id', sa.Integer(), nullable=True),
        sa.Column('title', sa.String(), nullable=False),
        sa.Column('words', sa.Text(), nullable=False),
        sa.Column('film_link', sa.Text(), nullable=False),
        sa.Column('film_words', sa.Text(), nullable=False),
        sa.Column('starts_on', sa.Date(), nullable=False),
        sa.Column('ends_on', sa.Date(), nullable=False),
        sa.Column('version', sa.Integer(), nullable=False),
        sa.Column('created_at', sa.DateTime(), nullable=False),
        sa.Column('changed_at', sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ['activity_id'],
            ['activity.id'],
            name=op.f('fk_board_spotlight_activity_id_activity'),
            ondelete='CASCADE',
        ),
        sa.ForeignKeyConstraint(
            ['group_id'],
            ['board_group.id'],
            name=op.f('fk_board_spotlight_group_id_board_group'),
            ondelete='CASCADE',
        ),
        sa.ForeignKeyConstraint(
            ['item_id'],
            ['board_plan_item.id'],
            name=op.f('fk_board_spotlight_item_id_board_plan_item'),
            ondelete='SET NULL',
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_board_spotlight')),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('board_spotlight', schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f('ix_board_spotlight_activity_id'), ['activity_id'], unique=False
        )
        batch_op.create_index(batch_op.f('ix_board_spotlight_group_id'), ['group_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_board_spotlight_item_id'), ['item_id'], unique=False)
        batch_op.create_index(
            batch_op.f('ix_board_spotlight_starts_on'), ['starts_on'], unique=False
        )

    op.create_table(
        'code_sheet',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('round_id', sa.Integer(), nullable=False),
        sa.Column('by_id', sa.Integer(), nullable=False),
        sa.Column('at', sa.DateTime(), nullable=False),
        sa.Column('holder', sa.Text(), nullable=False),
        sa.Column('holder_id', sa.Integer(), nullable=True),
        sa.Column('session', sa.Text(), nullable=False),
        sa.Column('people', sa.Integer(), nullable=False),
        sa.Column('codes', sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(['by_id'], ['person.id'], name=op.f('fk_code_sheet_by_id_person')),
        sa.ForeignKeyConstraint(
            ['holder_id'], ['person.id'], name=op.f('fk_code_sheet_holder_id_person')
        ),
        sa.ForeignKeyConstraint(
            ['round_id'],
            ['resident_round.id'],
            name=op.f('fk_code_sheet_round_id_resident_round'),
            ondelete='CASCADE',
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_code_sheet')),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('code_sheet', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_code_sheet_by_id'), ['by_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_code_sheet_holder_id'), ['holder_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_code_sheet_round_id'), ['round_id'], unique=False)

    op.create_table(
        'collection_item',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('collection_id', sa.Integer(), nullable=False),
        sa.Column('position', sa.Integer(), nullable=False),
        sa.Column('activity_id', sa.Integer(), nullable=True),
        sa.Column('record_id', sa.Integer(), nullable=True),
        sa.Column('why', sa.Text(), nullable=False),
        sa.CheckConstraint(
            '(activity_id IS NULL) <> (record_id IS NULL)',
            name=op.f('ck_collection_item_is_one_thing'),
        ),
        sa.ForeignKeyConstraint(
            ['activity_id'],
            ['activity.id'],
            name=op.f('fk_collection_item_activity_id_activity'),
            ondelete='CASCADE',
        ),
        sa.ForeignKeyConstraint(
            ['collection_id'],
            ['collection.id'],
            name=op.f('fk_collection_item_collection_id_collection'),
        ),
        sa.ForeignKeyConstraint(
            ['record_id'],
            ['learning_record.id'],
            name=op.f('fk_collection_item_record_id_learning_record'),
            ondelete='CASCADE',
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_collection_item')),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('collection_item', schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f('ix_collection_item_collection_id'), ['collection_id'], unique=False
        )

    op.create_table(
        'comment_origin',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('comment_id', sa.Integer(), nullable=False),
        sa.Column(
            'way',
            sa.Enum('meeting', 'phone', 'paper', name='channel', native_enum=False, length=40),
            nullable=True,
        ),
        sa.Column('typed_by_id', sa.Integer(), nullable=False),
        sa.Column('consent', sa.Text(), nullable=False),
        sa.Column('source', sa.String(), nullable=True),
        sa.Column('source_key', sa.String(), nullable=True),
        sa.Column('depth', sa.Integer(), nullable=False),
        sa.Column('lost_parent', sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ['comment_id'], ['comment.id'], name=op.f('fk_comment_origin_comment_id_comment')
        ),
        sa.ForeignKeyConstraint(
            ['typed_by_id'], ['person.id'], name=op.f('fk_comment_origin_typed_by_id_person')
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_comment_origin')),
        sa.UniqueConstraint('comment_id', name=op.f('uq_comment_origin_comment_id')),
        sa.UniqueConstraint(
            'source', 'source_key', name=op.f('uq_comment_origin_source_source_key')
        ),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('comment_origin', schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f('ix_comment_origin_typed_by_id'), ['typed_by_id'], unique=False
        )

    op.create_table(
        'comment_report',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('comment_id', sa.Integer(), nullable=False),
        sa.Column('person_id', sa.Integer(), nullable=True),
        sa.Column(
            'reason',
            sa.Enum(
                'names',
                'unsafe',
                'rude',
                'untrue',
                'selling',
                'other',
                name='reportreason',
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column('words', sa.Text(), nullable=False),
        sa.Column('at', sa.DateTime(), nullable=False),
        sa.Column('settled_at', sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ['comment_id'], ['comment.id'], name=op.f('fk_comment_report_comment_id_comment')
        ),
        sa.ForeignKeyConstraint(
            ['person_id'], ['person.id'], name=op.f('fk_comment_report_person_id_person')
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_comment_report')),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('comment_report', schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f('ix_comment_report_comment_id'), ['comment_id'], unique=False
        )
        batch_op.create_index(
            batch_op.f('ix_comment_report_person_id'), ['person_id'], unique=False
        )
        batch_op.create_index(
            batch_op.f('ix_comment_report_settled_at'), ['settled_at'], unique=False
        )

    op.create_table(
        'commitment',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('activity_id', sa.Integer(), nullable=False),
        sa.Column('words', sa.Text(), nullable=False),
        sa.Column('request', sa.Text(), nullable=False),
        sa.Column(
            'source',
            sa.Enum(
                'comment',
                'session',
                'decision',
                'board',
                name='commitmentsource',
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column('source_words', sa.String(), nullable=False),
        sa.Column('comment_id', sa.Integer(), nullable=True),
        sa.Column(
            'state',
            sa.Enum(
                'planned', 'made', 'not_doing', name='commitmentstate', native_enum=False, length=40
            ),
            nullable=False,
        ),
        sa.Column('due', sa.String(length=10), nullable=False),
        sa.Column('made_at', sa.DateTime(), nullable=False),
        sa.Column('reminded_on', sa.Date(), nullable=True),
        sa.Column('published_at', sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ['activity_id'],
            ['activity.id'],
            name=op.f('fk_commitment_activity_id_activity'),
            ondelete='CASCADE',
        ),
        sa.ForeignKeyConstraint(
            ['comment_id'], ['comment.id'], name=op.f('fk_commitment_comment_id_comment')
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_commitment')),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('commitment', schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f('ix_commitment_activity_id'), ['activity_id'], unique=False
        )
        batch_op.create_index(batch_op.f('ix_commitment_comment_id'), ['comment_id'], unique=False)
        batch_op.create_index(
            batch_op.f('ix_commitment_published_at'), ['published_at'], unique=False
        )
        batch_op.create_index(batch_op.f('ix_commitment_state'), ['state'], unique=False)

    op.create_table(
        'confirmation_proposal',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('activity_id', sa.Integer(), nullable=False),
        sa.Column('rating_id', sa.Integer(), nullable=False),
        sa.Column('person_id', sa.Integer(), nullable=False),
        sa.Column(
            'side',
            sa.Enum('curator', 'lay_member', name='side', native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column('rung', sa.Integer(), nullable=False),
        sa.Column('reason', sa.Text(), nullable=False),
        sa.Column('at', sa.DateTime(), nullable=False),
        sa.Column('answered_at', sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ['activity_id'],
            ['activity.id'],
            name=op.f('fk_confirmation_proposal_activity_id_activity'),
            ondelete='CASCADE',
        ),
        sa.ForeignKeyConstraint(
            ['person_id'], ['person.id'], name=op.f('fk_confirmation_proposal_person_id_person')
        ),
        sa.ForeignKeyConstraint(
            ['rating_id'],
            ['rating.id'],
            name=op.f('fk_confirmation_proposal_rating_id_rating'),
            ondelete='CASCADE',
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_confirmation_proposal')),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('confirmation_proposal', schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f('ix_confirmation_proposal_activity_id'), ['activity_id'], unique=False
        )
        batch_op.create_index(
            batch_op.f('ix_confirmation_proposal_person_id'), ['person_id'], unique=False
        )
        batch_op.create_index(
            batch_op.f('ix_confirmation_proposal_rating_id'), ['rating_id'], unique=False
        )

    op.create_table(
        'consent',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('activity_id', sa.Integer(), nullable=False),
        sa.Column('file_id', sa.Integer(), nullable=True),
        sa.Column(
            'covers',
            sa.Enum('words', 'file', name='consentsubject', native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column('what', sa.Text(), nullable=False),
        sa.Column('for_what', sa.Text(), nullable=False),
        sa.Column('how', sa.Text(), nullable=False),
        sa.Column('agreed_on', sa.Date(), nullable=False),
        sa.Column('until', sa.Date(), nullable=True),
        sa.Column('outside', sa.Boolean(), nullable=False),
        sa.Column('key', sa.String(length=64), nullable=False),
        sa.Column('by_id', sa.Integer(), nullable=False),
        sa.Column(
            'ended',
            sa.Enum('taken_back', 'ran_out', name='endreason', native_enum=False, length=40),
            nullable=True,
        ),
        sa.Column('ended_at', sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ['activity_id'],
            ['activity.id'],
            name=op.f('fk_consent_activity_id_activity'),
            ondelete='CASCADE',
        ),
        sa.ForeignKeyConstraint(['by_id'], ['person.id'], name=op.f('fk_consent_by_id_person')),
        sa.ForeignKeyConstraint(
            ['file_id'],
            ['stored_file.id'],
            name=op.f('fk_consent_file_id_stored_file'),
            ondelete='SET NULL',
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_consent')),
        sa.UniqueConstraint('key', name=op.f('uq_consent_key')),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('consent', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_consent_activity_id'), ['activity_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_consent_by_id'), ['by_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_consent_file_id'), ['file_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_consent_until'), ['until'], unique=False)

    op.create_table(
        'easy_read_line',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('version_id', sa.Integer(), nullable=False),
        sa.Column('number', sa.Integer(), nullable=False),
        sa.Column('words', sa.Text(), nullable=False),
        sa.Column('file_id', sa.Integer(), nullable=True),
        sa.Column('alt', sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ['file_id'],
            ['stored_file.id'],
            name=op.f('fk_easy_read_line_file_id_stored_file'),
            ondelete='SET NULL',
        ),
        sa.ForeignKeyConstraint(
            ['version_id'],
            ['format_version.id'],
            name=op.f('fk_easy_read_line_version_id_format_version'),
            ondelete='CASCADE',
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_easy_read_line')),
        sa.UniqueConstraint(
            'version_id', 'number', name=op.f('uq_easy_read_line_version_id_number')
        ),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('easy_read_line', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_easy_read_line_file_id'), ['file_id'], unique=False)

    op.create_table(
        'gap_conversation',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('activity_id', sa.Integer(), nullable=False),
        sa.Column('rating_id', sa.Integer(), nullable=False),
        sa.Column('covers', sa.JSON(), nullable=False),
        sa.Column('person_id', sa.Integer(), nullable=False),
        sa.Column('at', sa.DateTime(), nullable=False),
        sa.Column('held', sa.String(length=10), nullable=False),
        sa.Column('agreed', sa.Text(), nullable=False),
        sa.Column('by_when', sa.String(length=10), nullable=False),
        sa.Column('post', sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ['activity_id'],
            ['activity.id'],
            name=op.f('fk_gap_conversation_activity_id_activity'),
            ondelete='CASCADE',
        ),
        sa.ForeignKeyConstraint(
            ['person_id'], ['person.id'], name=op.f('fk_gap_conversation_person_id_person')
        ),
        sa.ForeignKeyConstraint(
            ['rating_id'],
            ['rating.id'],
            name=op.f('fk_gap_conversation_rating_id_rating'),
            ondelete='CASCADE',
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_gap_conversation')),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('gap_conversation', schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f('ix_gap_conversation_activity_id'), ['activity_id'], unique=False
        )
        batch_op.create_index(
            batch_op.f('ix_gap_conversation_person_id'), ['person_id'], unique=False
        )
        batch_op.create_index(
            batch_op.f('ix_gap_conversation_rating_id'), ['rating_id'], unique=False
        )

    op.create_table(
        'learning_record_part',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('record_id', sa.Integer(), nullable=False),
        sa.Column('kind', sa.String(), nullable=False),
        sa.Column('content', sa.JSON(none_as_null=True), nullable=True),
        sa.Column('waiting', sa.JSON(none_as_null=True), nullable=True),
        sa.ForeignKeyConstraint(
            ['record_id'],
            ['learning_record.id'],
            name=op.f('fk_learning_record_part_record_id_learning_record'),
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_learning_record_part')),
        sa.UniqueConstraint(
            'record_id', 'kind', name=op.f('uq_learning_record_part_record_id_kind')
        ),
        sqlite_autoincrement=True,
    )
    op.create_table(
        'learning_record_tag',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('record_id', sa.Integer(), nullable=False),
        sa.Column('facet', sa.String(), nullable=False),
        sa.Column('value', sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ['record_id'],
            ['learning_record.id'],
            name=op.f('fk_learning_record_tag_record_id_learning_record'),
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_learning_record_tag')),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('learning_record_tag', schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f('ix_learning_record_tag_facet_value'), ['facet', 'value'], unique=False
        )
        batch_op.create_index(
            batch_op.f('ix_learning_record_tag_record_id'), ['record_id'], unique=False
        )

    op.create_table(
        'learning_record_term',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('record_id', sa.Integer(), nullable=False),
        sa.Column('term_id', sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ['record_id'],
            ['learning_record.id'],
            name=op.f('fk_learning_record_term_record_id_learning_record'),
        ),
        sa.ForeignKeyConstraint(
            ['term_id'], ['term.id'], name=op.f('fk_learning_record_term_term_id_term')
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_learning_record_term')),
        sa.UniqueConstraint(
            'record_id', 'term_id', name=op.f('uq_learning_record_term_record_id_term_id')
        ),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('learning_record_term', schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f('ix_learning_record_term_term_id'), ['term_id'], unique=False
        )

    op.create_table(
        'moderation_decision',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('comment_id', sa.Integer(), nullable=False),
        sa.Column('at', sa.DateTime(), nullable=False),
        sa.Column('by_id', sa.Integer(), nullable=False),
        sa.Column(
            'outcome',
            sa.Enum(
                'publish',
                'edit',
                'reword',
                'decline',
                'elsewhere',
                'hold',
                name='outcome',
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column('reasons', sa.JSON(), nullable=False),
        sa.Column('route_id', sa.Integer(), nullable=True),
        sa.Column('on_appeal', sa.Boolean(), nullable=False),
        sa.Column('in_time', sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ['by_id'], ['person.id'], name=op.f('fk_moderation_decision_by_id_person')
        ),
        sa.ForeignKeyConstraint(
            ['comment_id'], ['comment.id'], name=op.f('fk_moderation_decision_comment_id_comment')
        ),
        sa.ForeignKeyConstraint(
            ['route_id'], ['term.id'], name=op.f('fk_moderation_decision_route_id_term')
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_moderation_decision')),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('moderation_decision', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_moderation_decision_by_id'), ['by_id'], unique=False)
        batch_op.create_index(
            batch_op.f('ix_moderation_decision_comment_id'), ['comment_id'], unique=False
        )

    op.create_table(
        'outcome_link',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('activity_id', sa.Integer(), nullable=False),
        sa.Column('statement_id', sa.Integer(), nullable=False),
        sa.Column('key', sa.String(length=100), nullable=False),
        sa.Column(
            'kind',
            sa.Enum(
                'aims_to_change',
                'baseline_only',
                'before_and_after',
                'residents_say_it_helped',
                name='linkkind',
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            'strength',
            sa.Enum(
                'not_known',
                'a_little',
                'partly',
                'a_lot',
                name='strength',
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column('why', sa.Text(), nullable=False),
        sa.Column('person_id', sa.Integer(), nullable=False),
        sa.Column('at', sa.DateTime(), nullable=False),
        sa.Column('read_at', sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ['activity_id'],
            ['activity.id'],
            name=op.f('fk_outcome_link_activity_id_activity'),
            ondelete='CASCADE',
        ),
        sa.ForeignKeyConstraint(
            ['person_id'], ['person.id'], name=op.f('fk_outcome_link_person_id_person')
        ),
        sa.ForeignKeyConstraint(
            ['statement_id'], ['statement.id'], name=op.f('fk_outcome_link_statement_id_statement')
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_outcome_link')),
        sa.UniqueConstraint(
            'activity_id', 'key', 'kind', name=op.f('uq_outcome_link_activity_id_key_kind')
        ),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('outcome_link', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_outcome_link_key'), ['key'], unique=False)
        batch_op.create_index(batch_op.f('ix_outcome_link_person_id'), ['person_id'], unique=False)
        batch_op.create_index(
            batch_op.f('ix_outcome_link_statement_id'), ['statement_id'], unique=False
        )

    op.create_table(
        'rating_answer',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('rating_id', sa.Integer(), nullable=False),
        sa.Column(
            'question',
            sa.Enum(
                'Q1',
                'Q2',
                'Q3',
                'Q4',
                'Q5',
                'Q6',
                'Q7',
                'Q8',
                'Q9',
                'Q10',
                'Q11',
                'Q12',
                'Q13',
                'Q14',
                name='question',
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            'choice',
            sa.Enum(
                '0',
                '1',
                '2',
                '3',
                '4',
                'not_yet',
                'does_not_apply',
                'dont_know',
                name='choice',
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column('reason', sa.Text(), nullable=False),
        sa.Column('note', sa.Text(), nullable=False),
        sa.Column('link', sa.Text(), nullable=False),
        sa.Column(
            'item_kind',
            sa.Enum(
                'session',
                'cost',
                'decision',
                'file',
                'promise',
                name='itemkind',
                native_enum=False,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column('item_id', sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ['rating_id'],
            ['rating.id'],
            name=op.f('fk_rating_answer_rating_id_rating'),
            ondelete='CASCADE',
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_rating_answer')),
        sa.UniqueConstraint(
            'rating_id', 'question', name=op.f('uq_rating_answer_rating_id_question')
        ),
        sqlite_autoincrement=True,
    )
    op.create_table(
        'rating_notes_reading',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('rating_id', sa.Integer(), nullable=False),
        sa.Column('person_id', sa.Integer(), nullable=True),
        sa.Column('at', sa.DateTime(), nullable=True),
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
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('rating_notes_reading', schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f('ix_rating_notes_reading_person_id'), ['person_id'], unique=False
        )

    op.create_table(
        'reader_mark',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('activity_id', sa.Integer(), nullable=True),
        sa.Column('record_id', sa.Integer(), nullable=True),
        sa.Column(
            'mark',
            sa.Enum('used', 'useful', name='mark', native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column('reader', sa.String(length=64), nullable=False),
        sa.Column('marked_on', sa.Date(), nullable=False),
        sa.Column('words', sa.Text(), nullable=False),
        sa.Column(
            'reading',
            sa.Enum(
                'no_words',
                'waiting',
                'shown',
                'declined',
                name='wordsreview',
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.CheckConstraint(
            '(activity_id IS NULL) <> (record_id IS NULL)', name=op.f('ck_reader_mark_of_one_thing')
        ),
        sa.ForeignKeyConstraint(
            ['activity_id'],
            ['activity.id'],
            name=op.f('fk_reader_mark_activity_id_activity'),
            ondelete='CASCADE',
        ),
        sa.ForeignKeyConstraint(
            ['record_id'],
            ['learning_record.id'],
            name=op.f('fk_reader_mark_record_id_learning_record'),
            ondelete='CASCADE',
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_reader_mark')),
        sa.UniqueConstraint(
            'activity_id', 'mark', 'reader', name=op.f('uq_reader_mark_activity_id_mark_reader')
        ),
        sa.UniqueConstraint(
            'record_id', 'mark', 'reader', name=op.f('uq_reader_mark_record_id_mark_reader')
        ),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('reader_mark', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_reader_mark_reading'), ['reading'], unique=False)

    op.create_table(
        'record_signature',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('record_id', sa.Integer(), nullable=False),
        sa.Column('person_id', sa.Integer(), nullable=False),
        sa.Column(
            'stand',
            sa.Enum('agree', 'otherwise', name='stance', native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column('words', sa.Text(), nullable=False),
        sa.Column('consent', sa.Text(), nullable=False),
        sa.Column(
            'reading',
            sa.Enum(
                'no_words',
                'waiting',
                'shown',
                'declined',
                name='wordsreview',
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column('reason', sa.Text(), nullable=False),
        sa.Column('at', sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ['person_id'], ['person.id'], name=op.f('fk_record_signature_person_id_person')
        ),
        sa.ForeignKeyConstraint(
            ['record_id'],
            ['learning_record.id'],
            name=op.f('fk_record_signature_record_id_learning_record'),
            ondelete='CASCADE',
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_record_signature')),
        sa.UniqueConstraint(
            'record_id', 'person_id', name=op.f('uq_record_signature_record_id_person_id')
        ),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('record_signature', schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f('ix_record_signature_person_id'), ['person_id'], unique=False
        )
        batch_op.create_index(batch_op.f('ix_record_signature_reading'), ['reading'], unique=False)

    op.create_table(
        'release',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('round_id', sa.Integer(), nullable=False),
        sa.Column('number', sa.Integer(), nullable=False),
        sa.Column('made_on', sa.Date(), nullable=False),
        sa.Column('of', sa.JSON(), nullable=False),
        sa.Column('rung', sa.Integer(), nullable=False),
        sa.Column('figures', sa.JSON(), nullable=False),
        sa.Column(
            'collected',
            sa.Enum('team', 'independent', name='collected', native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column('needed', sa.Integer(), nullable=False),
        sa.Column('is_ended', sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ['round_id'],
            ['resident_round.id'],
            name=op.f('fk_release_round_id_resident_round'),
            ondelete='CASCADE',
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_release')),
        sa.UniqueConstraint('round_id', 'number', name=op.f('uq_release_round_id_number')),
        sqlite_autoincrement=True,
    )
    op.create_table(
        'resident_remark',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('round_id', sa.Integer(), nullable=False),
        sa.Column('body', sa.Text(), nullable=False),
        sa.Column(
            'status',
            sa.Enum(
                'held',
                'waits',
                'published',
                'declined',
                name='remarkstatus',
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column('reason', sa.Text(), nullable=False),
        sa.Column('decided_by_id', sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ['decided_by_id'], ['person.id'], name=op.f('fk_resident_remark_decided_by_id_person')
        ),
        sa.ForeignKeyConstraint(
            ['round_id'],
            ['resident_round.id'],
            name=op.f('fk_resident_remark_round_id_resident_round'),
            ondelete='CASCADE',
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_resident_remark')),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('resident_remark', schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f('ix_resident_remark_decided_by_id'), ['decided_by_id'], unique=False
        )
        batch_op.create_index(batch_op.f('ix_resident_remark_round_id'), ['round_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_resident_remark_status'), ['status'], unique=False)

    op.create_table(
        'resource_quarter',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('request_id', sa.Integer(), nullable=False),
        sa.Column('starts', sa.Date(), nullable=False),
        sa.Column('posts_tenths', sa.Integer(), nullable=True),
        sa.Column('hours_hundredths', sa.BigInteger(), nullable=True),
        sa.Column('pence', sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ['request_id'],
            ['resource_request.id'],
            name=op.f('fk_resource_quarter_request_id_resource_request'),
            ondelete='CASCADE',
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_resource_quarter')),
        sa.UniqueConstraint(
            'request_id', 'starts', name=op.f('uq_resource_quarter_request_id_starts')
        ),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('resource_quarter', schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f('ix_resource_quarter_request_id'), ['request_id'], unique=False
        )

    op.create_table(
        'resource_request_version',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('request_id', sa.Integer(), nullable=False),
        sa.Column('day', sa.Date(), nullable=False),
        sa.Column(
            'state',
            sa.Enum(
                'asked',
                'agreed',
                'partly',
                'refused',
                name='requeststate',
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column('posts_tenths', sa.Integer(), nullable=True),
        sa.Column('hours_hundredths', sa.BigInteger(), nullable=True),
        sa.Column('pence', sa.BigInteger(), nullable=True),
        sa.Column('since', sa.String(length=10), nullable=True),
        sa.Column('until', sa.String(length=10), nullable=True),
        sa.Column('reason', sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ['request_id'],
            ['resource_request.id'],
            name=op.f('fk_resource_request_version_request_id_resource_request'),
            ondelete='CASCADE',
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_resource_request_version')),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('resource_request_version', schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f('ix_resource_request_version_request_id'), ['request_id'], unique=False
        )

    op.create_table(
        'review_message',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('review_id', sa.Integer(), nullable=False),
        sa.Column('person_id', sa.Integer(), nullable=False),
        sa.Column('at', sa.DateTime(), nullable=False),
        sa.Column(
            'kind',
            sa.Enum(
                'message',
                'locked',
                'unlocked',
                'asked',
                'routed',
                name='linekind',
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column('words', sa.Text(), nullable=False),
        sa.Column('quote', sa.Text(), nullable=False),
        sa.Column('link', sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ['person_id'], ['person.id'], name=op.f('fk_review_message_person_id_person')
        ),
        sa.ForeignKeyConstraint(
            ['review_id'],
            ['review.id'],
            name=op.f('fk_review_message_review_id_review'),
            ondelete='CASCADE',
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_review_message')),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('review_message', schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f('ix_review_message_person_id'), ['person_id'], unique=False
        )
        batch_op.create_index(
            batch_op.f('ix_review_message_review_id'), ['review_id'], unique=False
        )

    op.create_table(
        'round_reminder',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('rating_id', sa.Integer(), nullable=False),
        sa.Column(
            'cause',
            sa.Enum(
                'year', 'provisional', 'stage', 'asked', name='cause', native_enum=False, length=40
            ),
            nullable=False,
        ),
        sa.Column('at', sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ['rating_id'],
            ['rating.id'],
            name=op.f('fk_round_reminder_rating_id_rating'),
            ondelete='CASCADE',
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_round_reminder')),
        sa.UniqueConstraint('rating_id', 'cause', name=op.f('uq_round_reminder_rating_id_cause')),
        sqlite_autoincrement=True,
    )
    op.create_table(
        'set_aside',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('round_id', sa.Integer(), nullable=False),
        sa.Column('by_id', sa.Integer(), nullable=False),
        sa.Column('at', sa.DateTime(), nullable=False),
        sa.Column('reason', sa.Text(), nullable=False),
        sa.Column('number', sa.Integer(), nullable=False),
        sa.Column('is_published', sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(['by_id'], ['person.id'], name=op.f('fk_set_aside_by_id_person')),
        sa.ForeignKeyConstraint(
            ['round_id'],
            ['resident_round.id'],
            name=op.f('fk_set_aside_round_id_resident_round'),
            ondelete='CASCADE',
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_set_aside')),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('set_aside', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_set_aside_by_id'), ['by_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_set_aside_round_id'), ['round_id'], unique=False)

    op.create_table(
        'survey',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('wave_id', sa.Integer(), nullable=False),
        sa.Column('key', sa.String(length=40), nullable=False),
        sa.Column('asks', sa.JSON(), nullable=False),
        sa.Column('closes_on', sa.Date(), nullable=False),
        sa.Column('is_counted', sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ['wave_id'], ['wave.id'], name=op.f('fk_survey_wave_id_wave'), ondelete='CASCADE'
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_survey')),
        sa.UniqueConstraint('key', name=op.f('uq_survey_key')),
        sa.UniqueConstraint('wave_id', name=op.f('uq_survey_wave_id')),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('survey', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_survey_closes_on'), ['closes_on'], unique=False)

    op.create_table(
        'wave_tally',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('wave_id', sa.Integer(), nullable=False),
        sa.Column('statement_id', sa.Integer(), nullable=False),
        sa.Column('group', sa.String(), nullable=False),
        sa.Column('counts', sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ['statement_id'], ['statement.id'], name=op.f('fk_wave_tally_statement_id_statement')
        ),
        sa.ForeignKeyConstraint(
            ['wave_id'], ['wave.id'], name=op.f('fk_wave_tally_wave_id_wave'), ondelete='CASCADE'
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_wave_tally')),
        sa.UniqueConstraint(
            'wave_id',
            'statement_id',
            'group',
            name=op.f('uq_wave_tally_wave_id_statement_id_group'),
        ),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('wave_tally', schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f('ix_wave_tally_statement_id'), ['statement_id'], unique=False
        )

    op.create_table(
        'answer_ruling',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('answer_id', sa.Integer(), nullable=False),
        sa.Column(
            'verdict',
            sa.Enum('accepted', 'refused', name='rulingverdict', native_enum=False, length=40),
            nullable=True,
        ),
        sa.Column('reason', sa.Text(), nullable=False),
        sa.Column('person_id', sa.Integer(), nullable=True),
        sa.Column('at', sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ['answer_id'],
            ['rating_answer.id'],
            name=op.f('fk_answer_ruling_answer_id_rating_answer'),
            ondelete='CASCADE',
        ),
        sa.ForeignKeyConstraint(
            ['person_id'], ['person.id'], name=op.f('fk_answer_ruling_person_id_person')
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_answer_ruling')),
        sa.UniqueConstraint('answer_id', name=op.f('uq_answer_ruling_answer_id')),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('answer_ruling', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_answer_ruling_person_id'), ['person_id'], unique=False)

    op.create_table(
        'commitment_step',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('commitment_id', sa.Integer(), nullable=False),
        sa.Column('at', sa.DateTime(), nullable=False),
        sa.Column('person_id', sa.Integer(), nullable=False),
        sa.Column('post', sa.String(), nullable=False),
        sa.Column(
            'state',
            sa.Enum(
                'planned', 'made', 'not_doing', name='commitmentstate', native_enum=False, length=40
            ),
            nullable=False,
        ),
        sa.Column('due', sa.String(length=10), nullable=False),
        sa.Column('reason', sa.Text(), nullable=False),
        sa.Column('proof', sa.Text(), nullable=False),
        sa.Column('proof_link', sa.Text(), nullable=False),
        sa.Column('read_at', sa.DateTime(), nullable=True),
        sa.Column('sent_back', sa.Text(), nullable=False),
        sa.Column('published_yes', sa.Integer(), nullable=False),
        sa.Column('published_not_yet', sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ['commitment_id'],
            ['commitment.id'],
            name=op.f('fk_commitment_step_commitment_id_commitment'),
            ondelete='CASCADE',
        ),
        sa.ForeignKeyConstraint(
            ['person_id'], ['person.id'], name=op.f('fk_commitment_step_person_id_person')
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_commitment_step')),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('commitment_step', schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f('ix_commitment_step_commitment_id'), ['commitment_id'], unique=False
        )
        batch_op.create_index(
            batch_op.f('ix_commitment_step_person_id'), ['person_id'], unique=False
        )
        batch_op.create_index(batch_op.f('ix_commitment_step_read_at'), ['read_at'], unique=False)

    op.create_table(
        'confirmation_answer',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('proposal_id', sa.Integer(), nullable=False),
        sa.Column('person_id', sa.Integer(), nullable=False),
        sa.Column(
            'verdict',
            sa.Enum(
                'agrees',
                'disagrees',
                'taken_back',
                name='proposalverdict',
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column('words', sa.Text(), nullable=False),
        sa.Column('at', sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ['person_id'], ['person.id'], name=op.f('fk_confirmation_answer_person_id_person')
        ),
        sa.ForeignKeyConstraint(
            ['proposal_id'],
            ['confirmation_proposal.id'],
            name=op.f('fk_confirmation_answer_proposal_id_confirmation_proposal'),
            ondelete='CASCADE',
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_confirmation_answer')),
        sa.UniqueConstraint('proposal_id', name=op.f('uq_confirmation_answer_proposal_id')),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('confirmation_answer', schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f('ix_confirmation_answer_person_id'), ['person_id'], unique=False
        )

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
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('rating_evidence_check', schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f('ix_rating_evidence_check_person_id'), ['person_id'], unique=False
        )

    op.create_table(
        'resident_answer',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('round_id', sa.Integer(), nullable=False),
        sa.Column('once', sa.String(length=64), nullable=True),
        sa.Column('at', sa.DateTime(), nullable=False),
        sa.Column('values', sa.JSON(), nullable=False),
        sa.Column('is_quick', sa.Boolean(), nullable=False),
        sa.Column(
            'given',
            sa.Enum(
                'link',
                'code',
                'paper',
                'phone',
                'in_person',
                name='answerchannel',
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column('is_independent', sa.Boolean(), nullable=False),
        sa.Column('given_note', sa.Text(), nullable=False),
        sa.Column('typed_by_id', sa.Integer(), nullable=True),
        sa.Column('set_aside_id', sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ['round_id'],
            ['resident_round.id'],
            name=op.f('fk_resident_answer_round_id_resident_round'),
            ondelete='CASCADE',
        ),
        sa.ForeignKeyConstraint(
            ['set_aside_id'],
            ['set_aside.id'],
            name=op.f('fk_resident_answer_set_aside_id_set_aside'),
        ),
        sa.ForeignKeyConstraint(
            ['typed_by_id'], ['person.id'], name=op.f('fk_resident_answer_typed_by_id_person')
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_resident_answer')),
        sa.UniqueConstraint('round_id', 'once', name=op.f('uq_resident_answer_round_id_once')),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('resident_answer', schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f('ix_resident_answer_set_aside_id'), ['set_aside_id'], unique=False
        )
        batch_op.create_index(
            batch_op.f('ix_resident_answer_typed_by_id'), ['typed_by_id'], unique=False
        )

    op.create_table(
        'session_support',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('session_id', sa.Integer(), nullable=False),
        sa.Column('term_id', sa.Integer(), nullable=False),
        sa.Column('is_offered', sa.Boolean(), nullable=False),
        sa.Column('is_used', sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ['session_id'],
            ['activity_session.id'],
            name=op.f('fk_session_support_session_id_activity_session'),
            ondelete='CASCADE',
        ),
        sa.ForeignKeyConstraint(
            ['term_id'], ['term.id'], name=op.f('fk_session_support_term_id_term')
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_session_support')),
        sa.UniqueConstraint(
            'session_id', 'term_id', name=op.f('uq_session_support_session_id_term_id')
        ),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('session_support', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_session_support_term_id'), ['term_id'], unique=False)

    op.create_table(
        'survey_answer',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('survey_id', sa.Integer(), nullable=False),
        sa.Column('once', sa.String(length=64), nullable=False),
        sa.Column('values', sa.JSON(), nullable=False),
        sa.Column(
            'came',
            sa.Enum(
                'paper', 'phone', 'in_person', name='surveychannel', native_enum=False, length=40
            ),
            nullable=True,
        ),
        sa.Column('note', sa.Text(), nullable=False),
        sa.Column('typed_by_id', sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ['survey_id'],
            ['survey.id'],
            name=op.f('fk_survey_answer_survey_id_survey'),
            ondelete='CASCADE',
        ),
        sa.ForeignKeyConstraint(
            ['typed_by_id'], ['person.id'], name=op.f('fk_survey_answer_typed_by_id_person')
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_survey_answer')),
        sa.UniqueConstraint('survey_id', 'once', name=op.f('uq_survey_answer_survey_id_once')),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table('survey_answer', schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f('ix_survey_answer_typed_by_id'), ['typed_by_id'], unique=False
        )

    op.create_table(
        'commitment_answer',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('subject_id', sa.Integer(), nullable=False),
        sa.Column('once', sa.String(length=64), nullable=False),
        sa.Column('happened', sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ['subject_id'],
            ['commitment_step.id'],
            name=op.f('fk_commitment_answer_subject_id_commitment_step'),
            ondelete='CASCADE',
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_commitment_answer')),
        sa.UniqueConstraint(
            'subject_id', 'once', name=op.f('uq_commitment_answer_subject_id_once')
        ),
        sqlite_autoincrement=True,
    )


def downgrade() -> None:
    op.drop_table('commitment_answer')
    with op.batch_alter_table('survey_answer', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_survey_answer_typed_by_id'))

    op.drop_table('survey_answer')
    with op.batch_alter_table('session_support', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_session_support_term_id'))

    op.drop_table('session_support')
    with op.batch_alter_table('resident_answer', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_resident_answer_typed_by_id'))
        batch_op.drop_index(batch_op.f('ix_resident_answer_set_aside_id'))

    op.drop_table('resident_answer')
    with op.batch_alter_table('rating_evidence_check', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_rating_evidence_check_person_id'))

    op.drop_table('rating_evidence_check')
    with op.batch_alter_table('confirmation_answer', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_confirmation_answer_person_id'))

    op.drop_table('confirmation_answer')
    with op.batch_alter_table('commitment_step', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_commitment_step_read_at'))
        batch_op.drop_index(batch_op.f('ix_commitment_step_person_id'))
        batch_op.drop_index(batch_op.f('ix_commitment_step_commitment_id'))

    op.drop_table('commitment_step')
    with op.batch_alter_table('answer_ruling', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_answer_ruling_person_id'))

    op.drop_table('answer_ruling')
    with op.batch_alter_table('wave_tally', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_wave_tally_statement_id'))

    op.drop_table('wave_tally')
    with op.batch_alter_table('survey', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_survey_closes_on'))

    op.drop_table('survey')
    with op.batch_alter_table('set_aside', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_set_aside_round_id'))
        batch_op.drop_index(batch_op.f('ix_set_aside_by_id'))

    op.drop_table('set_aside')
    op.drop_table('round_reminder')
    with op.batch_alter_table('review_message', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_review_message_review_id'))
        batch_op.drop_index(batch_op.f('ix_review_message_person_id'))

    op.drop_table('review_message')
    with op.batch_alter_table('resource_request_version', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_resource_request_version_request_id'))

    op.drop_table('resource_request_version')
    with op.batch_alter_table('resource_quarter', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_resource_quarter_request_id'))

    op.drop_table('resource_quarter')
    with op.batch_alter_table('resident_remark', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_resident_remark_status'))
        batch_op.drop_index(batch_op.f('ix_resident_remark_round_id'))
        batch_op.drop_index(batch_op.f('ix_resident_remark_decided_by_id'))

    op.drop_table('resident_remark')
    op.drop_table('release')
    with op.batch_alter_table('record_signature', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_record_signature_reading'))
        batch_op.drop_index(batch_op.f('ix_record_signature_person_id'))

    op.drop_table('record_signature')
    with op.batch_alter_table('reader_mark', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_reader_mark_reading'))

    op.drop_table('reader_mark')
    with op.batch_alter_table('rating_notes_reading', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_rating_notes_reading_person_id'))

    op.drop_table('rating_notes_reading')
    op.drop_table('rating_answer')
    with op.batch_alter_table('outcome_link', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_outcome_link_statement_id'))
        batch_op.drop_index(batch_op.f('ix_outcome_link_person_id'))
        batch_op.drop_index(batch_op.f('ix_outcome_link_key'))

    op.drop_table('outcome_link')
    with op.batch_alter_table('moderation_decision', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_moderation_decision_comment_id'))
        batch_op.drop_index(batch_op.f('ix_moderation_decision_by_id'))

    op.drop_table('moderation_decision')
    with op.batch_alter_table('learning_record_term', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_learning_record_term_term_id'))

    op.drop_table('learning_record_term')
    with op.batch_alter_table('learning_record_tag', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_learning_record_tag_record_id'))
        batch_op.drop_index(batch_op.f('ix_learning_record_tag_facet_value'))

    op.drop_table('learning_record_tag')
    op.drop_table('learning_record_part')
    with op.batch_alter_table('gap_conversation', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_gap_conversation_rating_id'))
        batch_op.drop_index(batch_op.f('ix_gap_conversation_person_id'))
        batch_op.drop_index(batch_op.f('ix_gap_conversation_activity_id'))

    op.drop_table('gap_conversation')
    with op.batch_alter_table('easy_read_line', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_easy_read_line_file_id'))

    op.drop_table('easy_read_line')
    with op.batch_alter_table('consent', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_consent_until'))
        batch_op.drop_index(batch_op.f('ix_consent_file_id'))
        batch_op.drop_index(batch_op.f('ix_consent_by_id'))
        batch_op.drop_index(batch_op.f('ix_consent_activity_id'))

    op.drop_table('consent')
    with op.batch_alter_table('confirmation_proposal', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_confirmation_proposal_rating_id'))
        batch_op.drop_index(batch_op.f('ix_confirmation_proposal_person_id'))
        batch_op.drop_index(batch_op.f('ix_confirmation_proposal_activity_id'))

    op.drop_table('confirmation_proposal')
    with op.batch_alter_table('commitment', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_commitment_state'))
        batch_op.drop_index(batch_op.f('ix_commitment_published_at'))
        batch_op.drop_index(batch_op.f('ix_commitment_comment_id'))
        batch_op.drop_index(batch_op.f('ix_commitment_activity_id'))

    op.drop_table('commitment')
    with op.batch_alter_table('comment_report', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_comment_report_settled_at'))
        batch_op.drop_index(batch_op.f('ix_comment_report_person_id'))
        batch_op.drop_index(batch_op.f('ix_comment_report_comment_id'))

    op.drop_table('comment_report')
    with op.batch_alter_table('comment_origin', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_comment_origin_typed_by_id'))

    op.drop_table('comment_origin')
    with op.batch_alter_table('collection_item', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_collection_item_collection_id'))

    op.drop_table('collection_item')
    with op.batch_alter_table('code_sheet', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_code_sheet_round_id'))
        batch_op.drop_index(batch_op.f('ix_code_sheet_holder_id'))
        batch_op.drop_index(batch_op.f('ix_code_sheet_by_id'))

    op.drop_table('code_sheet')
    with op.batch_alter_table('board_spotlight', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_board_spotlight_starts_on'))
        batch_op.drop_index(batch_op.f('ix_board_spotlight_item_id'))
        batch_op.drop_index(batch_op.f('ix_board_spotlight_group_id'))
        batch_op.drop_index(batch_op.f('ix_board_spotlight_activity_id'))

    op.drop_table('board_spotlight')
    with op.batch_alter_table('board_plan_move', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_board_plan_move_meeting_id'))
        batch_op.drop_index(batch_op.f('ix_board_plan_move_item_id'))

    op.drop_table('board_plan_move')
    op.drop_table('board_plan_link')
    with op.batch_alter_table('board_pack_row', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_board_pack_row_figure_id_position'))

    op.drop_table('board_pack_row')
    op.drop_table('board_action_answer')
    with op.batch_alter_table('answer_query', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_answer_query_reply_read_by_id'))
        batch_op.drop_index(batch_op.f('ix_answer_query_replied_by_id'))
        batch_op.drop_index(batch_op.f('ix_answer_query_person_id'))
        batch_op.drop_index(batch_op.f('ix_answer_query_is_open'))
        batch_op.drop_index(batch_op.f('ix_answer_query_closed_by_id'))

    op.drop_table('answer_query')
    op.drop_table('activity_session')
    op.drop_table('activity_link')
    op.drop_table('activity_group')
    with op.batch_alter_table('activity_cost', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_activity_cost_given_by_id'))

    op.drop_table('activity_cost')
    with op.batch_alter_table('word_justification', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_word_justification_person_id'))
        batch_op.drop_index(batch_op.f('ix_word_justification_activity_id_word'))

    op.drop_table('word_justification')
    with op.batch_alter_table('wave', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_wave_state'))
        batch_op.drop_index(batch_op.f('ix_wave_place_id'))
        batch_op.drop_index(batch_op.f('ix_wave_by_id'))
        batch_op.drop_index(batch_op.f('ix_wave_activity_id'))

    op.drop_table('wave')
    with op.batch_alter_table('stored_file', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_stored_file_by_id'))
        batch_op.drop_index(batch_op.f('ix_stored_file_activity_id'))

    op.drop_table('stored_file')
    op.drop_table('statement_indicator')
    with op.batch_alter_table('statement', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_statement_key'))

    op.drop_table('statement')
    with op.batch_alter_table('sheet_row', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_sheet_row_verdict'))
        batch_op.drop_index(batch_op.f('ix_sheet_row_activity_id'))

    op.drop_table('sheet_row')
    with op.batch_alter_table('round_request', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_round_request_person_id'))

    op.drop_table('round_request')
    with op.batch_alter_table('review', schema=None) as batch_op:
        batch_op.drop_index(
            'uq_review_open',
            sqlite_where=sa.text("state = 'open'"),
            postgresql_where=sa.text("state = 'open'"),
        )
        batch_op.drop_index(batch_op.f('ix_review_state_due_on'))
        batch_op.drop_index(batch_op.f('ix_review_stand_in_id'))
        batch_op.drop_index(batch_op.f('ix_review_sent_by_id'))
        batch_op.drop_index(batch_op.f('ix_review_kind_subject_id'))
        batch_op.drop_index(batch_op.f('ix_review_decided_by_id'))
        batch_op.drop_index(batch_op.f('ix_review_closed_at'))
        batch_op.drop_index(batch_op.f('ix_review_claimed_by_id'))
        batch_op.drop_index(batch_op.f('ix_review_assignee_id'))

    op.drop_table('review')
    with op.batch_alter_table('resource_request', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_resource_request_partner_id'))
        batch_op.drop_index(batch_op.f('ix_resource_request_board_id'))
        batch_op.drop_index(batch_op.f('ix_resource_request_activity_id'))

    op.drop_table('resource_request')
    with op.batch_alter_table('resident_round', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_resident_round_released_by_id'))
        batch_op.drop_index(batch_op.f('ix_resident_round_by_id'))
        batch_op.drop_index(batch_op.f('ix_resident_round_activity_id'))

    op.drop_table('resident_round')
    with op.batch_alter_table('removal_request', schema=None) as batch_op:
        batch_op.drop_index(
            'uq_removal_request_waits',
            sqlite_where=sa.text('waits'),
            postgresql_where=sa.text('waits'),
        )
        batch_op.drop_index(batch_op.f('ix_removal_request_person_id'))
        batch_op.drop_index(batch_op.f('ix_removal_request_activity_id'))

    op.drop_table('removal_request')
    with op.batch_alter_table('removal_place', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_removal_place_removal_id'))

    op.drop_table('removal_place')
    with op.batch_alter_table('rating', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_rating_rung'))
        batch_op.drop_index(batch_op.f('ix_rating_person_id'))
        batch_op.drop_index(batch_op.f('ix_rating_activity_id'))

    op.drop_table('rating')
    with op.batch_alter_table('quotation', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_quotation_activity_id'))

    op.drop_table('quotation')
    with op.batch_alter_table('quick_pass', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_quick_pass_person_id'))
        batch_op.drop_index(batch_op.f('ix_quick_pass_activity_id'))

    op.drop_table('quick_pass')
    op.drop_table('published_totals')
    with op.batch_alter_table('public_change', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_public_change_activity_id'))

    op.drop_table('public_change')
    with op.batch_alter_table('pot_giving', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_pot_giving_to_id'))
        batch_op.drop_index(batch_op.f('ix_pot_giving_pot_id'))
        batch_op.drop_index(batch_op.f('ix_pot_giving_activity_id'))

    op.drop_table('pot_giving')
    with op.batch_alter_table('pending_part', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_pending_part_sent_at'))
        batch_op.drop_index(batch_op.f('ix_pending_part_person_id'))

    op.drop_table('pending_part')
    op.drop_table('participant_totals')
    with op.batch_alter_table('owner_invitation', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_owner_invitation_by_id'))

    op.drop_table('owner_invitation')
    with op.batch_alter_table('open_session', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_open_session_ends_at'))
        batch_op.drop_index(batch_op.f('ix_open_session_activity_id'))

    op.drop_table('open_session')
    with op.batch_alter_table('message', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_message_waits'))
        batch_op.drop_index(batch_op.f('ix_message_person_id'))
        batch_op.drop_index(batch_op.f('ix_message_activity_id'))

    op.drop_table('message')
    with op.batch_alter_table('learning_record', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_learning_record_status_published_at'))
        batch_op.drop_index(batch_op.f('ix_learning_record_review_by'))
        batch_op.drop_index(batch_op.f('ix_learning_record_owner_id'))
        batch_op.drop_index(batch_op.f('ix_learning_record_activity_id'))

    op.drop_table('learning_record')
    with op.batch_alter_table('join_request', schema=None) as batch_op:
        batch_op.drop_index(
            'uq_join_request_waits',
            sqlite_where=sa.text("state = 'waiting'"),
            postgresql_where=sa.text("state = 'waiting'"),
        )
        batch_op.drop_index(batch_op.f('ix_join_request_person_id'))
        batch_op.drop_index(batch_op.f('ix_join_request_activity_id'))

    op.drop_table('join_request')
    op.drop_table('group_statement')
    with op.batch_alter_table('group_claim', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_group_claim_activity_id'))

    op.drop_table('group_claim')
    with op.batch_alter_table('gate_decision', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_gate_decision_published_at'))
        batch_op.drop_index(batch_op.f('ix_gate_decision_person_id'))
        batch_op.drop_index(batch_op.f('ix_gate_decision_activity_id'))

    op.drop_table('gate_decision')
    op.drop_table('framework_text')
    op.drop_table('format_version')
    with op.batch_alter_table('format_request', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_format_request_done_at'))
        batch_op.drop_index(batch_op.f('ix_format_request_activity_id'))

    op.drop_table('format_request')
    with op.batch_alter_table('follow', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_follow_follower_id'))
        batch_op.drop_index(batch_op.f('ix_follow_activity_id'))

    op.drop_table('follow')
    with op.batch_alter_table('feedback_count', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_feedback_count_file_id'))
        batch_op.drop_index('ix_feedback_count_by_second')
        batch_op.drop_index('ix_feedback_count_by_first')

    op.drop_table('feedback_count')
    with op.batch_alter_table('feedback_comment', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_feedback_comment_source_given_on'))
        batch_op.drop_index(
            'ix_feedback_comment_is_unplaced',
            sqlite_where=sa.text('unplaced IS NOT NULL'),
            postgresql_where=sa.text('unplaced IS NOT NULL'),
        )
        batch_op.drop_index(batch_op.f('ix_feedback_comment_file_id'))

    op.drop_table('feedback_comment')
    with op.batch_alter_table('edit_suggestion', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_edit_suggestion_person_id'))
        batch_op.drop_index(batch_op.f('ix_edit_suggestion_activity_id'))

    op.drop_table('edit_suggestion')
    with op.batch_alter_table('decision_term', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_decision_term_term_id'))

    op.drop_table('decision_term')
    op.drop_table('decision_prior_feedback')
    with op.batch_alter_table('decision_hold', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_decision_hold_state'))

    op.drop_table('decision_hold')
    op.drop_table('decision_answer')
    with op.batch_alter_table('decision_addition', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_decision_addition_person_id'))
        batch_op.drop_index(batch_op.f('ix_decision_addition_decision_id'))

    op.drop_table('decision_addition')
    with op.batch_alter_table('decision_activity', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_decision_activity_activity_id'))

    op.drop_table('decision_activity')
    with op.batch_alter_table('contact_request', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_contact_request_answer_by'))
        batch_op.drop_index(batch_op.f('ix_contact_request_activity_id'))

    op.drop_table('contact_request')
    with op.batch_alter_table('comment', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_comment_words_hash'))
        batch_op.drop_index(batch_op.f('ix_comment_subject_kind_subject_id_state'))
        batch_op.drop_index(batch_op.f('ix_comment_state'))
        batch_op.drop_index(batch_op.f('ix_comment_person_id'))
        batch_op.drop_index(batch_op.f('ix_comment_parent_id'))
        batch_op.drop_index(batch_op.f('ix_comment_answer_by'))

    op.drop_table('comment')
    with op.batch_alter_table('challenge_claim', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_challenge_claim_person_id'))
        batch_op.drop_index(batch_op.f('ix_challenge_claim_activity_id_challenge_view'))

    op.drop_table('challenge_claim')
    with op.batch_alter_table('campaign_link', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_campaign_link_campaign_id'))

    op.drop_table('campaign_link')
    with op.batch_alter_table('board_spotlight_nomination', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_board_spotlight_nomination_person_id'))

    op.drop_table('board_spotlight_nomination')
    with op.batch_alter_table('board_plan_item', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_board_plan_item_meeting_id'))
        batch_op.drop_index(batch_op.f('ix_board_plan_item_group_id'))

    op.drop_table('board_plan_item')
    with op.batch_alter_table('board_pack_story', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_board_pack_story_file_id'))

    op.drop_table('board_pack_story')
    op.drop_table('board_pack_section')
    with op.batch_alter_table('board_pack_reader', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_board_pack_reader_person_id'))

    op.drop_table('board_pack_reader')
    with op.batch_alter_table('board_pack_note', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_board_pack_note_person_id'))
        batch_op.drop_index(batch_op.f('ix_board_pack_note_pack_id'))

    op.drop_table('board_pack_note')
    op.drop_table('board_pack_figure')
    with op.batch_alter_table('board_pack_ask', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_board_pack_ask_pack_id'))

    op.drop_table('board_pack_ask')
    with op.batch_alter_table('board_member_note', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_board_member_note_person_id'))
        batch_op.drop_index(batch_op.f('ix_board_member_note_meeting_id'))
        batch_op.drop_index(batch_op.f('ix_board_member_note_group_id'))
        batch_op.drop_index(batch_op.f('ix_board_member_note_answer_by'))
        batch_op.drop_index(batch_op.f('ix_board_member_note_action_id'))
        batch_op.drop_index(batch_op.f('ix_board_member_note_access'))

    op.drop_table('board_member_note')
    with op.batch_alter_table('board_indicator_activity', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_board_indicator_activity_person_id'))
        batch_op.drop_index(batch_op.f('ix_board_indicator_activity_activity_id'))

    op.drop_table('board_indicator_activity')
    with op.batch_alter_table('board_chain_link', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_board_chain_link_chain_id'))

    op.drop_table('board_chain_link')
    with op.batch_alter_table('board_action_update', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_board_action_update_person_id'))
        batch_op.drop_index(batch_op.f('ix_board_action_update_action_id'))

    op.drop_table('board_action_update')
    with op.batch_alter_table('board_action_step', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_board_action_step_action_id'))

    op.drop_table('board_action_step')
    with op.batch_alter_table('board_action_link', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_board_action_link_requested_by_id'))
        batch_op.drop_index(batch_op.f('ix_board_action_link_action_id'))

    op.drop_table('board_action_link')
    with op.batch_alter_table('adoption', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_adoption_started_on'))
        batch_op.drop_index(batch_op.f('ix_adoption_reading'))
        batch_op.drop_index(batch_op.f('ix_adoption_parent_id'))

    op.drop_table('adoption')
    with op.batch_alter_table('activity_text', schema=None) as batch_op:
        batch_op.drop_index(
            'ix_activity_text_says_learned',
            sqlite_where=sa.text("learned != ''"),
            postgresql_where=sa.text("learned != ''"),
        )

    op.drop_table('activity_text')
    with op.batch_alter_table('activity_term', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_activity_term_term_id'))

    op.drop_table('activity_term')
    op.drop_table('activity_source')
    with op.batch_alter_table('activity_promise', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_activity_promise_rung'))

    op.drop_table('activity_promise')
    with op.batch_alter_table('activity_owner', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_activity_owner_person_id'))

    op.drop_table('activity_owner')
    with op.batch_alter_table('activity_not_same', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_activity_not_same_other_id'))

    op.drop_table('activity_not_same')
    with op.batch_alter_table('activity_former_address', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_activity_former_address_activity_id'))

    op.drop_table('activity_former_address')
    with op.batch_alter_table('activity_fact', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_activity_fact_activity_id'))

    op.drop_table('activity_fact')
    with op.batch_alter_table('activity_detail', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_activity_detail_programme_id'))

    op.drop_table('activity_detail')
    with op.batch_alter_table('statement_version', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_statement_version_person_id'))
        batch_op.drop_index(batch_op.f('ix_statement_version_effective_from'))

    op.drop_table('statement_version')
    with op.batch_alter_table('stand_in', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_stand_in_person_id'))
        batch_op.drop_index(batch_op.f('ix_stand_in_named_by_id'))
        batch_op.drop_index(batch_op.f('ix_stand_in_ends_on'))

    op.drop_table('stand_in')
    with op.batch_alter_table('sheet_import', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_sheet_import_state'))
        batch_op.drop_index(batch_op.f('ix_sheet_import_person_id'))

    op.drop_table('sheet_import')
    with op.batch_alter_table('removal', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_removal_by_id'))

    op.drop_table('removal')
    with op.batch_alter_table('recommendation', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_recommendation_report_id'))

    op.drop_table('recommendation')
    op.drop_table('place_confirmation')
    with op.batch_alter_table('login_session', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_login_session_provider_key'))
        batch_op.drop_index(batch_op.f('ix_login_session_person_id'))

    op.drop_table('login_session')
    with op.batch_alter_table('linked_identity', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_linked_identity_person_id'))

    op.drop_table('linked_identity')
    with op.batch_alter_table('link', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_link_person_id'))
        batch_op.drop_index(batch_op.f('ix_link_expires_at'))
        batch_op.drop_index(batch_op.f('ix_link_email'))

    op.drop_table('link')
    with op.batch_alter_table('leader_signature', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_leader_signature_subject_id'))
        batch_op.drop_index(batch_op.f('ix_leader_signature_role_id'))
        batch_op.drop_index(batch_op.f('ix_leader_signature_requested_by_id'))

    op.drop_table('leader_signature')
    with op.batch_alter_table('framework_version', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_framework_version_person_id'))
        batch_op.drop_index(batch_op.f('ix_framework_version_effective_from'))

    op.drop_table('framework_version')
    with op.batch_alter_table('former_report_address', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_former_report_address_report_id'))
        batch_op.drop_index(batch_op.f('ix_former_report_address_path'))

    op.drop_table('former_report_address')
    op.drop_table('follower')
    with op.batch_alter_table('feedback_file', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_feedback_file_person_id'))

    op.drop_table('feedback_file')
    with op.batch_alter_table('draft', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_draft_at'))

    op.drop_table('draft')
    with op.batch_alter_table('decision', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_decision_signed_at'))
        batch_op.drop_index(batch_op.f('ix_decision_review_on'))
        batch_op.drop_index(batch_op.f('ix_decision_replaces_id'))
        batch_op.drop_index(batch_op.f('ix_decision_person_id'))
        batch_op.drop_index(batch_op.f('ix_decision_organisation_id'))
        batch_op.drop_index(batch_op.f('ix_decision_chosen'))

    op.drop_table('decision')
    with op.batch_alter_table('closed_guide', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_closed_guide_person_id'))

    op.drop_table('closed_guide')
    with op.batch_alter_table('chase_letter', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_chase_letter_sent_by_id'))

    op.drop_table('chase_letter')
    op.drop_table('calendar_address')
    with op.batch_alter_table('board_pack', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_board_pack_state'))
        batch_op.drop_index(batch_op.f('ix_board_pack_reviewed_by_id'))
        batch_op.drop_index(batch_op.f('ix_board_pack_previous_id'))
        batch_op.drop_index(batch_op.f('ix_board_pack_person_id'))
        batch_op.drop_index(batch_op.f('ix_board_pack_frozen_at'))
        batch_op.drop_index(batch_op.f('ix_board_pack_board_id'))

    op.drop_table('board_pack')
    with op.batch_alter_table('board_member', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_board_member_person_id'))

    op.drop_table('board_member')
    with op.batch_alter_table('board_meeting', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_board_meeting_starts_at'))
        batch_op.drop_index(batch_op.f('ix_board_meeting_group_id'))

    op.drop_table('board_meeting')
    with op.batch_alter_table('board_indicator_value', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_board_indicator_value_place_id'))
        batch_op.drop_index(batch_op.f('ix_board_indicator_value_person_id'))
        batch_op.drop_index(batch_op.f('ix_board_indicator_value_indicator_id'))

    op.drop_table('board_indicator_value')
    with op.batch_alter_table('board_indicator_review', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_board_indicator_review_target_id'))
        batch_op.drop_index(batch_op.f('ix_board_indicator_review_person_id'))

    op.drop_table('board_indicator_review')
    with op.batch_alter_table('board_chain', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_board_chain_group_id'))

    op.drop_table('board_chain')
    with op.batch_alter_table('board_action', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_board_action_state'))
        batch_op.drop_index(batch_op.f('ix_board_action_lead_id'))
        batch_op.drop_index(batch_op.f('ix_board_action_group_id'))
        batch_op.drop_index(batch_op.f('ix_board_action_due'))
        batch_op.drop_index(batch_op.f('ix_board_action_challenge'))

    op.drop_table('board_action')
    with op.batch_alter_table('audit_event', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_audit_event_subject_kind_subject_id'))
        batch_op.drop_index(batch_op.f('ix_audit_event_person_id'))
        batch_op.drop_index(batch_op.f('ix_audit_event_at'))

    op.drop_table('audit_event')
    with op.batch_alter_table('activity', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_activity_status_published_at'))
        batch_op.drop_index(batch_op.f('ix_activity_review_by'))
        batch_op.drop_index(batch_op.f('ix_activity_publish_on'))
        batch_op.drop_index(batch_op.f('ix_activity_owner_id'))
        batch_op.drop_index(batch_op.f('ix_activity_organisation_id'))
        batch_op.drop_index(batch_op.f('ix_activity_led_by_id'))

    op.drop_table('activity')
    op.drop_table('term_outline')
    with op.batch_alter_table('report', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_report_service_id'))
        batch_op.drop_index(batch_op.f('ix_report_locality_id'))
        batch_op.drop_index(batch_op.f('ix_report_group_id'))

    op.drop_table('report')
    op.drop_table('pot_share')
    op.drop_table('population')
    op.drop_table('poll_statement')
    op.drop_table('person')
    with op.batch_alter_table('mail_domain', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_mail_domain_organisation_id'))

    op.drop_table('mail_domain')
    with op.batch_alter_table('library_export_file', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_library_export_file_export_id'))

    op.drop_table('library_export_file')
    with op.batch_alter_table('leader_role', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_leader_role_organisation_id'))

    op.drop_table('leader_role')
    with op.batch_alter_table('insight_summary', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_insight_summary_starts_ends'))
        batch_op.drop_index(batch_op.f('ix_insight_summary_service_id'))
        batch_op.drop_index(batch_op.f('ix_insight_summary_practice_id'))
        batch_op.drop_index(batch_op.f('ix_insight_summary_network_id'))
        batch_op.drop_index(batch_op.f('ix_insight_summary_locality_id'))
        batch_op.drop_index(batch_op.f('ix_insight_summary_group_id'))

    op.drop_table('insight_summary')
    with op.batch_alter_table('deep_dive_step', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_deep_dive_step_deep_dive_id'))

    op.drop_table('deep_dive_step')
    with op.batch_alter_table('deep_dive_question', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_deep_dive_question_deep_dive_id'))

    op.drop_table('deep_dive_question')
    with op.batch_alter_table('deep_dive_event', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_deep_dive_event_deep_dive_id'))

    op.drop_table('deep_dive_event')
    with op.batch_alter_table('connector_term', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_connector_term_term_id'))

    op.drop_table('connector_term')
    op.drop_table('connector_change')
    with op.batch_alter_table('comment_cluster_member', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_comment_cluster_member_source_key'))
        batch_op.drop_index(batch_op.f('ix_comment_cluster_member_cluster_id_position'))

    op.drop_table('comment_cluster_member')
    with op.batch_alter_table('campaign_term', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_campaign_term_term_id'))

    op.drop_table('campaign_term')
    with op.batch_alter_table('campaign_reach', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_campaign_reach_campaign_id'))

    op.drop_table('campaign_reach')
    with op.batch_alter_table('campaign_event', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_campaign_event_campaign_id'))

    op.drop_table('campaign_event')
    with op.batch_alter_table('campaign_connector', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_campaign_connector_connector_id'))

    op.drop_table('campaign_connector')
    with op.batch_alter_table('board_indicator_target', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_board_indicator_target_review_on'))
        batch_op.drop_index(batch_op.f('ix_board_indicator_target_place_id'))
        batch_op.drop_index(batch_op.f('ix_board_indicator_target_indicator_id'))

    op.drop_table('board_indicator_target')
    with op.batch_alter_table('board_indicator_pot', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_board_indicator_pot_pot_id'))

    op.drop_table('board_indicator_pot')
    with op.batch_alter_table('board_indicator_gap', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_board_indicator_gap_indicator_id'))
        batch_op.drop_index(batch_op.f('ix_board_indicator_gap_due'))

    op.drop_table('board_indicator_gap')
    op.drop_table('board_group')
    with op.batch_alter_table('term', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_term_listing'))
        batch_op.drop_index(batch_op.f('ix_term_in_use_id'))

    op.drop_table('term')
    op.drop_table('synonym_group')
    op.drop_table('statement_poll')
    op.drop_table('sheet_mapping')
    op.drop_table('rate')
    op.drop_table('pot')
    op.drop_table('place')
    with op.batch_alter_table('outbox', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_outbox_sent_at'))
        batch_op.drop_index(batch_op.f('ix_outbox_due_at'))

    op.drop_table('outbox')
    op.drop_table('loaded_line')
    with op.batch_alter_table('library_export', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_library_export_made_at'))
        batch_op.drop_index(batch_op.f('ix_library_export_kind'))

    op.drop_table('library_export')
    op.drop_table('job_state')
    with op.batch_alter_table('form_submission', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_form_submission_at'))

    op.drop_table('form_submission')
    op.drop_table('deep_dive')
    op.drop_table('content_version')
    with op.batch_alter_table('connector', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_connector_consent_until'))

    op.drop_table('connector')
    op.drop_table('comment_cluster')
    op.drop_table('collection')
    op.drop_table('campaign')
    with op.batch_alter_table('board_indicator', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_board_indicator_ends_on'))

    op.drop_table('board_indicator')
