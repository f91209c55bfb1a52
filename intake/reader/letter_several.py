"""
Several children of one letter: a reader for each, filled with what is the child's own and what is common to all.
"""

from __future__ import annotations

from dataclasses import replace

from intake.reader.answers import Answer, Found
from intake.reader.document import Piece
from intake.reader.draft import Draft
from intake.reader.letter_child import ChildReader
from intake.reader.letter_facts import take_day
from intake.reader.letter_lines import Line
from intake.reader.letter_names import Person
from intake.reader.letter_prose import read_sentences
from intake.reader.letter_share import Share, Shares

_HOME = ("address", "postcode", "telephone")


def read_children(shares: Shares, body: list[Line]) -> list[ChildReader]:
    """Return a reader for each child; a home that one child has and another lacks is the other’s too, to be asked."""
    firsts = [share.named.given if share.named.unborn else share.named.given.split()[0] for share in shares.children]
    readers = [_read(share, shares) for share in shares.children]
    for index, reader in enumerate(readers):
        reader.first = firsts[index]
        reader.other_children = tuple(first for first in firsts if first != firsts[index])
        read_sentences(reader, body)
    for reader in readers:
        _share_home(reader, readers, shares)
    for reader in readers:
        reader.finish()
    return readers


def _read(share: Share, shares: Shares) -> ChildReader:
    reader = ChildReader(Draft())
    named, most = share.named, 1.0 if shares.sure else 0.75
    for key, text, sure in (
        ("given", named.given, named.sure),
        ("family", named.family, named.sure * named.family_sure),
    ):
        if text:
            reader.child[key] = Found(Answer([[Piece(text)]], "Details in the letter"), "Name", min(sure, most))
    reader.unborn = named.unborn
    reader.details(share.lines)
    reader.person = reader.last = None
    reader.details(shares.common, common=len(shares.children) > 1)
    for person in shares.grown:
        born = " ".join(line.text for line in person.lines)
        reader.known(Person(name=person.named.whole, born=take_day(born)[0], sure=0.75), "Details in the letter")
    return reader


def _share_home(reader: ChildReader, readers: list[ChildReader], shares: Shares) -> None:
    """What stands behind the last of several names on a line is everybody's; what stands elsewhere may be."""
    for donor, share in zip(readers, shares.children, strict=True):
        if donor is reader:
            continue
        most = 0.85 if share.closes or reader.as_others else 0.75
        if not {"address", "postcode"} & set(reader.child):
            for key in _HOME:
                if key in donor.child:
                    found = donor.child[key]
                    reader.child[key] = replace(found, score=min(found.score, most))
        if not reader.people and donor.people:
            reader.people = [replace(person, sure=min(person.sure, most)) for person in donor.people]
            reader.draft.parents_asked = True
