"""Bring a database to the newest schema: the library's, and the bot's own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import Engine


def migrate_to_head(engine: Engine, migrations: Path, head: str, newer: type[Exception]) -> None:
    """Migrate the database forwards by the Alembic scripts in the folder `migrations` to their
    newest revision, `head`; nothing where it stands there already.

    Raises `newer` where it stands at a revision of a later version of the program.
    """
    if _revision(engine) == head:
        return
    from alembic import command
    from alembic.config import Config
    from alembic.util.exc import CommandError

    config = Config()
    config.set_main_option("script_location", str(migrations))
    config.attributes["engine"] = engine
    try:
        command.upgrade(config, "head")
    except CommandError as exc:
        raise newer(str(exc)) from exc


def _revision(engine: Engine) -> str | None:
    from sqlalchemy import inspect, text

    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
