"""Certificates made for one test, right ones and wrong ones in one way each."""

import hashlib
import ssl
import warnings
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID

from tests.klaviyo.loopback import read_request

HOST = "a.klaviyo.com"
DAY = timedelta(days=1)
BITS = 2048

RSA_SHA256 = bytes.fromhex("2a864886f70d01010b")
WEAK = {
    "sha1": (
        bytes.fromhex("2a864886f70d010105"),
        bytes.fromhex("3021300906052b0e03021a05000414"),
    ),
    "md5": (
        bytes.fromhex("2a864886f70d010104"),
        bytes.fromhex("3020300c06082a864886f70d020505000410"),
    ),
}
"""How a signature is called, and what stands in it before the digest."""


@cache
def key_of(owner, bits):
    """Return the key of somebody, always the same: making one takes long."""
    return rsa.generate_private_key(public_exponent=65537, key_size=bits)


@dataclass(frozen=True, slots=True)
class Wish:
    """What a certificate says; as it stands here it is right. Times are days from now."""

    host: str = HOST
    issuer: str = "authority"
    begins: int = -2
    ends: int = 2
    digest: str = "sha256"
    bits: int = BITS


def certificate(wish, *, owner="server", is_authority=False):
    """Return a certificate; the authority signs its own."""
    name = wish.host if owner == "server" else owner
    key, signer = key_of(owner, wish.bits), key_of(wish.issuer, BITS)
    now = datetime.now(UTC)
    issuer = name if wish.issuer == owner else wish.issuer
    builder = (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]))
        .issuer_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, issuer)]))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now + wish.begins * DAY)
        .not_valid_after(now + wish.ends * DAY)
        .add_extension(x509.BasicConstraints(is_authority, None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key()), critical=False
        )
        .add_extension(
            x509.KeyUsage(
                digital_signature=True,
                key_cert_sign=is_authority,
                crl_sign=is_authority,
                content_commitment=False,
                key_encipherment=not is_authority,
                data_encipherment=False,
                key_agreement=False,
                encipher_only=False,
                decipher_only=False,
            ),
            critical=True,
        )
    )
    if not is_authority:
        builder = builder.add_extension(
            x509.SubjectAlternativeName([x509.DNSName(wish.host)]), critical=False
        )
    made = builder.sign(signer, hashes.SHA256())
    whole = made.public_bytes(serialization.Encoding.DER)
    return whole if wish.digest == "sha256" else weakly_signed(made, signer, wish.digest)


def weakly_signed(made, signer, digest):
    """Return a certificate signed anew by a digest that no library signs by any more.

    The numbers are those of RFC 8017, A.2.4 and B.1; all parts stay as long as they were.
    """
    algorithm, info = WEAK[digest]
    said = made.tbs_certificate_bytes.replace(RSA_SHA256, algorithm)
    digested = info + hashlib.new(digest, said).digest()
    numbers = signer.private_numbers()
    size = BITS // 8
    padded = b"\0\1" + b"\xff" * (size - 3 - len(digested)) + b"\0" + digested
    signature = pow(int.from_bytes(padded), numbers.d, numbers.public_numbers.n).to_bytes(size)
    whole = made.public_bytes(serialization.Encoding.DER).replace(RSA_SHA256, algorithm)
    return whole[:-size] + signature


def written(path, *made):
    """Write certificates as one file."""
    path.write_text("".join(map(ssl.DER_cert_to_PEM_cert, made)))
    return path


def key_file(path, bits):
    """Write the key of the server."""
    path.write_bytes(
        key_of("server", bits).private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return path


def authority(name="authority"):
    """Return the certificate of an authority, signed by itself."""
    return certificate(Wish(issuer=name), owner=name, is_authority=True)


@dataclass(frozen=True, slots=True)
class Bad:
    """One way in which a server is not to be trusted.

    ``chain`` are other certificates that it shows, ``newest`` the latest TLS that it speaks.
    """

    wish: Wish = field(default_factory=Wish)
    chain: tuple = ()
    newest: ssl.TLSVersion | None = None


def context_of(bad, folder):
    """Return what a server with this certificate speaks TLS by, however weak that is."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    # Debian's OpenSSL would not even show a weak certificate otherwise.
    context.set_ciphers("ALL:@SECLEVEL=0")
    shown = [certificate(bad.wish), *(make() for make in bad.chain)]
    context.load_cert_chain(
        written(folder / "shown.pem", *shown),
        key_file(folder / "key.pem", bits=bad.wish.bits),
    )
    if bad.newest is not None:
        with warnings.catch_warnings():
            # To be met by this is what old servers are here for.
            warnings.simplefilter("ignore", DeprecationWarning)
            context.minimum_version = ssl.TLSVersion.TLSv1
            context.maximum_version = bad.newest
    return context


def tunnelling(context, heard):
    """Behave as a proxy that leads to a server; what that hears is added to ``heard``.

    Without a context the server answers in plain HTTP whatever it is told.
    """

    def behave(talk):
        talk.send(b"HTTP/1.1 200 Connected\r\n\r\n")
        if context is None:
            heard.append(talk.connection.recv(1_000_000))
            talk.send(b"HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n")
            return
        with suppress(OSError):
            talk.connection = context.wrap_socket(talk.connection, server_side=True)
            request = read_request(talk.connection)
            if request is not None:
                heard.append(request)
                talk.send(b"HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n")

    return behave
