"""Articles that are shared by a link, and what buttons ask for"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "answer", sa.Column("more", sa.Boolean(), server_default=sa.false(), nullable=False)
    )
    op.create_table(
        "share",
        sa.Column("token", sa.String(length=64), nullable=False),
        sa.Column("chat", sa.BigInteger(), nullable=False),
        sa.Column("article", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("token", name=op.f("pk_share")),
        sa.UniqueConstraint("chat", "article", name=op.f("uq_share_chat")),
    )
    op.create_table(
        "opened",
        sa.Column("chat", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("token", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["token"], ["share.token"], name=op.f("fk_opened_token"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("chat", "token", name=op.f("pk_opened")),
    )
    op.create_index(op.f("ix_opened_token"), "opened", ["token"], unique=False)
    op.create_table(
        "prompt",
        sa.Column("chat", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("message", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("answer", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["answer"], ["answer.id"], name=op.f("fk_prompt_answer"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("chat", "message", name=op.f("pk_prompt")),
    )
    op.create_index(op.f("ix_prompt_answer"), "prompt", ["answer"], unique=False)
