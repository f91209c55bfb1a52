"""`attention retry`: what needed a person is tried once more, by the way it came."""

from __future__ import annotations

from storage import ledger, outbox, received
from storage.attention import Attention, settle_attention
from storage.database import Unit
from storage.errors import NothingToRetry


def retry(unit: Unit, attention: Attention) -> str:
    """
    Have what *attention* is about done again at the next opportunity, and settle it; return what will happen.

    Raises:
        NothingToRetry: it is about no message and no due thing.
    """
    if attention.outgoing_id is not None:
        outbox.take_up_again(unit, attention.outgoing_id)
        what = "the message goes once more"
    elif attention.received_id is not None:
        received.take_up_again(unit, attention.received_id)
        what = "the message is read and settled once more"
    elif isinstance(key := attention.detail.get("key"), str) and ledger.is_known(unit, key):
        ledger.take_up_again(unit, key)
        what = "it is done once more"
    else:
        raise NothingToRetry(
            f"number {attention.number} is about no message: settle it where it says, or with attention ignore"
        )
    settle_attention(unit, attention.id, "tried again")
    return what
