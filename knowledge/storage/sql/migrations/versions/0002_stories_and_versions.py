"""Stories told by several, and pages that change"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("article", sa.Column("words", sa.Integer(), server_default="0", nullable=False))
    op.add_column("article", sa.Column("page", sa.Text(), server_default="", nullable=False))
    op.add_column("article", sa.Column("story", sa.Integer(), server_default="0", nullable=False))
    op.add_column("article", sa.Column("before", sa.Integer(), nullable=True))
    op.add_column(
        "article", sa.Column("current", sa.Boolean(), server_default=sa.true(), nullable=False)
    )
    op.create_index("ix_article_page", "article", ["collection", "page"], unique=False)
    op.create_index(op.f("ix_article_story"), "article", ["story"], unique=False)
    _sketches()
    _fill()


def _sketches() -> None:
    op.create_table(
        "sketch",
        sa.Column("article", sa.Integer(), nullable=False),
        sa.Column("prints", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article"], ["article.id"], name=op.f("fk_sketch_article"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("article", name=op.f("pk_sketch")),
    )
    op.create_table(
        "shingle",
        sa.Column("collection", sa.String(length=200), nullable=False),
        sa.Column("fingerprint", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("article", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article"], ["article.id"], name=op.f("fk_shingle_article"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("collection", "fingerprint", "article", name=op.f("pk_shingle")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_shingle_article"), "shingle", ["article"], unique=False)


def _fill() -> None:
    """What is there already is read as if it came now, one after the other."""
    from knowledge.storage.sql.backfill import fill

    fill(op.get_bind())
