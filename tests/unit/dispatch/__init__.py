"""The sending side without a database, a socket or a clock."""
