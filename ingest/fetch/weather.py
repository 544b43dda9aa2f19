"""Bad weather in words: what went wrong on the way, as one clear line with no trace of the machine inside. Pure."""

import errno
import socket
import ssl
from datetime import UTC, datetime, timedelta
from http import HTTPStatus

import aiohttp

from ingest.fetch.door import AddressRefused
from ingest.fetch.http_date import read_http_date
from ingest.fetch.outcome import Failed, Refused
from ingest.fetch.targets import private_words, refused, shown

LONGEST_PAUSE = timedelta(days=7)
_WORTH_ANOTHER_TRY = frozenset({408, 421, 425, 429})
"""The 4xx that speak of this moment and not of the thing asked for (RFC 9110 section 15.5, RFC 8470, RFC 6585)."""

_BROKEN_OFF = frozenset({errno.ECONNRESET, errno.EPIPE, errno.ECONNABORTED})
_OS_WORDS = {
    errno.ECONNREFUSED: "takes no connection on port {port}",
    errno.EHOSTUNREACH: "cannot be reached",
    errno.ENETUNREACH: "cannot be reached: there is no way to its network",
    errno.ETIMEDOUT: "does not answer on port {port}",
}


def failed(url: str, cause: str, words: str) -> Failed:
    """A failure of now that may pass."""
    return Failed(url=url, cause=cause, words=words, fetched_at=datetime.now(UTC))


def status_failure(url: str, status: int, retry_after: str | None) -> Failed:
    """What an HTTP status other than success comes to. `retry_after` is the header as it came (RFC 9110 section 10.2.3)."""
    now = datetime.now(UTC)
    lasting = 400 <= status < 500 and status not in _WORTH_ANOTHER_TRY
    until = read_retry_after(retry_after, now) if status in {429, 503} else None
    return Failed(
        url=url,
        cause="status",
        words=status_words(status),
        fetched_at=now,
        status=status,
        retry_after=until,
        temporary=not lasting,
    )


def status_words(status: int) -> str:
    """`HTTP 404 Not Found`: the registered phrase, never the server's own."""
    try:
        return f"HTTP {status} {HTTPStatus(status).phrase}"
    except ValueError:
        return f"HTTP {status}"


def read_retry_after(value: str | None, now: datetime) -> datetime | None:
    """The instant a Retry-After names, in seconds or as a date, at most a week away; None when it is no later than now."""
    if value is None:
        return None
    value = value.strip()
    if value.isascii() and value.isdigit():
        until = now + min(timedelta(seconds=int(value[:9])), LONGEST_PAUSE)
    else:
        date = read_http_date(value)
        if date is None:
            return None
        until = min(date, now + LONGEST_PAUSE)
    return until if until > now else None


def outcome_of(error: Exception, url: str, host: str, port: int) -> Failed | Refused:
    """The value that stands for an error raised while connecting to the host or reading from it."""
    if isinstance(error, aiohttp.ClientConnectorError):
        if isinstance(error, aiohttp.ClientConnectorCertificateError):
            return failed(url, "tls", _tls_words(error.certificate_error, host))
        error = error.os_error
    match error:
        case AddressRefused(address=address, what=what):
            who = host if address == host else f"{host} resolves to {address}, which"
            return refused(url, "private-address", private_words(who, what))
        case ssl.SSLError():
            return failed(url, "tls", _tls_words(error, host))
        case socket.gaierror(errno=socket.EAI_AGAIN):
            return failed(url, "dns", f"the name service gives no answer for {host} at the moment")
        case socket.gaierror():
            return failed(url, "dns", f"there is no host {host}: its name cannot be resolved")
        case aiohttp.ServerDisconnectedError():
            return failed(url, "broken", f"{host} closed the connection without an answer")
        case OSError(errno=number) if number in _BROKEN_OFF:
            return failed(url, "broken", f"{host} broke the connection off")
        case aiohttp.ClientPayloadError():
            return failed(url, "broken", f"the answer of {host} breaks off before its end")
        case OSError(errno=number) if number is not None:
            words = _OS_WORDS.get(number, "cannot be connected to on port {port}").format(port=port)
            return failed(url, "connect", f"{host} {words}")
        case OSError():
            return failed(url, "connect", f"{host} cannot be connected to on port {port}")
        case _:
            return failed(url, "broken", f"{host} answers with something that is not HTTP, or with headers beyond all measure")


def _tls_words(error: Exception, host: str) -> str:
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"the certificate of {host} cannot be trusted: {error.verify_message.strip().rstrip('.')}"
    reason = getattr(error, "reason", None)
    return f"no secure connection to {host}" + (f": {shown(str(reason)).replace('_', ' ').lower()}" if reason else "")
