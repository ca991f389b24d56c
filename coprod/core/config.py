"""Settings, read once from the environment and checked before the app starts."""

import json
import os
import re
import secrets
from datetime import timedelta
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Annotated, Self

from pydantic import AfterValidator, Field, ValidationError, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

HOME = Path(__file__).parents[2]
DATA_FOLDER = "COPROD_DATA_FOLDER"
ENV_FILE = HOME / ".env"
DEVELOPMENT_SETTINGS = "development.json"
RATE = re.compile(r"[1-9]\d{0,5}/([1-9]\d{0,2} ?)?(second|minute|hour|day)s?")
QUEUE_URL = re.compile(r"(postgresql|rediss?|memory)://")
ACCOUNT_ROLES = ("resident", "lay_member", "team_member", "curator", "administrator")
"""What people with an account can be, by the names that settings use."""
GUESSABLE = {"secret", "changeme", "change-me", "password", "development", "coprod"}


class BadSettingsError(Exception):
    """The environment is not fit to start in. The message names the setting and what to do."""


class Environment(StrEnum):
    PRODUCTION = "production"
    DEVELOPMENT = "development"
    TEST = "test"


class MailBy(StrEnum):
    FOLDER = "folder"
    SMTP = "smtp"
    MEMORY = "memory"


def check_rate(rate: str) -> str:
    """Return how often something may be done, or say how that is written."""
    if not RATE.fullmatch(rate):
        raise ValueError("write how often, and in what time, such as 10/hour or 5/15 minutes")
    return rate


def check_queue_url(url: str) -> str:
    if url and not QUEUE_URL.match(url):
        raise ValueError("it must begin with postgresql:// or redis://, or be left out")
    return url


def check_roles(text: str) -> str:
    """Return roles with commas between, or say which word is none."""
    unknown = sorted(set(split_list(text)) - set(ACCOUNT_ROLES))
    if unknown:
        raise ValueError(f"{unknown[0]} is no role. The roles are {', '.join(ACCOUNT_ROLES)}")
    return text


def check_role_map(text: str) -> str:
    """Return values of a claim with the role of each, or say what is wrong with them."""
    if any("=" not in pair for pair in split_list(text)):
        raise ValueError("write a value and its role, such as register-curators=curator")
    check_roles(",".join(read_role_map(text).values()))
    return text


def read_role_map(text: str) -> dict[str, str]:
    """Return the role for each value of a claim."""
    pairs = (pair.rpartition("=") for pair in split_list(text))
    return {value.strip(): role.strip() for value, _, role in pairs}


def split_list(text: str) -> tuple[str, ...]:
    """Return the words of a setting that lists some with commas between."""
    return tuple(word.strip() for word in text.split(",") if word.strip())


QueueUrl = Annotated[str, AfterValidator(check_queue_url)]
Rate = Annotated[str, AfterValidator(check_rate)]
RoleMap = Annotated[str, AfterValidator(check_role_map)]
Roles = Annotated[str, AfterValidator(check_roles)]


class Settings(BaseSettings):
    """Every setting, from ``COPROD_`` names. ``docs/operations.md`` explains each one."""

    model_config = SettingsConfigDict(env_prefix="COPROD_", frozen=True, extra="ignore")

    environment: Environment = Environment.PRODUCTION
    demo: bool = False
    secret_key: str = ""
    old_keys: str = ""
    data_folder: Path = HOME / "data"
    database_url: str = ""
    queue_url: QueueUrl = ""
    backup_folder: Path | None = None
    backup_days: int = Field(default=30, ge=1, le=3650)
    public_url: str = ""
    trusted_hosts: str = ""
    proxies: int = Field(default=0, ge=0, le=5)
    second_factor: bool = True
    second_factor_roles: Roles = "curator,administrator"
    oidc_issuer: str = ""
    oidc_client_id: str = ""
    oidc_client_secret: str = ""
    oidc_name: str = "your work account"
    oidc_scopes: str = "openid email profile"
    oidc_domains: str = ""
    oidc_verified_claim: str = "email_verified"
    oidc_role_claim: str = "roles"
    oidc_roles: RoleMap = ""
    oidc_raises_roles: bool = False
    oidc_second_factor: str = ""
    limits: bool = True
    idle_hours: int = Field(default=12, ge=1, le=720)
    session_days: int = Field(default=14, ge=1, le=90)
    mail_by: MailBy = MailBy.FOLDER
    mail_from: str = "register@example.org"
    smtp_host: str = "127.0.0.1"
    smtp_port: int = Field(default=25, ge=1, le=65535)
    smtp_user: str = ""
    smtp_password: str = ""
    smtp_tls: bool = True
    files_url: str = ""
    files_largest_mb: int = Field(default=10, ge=1, le=100)
    scan_command: str = ""
    page_cache_mb: int = Field(default=32, ge=0, le=4096)
    fragment_cache_mb: int = Field(default=16, ge=0, le=4096)
    ask_after_months: int = Field(default=6, ge=1, le=60)
    fewest_people: int = Field(default=5, ge=5, le=100)
    search_folder: str = ""
    comments_read_within: int = Field(default=2, ge=1, le=30)
    comments_answer_within: int = Field(default=10, ge=1, le=60)
    comments_replies: bool = False
    comments_trust_after: int = Field(default=0, ge=0, le=100)
    group_days: int = Field(default=10, ge=1, le=60)
    limit_room: int = Field(default=20, ge=1, le=1000)
    limit_passwords: Rate = "10/15 minutes"
    limit_passwords_account: Rate = "100/hour"
    limit_passwords_connection: Rate = "200/hour"
    limit_second_codes: Rate = "6/10 minutes"
    limit_mail: Rate = "5/30 minutes"
    limit_mail_account: Rate = "10/30 minutes"
    limit_mail_connection: Rate = "300/hour"
    limit_links: Rate = "600/hour"
    limit_codes: Rate = "200/hour"
    limit_answers: Rate = "120/hour"
    limit_comments: Rate = "10/hour"
    limit_letters: Rate = "10/hour"
    limit_marks: Rate = "30/hour"
    limit_changes: Rate = "60/hour"
    limit_autosave: Rate = "60/minute"
    limit_invitations: Rate = "100/hour"
    limit_api: Rate = "120/minute"

    @model_validator(mode="after")
    def check_fit_for_production(self) -> Self:
        if self.is_production:
            check_secret(self.secret_key)
            if self.demo:
                raise ValueError(
                    "COPROD_DEMO must not be set in production: it makes open sign-ins"
                )
            if not self.is_https:
                raise ValueError("COPROD_PUBLIC_URL must be the https:// address of the register")
        return self

    @model_validator(mode="after")
    def check_provider(self) -> Self:
        """Refuse a provider of sign-in that is named in part, or is not reached by TLS."""
        if not self.oidc_issuer:
            return self
        if not (self.oidc_client_id and self.oidc_client_secret):
            raise ValueError(
                "COPROD_OIDC_ISSUER needs COPROD_OIDC_CLIENT_ID and COPROD_OIDC_CLIENT_SECRET too"
            )
        if self.is_production and not self.oidc_issuer.startswith("https://"):
            raise ValueError("COPROD_OIDC_ISSUER must be an https:// address")
        return self

    @property
    def provider_name(self) -> str:
        """What people call the account of an outside provider; empty where there is none."""
        return self.oidc_name if self.oidc_issuer else ""

    @property
    def is_https(self) -> bool:
        """Whether readers come by TLS alone: then cookies travel by nothing else."""
        return self.public_url.startswith("https://")

    @classmethod
    def read(cls) -> Self:
        """Read the settings, or say in one line what is wrong with them.

        They come from the environment; the file ``.env`` is read only where that gives none, so
        that no register is ever made of two. Decision 47.
        """
        try:
            return cls(_env_file=None if list_given_settings() else ENV_FILE)  # type: ignore[call-arg]
        except ValidationError as error:
            raise BadSettingsError(format_validation_error(error)) from None

    @property
    def is_production(self) -> bool:
        return self.environment is Environment.PRODUCTION

    @property
    def key(self) -> str:
        """The secret key; outside production one is made once and kept in the data folder."""
        return self.secret_key or read_or_create_key(self.data_folder / "secret-key")

    @property
    def keys(self) -> tuple[str, ...]:
        """The secret key, and after it the old ones: they read, and nothing is made with them."""
        old = (key.strip() for key in self.old_keys.split(","))
        return (self.key, *(key for key in old if key))

    @property
    def database(self) -> str:
        url = self.database_url or f"sqlite:///{self.data_folder / 'coprod.db'}"
        return url.replace("postgresql://", "postgresql+psycopg://", 1)

    @property
    def lifetime(self) -> timedelta:
        return timedelta(days=self.session_days)


def check_secret(secret: str) -> None:
    if len(secret) < 32 or secret.lower() in GUESSABLE or len(set(secret)) < 10:
        raise ValueError(
            "COPROD_SECRET_KEY must be a random secret of 32 characters or more. Make one with: "
            "python3 -c 'import secrets; print(secrets.token_urlsafe(48))'"
        )


@cache
def read_or_create_key(path: Path) -> str:
    """Return the key of a data folder. It is read once: each form asks for it several times."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(48))
    return path.read_text().strip()


def save_settings_for_commands(settings: Settings) -> None:
    """Keep in its data folder what a development server was started with, for commands to follow.

    Nothing is kept for another server, and what was kept in its folder before goes.
    """
    path = settings.data_folder / DEVELOPMENT_SETTINGS
    path.unlink(missing_ok=True)
    if settings.environment is Environment.DEVELOPMENT:
        path.touch(mode=0o600)
        path.write_text(json.dumps(list_given_settings()))


def use_development_settings() -> Path | None:
    """Take the settings of a development server, where none is given. Never for what serves.

    Where there is a file of settings, commands work on the register of that file. Return the data
    folder that the settings are from.
    """
    folder = Path(os.environ.get(DATA_FOLDER) or HOME / "data")
    path = folder / DEVELOPMENT_SETTINGS
    if list_given_settings() or ENV_FILE.exists() or not path.exists():
        return None
    os.environ.update(json.loads(path.read_text()))
    return folder


def list_given_settings() -> dict[str, str]:
    """Return the settings that are given, but for the folder: it only says where to look."""
    return {
        name: value
        for name, value in os.environ.items()
        if name.startswith("COPROD_") and name != DATA_FOLDER
    }


def format_validation_error(error: ValidationError) -> str:
    first = error.errors()[0]
    name = "COPROD_" + "_".join(str(part) for part in first["loc"]).upper() if first["loc"] else ""
    message = first["msg"].removeprefix("Value error, ")
    return f"{name}: {message}" if name else message
