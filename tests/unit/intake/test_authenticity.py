"""Who sent a message is proven, not believed (X6): ways to forge it, of our own making."""

from __future__ import annotations

import pytest

from intake.message import read_mail
from intake.message.authenticity import Proven, Unproven, parse_results, prove_sender
from tests.unit.intake.mails import a_mail

pytestmark = pytest.mark.requirement("X6")

MX = "mx.beds.example"
CHAIR = "chair@beds.example"
PASSED = f"{MX}; dmarc=pass header.from=beds.example"
RECEIVED = ("Received", "from out.evil.example by mx.beds.example with ESMTPS id 1; Mon, 7 Dec 2026 09:30:00 +0000")
DELIVERED = ("Received", "from mx.beds.example by mda.beds.example with LMTP id 2; Mon, 7 Dec 2026 09:30:01 +0000")
RESULTS = "Authentication-Results"


def judged(*above: tuple[str, str], sender: str = CHAIR, own: int = 0, trusted: str = MX) -> Proven | Unproven:
    """What is made of a message with these lines on top."""
    return prove_sender(read_mail(a_mail(above=above, From=sender)), trusted, own)


PROVEN = [
    PASSED,
    f"{MX} 1; dmarc=pass header.from=beds.example",
    f"{MX.upper()}; DMARC=PASS header.from=BEDS.example",
    f'"{MX}"; dmarc=pass header.from=beds.example',
    f"{MX};\r\n\tspf=pass smtp.mailfrom=x;\r\n dkim=pass header.b=a+/==;\r\n dmarc=pass (p) header.from=beds.example",
    f"(comment (nested; dmarc=fail) here) {MX} (x) 1 (y); dmarc/1 = pass (ok) header . from = beds.example",
    f'{MX}; dmarc=pass reason="ok; really" header.from=beds.example',
    f"{MX}; dkim=pass header.d=beds.example",
    f"{MX}; dkim=fail header.d=beds.example header.s=old; dkim=pass header.d=beds.example header.s=new",
    f"{MX}; dmarc=none header.from=beds.example; dkim=pass header.d=beds.example",
    f"{MX}; dkim=pass header.d=lists.example; dkim=pass header.d=beds.example",
    f"{MX}; dmarc=pass header.from=beds.example.",
    f'{MX}; spf=pass smtp.mailfrom="x; dmarc=fail"@evil.example; dmarc=pass header.from=beds.example',
]


@pytest.mark.parametrize("results", PROVEN)
def test_results_of_our_own_server_for_the_senders_domain_prove_it(results: str) -> None:
    """DMARC passed for the From's domain, or, where DMARC says nothing, a signature of that very domain."""
    assert judged((RESULTS, results), RECEIVED) == Proven(CHAIR)


UNPROVEN = [
    "",
    ";",
    MX,
    f"{MX}; none",
    "mx.evil.example; dmarc=pass header.from=beds.example",
    f"x.{MX}; dmarc=pass header.from=beds.example",
    f"{MX}.evil.example; dmarc=pass header.from=beds.example",
    f"({MX}) mx.evil.example; dmarc=pass header.from=beds.example",
    f"{MX} mx.evil.example; dmarc=pass header.from=beds.example",
    f"{MX}; dmarc=fail header.from=beds.example",
    f"{MX}; dmarc=none header.from=beds.example",
    f"{MX}; dmarc=temperror header.from=beds.example; dkim=pass header.d=beds.example",
    f"{MX}; dmarc=bestguesspass header.from=beds.example",
    f"{MX}; dmarc=fail header.from=beds.example; dkim=pass header.d=beds.example",
    f"{MX}; dmarc=pass header.from=evil.example",
    f"{MX}; dmarc=pass header.from=beds.example.evil.example",
    f"{MX}; dmarc=pass header.from=notbeds.example",
    f"{MX}; dmarc=pass header.from=example",
    f"{MX}; dmarc=pass header.from=",
    f"{MX}; dmarc=pass",
    f"{MX}; dmarc=pass header.from=evil.example header.from=beds.example",
    f"{MX}; dmarc=pass header.from=evil.example; dmarc=pass header.from=beds.example",
    f"{MX}; dmarc=pass header.from=beds.example; dmarc=fail header.from=evil.example",
    f"{MX}; spf=pass smtp.mailfrom=beds.example",
    f"{MX}; spf=pass smtp.mailfrom=chair@beds.example; iprev=pass",
    f"{MX}; auth=pass smtp.auth=chair@beds.example",
    f"{MX}; arc=pass header.from=beds.example",
    f"{MX}; dkim=pass header.d=evil.example",
    f"{MX}; dkim=pass header.d=evil.example header.i=@beds.example",
    f"{MX}; dkim=pass header.i=@beds.example",
    f"{MX}; dkim=pass header.d=mail.beds.example",
    f"{MX}; dkim=neutral header.d=beds.example",
    f"{MX}; dkim=pass (header.d=beds.example) header.d=evil.example",
    f"{MX}; dkim=pass header.d=beds.example(.evil.example",
    f"{MX}; dkim=pass header.d=beds.example header.d=evil.example",
    f"{MX}; dkim=pass header.d=beds.example\x00.evil.example",
    f"{MX}; (dmarc=pass header.from=beds.example)",
    f'{MX}; spf=pass smtp.mailfrom="x; dmarc=pass header.from=beds.example;"@evil.example',
    f"{MX}; spf=fail smtp.mailfrom=x\\;dmarc=pass@evil.example",
    f'{MX}; "dmarc=pass header.from=beds.example"',
    f'{MX}; reason="dmarc=pass header.from=beds.example',
    f"{MX}; xdmarc=pass header.from=beds.example",
    f"{MX}; dmarc pass header.from=beds.example",
    f"{MX}; dmarc=pass header.from beds.example",
    "dmarc=pass header.from=beds.example",
    f"; dmarc=pass header.from=beds.example; {MX}",
]


@pytest.mark.parametrize("results", UNPROVEN)
def test_results_that_prove_nothing(results: str) -> None:
    """Another server's word, another domain, another method, a failure, or a line that cannot be read."""
    assert isinstance(judged((RESULTS, results), RECEIVED), Unproven)


def test_nobody_is_believed_where_nobody_is_named() -> None:
    """Without a configured server name every sender is unproven."""
    for trusted in ("", "  "):
        assert isinstance(judged((RESULTS, PASSED), trusted=trusted), Unproven)
    assert isinstance(judged((RESULTS, "; dmarc=pass header.from=beds.example"), trusted=""), Unproven)


def test_a_line_below_received_was_written_by_others() -> None:
    """Only what stands above every Received line was put there by our own server."""
    assert isinstance(judged(RECEIVED, (RESULTS, PASSED)), Unproven)
    assert isinstance(
        judged(("Authentication-Results", "mx.evil.example; none"), RECEIVED, (RESULTS, PASSED)), Unproven
    )


def test_local_delivery_may_stand_above() -> None:
    """The last hop within the mail system writes its line on top."""
    assert judged(DELIVERED, (RESULTS, PASSED), RECEIVED) == Proven(CHAIR)
    assert judged(DELIVERED, DELIVERED, (RESULTS, PASSED), RECEIVED) == Proven(CHAIR)
    assert isinstance(judged(DELIVERED, RECEIVED, (RESULTS, PASSED)), Unproven)
    assert isinstance(judged(RECEIVED, DELIVERED, (RESULTS, PASSED)), Unproven)


@pytest.mark.parametrize(
    "forged",
    [
        'from x by mx.beds.example with ESMTP (envelope-from <"by a with LMTP"@evil.example>) id 1',
        "from x (by a with LMTP b) by mx.beds.example with ESMTP id 1",
        "from with LMTP by mx.beds.example with ESMTP id 1",
        "from x by mx.beds.example with ESMTP for <by a with LMTP@beds.example>",
    ],
)
def test_a_senders_words_in_a_received_line_are_not_local_delivery(forged: str) -> None:
    """What a sender can have written into our server's line does not make it a local one."""
    assert isinstance(judged(("Received", forged), (RESULTS, PASSED)), Unproven)


def test_the_councils_own_servers_may_put_lines_above() -> None:
    """As many as the configuration says, and none more."""
    own = ("Received", "from mx.beds.example by store.beds.example with ESMTP id 3")
    assert judged(own, (RESULTS, PASSED), RECEIVED, own=1) == Proven(CHAIR)
    assert isinstance(judged(own, RECEIVED, (RESULTS, PASSED), own=1), Unproven)
    assert isinstance(judged(own, (RESULTS, PASSED), RECEIVED, own=0), Unproven)
    assert judged(DELIVERED, own, (RESULTS, PASSED), RECEIVED, own=1) == Proven(CHAIR)


def test_only_the_topmost_line_of_our_server_counts() -> None:
    """A forged pass below our server's own failure is not looked at, nor below one that cannot be read."""
    failed = f"{MX}; dmarc=fail header.from=beds.example"
    assert isinstance(judged((RESULTS, failed), (RESULTS, PASSED)), Unproven)
    assert isinstance(judged((RESULTS, f"{MX}; dmarc=(pass"), (RESULTS, PASSED)), Unproven)
    assert isinstance(judged((RESULTS, f"{MX}; spf=pass smtp.mailfrom=beds.example"), (RESULTS, PASSED)), Unproven)


def test_a_foreign_line_above_is_passed_over() -> None:
    """A server within the council may add one of another name."""
    assert judged((RESULTS, "spam.beds.example; x-spam=pass"), (RESULTS, PASSED), RECEIVED) == Proven(CHAIR)


@pytest.mark.parametrize(
    "sender",
    [
        f"{CHAIR} <x@evil.example>",
        f'"{CHAIR}" <x@evil.example>',
        "=?utf-8?Q?chair=40beds=2Eexample?= <x@evil.example>",
        "chair@beds.example.evil.example",
        "chair@mail.beds.example",
        "chair@bеds.example",  # a Cyrillic letter
        "chair@ｂeds.example",  # a full-width letter
        "chair@beds.example, x@evil.example",
        "<x@evil.example>, chair@beds.example",
        "chair@beds.example\x00@evil.example",
    ],
)
def test_a_sender_that_only_looks_like_the_chair_is_not(sender: str) -> None:
    """The results are about beds.example; the one address of the From line is another, or in doubt."""
    found = judged((RESULTS, PASSED), RECEIVED, sender=sender)
    assert isinstance(found, Unproven)


def test_two_from_lines_prove_nothing() -> None:
    """Whichever of them the server looked at."""
    assert isinstance(judged((RESULTS, PASSED), RECEIVED, ("From", "x@evil.example")), Unproven)
    assert isinstance(judged((RESULTS, PASSED), ("from", "x@evil.example")), Unproven)


def test_international_domains_are_compared_as_dns_has_them() -> None:
    """The server may write the A-label and the sender the letters, or the other way round."""
    passed = f"{MX}; dmarc=pass header.from=xn--bcher-kva.example"
    assert judged((RESULTS, passed), sender="jo@bücher.example") == Proven("jo@xn--bcher-kva.example")
    passed = f"{MX}; dmarc=pass header.from=bücher.example"
    assert judged((RESULTS, passed), sender="jo@xn--bcher-kva.example") == Proven("jo@xn--bcher-kva.example")


def test_the_line_is_taken_apart() -> None:
    """Methods, versions, outcomes and properties, with what stands in comments left out."""
    found = parse_results(f"{MX} 1; spf=softfail (x) smtp.mailfrom=a=b@c.example; dkim/2=pass header.d=c.example; none")
    assert found.authserv_id == MX
    assert found.results is not None
    assert [(result.method, result.outcome, result.properties) for result in found.results] == [
        ("spf", "softfail", (("smtp.mailfrom", "a=b@c.example"),)),
        ("dkim", "pass", (("header.d", "c.example"),)),
    ]


@pytest.mark.parametrize("value", ["(" * 50_000, '"' * 50_000, ";" * 50_000, "=" * 50_000, "a=" * 20_000, "\\", "(\\"])
def test_no_line_makes_the_parser_fail(value: str) -> None:
    """Long and broken lines come back as nobody's, or as ours unread."""
    assert parse_results(value).authserv_id != MX
