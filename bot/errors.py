"""Everything that can fail in the bot; each has its sentence in templates/errors.txt.

BotError
├── SettingsError          settings that the program cannot start with
│   ├── UnknownSetting     a name that is none of ours
│   ├── MalformedSetting   a value that its setting cannot have
│   ├── UnreadableSettings a .env file that is no text
│   ├── CannotListen       an address or a port for webhooks that is not to be had
│   └── RefusedToken       a token that Telegram does not know
├── StoreError             bot.db cannot be opened, read or written
│   └── InUse              another process has it
├── Broken                 the bot has stopped; the log says why
└── Poison                 an update that the process did not survive, several times
"""

from __future__ import annotations


class BotError(Exception):
    """The root: whatever the bot raises on purpose is one of these."""


class SettingsError(BotError):
    """Settings that the program cannot start with. `name` is the setting's, or the file's."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class UnknownSetting(SettingsError):
    """A name that begins as ours do and is none of ours. `nearest` is the one probably meant."""

    def __init__(self, name: str, nearest: str) -> None:
        super().__init__(name)
        self.nearest = nearest


class MalformedSetting(SettingsError):
    """A value that its setting cannot have. The value is not kept: it may be a secret."""


class CannotListen(SettingsError):
    """Webhooks cannot be listened for at that address and port."""


class RefusedToken(SettingsError):
    """Telegram does not know the bot token."""


class UnreadableSettings(SettingsError):
    """The `.env` file of that name cannot be read."""


class StoreError(BotError):
    """bot.db cannot be opened, read or written."""


class InUse(StoreError):
    """Another process has this database."""


class Broken(BotError):
    """The bot has stopped because of an error that nobody foresaw; it stands in the log."""


class Poison(BotError):
    """An update that the process did not survive, several times."""
