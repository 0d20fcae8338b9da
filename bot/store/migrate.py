"""Bring bot.db to the newest schema."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Engine, inspect, text

from bot.errors import NewerStore
from bot.store.tables import schema


def to_head(engine: Engine) -> None:
    """Migrate the database forwards to `schema.HEAD`; nothing where it stands there already.

    Raises NewerStore where it stands at a revision of a later version of the program.
    """
    if _revision(engine) == schema.HEAD:
        return
    from alembic import command
    from alembic.config import Config
    from alembic.util.exc import CommandError

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["engine"] = engine
    try:
        command.upgrade(config, "head")
    except CommandError as exc:
        raise NewerStore(str(exc)) from exc


def _revision(engine: Engine) -> str | None:
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
