"""
How the service decides: pure rules and the values they speak of.

Nothing here reads a clock, a file, a socket or a database, and nothing here
imports anything but the standard library. An officer or auditor who asks "who
may see this, and when is it due?" finds the answer in this folder.
"""
