"""The language of pages: texts from gettext catalogues, numerals and days by locale.

Every text stands in English in templates and code. `interface/LANGUAGE/LC_MESSAGES/*.po` hold the translations, a file
for each page and `khabar.po` for what pages share; they are read at the start, nothing is compiled. `make messages`
brings them up to date.
"""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path
from typing import Annotated, Any, Literal, cast

from babel import Locale
from babel.dates import format_date, format_datetime, format_skeleton, format_timedelta
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal, format_percent
from fastapi import Depends, Request
from markupsafe import escape

from khabar.errors import KhabarError
from khabar.export.english import duration_parts
from khabar.labels import Language, label

HERE = Path(__file__).parent
LANGUAGES = {"en": "English", "ar": "العربية"}
"""The languages there are, each by its own name."""
ERRORS = "errors"
"""The catalogue of what can go wrong (`khabar.errors.saying`)."""
_BLANK = re.compile(r"%\\\((\w+)\\\)([sr])")
_LONGEST_HEARD = 2000
_ARABIC_NUMERALS = str.maketrans("0123456789,.%", "٠١٢٣٤٥٦٧٨٩٬٫٪")
_ARABIC_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
Unit = Literal["year", "month", "week", "day", "hour", "minute"]
_LENGTHS = {
    "year": dt.timedelta(365),
    "month": dt.timedelta(30),
    "week": dt.timedelta(7),
    "day": dt.timedelta(1),
    "hour": dt.timedelta(hours=1),
    "minute": dt.timedelta(minutes=1),
}
"""What CLDR's words for lengths of time count in; numbers of a unit come out as they went in."""


def message(text: str) -> str:
    """Mark a text for the catalogues where it stands; it is translated where it is shown."""
    return text


def read_catalogs(language: str) -> Catalog:
    """Return all catalogues of a language as one."""
    whole = Catalog(locale=language)
    for path in sorted((HERE / language / "LC_MESSAGES").glob("*.po")):
        with path.open("rb") as file:
            for entry in read_po(file, locale=language):
                if entry.id:
                    whole[entry.id] = entry
    return whole


@cache
def _translations(language: str) -> NullTranslations:
    if language == "en":
        return NullTranslations()
    compiled = io.BytesIO()
    write_mo(compiled, read_catalogs(language))
    compiled.seek(0)
    return GNUTranslations(compiled)


@cache
def _errors(language: str) -> list[tuple[re.Pattern[str], str]]:
    """The texts of errors that hold values, each with a pattern of what it becomes in English."""
    with (HERE / language / "LC_MESSAGES" / f"{ERRORS}.po").open("rb") as file:
        texts = [str(entry.id) for entry in read_po(file, locale=language) if "%(" in str(entry.id)]
    return [(_pattern(text), text) for text in sorted(texts, key=len, reverse=True)]


def _pattern(text: str) -> re.Pattern[str]:
    def value(found: re.Match[str]) -> str:
        return f"(?P<{found[1]}>.*?)" if found[2] == "s" else f"['\"](?P<{found[1]}>.*?)['\"]"

    return re.compile(_BLANK.sub(value, re.escape(text).replace("%%", "%")), re.DOTALL)


@dataclass(frozen=True, slots=True)
class Interface:
    """How one reader is spoken to."""

    language: str

    @property
    def direction(self) -> str:
        """The way the language runs, as HTML says it: "rtl" or "ltr"."""
        return Locale(self.language).text_direction

    @property
    def of_labels(self) -> Language:
        """The language for what claims are called (`khabar.labels`)."""
        return Language(self.language)

    def gettext(self, text: str, /, **values: Any) -> str:
        """Return a text in this language, with `%(name)s` filled in; a value that is markup makes the whole markup."""
        return _filled(_translations(self.language).gettext(text), values)

    def ngettext(self, one: str, many: str, n: int, /, **values: Any) -> str:
        """Return a text that counts; `%(n)s` is the number in this language's numerals."""
        return _filled(_translations(self.language).ngettext(one, many, n), {"n": self.number(n), **values})

    def told(self, error: KhabarError) -> str:
        """Return what went wrong, in this language."""
        if self.language == "en":
            return str(error)
        return self.gettext(error.text, **{name: self._value(value) for name, value in error.values.items()})

    def heard(self, text: str) -> str:
        """Return an error that was written down in English, in this language; as it stands if it is none of khabar's."""
        if self.language == "en" or len(text) > _LONGEST_HEARD:
            return text
        known = self.gettext(text)
        if known != text:
            return known
        for pattern, wanted in _errors(self.language):
            found = pattern.fullmatch(text)
            if found:
                return self.gettext(wanted, **{name: self.heard(value) for name, value in found.groupdict().items()})
        return text

    def _value(self, value: object) -> str:
        """What stands in an error: another error, words of khabar's own, a number, or a place, or what somebody gave."""
        if isinstance(value, KhabarError):
            return self.told(value)
        return self.number(value) if isinstance(value, int | float) else self.heard(str(value))

    def label(self, word: str | None) -> str:
        """Return what a value of the record (an act, a kind, a type) is called."""
        return label(word, self.of_labels)

    def number(self, value: float) -> str:
        """Return a number with this language's digits and separators."""
        return _number(value, self.language)

    def share(self, value: float) -> str:
        """Return a share of 1 in per cent, without decimals."""
        return _share(value, self.language)

    def day(self, value: dt.date | None, form: str = "medium") -> str:
        """Return a day ("3 Oct 2016"); nothing for None. form: short, medium, long, full after CLDR."""
        if value is None:
            return ""
        if self.language == "ar" and form == "medium":
            form = "long"  # CLDR's medium is all figures in Arabic
        return _day(value, form, self.language)

    def month(self, value: dt.date) -> str:
        """Return a month and its year."""
        return self._digits(format_skeleton("yMMMM", value, locale=self._dates), _ARABIC_DIGITS)

    def day_of_month(self, value: dt.date) -> str:
        """Return a day without its year ("3 Oct")."""
        return self._digits(format_skeleton("MMMd", value, locale=self._dates), _ARABIC_DIGITS)

    def days(self, first: dt.date | None, last: dt.date | None) -> str:
        """Return a span of days; empty where nothing is known."""
        if first and last:
            return self.day(first) if first == last else f"{self.day(first)} – {self.day(last)}"
        if first:
            return self.gettext("from %(day)s", day=self.day(first))
        return self.gettext("until %(day)s", day=self.day(last)) if last else ""

    def moment(self, value: dt.datetime) -> str:
        """Return a day and time of day, in UTC."""
        return self._digits(format_datetime(value, "short", dt.UTC, locale=self._dates), _ARABIC_DIGITS)

    def duration(self, value: str | None) -> str:
        """Return an ISO 8601 duration in words ("P7D": "7 days"); anything else as it stands."""
        said = (
            format_timedelta(_LENGTHS[unit] * n, granularity=cast("Unit", unit), threshold=10_000, locale=self.language)
            for n, unit in duration_parts(value)
        )
        return self._digits(" ".join(said), _ARABIC_DIGITS) or value or ""

    def list(self, items: Iterable[str]) -> str:
        """Return items with this language's comma between them."""
        return ("، " if self.language == "ar" else ", ").join(items)

    @property
    def _dates(self) -> str:
        return _dates(self.language)

    def _digits(self, text: str, table: dict[int, int]) -> str:
        return _digits(text, table, self.language)


def _digits(text: str, table: dict[int, int], language: str) -> str:
    return text.translate(table) if language == "ar" else text


# A page shows the same days and numbers again and again, and CLDR's patterns take longer than all else around them.


@lru_cache(maxsize=4096)
def _number(value: float, language: str) -> str:
    return _digits(format_decimal(value, locale=language), _ARABIC_NUMERALS, language)


@lru_cache(maxsize=1024)
def _share(value: float, language: str) -> str:
    return _digits(format_percent(value, format="#,##0%", locale=language), _ARABIC_NUMERALS, language)


@lru_cache(maxsize=8192)
def _day(value: dt.date, form: str, language: str) -> str:
    return _digits(format_date(value, form, locale=_dates(language)), _ARABIC_DIGITS, language)


def _dates(language: str) -> str:
    """The locale of days: in English the day stands before the month."""
    return "en_GB" if language == "en" else language


def _filled(text: str, values: dict[str, Any]) -> str:
    if not values:
        return text
    if any(hasattr(value, "__html__") for value in values.values()):
        return escape(text) % values
    return text % values


def interface_of(request: Request) -> Interface:
    """Return the interface a request asks for: by `?language=`, cookie, Accept-Language, or else as the desk is set."""
    asked = (request.query_params.get("language"), request.cookies.get("language"), *_accepted(request))
    return Interface(next((x for x in asked if x in LANGUAGES), request.app.state.desk.language))


def _accepted(request: Request) -> list[str]:
    """Languages of Accept-Language, the most wanted first."""
    ranked: list[tuple[float, str]] = []
    for part in request.headers.get("accept-language", "").split(",")[:20]:
        name, _, weight = part.strip().partition(";q=")
        try:
            ranked.append((-float(weight or 1), name.split("-")[0].lower()))
        except ValueError:
            continue
    return [name for _, name in sorted(ranked, key=lambda x: x[0])]


TheInterface = Annotated[Interface, Depends(interface_of)]
"""The reader's interface, as a parameter of an endpoint."""
