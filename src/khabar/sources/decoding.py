"""Bytes to text: the encoding told or guessed, and what had to be assumed said in cautions.

The text is kept exactly as it stands: only the encoding is undone and a byte order mark dropped. Where a byte
means nothing it becomes U+FFFD; the rest is never lost.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from khabar.errors import UnreadableError, saying
from khabar.record import Caution, Span

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BINARY = (
    (b"%PDF", saying("a PDF document: make text of it first, for example with pdftotext")),
    (b"PK\x03\x04", saying("a ZIP archive or an office document: unpack it or save it as text")),
    (b"\xd0\xcf\x11\xe0", saying("an old office document: save it as text")),
    (b"\x89PNG", saying("a picture")),
    (b"\xff\xd8\xff", saying("a picture")),
    (b"GIF8", saying("a picture")),
    (b"\x1f\x8b", saying("a gzip archive: give it the ending .gz or unpack it")),
    (b"\xfd7zXZ", saying("an xz archive: give it the ending .xz or unpack it")),
    (b"BZh", saying("a bzip2 archive: give it the ending .bz2 or unpack it")),
    (b"\x7fELF", saying("a program")),
    (b"MZ", saying("a program")),
    (b"SQLite format 3", saying("a database")),
)
_ARABIC_ENCODINGS = ("cp1256", "iso8859_6", "mac_arabic", "cp720")
_NAMES = {"cp1256": "windows-1256", "iso8859_6": "ISO-8859-6", "mac_arabic": "MacArabic", "cp720": "DOS 720"}
_COMMON = re.compile(r"(?<!\w)(?:في|من|على|إلى|الى|أن|ان|إن|التي|الذي|عن|مع|بعد|قال)(?!\w)")
_LETTER = re.compile(r"[^\W\d_]")
_ARABIC_LETTER = re.compile(r"[\u0620-\u064A\u066E-\u06D3\uFB50-\uFDFF\uFE70-\uFEFC]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
_MIXED = re.compile(r"[A-Za-z][\u0621-\u064A]|[\u0621-\u064A][A-Za-z]")
_CONTROLS = bytes(sorted(set(range(32)) - set(b"\t\n\v\f\r\x1b")))
_SAMPLE = 200_000  # bytes or characters that are enough to judge by


def decode(data: bytes, where: str, *, declared: str | None = None) -> tuple[str, list[Caution]]:
    """Return the text that bytes hold, and what had to be assumed about their encoding.

    where: what the bytes are, for messages; declared: the encoding that a server or a page names.
    Raise `UnreadableError` where they are empty or no text.
    """
    if not data:
        raise UnreadableError(saying("%(where)s is empty: there is no report in it"), where=where)
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], encoding)
    for start, what in _BINARY:
        if data.startswith(start):
            raise UnreadableError(saying("%(where)s is no text but %(what)s"), where=where, what=what)
    wide = _wide_encoding(data[:_SAMPLE])
    if wide is not None:
        text, cautions = _strictly(data, wide)
        return text, [_assumed(wide.upper()), *cautions]
    controls = len(data[:_SAMPLE]) - len(data[:_SAMPLE].translate(None, _CONTROLS))
    if controls > len(data[:_SAMPLE]) // 50:
        raise UnreadableError(
            saying(
                "%(where)s is no text: it holds %(controls)s control bytes. Give the report as text, HTML or JSON lines"
            ),
            where=where,
            controls=controls,
        )
    try:
        return data.decode("utf-8"), []
    except UnicodeDecodeError:
        pass
    told = None if declared is None else _as_declared(data, declared)
    return _guess(data) if told is None else (told, [])


def whole_text(text: str) -> tuple[str, list[Caution]]:
    """Return a text without lone surrogates, which no encoding can hold; each becomes U+FFFD, offsets stay."""
    count = len(_SURROGATE.findall(text))
    if not count:
        return text, []
    message = f"{count} halves of surrogate pairs stand alone; each was replaced by U+FFFD"
    return _SURROGATE.sub("\ufffd", text), [Caution(code="lone-surrogates", message=message)]


def text_cautions(text: str) -> Iterator[Caution]:
    """Yield what a reader of the record should know about its text: direction controls, another language."""
    bidi = _BIDI.search(text)
    if bidi:
        message = "the text holds direction controls: it can look different from what it says"
        yield Caution(
            code="bidi-controls", message=message, span=Span(start=bidi.start(), end=bidi.end(), text=bidi.group())
        )
    sample = text[:_SAMPLE]
    letters = len(_LETTER.findall(sample))
    if not sample.strip():
        yield Caution(code="empty-text", message="there is no text to read")
    elif len(_ARABIC_LETTER.findall(sample)) < 0.3 * letters or not letters:
        yield Caution(code="not-arabic", message="few or no letters of the text are Arabic: little can be read in it")


def _assumed(encoding: str) -> Caution:
    message = f"the bytes do not tell their encoding; they were read as {encoding}, in which they make sense"
    return Caution(code="encoding-assumed", message=message)


def _broken(count: int, encoding: str) -> list[Caution]:
    if not count:
        return []
    message = f"{count} places are no {encoding}; each was replaced by U+FFFD, the rest is as it was"
    return [Caution(code="undecodable-bytes", message=message)]


def _strictly(data: bytes, encoding: str) -> tuple[str, list[Caution]]:
    """Decode in a known encoding; broken places are replaced and counted."""
    try:
        return data.decode(encoding), []
    except UnicodeDecodeError:
        text = data.decode(encoding, errors="replace")
        return text, _broken(text.count("\ufffd"), encoding.upper())


def _wide_encoding(sample: bytes) -> str | None:
    """UTF-16 without a byte order mark: nearly every second byte is 0 or the 06 of the Arabic block."""
    sample = sample[: len(sample) // 2 * 2]
    if len(sample) < 4:
        return None
    for encoding, high, low in (("utf-16-le", sample[1::2], sample[::2]), ("utf-16-be", sample[::2], sample[1::2])):
        likely = high.count(0x06) + high.count(0x00) + high.count(0x20)
        if (
            high.count(0) + high.count(6) > 0.6 * len(high)
            and likely > 0.9 * len(high)
            and low.count(0) < 0.05 * len(low)
        ):
            return encoding
    return None


def _as_declared(data: bytes, declared: str) -> str | None:
    """The text in the encoding that a server or page names, where it knows it and the text comes out clean."""
    try:
        codec = codecs.lookup(declared)
        text = data.decode(codec.name)
    except (LookupError, UnicodeDecodeError):
        return None
    return text if isinstance(text, str) and _plausibility(text[:_SAMPLE]) > 0 else None


def _guess(data: bytes) -> tuple[str, list[Caution]]:
    """Choose between broken UTF-8 and the one-byte encodings of Arabic by how much Arabic comes out."""
    broken = data.decode("utf-8", errors="replace")
    count = broken.count("\ufffd")
    beyond = sum(character > "\x7f" for character in broken[:_SAMPLE])
    if count <= 0.1 * max(beyond, 1) or (count <= 3 and beyond <= count):
        return broken, _broken(count, "UTF-8")
    sample = data[:_SAMPLE]
    best = max(_ARABIC_ENCODINGS, key=lambda name: _plausibility(sample.decode(name, errors="replace")))
    if _plausibility(sample.decode(best, errors="replace")) <= 0:
        best = _other_encoding(sample)
    text = data.decode(best, errors="replace")
    name = _NAMES.get(best, best)
    return text, [_assumed(name), *_broken(text.count("\ufffd"), name)]


def _plausibility(text: str) -> float:
    """How much like Arabic a decoding looks: Arabic letters and common words against signs no report holds."""
    beyond = [character for character in text if character > "\x7f"]
    if not beyond:
        return 0.5
    arabic = len(_ARABIC_LETTER.findall(text))
    odd = sum(
        not character.isprintable() or character == "\ufffd"
        for character in text
        if character not in "\n\r\t\u200c\u200d\u200e\u200f"
    )
    words = len(_COMMON.findall(text))
    mixed = len(_MIXED.findall(text))
    return (arabic - 3 * odd - 2 * mixed) / len(beyond) - 0.5 + 20 * words / len(text)


def _other_encoding(sample: bytes) -> str:
    """The encoding that charset-normalizer finds likeliest for text that is not Arabic."""
    from charset_normalizer import from_bytes

    found = from_bytes(sample[:20_000]).best()
    return found.encoding if found is not None else "cp1252"
