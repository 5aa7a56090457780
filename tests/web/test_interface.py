"""The language of pages: everything is translated, numerals and days are the language's own."""

import datetime as dt
import re

import pytest
from markupsafe import Markup

from khabar.web.interface import HERE, LANGUAGES, Interface, read_catalogs
from khabar.web.interface.messages import found

NOT_SAID = {"a corrected record must stay true: %(why)s": {"why"}}
"""What a translation leaves out: pydantic's words, which are English."""
AR, EN = Interface("ar"), Interface("en")
TRANSLATED = [language for language in LANGUAGES if language != "en"]


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_text_is_translated_and_keeps_its_blanks(language):
    catalog = read_catalogs(language)
    for text in found():
        entry = catalog.get(text if isinstance(text, str) else text[0])
        assert entry, f"{text!r} is in no catalogue: make messages"
        said = [entry.string] if isinstance(entry.string, str) else list(entry.string)
        assert all(said), f"{text!r} is not translated"
        if isinstance(text, str):
            blanks, wanted = ({*re.findall(r"%\((\w+)\)[sr]", x)} for x in (said[0], text))
            assert blanks == wanted - NOT_SAID.get(text, set()), text


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_text_is_in_two_catalogues_nor_in_one_for_nothing(language):
    held = [
        words
        for path in (HERE / language / "LC_MESSAGES").glob("*.po")
        for words in re.findall(r'^msgid "(.+)"$', path.read_text("utf-8"), re.MULTILINE)
    ]
    assert len(held) == len(set(held))
    assert len(held) == len(found()), "a text is shown no more: make messages"


def test_numerals():
    assert (AR.number(12345), EN.number(12345)) == ("١٢٬٣٤٥", "12,345")
    assert (AR.share(0.875), EN.share(0.875)) == ("٨٨٪", "88%")


def test_days():
    day = dt.date(2016, 10, 3)
    assert (AR.day(day), EN.day(day)) == ("٣ أكتوبر ٢٠١٦", "3 Oct 2016")
    assert EN.days(day, day) == EN.day(day)
    assert EN.days(None, day) == "until 3 Oct 2016"
    assert AR.days(day, None) == "من ٣ أكتوبر ٢٠١٦"
    assert (EN.day(None), EN.days(None, None)) == ("", "")


def test_durations():
    assert (EN.duration("P7D"), EN.duration("P1M"), EN.duration("soon")) == ("7 days", "1 month", "soon")
    assert AR.duration("P2D") == "يومان"


def test_counting_words():
    one, many = "%(n)s report in the store", "%(n)s reports in the store"
    assert [AR.ngettext(one, many, n) for n in (1, 2, 3, 11, 100)] == [
        "خبر واحد في المخزن", "خبران في المخزن", "٣ أخبار في المخزن", "١١ خبرا في المخزن", "١٠٠ خبر في المخزن",
    ]  # fmt: skip
    assert EN.ngettext(one, many, 1) == "1 report in the store"


def test_values_are_escaped_beside_markup():
    assert EN.gettext("from %(day)s", day=Markup("<b>x</b>")) == "from <b>x</b>"
    assert not isinstance(EN.gettext("from %(day)s", day="<b>x</b>"), Markup)
