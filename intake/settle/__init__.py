"""
What a message that was taken in comes to: exactly one end, in one transaction (process, section 6).

Each module acts on one kind of message and writes records, an audit line, and
what is owed because of it. Nothing here composes or sends: an acknowledgement
is owed here and written in `dispatch`.
"""
