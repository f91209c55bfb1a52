"""What administrators say of a referral and of a meeting; parts given without a meeting."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the sealed notes of referrals and meetings; an allocation may stand without a decision."""
    with op.batch_alter_table("referral") as batch_op:
        batch_op.add_column(sa.Column("sealed_notes", sa.LargeBinary(), nullable=True))
    with op.batch_alter_table("meeting") as batch_op:
        batch_op.add_column(sa.Column("sealed_why", sa.LargeBinary(), nullable=True))
    with op.batch_alter_table("allocation") as batch_op:
        batch_op.alter_column("decision_id", existing_type=sa.String(), nullable=True)
