"""What an opaquely signed S/MIME message holds is read; what is encrypted or broken is not."""

from __future__ import annotations

import base64
import datetime as dt

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import pkcs7
from cryptography.x509.oid import NameOID

from intake.message import Note, read_mail
from intake.message.signed import signed_content
from tests.unit.intake.mails import a_mail

ENTITY = b"Content-Type: text/plain; charset=utf-8\r\n\r\nSigned words.\r\n"


@pytest.fixture(scope="module")
def signed() -> bytes:
    """ENTITY within a signed-data envelope (DER), by an invented signer."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Jo Tamworth")])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(dt.datetime(2026, 1, 1, tzinfo=dt.UTC))
        .not_valid_after(dt.datetime(2027, 1, 1, tzinfo=dt.UTC))
        .sign(key, hashes.SHA256())
    )
    builder = pkcs7.PKCS7SignatureBuilder().set_data(ENTITY).add_signer(certificate, key, hashes.SHA256())
    return builder.sign(serialization.Encoding.DER, [pkcs7.PKCS7Options.Binary])


def element(tag: int, *content: bytes) -> bytes:
    """One element of unknown length, as streaming programs write it (BER)."""
    return bytes([tag, 0x80]) + b"".join(content) + b"\0\0"


def octets(raw: bytes) -> bytes:
    """One piece of content."""
    return bytes([0x04, len(raw)]) + raw


SIGNED_DATA = bytes.fromhex("06092a864886f70d010702")
DATA = bytes.fromhex("06092a864886f70d010701")


def streamed(*pieces: bytes) -> bytes:
    """A signed-data envelope in BER: nothing has its length in front."""
    content = element(0x30, DATA, element(0xA0, element(0x24, *pieces)))
    digests = element(0x31, element(0x30, bytes.fromhex("0609608648016503040201")))
    return element(0x30, SIGNED_DATA, element(0xA0, element(0x30, b"\x02\x01\x01", digests, content)))


def test_the_content_of_a_signed_envelope_is_found(signed: bytes) -> None:
    """As OpenSSL and Outlook write it."""
    assert signed_content(signed) == ENTITY


def test_the_content_of_a_streamed_envelope_is_found() -> None:
    """In pieces, in pieces of pieces, and without lengths."""
    assert signed_content(streamed(octets(b"ab"), octets(b"cd"))) == b"abcd"
    assert signed_content(streamed(octets(b"ab"), element(0x24, octets(b"cd")), octets(b"ef"))) == b"abcdef"


def test_a_signed_message_reads_like_the_message_itself(signed: bytes) -> None:
    """Its text is text, not an attachment."""
    raw = a_mail(
        base64.encodebytes(signed),
        Content_Type="application/pkcs7-mime; smime-type=signed-data; name=smime.p7m",
        Content_Transfer_Encoding="base64",
    )
    mail = read_mail(raw)
    assert (mail.text, mail.attachments, mail.notes) == ("Signed words.", (), ())


def test_an_envelope_cut_anywhere_is_kept_closed(signed: bytes) -> None:
    """Nothing raises, and the message says that it could not be opened."""
    for end in range(0, len(signed), 7):
        assert signed_content(signed[:end]) in {None, ENTITY}
    assert Note.ENCRYPTED in read_mail(a_mail(signed[:60], Content_Type="application/pkcs7-mime")).notes


@pytest.mark.parametrize(
    "raw", [b"", b"0", b"\x30\x80" * 5000, b"\x30\x84\xff\xff\xff\xff", streamed(b"\x24\x80" * 50)]
)
def test_hostile_envelopes_are_kept_closed(raw: bytes) -> None:
    """Endless nesting and lengths beyond the end."""
    assert signed_content(raw) is None
