"""Noun phrases in English: adjectives turned round, genitives, names romanised."""

import pytest

from khabar.export.nominal import name, person, place
from khabar.export.romanize import romanize


@pytest.mark.parametrize(
    ("arabic", "english"),
    [
        ("دبلوماسي غربي", "Western diplomat"),
        ("مسؤول تركي كبير", "senior Turkish official"),
        ("المقاتلين", "the fighters"),
        ("مصدر في وزارة الدفاع", "source in the defence ministry"),
        ("عائلات الأسرى", "families of the prisoners"),
        ("قوات المعارضة", "opposition forces"),
        ("رئيس الوفد الحكومي", "head of the government delegation"),
        ("رئيس بلدية المدينة", "mayor of the city"),
        ("اللجنة الأمنية العليا", "supreme security committee"),
        ("مصادر أمنية وطبية", "security and medical sources"),
        ("الحدود السورية التركية", "Syrian-Turkish border"),
        ("ريف إدلب الجنوبي", "southern Idlib countryside"),
        ("شرق حلب", "east Aleppo"),
        ("طبيب في مستشفى الثورة", "doctor in al-Thawra hospital"),
        ("ناشطون محليون", "local activists"),
        ("آلاف المدنيين", "thousands of civilians"),
        ("مقاتليها", "its fighters"),
        ("الخبراء الروس", "Russian experts"),
        ("قيادي في الحركة طلب عدم كشف اسمه", "leader in the movement who asked not to be named"),
        ("مشروع قرار", "draft resolution"),
        ("وزير الخارجية", "foreign minister"),
    ],
)
def test_names(arabic, english):
    assert name(arabic) == english


@pytest.mark.parametrize(
    ("arabic", "english"),
    [
        ("رامي الحسون", "Rami al-Hassoun"),
        ("العميد سمير خليل", "Brigadier Samir Khalil"),
        ("عبد الفتاح النجار", "Abdel Fattah al-Najjar"),
        ("أبو أيمن الحلبي", "Abu Ayman al-Halabi"),
    ],
)
def test_persons(arabic, english):
    assert person(arabic) == english


def test_a_place_of_one_word_is_a_name_even_where_it_is_a_word():
    assert place("الشعار") == "Al-Shaar"  # a quarter the gazetteer knows, not a slogan
    assert place("المدينة") == "the city"


@pytest.mark.parametrize(
    ("arabic", "latin"),
    [
        ("خالد مشعل", "Khaled Meshaal"),
        ("مكتوم", "Maktum"),
        ("شمخاني", "Shamkhani"),
        ("الميادين", "al-Miyadin"),
        ("BBC", "BBC"),
    ],
)
def test_romanised(arabic, latin):
    assert romanize(arabic) == latin
