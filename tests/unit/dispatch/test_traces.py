"""What is not in a view is in no byte of the message: headers, words, files, and file names (E4, X4)."""

from __future__ import annotations

import dataclasses
import email
import email.policy
import io
import zipfile
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dispatch import compose
from dispatch.composed import Attached, Composed
from dispatch.envelope import build_message, message_id_for
from dispatch.views import (
    AgendaItem,
    AgendaView,
    ChairItem,
    ChairPackView,
    Coming,
    FormCopyView,
    GuestPackView,
    OpenAction,
)
from rules.form import Assessment, Child, Conclusions, ConsentStatement, Element, Form, OtherAnswer, ParentCarer
from tests.unit.dispatch.samples import MEETING, PAPER, STAMP, START, a_copy


def _canary(child: int, field: str) -> str:
    """A word that stands nowhere but in one field of one child."""
    return f"zq{child}x{field}qz"


def _form(child: int) -> Form:
    said = {
        name: _canary(child, name) for name in ("given", "family", "street", "school", "reason", "well", "why", "other")
    }
    return Form(
        child=Child(
            given_names=said["given"], family_name=said["family"], address=said["street"], school=said["school"]
        ),
        parents_carers=(ParentCarer(name=_canary(child, "mother")),),
        assessment=Assessment(reason=said["reason"]),
        elements={"general_health": Element(text=said["well"])},
        conclusions=Conclusions(summary=said["why"]),
        other=(OtherAnswer(heading=_canary(child, "heading"), text=said["other"]),),
        consent=ConsentStatement(share=True, signed_by=_canary(child, "signed")),
    )


def _item(child: int, number: int) -> AgendaItem:
    texts = ("initials", "age", "referrer", "why", "asked", "reason", "strengths", "needs", "desired_outcomes", "risks")
    reference = f"N26-9{child:03}"
    return AgendaItem(
        number=number,
        reference=reference,
        slot=START,
        coming=Coming.NEW,
        form=FormCopyView(reference=reference, form=_form(child)),
        originals=(
            Attached(f"{reference} original.docx", "application/octet-stream", _canary(child, "file").encode()),
        ),
        **{name: _canary(child, name) for name in texts},
    )


def _action(child: int) -> OpenAction:
    return OpenAction(
        reference=f"N26-9{child:03}",
        initials=_canary(child, "initials"),
        what=_canary(child, "what"),
        who=_canary(child, "who"),
        by_when_written=_canary(child, "when"),
    )


def every_byte(mail: Composed) -> str:
    """All that a reader of the finished message could come by: headers, words, files unpacked, their names."""
    raw = build_message(
        mail,
        panel=PAPER.panel,
        recipient="reader@p.example",
        message_id=message_id_for("agenda", "reader@p.example", "beds.example"),
        date=STAMP,
        in_reply_to=None,
        references=(),
        auto_submitted="auto-generated",
        hop_token=None,
    )
    message = email.message_from_bytes(raw, policy=email.policy.default)
    found = [str(value) for value in message.values()]
    for part in message.walk():
        if not part.is_multipart():
            found += [part.get_filename() or "", *_inside(part.get_payload(decode=True))]
    return "\n".join(found)


def _inside(data: object) -> Iterator[str]:
    assert isinstance(data, bytes)
    yield data.decode("utf-8", "replace")
    if data.startswith(b"PK") and zipfile.is_zipfile(io.BytesIO(data)):
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            for name in package.namelist():
                yield name
                yield package.read(name).decode("utf-8", "replace")


@pytest.mark.requirement("E4", "E7", "X4")
@settings(max_examples=10)
@given(children=st.sets(st.integers(1, 40), min_size=2, max_size=4), data=st.data())
def test_no_child_leaves_a_trace_in_a_pack_without_it(children: set[int], data: st.DataObject) -> None:
    """Whichever children a reader may see, nothing of the others is anywhere in the finished message."""
    hidden = data.draw(st.sets(st.sampled_from(sorted(children)), min_size=1, max_size=len(children) - 1))
    seen = sorted(children - hidden)
    items = tuple(_item(child, number) for number, child in enumerate(seen, start=1))
    actions = tuple(_action(child) for child in seen)
    agenda = AgendaView(meeting=MEETING, attendee="reader@p.example", items=items, open_actions=actions)
    guest = GuestPackView(meeting=MEETING, attendee="reader@p.example", items=items)
    chair = ChairPackView(meeting=MEETING, attendee="c@p.example", items=tuple(ChairItem(item=i) for i in items))
    for mail in (
        compose.agenda(agenda, PAPER, stamp=STAMP),
        compose.guest_pack(guest, PAPER, stamp=STAMP),
        compose.chair_pack(chair, PAPER, stamp=STAMP),
    ):
        told = every_byte(mail)
        for child in hidden:
            assert f"zq{child}x" not in told
            assert f"N26-9{child:03}" not in told
        for child in seen:
            assert _canary(child, "reason") in told
            assert _canary(child, "family") in told


@pytest.mark.requirement("E4", "X4")
def test_a_members_copy_keeps_exclusions_to_itself() -> None:
    """Who is not wanted is in the chair's copy, and in no other: neither the answer nor a question that asks for it."""
    member, chair = a_copy(), a_copy(show_exclusions=True)
    told = "".join(_inside(compose.packs.form_copy(member, PAPER).data))
    assert "unwanted" not in told
    assert "quarrelsome" not in told
    assert "Education" in told
    whole = "".join(_inside(compose.packs.form_copy(chair, PAPER).data))
    assert "The unwanted service" in whole
    assert "The quarrelsome service" in whole


@pytest.mark.requirement("E4")
def test_every_canary_would_be_found() -> None:
    """The search sees every text of an item: without this the property could not fail."""
    view = AgendaView(meeting=MEETING, attendee="r@p.example", items=(_item(7, 1),), open_actions=(_action(7),))
    told = every_byte(compose.agenda(view, PAPER, stamp=STAMP))
    texts = [
        value for value in dataclasses.asdict(_item(7, 1)).values() if isinstance(value, str) and value.startswith("zq")
    ]
    assert len(texts) == 10
    for text in [*texts, _canary(7, "file"), _canary(7, "mother"), _canary(7, "what"), _canary(7, "heading")]:
        assert text in told, text
