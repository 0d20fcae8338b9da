"""Everything that can fail in the bot; each has its sentence in templates/errors.txt.

BotError
├── SettingsError          settings that the program cannot start with
│   ├── UnknownSetting     a name that is none of ours
│   ├── MalformedSetting   a value that its setting cannot have
│   ├── UnreadableSettings a .env file that is no text
│   ├── CannotListen       an address or a port that is not to be had
│   └── RefusedToken       a token that Telegram does not know
├── StoreError             bot.db cannot be opened, read or written
│   ├── StoreInUse         another process has it
│   └── NewerStore         a later version of the program made it
├── BackupError            a backup cannot be made or put back
│   ├── NothingToBackUp    there is no database yet
│   ├── DatabaseElsewhere  a database that is no SQLite file: its own tools copy it
│   ├── DamagedBackup      a database that SQLite finds broken
│   ├── UnwritableBackup   a file or folder that cannot be written
│   ├── NotABackup         a file that is none of our backups, or is broken
│   └── NewerBackup        a backup that a later version of the program made
├── CheckFailed            what `ontherecord doctor` finds, where no other error says it
│   ├── NoToken            there is no bot token
│   ├── NoDatabase         a database server does not answer
│   ├── NewerDatabase      a later version of the program made a database
│   ├── NoParser           the English parser is missing or broken
│   ├── DiskFull           hardly any space is left
│   └── ClockWrong         this machine's clock is wrong
├── PictureError           words that no picture is made of
│   ├── TextTooLong        they would be too small to read
│   └── MissingGlyphs      no typeface of ours has all their letters
├── Full                   a chat that keeps as many articles as it may
├── UnexpectedStop         the bot has stopped; the log says why
└── PoisonUpdate           an update that the process did not survive, several times
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


class StoreInUse(StoreError):
    """Another process has this database."""


class NewerStore(StoreError):
    """A later version of the program made this database, or brought it forwards."""


class BackupError(BotError):
    """A backup cannot be made or put back. `name` is the file's, or the database's."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class NothingToBackUp(BackupError):
    """There is no database in the data folder yet."""


class DatabaseElsewhere(BackupError):
    """The database is no SQLite file; `name` is its setting."""


class DamagedBackup(BackupError):
    """SQLite cannot read the database, or finds it broken."""


class UnwritableBackup(BackupError):
    """The file or folder cannot be written."""


class NotABackup(BackupError):
    """The file is none of our backups, or it is broken."""


class NewerBackup(BackupError):
    """A later version of the program made this backup."""


class CheckFailed(BotError):
    """Something that `ontherecord doctor` finds wrong. `what` is a name or a figure."""

    def __init__(self, what: str | float = "") -> None:
        super().__init__(what)
        self.what = what


class NoToken(CheckFailed):
    """There is no bot token."""


class NoDatabase(CheckFailed):
    """The database server that the setting `what` names does not answer."""


class NewerDatabase(CheckFailed):
    """A later version of the program made the database `what`, or brought it forwards."""


class NoParser(CheckFailed):
    """The English parser is missing or broken."""


class DiskFull(CheckFailed):
    """Only `what` bytes are left on the disk."""


class ClockWrong(CheckFailed):
    """This machine's clock is wrong by `what` seconds."""


class PictureError(BotError):
    """Words that no picture is made of."""


class TextTooLong(PictureError):
    """The words would have to be too small to read."""


class MissingGlyphs(PictureError):
    """No typeface of ours has `letters`."""

    def __init__(self, letters: str = "") -> None:
        super().__init__(letters)
        self.letters = letters


class Full(BotError):
    """The chat keeps `most` articles already, which is all it may."""

    def __init__(self, most: int) -> None:
        super().__init__(most)
        self.most = most


class UnexpectedStop(BotError):
    """The bot has stopped because of an error that nobody foresaw; it stands in the log."""


class PoisonUpdate(BotError):
    """An update that the process did not survive, several times."""
