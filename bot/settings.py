"""The settings, from the environment or a `.env` file."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Annotated, Any, Literal

import platformdirs
from dotenv import dotenv_values
from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict
from rapidfuzz import process

from bot.errors import MalformedSetting, UnknownSetting, UnreadableSettings
from knowledge import do_without_meaning

PREFIX = "ONTHERECORD_"


def _numbers(value: object) -> object:
    """Numbers as people write them in a line: “1, 2 3”."""
    return value.replace(",", " ").split() if isinstance(value, str) else value


def _secret_like(pattern: str) -> AfterValidator:
    def check(value: SecretStr) -> SecretStr:
        if re.fullmatch(pattern, value.get_secret_value()) is None:
            raise ValueError(pattern)
        return value

    return AfterValidator(check)


def _expanded(path: Path) -> Path:
    return path.expanduser().absolute()


Token = Annotated[SecretStr, _secret_like(r"[0-9]+:[A-Za-z0-9_-]+")]
Secret = Annotated[SecretStr, _secret_like(r"[A-Za-z0-9_-]{1,256}")]
Address = Annotated[str, Field(pattern=r"^https?://[^\s/?#]+[^\s?#]*$")]
Database = Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*(\+[a-z0-9]+)?://\S*$")]
People = Annotated[frozenset[int], NoDecode, BeforeValidator(_numbers)]
Folder = Annotated[Path, AfterValidator(_expanded)]


class Settings(BaseSettings):
    """Every setting, by the name it has in the environment; what is empty is not set."""

    model_config = SettingsConfigDict(
        case_sensitive=True, env_ignore_empty=True, extra="ignore", frozen=True
    )

    token: Token | None = Field(None, alias="TELEGRAM_BOT_TOKEN")
    api_url: Address = Field("https://api.telegram.org", alias="TELEGRAM_API_URL")
    home: Folder = Field(
        default_factory=lambda: platformdirs.user_data_path("ontherecord"),
        alias="ONTHERECORD_HOME",
    )
    database_url: Database | None = Field(None, alias="ONTHERECORD_DATABASE_URL")
    bot_database_url: Database | None = Field(None, alias="ONTHERECORD_BOT_DATABASE_URL")
    admins: People = Field(frozenset(), alias="ONTHERECORD_ADMINS")
    allowed: People = Field(frozenset(), alias="ONTHERECORD_ALLOWED")
    rate: int = Field(60, alias="ONTHERECORD_RATE", ge=1)
    chat_articles: int = Field(200, alias="ONTHERECORD_CHAT_ARTICLES", ge=1)
    chat_feeds: int = Field(20, alias="ONTHERECORD_CHAT_FEEDS", ge=0)
    webhook_url: Address | None = Field(None, alias="ONTHERECORD_WEBHOOK_URL")
    webhook_listen: str = Field("127.0.0.1", alias="ONTHERECORD_WEBHOOK_LISTEN")
    webhook_port: int = Field(8080, alias="ONTHERECORD_WEBHOOK_PORT", ge=1, le=65535)
    webhook_secret: Secret | None = Field(None, alias="ONTHERECORD_WEBHOOK_SECRET")
    health_port: int | None = Field(None, alias="ONTHERECORD_HEALTH_PORT", ge=1, le=65535)
    meaning: Literal["on", "off"] = Field("on", alias="ONTHERECORD_MEANING")
    log_format: Literal["text", "json"] = Field("text", alias="ONTHERECORD_LOG_FORMAT")


def read() -> Settings:
    """The settings in force: the environment, then `.env` of the current folder, else of the
    data folder. Raises SettingsError, which names what is wrong.
    """
    file = _env_file()
    _refuse_unknown([*os.environ, *_names_in(file)])
    try:
        found = Settings(_env_file=file, _env_file_encoding="utf-8")  # type: ignore[call-arg]
    except ValidationError as exc:
        # Not "from exc": pydantic's words hold the value, and that may be the token.
        name = _name_of(exc.errors(include_input=False, include_url=False)[0]["loc"])
        raise MalformedSetting(name) from None
    if found.meaning == "off":
        do_without_meaning()
    return found


def _env_file() -> Path | None:
    home = os.environ.get("ONTHERECORD_HOME") or platformdirs.user_data_path("ontherecord")
    for folder in (Path.cwd(), Path(home).expanduser()):
        if (folder / ".env").is_file():
            return folder / ".env"
    return None


def _names_in(file: Path | None) -> list[str]:
    if file is None:
        return []
    try:
        return list(dotenv_values(file, encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as exc:
        raise UnreadableSettings(str(file)) from exc


def _refuse_unknown(names: list[str]) -> None:
    known = {str(field.alias) for field in Settings.model_fields.values()}
    for name in names:
        if name.startswith(PREFIX) and name not in known:
            nearest = process.extractOne(name, sorted(known))
            raise UnknownSetting(name, nearest[0] if nearest else "")


def _name_of(location: tuple[Any, ...]) -> str:
    """The setting's name in the environment, from where pydantic says that the fault is."""
    field = Settings.model_fields.get(str(location[0]))
    return str(field.alias) if field else str(location[0])
