"""Fetching: only public addresses, at every step, within limits."""

from __future__ import annotations

from collections.abc import Callable

import httpx
import pytest

from khabar.errors import FetchError
from khabar.settings import Settings
from khabar.sources.fetching import Page, fetch, is_open

PUBLIC = "93.184.215.14"


def fetched(
    handler: Callable[[httpx.Request], httpx.Response], url: str = "https://news.example/1", **hosts: str
) -> Page:
    def resolve(host: str, port: int) -> list[str]:
        assert port in {80, 443}
        return [hosts.get(host.replace(".", "_"), PUBLIC)]

    return fetch(url, Settings(fetch_bytes=1000), resolve=resolve, transport=httpx.MockTransport(handler))


def answer(request: httpx.Request) -> httpx.Response:
    assert request.url.host == PUBLIC
    assert request.headers["host"] == "news.example"
    assert request.extensions["sni_hostname"] == "news.example"
    return httpx.Response(
        200, content="<html>خبر</html>".encode(), headers={"content-type": "text/html; charset=utf-8"}
    )


def test_the_connection_goes_to_the_address_that_was_looked_at() -> None:
    page = fetched(answer)
    assert page == Page("<html>خبر</html>".encode(), "https://news.example/1", "text/html", "utf-8")


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.0.0.1",
        "192.168.1.1",
        "172.16.0.1",
        "169.254.169.254",
        "0.0.0.1",
        "100.64.0.1",
        "224.0.0.1",
        "240.0.0.1",
        "::1",
        "fe80::1",
        "fe80::1%eth0",
        "fd00::1",
        "::ffff:127.0.0.1",
        "2002:7f00:1::",
        "64:ff9b::7f00:1",
        "::",
    ],
)
def test_closed_addresses_are_refused(address: str) -> None:
    assert not is_open(address)
    with pytest.raises(FetchError, match="no public address"):
        fetched(answer, news_example=address)


def test_public_addresses_are_open() -> None:
    assert is_open(PUBLIC)
    assert is_open("2606:2800:21f:cb07:6820:80da:af6b:8b2c")


def test_a_redirect_is_looked_at_too() -> None:
    def handler(_: httpx.Request) -> httpx.Response:
        return httpx.Response(302, headers={"location": "http://inside.example/"})

    with pytest.raises(FetchError, match=r"inside\.example"):
        fetched(handler, inside_example="10.0.0.1")
    with pytest.raises(FetchError, match="redirects"):
        fetched(lambda _: httpx.Response(301, headers={"location": "/again"}))


def test_a_redirect_is_followed() -> None:
    def handler(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/1":
            return httpx.Response(301, headers={"location": "/2"})
        return httpx.Response(200, text="خبر")

    assert fetched(handler).url == "https://news.example/2"


def test_what_has_not_changed_is_told_and_no_redirect() -> None:
    def handler(request: httpx.Request) -> httpx.Response:
        same = request.headers.get("if-none-match") == '"v1"'
        return httpx.Response(304) if same else httpx.Response(200, text="خبر", headers={"etag": '"v1"'})

    def asked(etag: str | None) -> Page:
        transport = httpx.MockTransport(handler)
        return fetch(
            "https://news.example/feed", Settings(), etag=etag, resolve=lambda *_: [PUBLIC], transport=transport
        )

    first = asked(None)
    assert (first.etag, first.unchanged) == ('"v1"', False)
    assert asked(first.etag).unchanged


def test_redirects_without_end_are_told_by_the_address_that_was_asked_for() -> None:
    with pytest.raises(FetchError, match=r"^https://news\.example/1: more than 5 redirects"):
        fetched(
            lambda request: httpx.Response(302, headers={"location": f"{request.url.path}1"}), "https://news.example/1"
        )


@pytest.mark.parametrize(
    ("response", "message"),
    [
        (httpx.Response(404), "404"),
        (httpx.Response(300), "300"),
        (httpx.Response(200, content=b"x" * 2000), "larger"),
        (httpx.Response(200, content=b"x", headers={"content-type": "image/png"}), "image/png"),
    ],
)
def test_what_is_no_page(response: httpx.Response, message: str) -> None:
    with pytest.raises(FetchError, match=message):
        fetched(lambda _: response)


@pytest.mark.parametrize(
    "url", ["ftp://news.example/1", "file:///etc/passwd", "http://", "https://user:word@news.example/", "https://[::1"]
)
def test_what_is_no_address(url: str) -> None:
    with pytest.raises(FetchError):
        fetched(answer, url)


def test_slow_servers_and_lost_names() -> None:
    def slow(_: httpx.Request) -> httpx.Response:
        message = "late"
        raise httpx.ReadTimeout(message)

    with pytest.raises(FetchError, match="longer than"):
        fetched(slow)

    def unknown(host: str, port: int) -> list[str]:
        raise OSError(host, port)

    with pytest.raises(FetchError, match="cannot be found"):
        fetch("https://news.example/", Settings(), resolve=unknown)
