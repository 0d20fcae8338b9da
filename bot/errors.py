"""Everything that can fail in the bot; each has its sentence in templates/errors.txt.

BotError
├── SettingsError          settings that the program cannot start with
│   ├── UnknownSetting     a name that is none of ours
│   ├── MalformedSetting   a value that its setting cannot have
│   ├── UnreadableSettings a .env file that is no text
│   ├── CannotListen       an address or a port that is not to be had
│   └── RefusedToken       a token that Telegram does not know
├── StoreError             bot.db cannot be opened, read or written
│   ├── InUse              another process has it
│   └── NewerStore         a later version of the program made it
├── BackupError            a backup cannot be made or put back
│   ├── NothingKept        there is no database yet
│   ├── Elsewhere          a database that is no SQLite file: its own tools copy it
│   ├── Damaged            a database that SQLite finds broken
│   ├── Unwritable         a file or folder that cannot be written
│   ├── NoBackup           a file that is none of our backups, or is broken
│   └── NewerBackup        a backup that a later version of the program made
├── Ailment                what `ontherecord doctor` finds, where no other error says it
│   ├── NoToken            there is no bot token
│   ├── NoDatabase         a database server does not answer
│   ├── NewerDatabase      a later version of the program made a database
│   ├── NoParser           the English parser is missing or broken
│   ├── DiskFull           hardly any space is left
│   └── ClockWrong         this machine's clock is wrong
├── Full                   a chat that keeps as many articles as it may
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
    """The address or port of that setting cannot be listened at."""


class RefusedToken(SettingsError):
    """Telegram does not know the bot token."""


class UnreadableSettings(SettingsError):
    """The `.env` file of that name cannot be read."""


class StoreError(BotError):
    """bot.db cannot be opened, read or written."""


class InUse(StoreError):
    """Another process has this database."""


class NewerStore(StoreError):
    """A later version of the program made this database, or brought it forwards."""


class BackupError(BotError):
    """A backup cannot be made or put back. `name` is the file's, or the database's."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class NothingKept(BackupError):
    """There is no database in the data folder yet."""


class Elsewhere(BackupError):
    """The database is no SQLite file; `name` is its setting."""


class Damaged(BackupError):
    """SQLite cannot read the database, or finds it broken."""


class Unwritable(BackupError):
    """The file or folder cannot be written."""


class NoBackup(BackupError):
    """The file is none of our backups, or it is broken."""


class NewerBackup(BackupError):
    """A later version of the program made this backup."""


class Ailment(BotError):
    """Something that `ontherecord doctor` finds wrong. `what` is a name or a figure."""

    def __init__(self, what: str | float = "") -> None:
        super().__init__(what)
        self.what = what


class NoToken(Ailment):
    """There is no bot token."""


class NoDatabase(Ailment):
    """The database server that the setting `what` names does not answer."""


class NewerDatabase(Ailment):
    """A later version of the program made the database `what`, or brought it forwards."""


class NoParser(Ailment):
    """The English parser is missing or broken."""


class DiskFull(Ailment):
    """Only `what` bytes are left on the disk."""


class ClockWrong(Ailment):
    """This machine's clock is wrong by `what` seconds."""


class Full(BotError):
    """The chat keeps `most` articles already, which is all it may."""

    def __init__(self, most: int) -> None:
        super().__init__(most)
        self.most = most


class Broken(BotError):
    """The bot has stopped because of an error that nobody foresaw; it stands in the log."""


class Poison(BotError):
    """An update that the process did not survive, several times."""
