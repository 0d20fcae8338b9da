"""What an index on disk needs: whose it is, and what is in scope without reading texts"""

from uuid import uuid4

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(
        "ix_article_filed",
        "article",
        ["collection", "language", "outlet", "published", "words", "story", "current"],
        unique=False,
    )
    origin = op.create_table(
        "origin",
        sa.Column("token", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("token", name=op.f("pk_origin")),
    )
    op.bulk_insert(origin, [{"token": uuid4().hex}])
