"""The store: records, ledger, outbox, audit, retention, encryption and migrations."""
