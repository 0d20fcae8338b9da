"""Articles in work, and the bytes that articles were read of"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "in_work",
        sa.Column("article", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article"], ["article.id"], name=op.f("fk_in_work_article"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("article", name=op.f("pk_in_work")),
    )
    op.create_table(
        "source",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("article", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article"], ["article.id"], name=op.f("fk_source_article"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("digest", "article", name=op.f("pk_source")),
    )
    op.create_index(op.f("ix_source_article"), "source", ["article"], unique=False)
