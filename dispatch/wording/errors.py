"""
What breaks when words are put together.

DispatchError is the sending side's own; a template is the council's to mend, so
its error says which file, where, and what is allowed there.
"""

from __future__ import annotations


class TemplateBroken(Exception):
    """A template cannot be used: mend the file that the text names, or take it out of the local folder."""
