"""assessment library and comments"""

import sqlalchemy as sa
from alembic import op

revision = '0004'
down_revision = '0003'


def upgrade() -> None:
    op.create_table('collection',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('slug', sa.String(), nullable=False),
    sa.Column('title', sa.String(), nullable=False),
    sa.Column('introduction', sa.Text(), nullable=False),
    sa.Column('is_public', sa.Boolean(), nullable=False),
    sa.Column('created_at', sa.DateTime(), nullable=False),
    sa.Column('changed_at', sa.DateTime(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_collection')),
    sa.UniqueConstraint('slug', name=op.f('uq_collection_slug'))
    )
    op.create_table('edition',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_edition'))
    )
    op.create_table('search_meaning',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('phrases', sa.JSON(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('created_at', sa.DateTime(), nullable=False),
    sa.Column('changed_at', sa.DateTime(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_search_meaning'))
    )
    op.create_table('decision',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('slug', sa.String(), nullable=False),
    sa.Column('title', sa.String(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('organisation_id', sa.Integer(), nullable=True),
    sa.Column('replaces_id', sa.Integer(), nullable=True),
    sa.Column('framework_version', sa.Integer(), server_default='1', nullable=False),
    sa.Column('rule_version', sa.Integer(), server_default='1', nullable=False),
    sa.Column('open_to_change', sa.Text(), nullable=False),
    sa.Column('not_open', sa.Text(), nullable=False),
    sa.Column('duty', sa.Text(), nullable=False),
    sa.Column('set_aside', sa.Text(), nullable=False),
    sa.Column('decided_with', sa.Enum('with_residents', 'with_lay_member', 'with_both', 'staff_only', name='decidedwith', native_enum=False, length=40), nullable=True),
    sa.Column('in_the_room', sa.Text(), nullable=False),
    sa.Column('chosen', sa.Enum('inform', 'consult', 'engage', 'co_design', 'co_produce', 'not_go_ahead', name='chosen', native_enum=False, length=40), nullable=True),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('way_out', sa.Enum('change_conditions', 'lower_level', 'not_proceed', name='wayout', native_enum=False, length=40), nullable=True),
    sa.Column('way_out_words', sa.Text(), nullable=False),
    sa.Column('review_on', sa.Date(), nullable=True),
    sa.Column('pledge', sa.Text(), nullable=False),
    sa.Column('hear_back', sa.String(length=10), nullable=True),
    sa.Column('signed_post', sa.String(), nullable=False),
    sa.Column('signed_organisation', sa.String(), nullable=False),
    sa.Column('signed_at', sa.DateTime(), nullable=True),
    sa.Column('recommended', sa.Enum('inform', 'consult', 'engage', 'co_design', 'co_produce', name='level', native_enum=False, length=40), nullable=True),
    sa.Column('stretch', sa.Enum('inform', 'consult', 'engage', 'co_design', 'co_produce', name='level', native_enum=False, length=40), nullable=True),
    sa.Column('is_below', sa.Boolean(), nullable=False),
    sa.Column('is_mismatch', sa.Boolean(), nullable=False),
    sa.Column('check_by', sa.Date(), nullable=True),
    sa.Column('reminded_on', sa.Date(), nullable=True),
    sa.Column('created_at', sa.DateTime(), nullable=False),
    sa.Column('changed_at', sa.DateTime(), nullable=False),
    sa.ForeignKeyConstraint(['organisation_id'], ['term.id'], name=op.f('fk_decision_organisation_id_term')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_decision_person_id_person')),
    sa.ForeignKeyConstraint(['replaces_id'], ['decision.id'], name=op.f('fk_decision_replaces_id_decision')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_decision')),
    sa.UniqueConstraint('slug', name=op.f('uq_decision_slug'))
    )
    with op.batch_alter_table('decision', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_decision_chosen'), ['chosen'], unique=False)
        batch_op.create_index(batch_op.f('ix_decision_organisation_id'), ['organisation_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_decision_person_id'), ['person_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_decision_replaces_id'), ['replaces_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_decision_review_on'), ['review_on'], unique=False)
        batch_op.create_index(batch_op.f('ix_decision_signed_at'), ['signed_at'], unique=False)

    op.create_table('framework_version',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.Enum('self-assessment', 'residents', 'challenges', 'guide', name='kind', native_enum=False, length=40), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('draft_of', sa.String(length=40), nullable=True),
    sa.Column('effective_from', sa.Date(), nullable=True),
    sa.Column('why', sa.Text(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('begun_at', sa.DateTime(), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_framework_version_person_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_framework_version')),
    sa.UniqueConstraint('draft_of', name=op.f('uq_framework_version_draft_of')),
    sa.UniqueConstraint('kind', 'number', name=op.f('uq_framework_version_kind_number'))
    )
    with op.batch_alter_table('framework_version', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_framework_version_effective_from'), ['effective_from'], unique=False)
        batch_op.create_index(batch_op.f('ix_framework_version_person_id'), ['person_id'], unique=False)

    op.create_table('adoption',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('parent_id', sa.Integer(), nullable=False),
    sa.Column('child_id', sa.Integer(), nullable=False),
    sa.Column('spread', sa.Enum('vertical_in_policy_or_contract', 'horizontal_new_place', 'new_group_or_topic', 'spontaneous', name='spread', native_enum=False, length=40), nullable=False),
    sa.Column('kept', sa.Text(), nullable=False),
    sa.Column('changed', sa.Text(), nullable=False),
    sa.Column('why', sa.Text(), nullable=False),
    sa.Column('begun_on', sa.Date(), nullable=False),
    sa.Column('asked_on', sa.Date(), nullable=True),
    sa.Column('became', sa.Enum('carried_on', 'adapted', 'stopped', name='became', native_enum=False, length=40), nullable=True),
    sa.Column('told', sa.Text(), nullable=False),
    sa.Column('told_on', sa.Date(), nullable=True),
    sa.Column('reading', sa.Enum('no_words', 'waiting', 'shown', 'declined', name='reading', native_enum=False, length=40), nullable=False),
    sa.ForeignKeyConstraint(['child_id'], ['activity.id'], name=op.f('fk_adoption_child_id_activity'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['parent_id'], ['activity.id'], name=op.f('fk_adoption_parent_id_activity'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_adoption')),
    sa.UniqueConstraint('child_id', name=op.f('uq_adoption_child_id'))
    )
    with op.batch_alter_table('adoption', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_adoption_begun_on'), ['begun_on'], unique=False)
        batch_op.create_index(batch_op.f('ix_adoption_parent_id'), ['parent_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_adoption_reading'), ['reading'], unique=False)

    op.create_table('asking',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('activity_id', sa.Integer(), nullable=False),
    sa.Column('open_activity_id', sa.Integer(), nullable=True),
    sa.Column('round', sa.Enum('start', 'midpoint', 'end', 'after_scaling', 'asked_for', name='round', native_enum=False, length=40), nullable=False),
    sa.Column('key', sa.String(length=40), nullable=False),
    sa.Column('by_id', sa.Integer(), nullable=False),
    sa.Column('opened_at', sa.DateTime(), nullable=False),
    sa.Column('closes_on', sa.Date(), nullable=False),
    sa.ForeignKeyConstraint(['activity_id'], ['activity.id'], name=op.f('fk_asking_activity_id_activity'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['by_id'], ['person.id'], name=op.f('fk_asking_by_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_asking')),
    sa.UniqueConstraint('key', name=op.f('uq_asking_key')),
    sa.UniqueConstraint('open_activity_id', name=op.f('uq_asking_open_activity_id'))
    )
    with op.batch_alter_table('asking', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_asking_activity_id'), ['activity_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_asking_by_id'), ['by_id'], unique=False)

    op.create_table('challenge_standpoint',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('activity_id', sa.Integer(), nullable=False),
    sa.Column('challenge', sa.Enum('c1', 'c2', 'c3', 'c4', name='challenge', native_enum=False, length=40), nullable=False),
    sa.Column('view', sa.Enum('suggested', 'claimed', 'judged', name='view', native_enum=False, length=40), nullable=False),
    sa.Column('value', sa.Integer(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('link', sa.Text(), nullable=False),
    sa.Column('suggested', sa.Integer(), nullable=True),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('at', sa.DateTime(), nullable=False),
    sa.CheckConstraint('value BETWEEN 0 AND 4', name=op.f('ck_challenge_standpoint_value')),
    sa.ForeignKeyConstraint(['activity_id'], ['activity.id'], name=op.f('fk_challenge_standpoint_activity_id_activity'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_challenge_standpoint_person_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_challenge_standpoint'))
    )
    with op.batch_alter_table('challenge_standpoint', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_challenge_standpoint_activity_id_challenge_view'), ['activity_id', 'challenge', 'view'], unique=False)
        batch_op.create_index(batch_op.f('ix_challenge_standpoint_person_id'), ['person_id'], unique=False)

    op.create_table('comment',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('subject_kind', sa.String(length=40), nullable=False),
    sa.Column('subject_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.Enum('was_there', 'question', 'idea', 'wrong', 'thanks', name='kind', native_enum=False, length=40), nullable=True),
    sa.Column('state', sa.Enum('waiting', 'published', 'reword', 'held', 'declined', 'passed_on', 'taken_back', name='state', native_enum=False, length=40), nullable=False),
    sa.Column('body', sa.Text(), nullable=False),
    sa.Column('public_body', sa.Text(), nullable=False),
    sa.Column('name', sa.String(length=80), nullable=False),
    sa.Column('email', sa.String(length=254), nullable=True),
    sa.Column('person_id', sa.Integer(), nullable=True),
    sa.Column('is_official', sa.Boolean(), nullable=False),
    sa.Column('under_id', sa.Integer(), nullable=True),
    sa.Column('answers_id', sa.Integer(), nullable=True),
    sa.Column('sent_at', sa.DateTime(), nullable=False),
    sa.Column('published_at', sa.DateTime(), nullable=True),
    sa.Column('left_on', sa.Date(), nullable=True),
    sa.Column('nonce', sa.String(length=64), nullable=False),
    sa.Column('token_hash', sa.String(length=64), nullable=True),
    sa.Column('spam_marks', sa.JSON(), nullable=False),
    sa.Column('looks_like_spam', sa.Boolean(), nullable=False),
    sa.Column('may_be_unsafe', sa.Boolean(), nullable=False),
    sa.Column('words_hash', sa.String(length=64), nullable=False),
    sa.Column('reasons', sa.JSON(), nullable=False),
    sa.Column('told', sa.Text(), nullable=False),
    sa.Column('route_id', sa.Integer(), nullable=True),
    sa.Column('decided_at', sa.DateTime(), nullable=True),
    sa.Column('appealed_at', sa.DateTime(), nullable=True),
    sa.Column('appeal_words', sa.Text(), nullable=False),
    sa.Column('appeal_ended_at', sa.DateTime(), nullable=True),
    sa.Column('answer_by', sa.Date(), nullable=True),
    sa.Column('answer_sent_at', sa.DateTime(), nullable=True),
    sa.Column('chased_on', sa.Date(), nullable=True),
    sa.Column('led_to_id', sa.Integer(), nullable=True),
    sa.Column('created_at', sa.DateTime(), nullable=False),
    sa.Column('changed_at', sa.DateTime(), nullable=False),
    sa.ForeignKeyConstraint(['answers_id'], ['comment.id'], name=op.f('fk_comment_answers_id_comment')),
    sa.ForeignKeyConstraint(['led_to_id'], ['note.id'], name=op.f('fk_comment_led_to_id_note')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_comment_person_id_person')),
    sa.ForeignKeyConstraint(['route_id'], ['term.id'], name=op.f('fk_comment_route_id_term')),
    sa.ForeignKeyConstraint(['under_id'], ['comment.id'], name=op.f('fk_comment_under_id_comment')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_comment')),
    sa.UniqueConstraint('token_hash', name=op.f('uq_comment_token_hash'))
    )
    with op.batch_alter_table('comment', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_comment_answer_by'), ['answer_by'], unique=False)
        batch_op.create_index(batch_op.f('ix_comment_person_id'), ['person_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_comment_state'), ['state'], unique=False)
        batch_op.create_index(batch_op.f('ix_comment_subject_kind_subject_id_state'), ['subject_kind', 'subject_id', 'state'], unique=False)
        batch_op.create_index(batch_op.f('ix_comment_under_id'), ['under_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_comment_words_hash'), ['words_hash'], unique=False)

    op.create_table('decision_answer',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('decision_id', sa.Integer(), nullable=False),
    sa.Column('question', sa.Enum('D1', 'D2', 'D3', 'D4', 'D5', 'D6', 'D7', 'D8', 'D9', 'D10', name='question', native_enum=False, length=40), nullable=False),
    sa.Column('answer', sa.String(), nullable=False),
    sa.Column('note', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['decision_id'], ['decision.id'], name=op.f('fk_decision_answer_decision_id_decision'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_decision_answer')),
    sa.UniqueConstraint('decision_id', 'question', name=op.f('uq_decision_answer_decision_id_question'))
    )
    op.create_table('decision_entry',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('decision_id', sa.Integer(), nullable=False),
    sa.Column('activity_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['activity_id'], ['activity.id'], name=op.f('fk_decision_entry_activity_id_activity'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['decision_id'], ['decision.id'], name=op.f('fk_decision_entry_decision_id_decision'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_decision_entry')),
    sa.UniqueConstraint('decision_id', 'activity_id', name=op.f('uq_decision_entry_decision_id_activity_id'))
    )
    with op.batch_alter_table('decision_entry', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_decision_entry_activity_id'), ['activity_id'], unique=False)

    op.create_table('decision_hold',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('decision_id', sa.Integer(), nullable=False),
    sa.Column('part', sa.Enum('hold_openness', 'hold_notes', 'hold_said', 'hold_set_aside', 'hold_room', 'hold_partners', name='part', native_enum=False, length=40), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('state', sa.Enum('asked', 'held', 'shown', name='holdstate', native_enum=False, length=40), nullable=False),
    sa.Column('changed_at', sa.DateTime(), nullable=False),
    sa.ForeignKeyConstraint(['decision_id'], ['decision.id'], name=op.f('fk_decision_hold_decision_id_decision'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_decision_hold')),
    sa.UniqueConstraint('decision_id', 'part', name=op.f('uq_decision_hold_decision_id_part'))
    )
    with op.batch_alter_table('decision_hold', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_decision_hold_state'), ['state'], unique=False)

    op.create_table('decision_later',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('decision_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.Enum('later_note', 'later_review', 'later_check', name='later', native_enum=False, length=40), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('at', sa.DateTime(), nullable=False),
    sa.Column('words', sa.Text(), nullable=False),
    sa.Column('kept', sa.Enum('kept', 'partly_kept', 'not_kept', name='kept', native_enum=False, length=40), nullable=True),
    sa.Column('with_residents', sa.Boolean(), nullable=False),
    sa.Column('next_review_on', sa.Date(), nullable=True),
    sa.ForeignKeyConstraint(['decision_id'], ['decision.id'], name=op.f('fk_decision_later_decision_id_decision'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_decision_later_person_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_decision_later'))
    )
    with op.batch_alter_table('decision_later', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_decision_later_decision_id'), ['decision_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_decision_later_person_id'), ['person_id'], unique=False)

    op.create_table('decision_said',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('decision_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('words', sa.Text(), nullable=False),
    sa.Column('address', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['decision_id'], ['decision.id'], name=op.f('fk_decision_said_decision_id_decision'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_decision_said')),
    sa.UniqueConstraint('decision_id', 'number', name=op.f('uq_decision_said_decision_id_number'))
    )
    op.create_table('decision_term',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('decision_id', sa.Integer(), nullable=False),
    sa.Column('term_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['decision_id'], ['decision.id'], name=op.f('fk_decision_term_decision_id_decision'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['term_id'], ['term.id'], name=op.f('fk_decision_term_term_id_term')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_decision_term')),
    sa.UniqueConstraint('decision_id', 'term_id', name=op.f('uq_decision_term_decision_id_term_id'))
    )
    with op.batch_alter_table('decision_term', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_decision_term_term_id'), ['term_id'], unique=False)

    op.create_table('framework_text',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('version_id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(length=80), nullable=False),
    sa.Column('language', sa.String(length=10), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['version_id'], ['framework_version.id'], name=op.f('fk_framework_text_version_id_framework_version'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_framework_text')),
    sa.UniqueConstraint('version_id', 'key', 'language', name=op.f('uq_framework_text_version_id_key_language'))
    )
    op.create_table('gate_decision',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('activity_id', sa.Integer(), nullable=False),
    sa.Column('stage', sa.Enum('idea', 'pilot', 'proven_here', 'adopted_elsewhere', 'business_as_usual', 'paused', 'stopped', name='stage', native_enum=False, length=40), nullable=False),
    sa.Column('going', sa.Enum('go', 'no_go', name='going', native_enum=False, length=40), nullable=False),
    sa.Column('decided_on', sa.Date(), nullable=False),
    sa.Column('post', sa.String(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('missing', sa.JSON(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('at', sa.DateTime(), nullable=False),
    sa.Column('shown_at', sa.DateTime(), nullable=True),
    sa.ForeignKeyConstraint(['activity_id'], ['activity.id'], name=op.f('fk_gate_decision_activity_id_activity'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_gate_decision_person_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_gate_decision'))
    )
    with op.batch_alter_table('gate_decision', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_gate_decision_activity_id'), ['activity_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_gate_decision_person_id'), ['person_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_gate_decision_shown_at'), ['shown_at'], unique=False)

    op.create_table('kept_word',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('activity_id', sa.Integer(), nullable=False),
    sa.Column('word', sa.Enum('co_production', 'co_design', name='word', native_enum=False, length=40), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('at', sa.DateTime(), nullable=False),
    sa.Column('read_at', sa.DateTime(), nullable=True),
    sa.Column('given_up_at', sa.DateTime(), nullable=True),
    sa.ForeignKeyConstraint(['activity_id'], ['activity.id'], name=op.f('fk_kept_word_activity_id_activity'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_kept_word_person_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_kept_word'))
    )
    with op.batch_alter_table('kept_word', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_kept_word_activity_id_word'), ['activity_id', 'word'], unique=False)
        batch_op.create_index(batch_op.f('ix_kept_word_person_id'), ['person_id'], unique=False)

    op.create_table('learning_record',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('slug', sa.String(), nullable=False),
    sa.Column('status', sa.Enum('draft', 'submitted', 'returned', 'published', 'withdrawn', 'archived', name='status', native_enum=False, length=40), nullable=False),
    sa.Column('owner_id', sa.Integer(), nullable=False),
    sa.Column('activity_id', sa.Integer(), nullable=True),
    sa.Column('is_from_team', sa.Boolean(), nullable=False),
    sa.Column('outcome', sa.Enum('worked', 'mixed', 'did_not_work', 'we_stopped', name='outcome', native_enum=False, length=40), nullable=True),
    sa.Column('tried', sa.Text(), nullable=False),
    sa.Column('happened', sa.Text(), nullable=False),
    sa.Column('next_team', sa.Text(), nullable=False),
    sa.Column('written_by', sa.Enum('residents', 'staff', 'residents_and_staff', name='writtenby', native_enum=False, length=40), nullable=True),
    sa.Column('team', sa.String(), nullable=False),
    sa.Column('showing', sa.Enum('shown', 'hidden', name='showing', native_enum=False, length=40), nullable=True),
    sa.Column('submitted_at', sa.DateTime(), nullable=True),
    sa.Column('published_at', sa.DateTime(), nullable=True),
    sa.Column('returned_reason', sa.Text(), nullable=False),
    sa.Column('withdrawn_reason', sa.Text(), nullable=False),
    sa.Column('checked_on', sa.Date(), nullable=True),
    sa.Column('review_by', sa.Date(), nullable=True),
    sa.Column('created_at', sa.DateTime(), nullable=False),
    sa.Column('changed_at', sa.DateTime(), nullable=False),
    sa.ForeignKeyConstraint(['activity_id'], ['activity.id'], name=op.f('fk_learning_record_activity_id_activity'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['owner_id'], ['person.id'], name=op.f('fk_learning_record_owner_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_learning_record')),
    sa.UniqueConstraint('slug', name=op.f('uq_learning_record_slug')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('learning_record', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_learning_record_activity_id'), ['activity_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_learning_record_owner_id'), ['owner_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_learning_record_review_by'), ['review_by'], unique=False)
        batch_op.create_index(batch_op.f('ix_learning_record_status_published_at'), ['status', 'published_at'], unique=False)

    op.create_table('round_request',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('activity_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('after_rating', sa.Integer(), nullable=False),
    sa.Column('at', sa.DateTime(), nullable=False),
    sa.ForeignKeyConstraint(['activity_id'], ['activity.id'], name=op.f('fk_round_request_activity_id_activity'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_round_request_person_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_round_request')),
    sa.UniqueConstraint('activity_id', 'person_id', 'after_rating', name=op.f('uq_round_request_activity_id_person_id_after_rating'))
    )
    with op.batch_alter_table('round_request', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_round_request_person_id'), ['person_id'], unique=False)

    op.create_table('answer_challenge',
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
    sa.Column('outcome', sa.Enum('accepted', 'stands', 'taken_back', name='outcome', native_enum=False, length=40), nullable=True),
    sa.Column('closing', sa.Text(), nullable=False),
    sa.Column('closed_by_id', sa.Integer(), nullable=True),
    sa.Column('closed_at', sa.DateTime(), nullable=True),
    sa.ForeignKeyConstraint(['closed_by_id'], ['person.id'], name=op.f('fk_answer_challenge_closed_by_id_person')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_answer_challenge_person_id_person')),
    sa.ForeignKeyConstraint(['rating_id'], ['rating.id'], name=op.f('fk_answer_challenge_rating_id_rating'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['replied_by_id'], ['person.id'], name=op.f('fk_answer_challenge_replied_by_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_answer_challenge')),
    sa.UniqueConstraint('rating_id', 'about', 'is_open', name=op.f('uq_answer_challenge_rating_id_about_is_open'))
    )
    with op.batch_alter_table('answer_challenge', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_answer_challenge_closed_by_id'), ['closed_by_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_answer_challenge_is_open'), ['is_open'], unique=False)
        batch_op.create_index(batch_op.f('ix_answer_challenge_person_id'), ['person_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_answer_challenge_replied_by_id'), ['replied_by_id'], unique=False)

    op.create_table('collection_item',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('shelf_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('activity_id', sa.Integer(), nullable=True),
    sa.Column('record_id', sa.Integer(), nullable=True),
    sa.Column('why', sa.Text(), nullable=False),
    sa.CheckConstraint('(activity_id IS NULL) <> (record_id IS NULL)', name=op.f('ck_collection_item_is_one_thing')),
    sa.ForeignKeyConstraint(['activity_id'], ['activity.id'], name=op.f('fk_collection_item_activity_id_activity'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['record_id'], ['learning_record.id'], name=op.f('fk_collection_item_record_id_learning_record'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['shelf_id'], ['collection.id'], name=op.f('fk_collection_item_shelf_id_collection')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_collection_item'))
    )
    with op.batch_alter_table('collection_item', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_collection_item_shelf_id'), ['shelf_id'], unique=False)

    op.create_table('comment_decision',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('comment_id', sa.Integer(), nullable=False),
    sa.Column('at', sa.DateTime(), nullable=False),
    sa.Column('by_id', sa.Integer(), nullable=False),
    sa.Column('outcome', sa.Enum('publish', 'edit', 'reword', 'decline', 'elsewhere', 'hold', name='outcome', native_enum=False, length=40), nullable=False),
    sa.Column('reasons', sa.JSON(), nullable=False),
    sa.Column('route_id', sa.Integer(), nullable=True),
    sa.Column('on_appeal', sa.Boolean(), nullable=False),
    sa.Column('in_time', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['by_id'], ['person.id'], name=op.f('fk_comment_decision_by_id_person')),
    sa.ForeignKeyConstraint(['comment_id'], ['comment.id'], name=op.f('fk_comment_decision_comment_id_comment')),
    sa.ForeignKeyConstraint(['route_id'], ['term.id'], name=op.f('fk_comment_decision_route_id_term')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_comment_decision'))
    )
    with op.batch_alter_table('comment_decision', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_comment_decision_by_id'), ['by_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_comment_decision_comment_id'), ['comment_id'], unique=False)

    op.create_table('comment_origin',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('comment_id', sa.Integer(), nullable=False),
    sa.Column('way', sa.Enum('meeting', 'phone', 'paper', name='way', native_enum=False, length=40), nullable=True),
    sa.Column('typed_by_id', sa.Integer(), nullable=False),
    sa.Column('consent', sa.Text(), nullable=False),
    sa.Column('source', sa.String(), nullable=True),
    sa.Column('source_key', sa.String(), nullable=True),
    sa.Column('depth', sa.Integer(), nullable=False),
    sa.Column('lost_parent', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['comment_id'], ['comment.id'], name=op.f('fk_comment_origin_comment_id_comment')),
    sa.ForeignKeyConstraint(['typed_by_id'], ['person.id'], name=op.f('fk_comment_origin_typed_by_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_comment_origin')),
    sa.UniqueConstraint('comment_id', name=op.f('uq_comment_origin_comment_id')),
    sa.UniqueConstraint('source', 'source_key', name=op.f('uq_comment_origin_source_source_key'))
    )
    with op.batch_alter_table('comment_origin', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_comment_origin_typed_by_id'), ['typed_by_id'], unique=False)

    op.create_table('comment_report',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('comment_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=True),
    sa.Column('reason', sa.Enum('names', 'unsafe', 'rude', 'untrue', 'selling', 'other', name='reportreason', native_enum=False, length=40), nullable=False),
    sa.Column('words', sa.Text(), nullable=False),
    sa.Column('at', sa.DateTime(), nullable=False),
    sa.Column('settled_at', sa.DateTime(), nullable=True),
    sa.ForeignKeyConstraint(['comment_id'], ['comment.id'], name=op.f('fk_comment_report_comment_id_comment')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_comment_report_person_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_comment_report'))
    )
    with op.batch_alter_table('comment_report', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_comment_report_comment_id'), ['comment_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_comment_report_person_id'), ['person_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_comment_report_settled_at'), ['settled_at'], unique=False)

    op.create_table('confirmation_proposal',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('activity_id', sa.Integer(), nullable=False),
    sa.Column('rating_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('side', sa.Enum('curator', 'lay_member', name='side', native_enum=False, length=40), nullable=False),
    sa.Column('rung', sa.Integer(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('at', sa.DateTime(), nullable=False),
    sa.ForeignKeyConstraint(['activity_id'], ['activity.id'], name=op.f('fk_confirmation_proposal_activity_id_activity'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_confirmation_proposal_person_id_person')),
    sa.ForeignKeyConstraint(['rating_id'], ['rating.id'], name=op.f('fk_confirmation_proposal_rating_id_rating'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_confirmation_proposal'))
    )
    with op.batch_alter_table('confirmation_proposal', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_confirmation_proposal_activity_id'), ['activity_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_confirmation_proposal_person_id'), ['person_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_confirmation_proposal_rating_id'), ['rating_id'], unique=False)

    op.create_table('gap_conversation',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('activity_id', sa.Integer(), nullable=False),
    sa.Column('rating_id', sa.Integer(), nullable=False),
    sa.Column('residents_round', sa.Enum('start', 'midpoint', 'end', 'after_scaling', 'asked_for', name='round', native_enum=False, length=40), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('at', sa.DateTime(), nullable=False),
    sa.Column('held', sa.String(length=10), nullable=False),
    sa.Column('agreed', sa.Text(), nullable=False),
    sa.Column('by_when', sa.String(length=10), nullable=False),
    sa.Column('post', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['activity_id'], ['activity.id'], name=op.f('fk_gap_conversation_activity_id_activity'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_gap_conversation_person_id_person')),
    sa.ForeignKeyConstraint(['rating_id'], ['rating.id'], name=op.f('fk_gap_conversation_rating_id_rating'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_gap_conversation'))
    )
    with op.batch_alter_table('gap_conversation', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_gap_conversation_activity_id'), ['activity_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_gap_conversation_person_id'), ['person_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_gap_conversation_rating_id'), ['rating_id'], unique=False)

    op.create_table('learning_part',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('record_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('told', sa.JSON(none_as_null=True), nullable=True),
    sa.Column('waiting', sa.JSON(none_as_null=True), nullable=True),
    sa.ForeignKeyConstraint(['record_id'], ['learning_record.id'], name=op.f('fk_learning_part_record_id_learning_record')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_learning_part')),
    sa.UniqueConstraint('record_id', 'kind', name=op.f('uq_learning_part_record_id_kind'))
    )
    op.create_table('learning_tag',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('record_id', sa.Integer(), nullable=False),
    sa.Column('facet', sa.String(), nullable=False),
    sa.Column('value', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['record_id'], ['learning_record.id'], name=op.f('fk_learning_tag_record_id_learning_record')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_learning_tag'))
    )
    with op.batch_alter_table('learning_tag', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_learning_tag_facet_value'), ['facet', 'value'], unique=False)
        batch_op.create_index(batch_op.f('ix_learning_tag_record_id'), ['record_id'], unique=False)

    op.create_table('learning_term',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('record_id', sa.Integer(), nullable=False),
    sa.Column('term_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['record_id'], ['learning_record.id'], name=op.f('fk_learning_term_record_id_learning_record')),
    sa.ForeignKeyConstraint(['term_id'], ['term.id'], name=op.f('fk_learning_term_term_id_term')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_learning_term')),
    sa.UniqueConstraint('record_id', 'term_id', name=op.f('uq_learning_term_record_id_term_id'))
    )
    with op.batch_alter_table('learning_term', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_learning_term_term_id'), ['term_id'], unique=False)

    op.create_table('reader_mark',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('activity_id', sa.Integer(), nullable=True),
    sa.Column('record_id', sa.Integer(), nullable=True),
    sa.Column('mark', sa.Enum('used', 'useful', name='mark', native_enum=False, length=40), nullable=False),
    sa.Column('reader', sa.String(length=64), nullable=False),
    sa.Column('marked_on', sa.Date(), nullable=False),
    sa.Column('words', sa.Text(), nullable=False),
    sa.Column('reading', sa.Enum('no_words', 'waiting', 'shown', 'declined', name='reading', native_enum=False, length=40), nullable=False),
    sa.CheckConstraint('(activity_id IS NULL) <> (record_id IS NULL)', name=op.f('ck_reader_mark_of_one_thing')),
    sa.ForeignKeyConstraint(['activity_id'], ['activity.id'], name=op.f('fk_reader_mark_activity_id_activity'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['record_id'], ['learning_record.id'], name=op.f('fk_reader_mark_record_id_learning_record'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_reader_mark')),
    sa.UniqueConstraint('activity_id', 'mark', 'reader', name=op.f('uq_reader_mark_activity_id_mark_reader')),
    sa.UniqueConstraint('record_id', 'mark', 'reader', name=op.f('uq_reader_mark_record_id_mark_reader'))
    )
    with op.batch_alter_table('reader_mark', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_reader_mark_reading'), ['reading'], unique=False)

    op.create_table('record_signature',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('record_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('stand', sa.Enum('agree', 'otherwise', name='stand', native_enum=False, length=40), nullable=False),
    sa.Column('words', sa.Text(), nullable=False),
    sa.Column('consent', sa.Text(), nullable=False),
    sa.Column('reading', sa.Enum('no_words', 'waiting', 'shown', 'declined', name='reading', native_enum=False, length=40), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('at', sa.DateTime(), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_record_signature_person_id_person')),
    sa.ForeignKeyConstraint(['record_id'], ['learning_record.id'], name=op.f('fk_record_signature_record_id_learning_record'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_record_signature')),
    sa.UniqueConstraint('record_id', 'person_id', name=op.f('uq_record_signature_record_id_person_id'))
    )
    with op.batch_alter_table('record_signature', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_record_signature_person_id'), ['person_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_record_signature_reading'), ['reading'], unique=False)

    op.create_table('release',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('asking_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('made_on', sa.Date(), nullable=False),
    sa.Column('of', sa.JSON(), nullable=False),
    sa.Column('rung', sa.Integer(), nullable=False),
    sa.Column('figures', sa.JSON(), nullable=False),
    sa.Column('is_ended', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['asking_id'], ['asking.id'], name=op.f('fk_release_asking_id_asking'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_release')),
    sa.UniqueConstraint('asking_id', 'number', name=op.f('uq_release_asking_id_number'))
    )
    op.create_table('resident_remark',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('asking_id', sa.Integer(), nullable=False),
    sa.Column('body', sa.Text(), nullable=False),
    sa.Column('standing', sa.Enum('waits', 'published', 'declined', name='standing', native_enum=False, length=40), nullable=False),
    sa.Column('is_ripe', sa.Boolean(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('decided_by_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['asking_id'], ['asking.id'], name=op.f('fk_resident_remark_asking_id_asking'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['decided_by_id'], ['person.id'], name=op.f('fk_resident_remark_decided_by_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_resident_remark'))
    )
    with op.batch_alter_table('resident_remark', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_resident_remark_asking_id'), ['asking_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_resident_remark_decided_by_id'), ['decided_by_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_resident_remark_standing'), ['standing'], unique=False)

    op.create_table('round_reminder',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('rating_id', sa.Integer(), nullable=False),
    sa.Column('cause', sa.Enum('year', 'provisional', 'stage', 'asked', name='cause', native_enum=False, length=40), nullable=False),
    sa.Column('at', sa.DateTime(), nullable=False),
    sa.ForeignKeyConstraint(['rating_id'], ['rating.id'], name=op.f('fk_round_reminder_rating_id_rating'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_round_reminder')),
    sa.UniqueConstraint('rating_id', 'cause', name=op.f('uq_round_reminder_rating_id_cause'))
    )
    op.create_table('set_aside',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('asking_id', sa.Integer(), nullable=False),
    sa.Column('by_id', sa.Integer(), nullable=False),
    sa.Column('at', sa.DateTime(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('is_shown', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['asking_id'], ['asking.id'], name=op.f('fk_set_aside_asking_id_asking'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['by_id'], ['person.id'], name=op.f('fk_set_aside_by_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_set_aside'))
    )
    with op.batch_alter_table('set_aside', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_set_aside_asking_id'), ['asking_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_set_aside_by_id'), ['by_id'], unique=False)

    op.create_table('answer_ruling',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('answer_id', sa.Integer(), nullable=False),
    sa.Column('verdict', sa.Enum('accepted', 'refused', name='verdict', native_enum=False, length=40), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('at', sa.DateTime(), nullable=False),
    sa.ForeignKeyConstraint(['answer_id'], ['rating_answer.id'], name=op.f('fk_answer_ruling_answer_id_rating_answer'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_answer_ruling_person_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_answer_ruling')),
    sa.UniqueConstraint('answer_id', name=op.f('uq_answer_ruling_answer_id'))
    )
    with op.batch_alter_table('answer_ruling', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_answer_ruling_person_id'), ['person_id'], unique=False)

    op.create_table('confirmation_answer',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('proposal_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('verdict', sa.Enum('agrees', 'disagrees', 'taken_back', name='verdict', native_enum=False, length=40), nullable=False),
    sa.Column('words', sa.Text(), nullable=False),
    sa.Column('at', sa.DateTime(), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_confirmation_answer_person_id_person')),
    sa.ForeignKeyConstraint(['proposal_id'], ['confirmation_proposal.id'], name=op.f('fk_confirmation_answer_proposal_id_confirmation_proposal'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_confirmation_answer')),
    sa.UniqueConstraint('proposal_id', name=op.f('uq_confirmation_answer_proposal_id'))
    )
    with op.batch_alter_table('confirmation_answer', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_confirmation_answer_person_id'), ['person_id'], unique=False)

    op.create_table('resident_answer',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('asking_id', sa.Integer(), nullable=False),
    sa.Column('once', sa.String(length=64), nullable=False),
    sa.Column('at', sa.DateTime(), nullable=False),
    sa.Column('values', sa.JSON(), nullable=False),
    sa.Column('is_quick', sa.Boolean(), nullable=False),
    sa.Column('given', sa.Enum('link', 'paper', 'phone', 'in_person', name='given', native_enum=False, length=40), nullable=False),
    sa.Column('given_note', sa.Text(), nullable=False),
    sa.Column('typed_by_id', sa.Integer(), nullable=True),
    sa.Column('set_aside_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['asking_id'], ['asking.id'], name=op.f('fk_resident_answer_asking_id_asking'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['set_aside_id'], ['set_aside.id'], name=op.f('fk_resident_answer_set_aside_id_set_aside')),
    sa.ForeignKeyConstraint(['typed_by_id'], ['person.id'], name=op.f('fk_resident_answer_typed_by_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_resident_answer')),
    sa.UniqueConstraint('asking_id', 'once', name=op.f('uq_resident_answer_asking_id_once'))
    )
    with op.batch_alter_table('resident_answer', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_resident_answer_set_aside_id'), ['set_aside_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_resident_answer_typed_by_id'), ['typed_by_id'], unique=False)

    with op.batch_alter_table('place', schema=None) as batch_op:
        batch_op.add_column(sa.Column('safeguarding_email', sa.String(), server_default='', nullable=False))

    with op.batch_alter_table('rating', schema=None) as batch_op:
        batch_op.add_column(sa.Column('framework_version', sa.Integer(), server_default='1', nullable=False))
        batch_op.add_column(sa.Column('stage_then', sa.Enum('idea', 'pilot', 'proven_here', 'adopted_elsewhere', 'business_as_usual', 'paused', 'stopped', name='stage', native_enum=False, length=40), nullable=True))



def downgrade() -> None:
    with op.batch_alter_table('rating', schema=None) as batch_op:
        batch_op.drop_column('stage_then')
        batch_op.drop_column('framework_version')

    with op.batch_alter_table('place', schema=None) as batch_op:
        batch_op.drop_column('safeguarding_email')

    with op.batch_alter_table('resident_answer', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_resident_answer_typed_by_id'))
        batch_op.drop_index(batch_op.f('ix_resident_answer_set_aside_id'))

    op.drop_table('resident_answer')
    with op.batch_alter_table('confirmation_answer', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_confirmation_answer_person_id'))

    op.drop_table('confirmation_answer')
    with op.batch_alter_table('answer_ruling', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_answer_ruling_person_id'))

    op.drop_table('answer_ruling')
    with op.batch_alter_table('set_aside', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_set_aside_by_id'))
        batch_op.drop_index(batch_op.f('ix_set_aside_asking_id'))

    op.drop_table('set_aside')
    op.drop_table('round_reminder')
    with op.batch_alter_table('resident_remark', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_resident_remark_standing'))
        batch_op.drop_index(batch_op.f('ix_resident_remark_decided_by_id'))
        batch_op.drop_index(batch_op.f('ix_resident_remark_asking_id'))

    op.drop_table('resident_remark')
    op.drop_table('release')
    with op.batch_alter_table('record_signature', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_record_signature_reading'))
        batch_op.drop_index(batch_op.f('ix_record_signature_person_id'))

    op.drop_table('record_signature')
    with op.batch_alter_table('reader_mark', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_reader_mark_reading'))

    op.drop_table('reader_mark')
    with op.batch_alter_table('learning_term', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_learning_term_term_id'))

    op.drop_table('learning_term')
    with op.batch_alter_table('learning_tag', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_learning_tag_record_id'))
        batch_op.drop_index(batch_op.f('ix_learning_tag_facet_value'))

    op.drop_table('learning_tag')
    op.drop_table('learning_part')
    with op.batch_alter_table('gap_conversation', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_gap_conversation_rating_id'))
        batch_op.drop_index(batch_op.f('ix_gap_conversation_person_id'))
        batch_op.drop_index(batch_op.f('ix_gap_conversation_activity_id'))

    op.drop_table('gap_conversation')
    with op.batch_alter_table('confirmation_proposal', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_confirmation_proposal_rating_id'))
        batch_op.drop_index(batch_op.f('ix_confirmation_proposal_person_id'))
        batch_op.drop_index(batch_op.f('ix_confirmation_proposal_activity_id'))

    op.drop_table('confirmation_proposal')
    with op.batch_alter_table('comment_report', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_comment_report_settled_at'))
        batch_op.drop_index(batch_op.f('ix_comment_report_person_id'))
        batch_op.drop_index(batch_op.f('ix_comment_report_comment_id'))

    op.drop_table('comment_report')
    with op.batch_alter_table('comment_origin', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_comment_origin_typed_by_id'))

    op.drop_table('comment_origin')
    with op.batch_alter_table('comment_decision', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_comment_decision_comment_id'))
        batch_op.drop_index(batch_op.f('ix_comment_decision_by_id'))

    op.drop_table('comment_decision')
    with op.batch_alter_table('collection_item', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_collection_item_shelf_id'))

    op.drop_table('collection_item')
    with op.batch_alter_table('answer_challenge', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_answer_challenge_replied_by_id'))
        batch_op.drop_index(batch_op.f('ix_answer_challenge_person_id'))
        batch_op.drop_index(batch_op.f('ix_answer_challenge_is_open'))
        batch_op.drop_index(batch_op.f('ix_answer_challenge_closed_by_id'))

    op.drop_table('answer_challenge')
    with op.batch_alter_table('round_request', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_round_request_person_id'))

    op.drop_table('round_request')
    with op.batch_alter_table('learning_record', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_learning_record_status_published_at'))
        batch_op.drop_index(batch_op.f('ix_learning_record_review_by'))
        batch_op.drop_index(batch_op.f('ix_learning_record_owner_id'))
        batch_op.drop_index(batch_op.f('ix_learning_record_activity_id'))

    op.drop_table('learning_record')
    with op.batch_alter_table('kept_word', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_kept_word_person_id'))
        batch_op.drop_index(batch_op.f('ix_kept_word_activity_id_word'))

    op.drop_table('kept_word')
    with op.batch_alter_table('gate_decision', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_gate_decision_shown_at'))
        batch_op.drop_index(batch_op.f('ix_gate_decision_person_id'))
        batch_op.drop_index(batch_op.f('ix_gate_decision_activity_id'))

    op.drop_table('gate_decision')
    op.drop_table('framework_text')
    with op.batch_alter_table('decision_term', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_decision_term_term_id'))

    op.drop_table('decision_term')
    op.drop_table('decision_said')
    with op.batch_alter_table('decision_later', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_decision_later_person_id'))
        batch_op.drop_index(batch_op.f('ix_decision_later_decision_id'))

    op.drop_table('decision_later')
    with op.batch_alter_table('decision_hold', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_decision_hold_state'))

    op.drop_table('decision_hold')
    with op.batch_alter_table('decision_entry', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_decision_entry_activity_id'))

    op.drop_table('decision_entry')
    op.drop_table('decision_answer')
    with op.batch_alter_table('comment', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_comment_words_hash'))
        batch_op.drop_index(batch_op.f('ix_comment_under_id'))
        batch_op.drop_index(batch_op.f('ix_comment_subject_kind_subject_id_state'))
        batch_op.drop_index(batch_op.f('ix_comment_state'))
        batch_op.drop_index(batch_op.f('ix_comment_person_id'))
        batch_op.drop_index(batch_op.f('ix_comment_answer_by'))

    op.drop_table('comment')
    with op.batch_alter_table('challenge_standpoint', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_challenge_standpoint_person_id'))
        batch_op.drop_index(batch_op.f('ix_challenge_standpoint_activity_id_challenge_view'))

    op.drop_table('challenge_standpoint')
    with op.batch_alter_table('asking', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_asking_by_id'))
        batch_op.drop_index(batch_op.f('ix_asking_activity_id'))

    op.drop_table('asking')
    with op.batch_alter_table('adoption', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_adoption_reading'))
        batch_op.drop_index(batch_op.f('ix_adoption_parent_id'))
        batch_op.drop_index(batch_op.f('ix_adoption_begun_on'))

    op.drop_table('adoption')
    with op.batch_alter_table('framework_version', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_framework_version_person_id'))
        batch_op.drop_index(batch_op.f('ix_framework_version_effective_from'))

    op.drop_table('framework_version')
    with op.batch_alter_table('decision', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_decision_signed_at'))
        batch_op.drop_index(batch_op.f('ix_decision_review_on'))
        batch_op.drop_index(batch_op.f('ix_decision_replaces_id'))
        batch_op.drop_index(batch_op.f('ix_decision_person_id'))
        batch_op.drop_index(batch_op.f('ix_decision_organisation_id'))
        batch_op.drop_index(batch_op.f('ix_decision_chosen'))

    op.drop_table('decision')
    op.drop_table('search_meaning')
    op.drop_table('edition')
    op.drop_table('collection')
