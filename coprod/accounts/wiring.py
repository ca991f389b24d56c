"""What accounts adds to the app."""

import coprod.accounts.admin.enums
import coprod.accounts.admin.views
import coprod.accounts.autosave.views
import coprod.accounts.first_run.enums
import coprod.accounts.first_run.views
import coprod.accounts.guides.views
import coprod.accounts.profile.enums
import coprod.accounts.profile.views
import coprod.accounts.sign_up.views
import coprod.accounts.single_sign_on.enums
import coprod.accounts.single_sign_on.views
import coprod.accounts.users.commands
import coprod.accounts.users.emails
import coprod.accounts.users.enums
import coprod.accounts.users.security
import coprod.accounts.users.views
from coprod.core.values.phrases import N_
from coprod.web.areas import Area
from coprod.web.letters import LetterGroup

AREA = Area(
    "accounts",
    init_functions=(
        coprod.accounts.users.security.init_app,
        coprod.accounts.autosave.views.init_app,
    ),
    blueprints=(
        coprod.accounts.users.views.bp,
        coprod.accounts.sign_up.views.bp,
        coprod.accounts.single_sign_on.views.bp,
        coprod.accounts.profile.views.bp,
        coprod.accounts.admin.views.bp,
        coprod.accounts.autosave.views.bp,
        coprod.accounts.first_run.views.bp,
        coprod.accounts.guides.views.bp,
    ),
    audit_verbs=(
        coprod.accounts.admin.enums.AUDIT_VERBS,
        coprod.accounts.first_run.enums.AUDIT_VERBS,
        coprod.accounts.profile.enums.AUDIT_VERBS,
        coprod.accounts.single_sign_on.enums.AUDIT_VERBS,
        coprod.accounts.users.enums.AUDIT_VERBS,
    ),
    commands=(coprod.accounts.users.commands.group,),
    letters=LetterGroup(
        N_("Accounts and signing in"),
        (*coprod.accounts.users.emails.LETTERS,),
    ),
)
