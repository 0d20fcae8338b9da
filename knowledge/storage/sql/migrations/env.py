"""Alembic's way in: runs the migrations on the engine that the shelf hands over."""

from alembic import context

from knowledge.storage.sql import schema
from knowledge.storage.sql.engine import for_writing

engine = for_writing(context.config.attributes["engine"])
with engine.begin() as connection:
    context.configure(
        connection=connection, target_metadata=schema.metadata, transactional_ddl=False
    )
    with context.begin_transaction():
        context.run_migrations()
