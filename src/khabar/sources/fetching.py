"""Fetching a page: only from the open internet, within a time and a size.

Every address a host name stands for is looked at before anything is sent, and again at every redirect; the
connection then goes to the very address that was looked at, so that a second answer of the name server cannot
lead it elsewhere.
"""

from __future__ import annotations

import ipaddress
import socket
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as Late
from typing import TYPE_CHECKING, NamedTuple

from khabar.errors import FetchError, saying
from khabar.settings import Settings

if TYPE_CHECKING:
    import httpx

_REDIRECTS = 5
_TYPES = (
    "text/",
    "application/xhtml",
    "application/xml",
    "application/rss",
    "application/atom",
    "application/rdf",
    "application/json",
    "application/x-ndjson",
    "application/jsonl",
)
_HEADERS = {
    "User-Agent": "khabar (reads Arabic news reports)",
    "Accept": "text/html,application/xhtml+xml,text/plain,*/*;q=0.5",
}

Resolve = Callable[[str, int], list[str]]


class Page(NamedTuple):
    """What came back: the bytes, the address it was found at last, the media type and the encoding it names.

    etag, modified: what to send the next time to be told only of changes; unchanged: the server says so, no bytes.
    """

    data: bytes
    url: str
    type: str
    encoding: str | None
    etag: str | None = None
    modified: str | None = None
    unchanged: bool = False


def addresses_of(host: str, port: int) -> list[str]:
    """Return the IP addresses that a host name stands for."""
    return [str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def is_open(address: str) -> bool:
    """Whether an IP address belongs to the open internet: not private, local, link-local, reserved or multicast."""
    ip = ipaddress.ip_address(address.split("%", maxsplit=1)[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inner is None and ip in ipaddress.ip_network("64:ff9b::/96"):
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return is_open(str(inner))
    return ip.is_global and not (
        ip.is_multicast or ip.is_reserved or ip.is_unspecified or ip.is_loopback or ip.is_link_local
    )


def fetch(
    url: str,
    settings: Settings,
    *,
    etag: str | None = None,
    modified: str | None = None,
    resolve: Resolve = addresses_of,
    transport: httpx.BaseTransport | None = None,
) -> Page:
    """Fetch a page by HTTP or HTTPS; raise `FetchError` where its address must not be read or it cannot be.

    etag, modified: from the last time; the page comes back `unchanged` if the server says that it is.
    resolve and transport stand for the network in tests.
    """
    import httpx

    deadline = time.monotonic() + settings.fetch_timeout
    given = {"If-None-Match": etag, "If-Modified-Since": modified}
    conditions = {name: value for name, value in given.items() if value}
    # No proxies from the environment: they would look the name up again.
    with httpx.Client(transport=transport, trust_env=False, headers=_HEADERS | conditions) as client:
        step = url
        for _ in range(_REDIRECTS + 1):
            found = _request(client, step, settings, deadline, resolve)
            if isinstance(found, Page):
                return found
            step = found
    raise FetchError(
        saying("%(url)s: more than %(n)s redirects; give the address of the page itself"), url=url, n=_REDIRECTS
    )


def _request(client: httpx.Client, url: str, settings: Settings, deadline: float, resolve: Resolve) -> Page | str:
    """Fetch one address; return the page, or the address it redirects to."""
    import httpx

    target, host = _pinned(url, resolve, deadline)
    left = _left(url, deadline)
    try:
        with client.stream(
            "GET", target, headers={"Host": host}, timeout=left, extensions={"sni_hostname": httpx.URL(url).host}
        ) as response:
            if response.has_redirect_location:  # not is_redirect, which a 304 is too
                return str(httpx.URL(url).join(response.headers["location"]))
            if response.status_code == httpx.codes.NOT_MODIFIED:
                return Page(b"", url, "", None, unchanged=True)
            if response.status_code != httpx.codes.OK:
                raise FetchError(
                    saying("%(url)s: the server answered %(status)s"),
                    url=url,
                    status=f"{response.status_code} {response.reason_phrase}".rstrip(),
                )
            type_ = response.headers.get("content-type", "").split(";")[0].strip().lower()
            if type_ and not type_.startswith(_TYPES):
                raise FetchError(
                    saying("%(url)s is %(kind)s, no page or text: download it and make text of it"), url=url, kind=type_
                )
            data = _body(response, url, settings, deadline)
            etag, modified = response.headers.get("etag"), response.headers.get("last-modified")
            return Page(data, url, type_, response.charset_encoding, etag, modified)
    except httpx.TimeoutException as error:
        raise FetchError(_too_slow(url, settings)) from error
    except (httpx.HTTPError, httpx.InvalidURL, UnicodeError) as error:
        raise FetchError(saying("%(url)s could not be fetched: %(why)s"), url=url, why=error) from error


def _body(response: httpx.Response, url: str, settings: Settings, deadline: float) -> bytes:
    parts: list[bytes] = []
    size = 0
    for part in response.iter_bytes():
        size += len(part)
        if size > settings.fetch_bytes:
            raise FetchError(
                saying("%(url)s is larger than %(n)s bytes; set KHABAR_FETCH_BYTES for more"),
                url=url,
                n=settings.fetch_bytes,
            )
        if time.monotonic() > deadline:
            raise FetchError(_too_slow(url, settings))
        parts.append(part)
    return b"".join(parts)


def _too_slow(url: str, settings: Settings) -> str:
    return f"{url} took longer than {settings.fetch_timeout} seconds; set KHABAR_FETCH_TIMEOUT for more"


def _left(url: str, deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise FetchError(saying("%(url)s could not be fetched in time"), url=url)
    return left


def _pinned(url: str, resolve: Resolve, deadline: float) -> tuple[httpx.URL, str]:
    """The address with its host replaced by an IP address that was looked at, and the host for the header."""
    import httpx

    try:
        parsed = httpx.URL(url)
        host, port = parsed.raw_host.decode("ascii"), parsed.port
    except (httpx.InvalidURL, UnicodeError) as error:
        raise FetchError(saying("%(url)s is no address: %(why)s"), url=url, why=error) from error
    if parsed.scheme not in {"http", "https"} or not host or parsed.userinfo:
        raise FetchError(
            saying("%(url)s is no address to read: it takes http:// or https:// and a host, without a password"),
            url=url,
        )
    # A name server that never answers must not hold the reading up.
    with_name = ThreadPoolExecutor(max_workers=1)
    try:
        addresses = with_name.submit(resolve, host, port or (443 if parsed.scheme == "https" else 80)).result(
            _left(url, deadline)
        )
    except (OSError, UnicodeError, Late) as error:
        raise FetchError(
            saying("%(url)s: the host %(host)s cannot be found; check the address and the connection"),
            url=url,
            host=host,
        ) from error
    finally:
        with_name.shutdown(wait=False, cancel_futures=True)
    closed = [address for address in addresses if not is_open(address)]
    if closed or not addresses:
        raise FetchError(
            saying(
                "%(url)s leads to %(address)s, which is no public address; khabar reads pages of the open internet only"
            ),
            url=url,
            address=closed[0] if closed else saying("nowhere"),
        )
    return parsed.copy_with(host=addresses[0]), parsed.netloc.decode("ascii")
