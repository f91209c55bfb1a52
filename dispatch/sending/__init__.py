"""The outbox's way out: one conversation with the submission server, and the worker that has it."""
