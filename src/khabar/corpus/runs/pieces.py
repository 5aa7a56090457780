"""Pieces: what one report, as a rule, is made of, in the bytes it came as; cut by who starts a run, read by workers."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple, NoReturn

from khabar.corpus.feeds import is_feed, read_feed
from khabar.corpus.intake import of_feed
from khabar.corpus.pages import report_of_page
from khabar.errors import FetchError, KhabarError, UnreadableError
from khabar.record import Report
from khabar.settings import Settings
from khabar.sources import iter_bytes, report_of_line

Kind = Literal["line", "page", "file", "feed", "broken"]


class Piece(NamedTuple):
    """Bytes of an input with what is known of them without reading them.

    kind: a JSON object; a page that a server sent; a whole file; a feed; or broken, with the reason as bytes.
    where: what messages call it; uri: the address of a report that tells none itself.
    told: the encoding a server named for a page, the form of a file (a value of `khabar.sources.FORMATS`).
    """

    kind: Kind
    where: str
    uri: str
    data: bytes
    told: str | None = None


@dataclass(frozen=True, slots=True)
class Wishes:
    """How the pieces of a run are read: the neural reader and limits as settings, the day that counts before any other."""

    settings: Settings
    published: dt.date | None = None


def digest_of(pieces: tuple[Piece, ...]) -> str:
    """Return the SHA-256 of pieces: their bytes, their names and what is known of them."""
    made = hashlib.sha256()
    for piece in pieces:
        head = "\x1f".join((piece.kind, piece.where, piece.uri, piece.told or "", str(len(piece.data))))
        made.update(head.encode("utf-8", "surrogatepass") + b"\n" + piece.data)
    return made.hexdigest()


def reports_of(piece: Piece, wishes: Wishes) -> Iterator[Report | KhabarError]:
    """Yield the reports of a piece, and in the place of what cannot be read the error that says why."""
    settings = wishes.settings
    if piece.kind == "broken":
        yield UnreadableError(piece.data.decode("utf-8", "replace"))
    elif piece.kind == "line":
        yield report_of_line(piece.data, piece.where, piece.uri, published=wishes.published, settings=settings)
    elif piece.kind == "file":
        yield from iter_bytes(piece.data, piece.where, form=piece.told, published=wishes.published, settings=settings)
    else:
        try:
            for item in _feed(piece, settings) if piece.kind == "feed" else _page(piece, settings):
                yield item if isinstance(item, KhabarError) else _dated(item, wishes.published)
        except KhabarError as error:
            yield error


def _page(piece: Piece, settings: Settings) -> Iterator[Report]:
    yield report_of_page(piece.data, piece.uri, settings, encoding=piece.told)


def _feed(piece: Piece, settings: Settings) -> Iterator[Report | KhabarError]:
    if is_feed(piece.data):
        return of_feed(read_feed(piece.data, piece.where), settings, _unreached)
    return iter_bytes(piece.data, piece.where, form=None, settings=settings)


def _unreached(url: str) -> NoReturn:
    message = f"{url}: a corpus run asks no network for what a feed only links to; khabar add does"
    raise FetchError(message)


def _dated(report: Report, day: dt.date | None) -> Report:
    return report if day is None else report.model_copy(update={"published": day, "published_from": "argument"})
