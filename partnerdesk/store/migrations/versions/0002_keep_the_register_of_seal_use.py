"""Keep the register of seal use."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('seal_uses',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('uid', sa.String(length=32), nullable=False),
    sa.Column('number', sa.String(length=60), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('restricted', sa.Boolean(), nullable=False),
    sa.Column('used', sa.Date(), nullable=False),
    sa.Column('paper', sa.String(length=300), nullable=False),
    sa.Column('paper_number', sa.String(length=80), nullable=True),
    sa.Column('seals', sa.String(length=400), nullable=False),
    sa.Column('copies', sa.Integer(), nullable=False),
    sa.Column('across', sa.Boolean(), nullable=False),
    sa.Column('partner_id', sa.Integer(), nullable=True),
    sa.Column('department', sa.String(length=120), nullable=True),
    sa.Column('user', sa.String(length=80), nullable=False),
    sa.Column('reason', sa.String(length=300), nullable=True),
    sa.Column('approver', sa.String(length=80), nullable=False),
    sa.Column('approval_number', sa.String(length=80), nullable=True),
    sa.Column('witness', sa.String(length=80), nullable=False),
    sa.Column('taken_out', sa.Boolean(), nullable=False),
    sa.Column('returned', sa.Date(), nullable=True),
    sa.Column('made_at', sa.String(length=27), nullable=False),
    sa.Column('made_by_id', sa.Integer(), nullable=True),
    sa.Column('changed_at', sa.String(length=27), nullable=False),
    sa.Column('changed_by_id', sa.Integer(), nullable=True),
    sa.Column('struck_at', sa.String(length=27), nullable=True),
    sa.Column('struck_by_id', sa.Integer(), nullable=True),
    sa.Column('struck_reason', sa.String(length=400), nullable=True),
    sa.ForeignKeyConstraint(['changed_by_id'], ['clerks.id'], name=op.f('fk_seal_uses_changed_by_id_clerks')),
    sa.ForeignKeyConstraint(['made_by_id'], ['clerks.id'], name=op.f('fk_seal_uses_made_by_id_clerks')),
    sa.ForeignKeyConstraint(['partner_id'], ['partners.id'], name=op.f('fk_seal_uses_partner_id_partners')),
    sa.ForeignKeyConstraint(['struck_by_id'], ['clerks.id'], name=op.f('fk_seal_uses_struck_by_id_clerks')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_seal_uses')),
    sa.UniqueConstraint('uid', name=op.f('uq_seal_uses_uid'))
    )
    with op.batch_alter_table('seal_uses', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_seal_uses_changed_at'), ['changed_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_seal_uses_number'), ['number'], unique=False)
        batch_op.create_index(batch_op.f('ix_seal_uses_partner_id'), ['partner_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_seal_uses_struck_at'), ['struck_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_seal_uses_used'), ['used'], unique=False)


def downgrade() -> None:
    raise NotImplementedError("a desk goes back by its backup")
