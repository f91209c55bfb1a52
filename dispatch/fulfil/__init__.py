"""
How each thing on the ledger is fulfilled: records in, complete messages into the outbox, in one transaction.

Every item that a message speaks of comes from the one door (`rules.audience`)
and from nowhere else. Nothing here talks to a server.
"""
