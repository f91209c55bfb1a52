"""Addresses are read strictly: what two readers could read in two ways is in doubt."""

from __future__ import annotations

import pytest

from intake.message import read_mail
from intake.message.addresses import normal_domain, parse_addresses, same_address
from tests.unit.intake.mails import a_mail

PLAIN = [
    ("jo@school.example", "jo@school.example", ""),
    ("Jo Tamworth <jo@school.example>", "jo@school.example", "Jo Tamworth"),
    ("<JO@School.Example>", "jo@school.example", ""),
    ('"Tamworth, Jo" <jo@school.example>', "jo@school.example", "Tamworth, Jo"),
    (r'"Jo \"JT\" Tamworth" <jo@school.example>', "jo@school.example", 'Jo "JT" Tamworth'),
    ("J. A. O'Tamworth <jo@school.example>", "jo@school.example", "J. A. O'Tamworth"),
    ("jo@school.example (Jo Tamworth)", "jo@school.example", "Jo Tamworth"),
    ("Jo (head (acting)) Tamworth <jo@school.example>", "jo@school.example", "Jo Tamworth"),
    ("=?utf-8?Q?J=C3=B6?= <jo@school.example>", "jo@school.example", "Jö"),
    ("=?utf-8?Q?chair=40beds=2Eexample?= <jo@school.example>", "jo@school.example", "chair@beds.example"),
    ('"chair@beds.example" <x@evil.example>', "x@evil.example", "chair@beds.example"),
    ("jo@bücher.example", "jo@xn--bcher-kva.example", ""),
    ("jo@school.example.", "jo@school.example", ""),
    ('"jo.tamworth"@school.example', "jo.tamworth@school.example", ""),
    ("Panel: jo@school.example;", "jo@school.example", ""),
]


@pytest.mark.parametrize(("written", "email", "name"), PLAIN)
def test_plain_addresses_are_read(written: str, email: str, name: str) -> None:
    """What RFC 5322 allows and every reader understands alike."""
    found = parse_addresses(written)
    assert found.doubt == ""
    assert [(address.email, address.name) for address in found.addresses] == [(email, name)]


DOUBTFUL = [
    "panel@beds.example <x@evil.example>",
    "chair@beds.example, <x@evil.example> <y@evil.example>",
    "alice@beds.example)bob@evil.example",
    "alice(a)@beds.example",
    "alice@beds.example(@evil.example",
    "alice@beds.example bob@evil.example",
    "alice@beds.example@evil.example",
    "<alice@beds.example><bob@evil.example>",
    "<alice@beds.example> bob@evil.example",
    "<@beds.example,@b.example:x@evil.example>",
    "<alice@beds.example",
    '"alice@beds.example',
    "alice@[192.0.2.1]",
    "alice@beds.example\x00.evil.example",
    "alice@beds.example\\@evil.example",
    "=?utf-8?Q?alice=40beds=2Eexample?=",
    "<=?utf-8?Q?alice?=@beds.example>",
    "alice@beds..example",
    "alice@.example",
    "alice@",
    "@beds.example",
    "alice",
    "a b@beds.example",
    '"a b"@beds.example',
    '"alice@beds.example,"@evil.example',
    "alice@ｂeds.example",
    "alice@straße.example",
    "alice@be\u200dds.example",
    "al\u202eice@beds.example",
    f"{'a' * 65}@beds.example",
    f"alice@{'a' * 64}.example",
    "Panel: alice@beds.example, Other: bob@beds.example;;",
]


@pytest.mark.requirement("X6")
@pytest.mark.parametrize("written", DOUBTFUL)
def test_what_could_be_read_in_two_ways_is_in_doubt(written: str) -> None:
    """Neither address is taken for the sender's."""
    mail = read_mail(a_mail(From=written))
    assert mail.sender is None
    assert mail.sender_doubt
    assert mail.sender_address == ""


@pytest.mark.requirement("X6")
def test_two_senders_are_none() -> None:
    """Two From lines, or two mailboxes in one, leave the sender in doubt; none at all too."""
    twice = a_mail(above=[("From", "chair@beds.example")])
    assert read_mail(twice).sender_doubt == "several From lines"
    assert read_mail(a_mail(From="chair@beds.example, x@evil.example")).sender_doubt == "several senders"
    assert read_mail(a_mail(without=["From"])).sender_doubt == "no From line"
    assert read_mail(a_mail(From="undisclosed:;")).sender_doubt == "no sender"


def test_a_list_gives_those_that_are_plain() -> None:
    """One odd recipient loses no other."""
    found = parse_addresses("a@b.example, nobody, Group: c@d.example, e@f.example;, g@h.example")
    assert [address.email for address in found.addresses] == [
        "a@b.example",
        "c@d.example",
        "e@f.example",
        "g@h.example",
    ]
    assert found.doubt


def test_letters_beyond_a_to_z_stay_themselves() -> None:
    """The Kelvin sign is no k: two addresses never become one."""
    assert not same_address("\N{KELVIN SIGN}ate@beds.example", "kate@beds.example")
    assert same_address(" Kate@Beds.Example ", "kate@beds.example")


@pytest.mark.parametrize("written", ["", ".", "-a.example", "a..b", "a b", "*.example", "x" * 300, "\udcff.example"])
def test_what_is_no_domain_is_refused(written: str) -> None:
    """No domain comes back as another."""
    with pytest.raises(ValueError, match="domain"):
        normal_domain(written)
