"""Migrations of the ledger, run by Alembic when an older one is opened."""
