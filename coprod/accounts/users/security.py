"""Flask-Security, set up for what we use of it: hashes, codes and sign-in, and none of its pages.

Its own views answer a mistake with 200, change things by GET and speak no Bengali; ours do not.
"""

from typing import Any

from flask import Flask
from flask_security import Security, SQLAlchemyUserDatastore

from coprod.accounts.users.login_sessions import (
    load_user,
    require_second_factor,
    save_activity_time,
    update_last_active,
)
from coprod.accounts.users.models import RECOVERY, Person, SingleUseTotp, get_key_tag
from coprod.core.config import Environment, Settings
from coprod.core.database import db
from coprod.core.keyring import derive_fernet_keys, derive_key


def init_app(app: Flask) -> None:
    settings: Settings = app.extensions["settings"]
    app.config.update(build_config(settings))
    store: Any = SQLAlchemyUserDatastore  # asks for a table of roles, and does without
    security = Security(
        app, store(db, Person, None), register_blueprint=False, totp_cls=SingleUseTotp
    )
    security.login_manager.user_loader(load_user)
    security.login_manager.request_loader(None)
    app.before_request(update_last_active)
    app.before_request(require_second_factor)
    app.after_request(save_activity_time)


def build_config(settings: Settings) -> dict[str, object]:
    is_test = settings.environment is Environment.TEST
    cheap = {"argon2__time_cost": 1, "argon2__memory_cost": 64, "argon2__parallelism": 1}
    return {
        "SECURITY_PASSWORD_HASH": "argon2",
        "SECURITY_PASSWORD_SCHEMES": ["argon2"],
        "SECURITY_PASSWORD_SINGLE_HASH": ["argon2"],  # argon2 has a salt of its own
        "SECURITY_PASSWORD_HASH_PASSLIB_OPTIONS": cheap if is_test else {},
        "SECURITY_TWO_FACTOR": True,
        "SECURITY_TWO_FACTOR_ENABLED_METHODS": ["authenticator"],
        "SECURITY_TOTP_SECRETS": {
            get_key_tag(key): derive_key(key, "codes").hex() for key in settings.keys
        },
        "SECURITY_TOTP_ISSUER": "Co-production Register",
        "SECURITY_MULTI_FACTOR_RECOVERY_CODES": True,
        "SECURITY_MULTI_FACTOR_RECOVERY_CODES_N": 8,
        "SECURITY_MULTI_FACTOR_RECOVERY_CODES_KEYS": derive_fernet_keys(RECOVERY, settings.keys),
        "SECURITY_CLI_USERS_NAME": None,
        "SECURITY_CLI_ROLES_NAME": None,
        "SESSION_PROTECTION": None,  # a browser that is brought up to date stays signed in
        "SESSION_REFRESH_EACH_REQUEST": False,
    }
