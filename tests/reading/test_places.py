"""Places of news, one sentence a rule."""

import datetime as dt
import tomllib
from importlib.resources import files

import pytest

import khabar
from khabar.reading.places import find_places
from khabar.reading.tokens import begin_analysis
from khabar.record import Report

_LEXICON = tomllib.loads(files("khabar.lexicon").joinpath("places.toml").read_text("utf-8"))


def read(text):
    analysis = begin_analysis(Report(text=text))
    find_places(analysis)
    return analysis


def names(text):
    return [place.name for place in read(text).places]


def place(text, name):
    return next(found for found in read(text).places if found.name == name)


@pytest.mark.parametrize(
    ("text", "name", "country", "lat", "lon"),
    [
        ("تجددت المعارك في حلب السورية.", "حلب", "SYR", 36.2, 37.2),
        ("عاد السفير لعدن بعد تحريرها في اليمن.", "عدن", "YEM", 12.8, 45.0),
        ("انفجرت سيارتان في الموصل وبغداد.", "بغداد", "IRQ", 33.3, 44.4),
        ("وصل الوفد إلى العاصمة الأفغانية كابول.", "كابول", "AFG", 34.5, 69.2),
        ("قصف المسلحون محافظة صعدة اليمنية.", "محافظة صعدة", "YEM", 17.0, 43.8),
        ("فتح معبر رفح أمام المرضى من غزة.", "معبر رفح", None, 31.25, 34.25),
    ],
)
def test_gazetteer_names(text, name, country, lat, lon):
    found = place(text, name)
    assert country in (None, found.country)
    assert abs(found.lat - lat) < 0.6
    assert abs(found.lon - lon) < 0.6


def test_the_context_chooses_between_namesakes():
    assert place("قالت الشرطة المصرية إن الهجوم وقع في مدينة طنطا المصرية.", "طنطا").country == "EGY"
    assert place("تدور معارك في طرابلس بين مسلحين، وقالت الحكومة الليبية إن ليبيا في خطر.", "طرابلس").country == "LBY"
    assert place("اندلعت اشتباكات في طرابلس شمال لبنان بين لبنانيين، بحسب الجيش اللبناني.", "طرابلس").country == "LBN"


@pytest.mark.parametrize(
    ("text", "part", "base"),
    [
        ("دارت معارك شرق مدينة حلب السورية.", "شرق مدينة حلب", "حلب"),
        ("قصفت الطائرات ريف إدلب الجنوبي في سوريا.", "ريف إدلب الجنوبي", "إدلب"),
        ("انفجرت عبوة في ضواحي بغداد.", "ضواحي بغداد", "بغداد"),
        ("سيطروا على المناطق الغربية من مدينة دونيتسك الأوكرانية.", "المناطق الغربية من مدينة دونيتسك", "دونيتسك"),
        ("نزح السكان إلى أقصى شمال العراق.", "أقصى شمال العراق", "العراق"),
    ],
)
def test_parts_of_places(text, part, base):
    analysis = read(text)
    found = next(p for p in analysis.places if p.name == part)
    assert found.within is not None
    assert analysis.places[found.within].name == base


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("تسلل مقاتلون عبر الحدود السورية التركية.", "الحدود السورية التركية"),
        ("نشرت الرياض قوات على الحدود بين السعودية واليمن.", "الحدود بين السعودية واليمن"),
        ("انسحبت القوات من الأراضي السورية.", "الأراضي السورية"),
        ("حلقت الطائرات في الأجواء العراقية.", "الأجواء العراقية"),
        ("يقاتل المتمردون اليمنيون في شمال البلاد.", "شمال البلاد"),
    ],
)
def test_borders_and_land(text, name):
    found = place(text, name)
    assert found.lat is None


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("قصفت الطائرات بلدة كفرسنبل السورية.", "كفرسنبل", "town"),
        ("أخلى الجيش قرية «عين زنبق» ليلا.", "عين زنبق", "village"),
        ("هاجم المسلحون فندق السندباد.", "فندق السندباد", "facility"),
        ("سقطت قذيفة على حي الجرادة.", "الجرادة", "area"),
        ("وصلت القوات إلى منطقة الجندلية.", "الجندلية", "area"),
    ],
)
def test_places_known_by_their_form(text, name, kind):
    found = place(text, name)
    assert found.kind == kind
    assert found.geonames is None


def test_an_unknown_place_lies_where_the_text_puts_it():
    analysis = read("قتل ثلاثة في بلدة كفرسنبل في ريف حلب.")
    found = next(p for p in analysis.places if p.name == "كفرسنبل")
    assert found.country == "SYR"
    assert abs(found.lat - 36.2) < 0.7


def test_without_a_known_place_near_it_an_unknown_one_has_no_position():
    found = place("قتل ثلاثة في بلدة كفرسنبل.", "كفرسنبل")
    assert (found.lat, found.lon, found.country) == (None, None, None)


def test_several_unknown_names_after_one_noun():
    assert {"كفرسنبل", "تلعنزة"} <= set(names("دخلوا بلدتي كفرسنبل وتلعنزة."))


@pytest.mark.parametrize(
    "text",
    [
        "أعلنت إيران رفض الاتفاق.",
        "قالت موسكو إن الضربة خطأ.",
        "قال الرئيس الفرنسي إن بلاده ترفض ذلك.",
        "نقلت صحيفة الشرق الأوسط عن مصدر.",
        "وقال والدا الطفل إنهما ينتظران.",
        "نقلت صحيفة واشنطن بوست عن مسؤول.",
        "زار مدينة أخرى وقرية صغيرة.",
    ],
)
def test_no_place(text):
    assert names(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("وقع الهجوم في إيران.", "إيران"),
        ("ألقى خطابا في موسكو.", "موسكو"),
        ("انسحبت القوات من العراق.", "العراق"),
        ("دمشق (أ ف ب) - قال مسؤول إن الطريق مفتوح.", "دمشق"),
        ("يقيم باليمن منذ سنوات.", "اليمن"),
    ],
)
def test_countries_and_capitals_where_something_is(text, name):
    assert name in names(text)


def test_later_mentions_join_their_place():
    found = place("دخلت القوات مدينة تدمر. وقال سكان إن المدينة هادئة.", "تدمر")
    assert len(found.mentions) == 2


def test_lists_of_places():
    assert names("تستمر المعارك في سوريا والعراق وليبيا.") == ["سوريا", "العراق", "ليبيا"]


def test_mentions_are_true_and_the_dateline_is_set():
    record = khabar.read("عدن - رويترز: قال شهود إن معارك تدور في عدن ولحج.", published=dt.date(2015, 7, 15))
    assert record.source.dateline is not None
    dateline = next(p for p in record.places if p.id == record.source.dateline)
    assert dateline.name == "عدن"


@pytest.mark.parametrize("entry", _LEXICON["noun"], ids=lambda entry: entry["words"][0])
def test_every_noun_finds_its_example(entry):
    assert read(entry["example"]).places, entry["example"]


def test_the_preposition_is_no_first_name():
    assert names("قتل مدنيان في قصف على حلب.") == ["حلب"]
    assert names("وصل الصحافي علي حلب إلى المطار.") == []


def test_a_month_is_no_town():
    record = khabar.read("قصفت الطائرات مدينة إب في آب/أغسطس الماضي، وعادت في 12 آب إلى حلب.", model=False)
    assert [p.name for p in record.places] == ["إب", "حلب"]
    assert [len(p.mentions) for p in record.places] == [1, 1]
