"""The first shelf"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    _articles()
    _passages()
    _statements()
    _profiles()
    _changes()


def _articles() -> None:
    op.create_table(
        "article",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("collection", sa.String(length=200), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("paragraphs", sa.JSON(), nullable=False),
        sa.Column("headline", sa.Text(), nullable=False),
        sa.Column("outlet", sa.Text(), nullable=False),
        sa.Column("byline", sa.Text(), nullable=False),
        sa.Column("published", sa.DateTime(), nullable=True),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=16), nullable=False),
        sa.Column("added", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_article")),
        sa.UniqueConstraint("collection", "digest", name=op.f("uq_article_collection")),
        sqlite_autoincrement=True,
    )


def _passages() -> None:
    op.create_table(
        "passage",
        sa.Column("article", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("paragraph", sa.Integer(), nullable=False),
        sa.Column("citable", sa.Boolean(), nullable=False),
        sa.Column("terms", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article"], ["article.id"], name=op.f("fk_passage_article"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("article", "position", name=op.f("pk_passage")),
    )


def _statements() -> None:
    op.create_table(
        "statement",
        sa.Column("article", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("paragraph", sa.Integer(), nullable=False),
        sa.Column("cue", sa.JSON(), nullable=True),
        sa.Column("cue_class", sa.String(length=32), nullable=False),
        sa.Column("speaker", sa.JSON(), nullable=True),
        sa.Column("speaker_name", sa.Text(), nullable=False),
        sa.Column("addressee", sa.JSON(), nullable=True),
        sa.Column("negated", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article"], ["article.id"], name=op.f("fk_statement_article"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("article", "position", name=op.f("pk_statement")),
    )
    op.create_index(op.f("ix_statement_speaker_name"), "statement", ["speaker_name"], unique=False)


def _profiles() -> None:
    op.create_table(
        "profile",
        sa.Column("article", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("names", sa.JSON(), nullable=False),
        sa.Column("descriptions", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article"], ["article.id"], name=op.f("fk_profile_article"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("article", "position", name=op.f("pk_profile")),
    )
    op.create_index(op.f("ix_profile_name"), "profile", ["name"], unique=False)


def _changes() -> None:
    op.create_table(
        "change",
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("article", sa.Integer(), nullable=False),
        sa.Column("added", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_change")),
        sqlite_autoincrement=True,
    )
