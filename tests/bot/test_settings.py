"""Settings are understood or refused by name, and a refusal never tells a secret."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot import settings
from bot.errors import MalformedSetting, SettingsError, UnknownSetting
from bot.settings import Settings
from bot.views import templates

MALFORMED = {
    "TELEGRAM_BOT_TOKEN": "secret words, no token",
    "TELEGRAM_API_URL": "api.telegram.org",
    "ONTHERECORD_DATABASE_URL": "the articles",
    "ONTHERECORD_BOT_DATABASE_URL": "bot db",
    "ONTHERECORD_ADMINS": "@ilse",
    "ONTHERECORD_CHAT_FEEDS": "-1",
    "ONTHERECORD_WEBHOOK_URL": "ftp://a.org/hook",
    "ONTHERECORD_WEBHOOK_PORT": "0",
    "ONTHERECORD_WEBHOOK_SECRET": "not allowed!",
    "ONTHERECORD_HEALTH_PORT": "65536",
    "ONTHERECORD_LOG_FORMAT": "yaml",
}


@pytest.fixture(autouse=True)
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A current folder and a data folder with nothing in them, and no setting."""
    for field in Settings.model_fields.values():
        monkeypatch.delenv(str(field.alias), raising=False)
    (tmp_path / "current").mkdir()
    (tmp_path / "home").mkdir()
    monkeypatch.chdir(tmp_path / "current")
    monkeypatch.setenv("ONTHERECORD_HOME", str(tmp_path / "home"))
    return tmp_path


def test_without_any_setting_telegram_is_telegrams_and_there_is_no_token(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("ONTHERECORD_HOME")
    found = settings.read()
    assert found.token is None
    assert found.api_url == "https://api.telegram.org"
    assert found.home.is_absolute()


@pytest.mark.parametrize(("name", "value"), MALFORMED.items())
def test_a_malformed_setting_is_named_in_one_sentence_without_its_value(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(MalformedSetting) as refused:
        settings.read()
    words = templates.error_text(refused.value)
    assert name in words
    assert words.count("\n") == 0
    assert value not in words + str(refused.value)
    assert refused.value.__cause__ is None


def test_every_setting_that_can_be_malformed_has_its_words() -> None:
    for field in Settings.model_fields.values():
        assert "must be" in templates.error_text(MalformedSetting(str(field.alias)))


def test_an_unknown_name_of_ours_is_refused_and_the_nearest_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("ONTHERECORD_ADMIN", "7")
    with pytest.raises(UnknownSetting) as refused:
        settings.read()
    words = templates.error_text(refused.value)
    assert "ONTHERECORD_ADMIN;" in words
    assert "ONTHERECORD_ADMINS" in words


def test_other_names_are_not_ours(monkeypatch: pytest.MonkeyPatch, nowhere: Path) -> None:
    monkeypatch.setenv("ONTHERECORDER", "x")
    monkeypatch.setenv("TELEGRAM_OTHER", "x")
    before = settings.read()
    (nowhere / "current" / ".env").write_text("OTHER=1\n")
    assert settings.read() == before


def test_the_file_of_the_current_folder_comes_before_that_of_the_data_folder(
    nowhere: Path,
) -> None:
    (nowhere / "home" / ".env").write_text("ONTHERECORD_ADMINS=1\n")
    assert settings.read().admins == {1}
    (nowhere / "current" / ".env").write_text("ONTHERECORD_ADMINS=2, 3 4\n")
    assert settings.read().admins == {2, 3, 4}


def test_the_environment_comes_before_the_file(
    nowhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (nowhere / "current" / ".env").write_text("TELEGRAM_BOT_TOKEN=1:file\n")
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "2:environment")
    token = settings.read().token
    assert token is not None
    assert token.get_secret_value() == "2:environment"


def test_an_unknown_name_in_the_file_is_refused_too(nowhere: Path) -> None:
    (nowhere / "current" / ".env").write_text("ONTHERECORD_HOUSE=/tmp\n")
    with pytest.raises(UnknownSetting):
        settings.read()


def test_a_file_that_is_no_text_is_refused_in_one_sentence(nowhere: Path) -> None:
    (nowhere / "current" / ".env").write_bytes(b"ONTHERECORD_ADMINS=\xff\xfe\n")
    with pytest.raises(SettingsError) as refused:
        settings.read()
    assert "UTF-8" in templates.error_text(refused.value)


def test_what_is_empty_is_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "")
    assert settings.read().token is None
