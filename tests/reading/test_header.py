"""Headers as outlets write them, and sentences that only look like one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar import lexicon
from khabar.reading.analysis import Analysis
from khabar.reading.header import find_header
from khabar.reading.tokens import begin_analysis
from khabar.record import Report

LEAD = "أعلنت اللجنة أمس أنها ستشارك في المحادثات المقررة الأسبوع المقبل بين الوفدين برعاية الأمم المتحدة. وأكدت ذلك."


def analyse(text: str) -> Analysis:
    analysis = begin_analysis(Report(text=text))
    find_header(analysis)
    return analysis


def body(analysis: Analysis) -> str:
    return analysis.report.text[analysis.starts[analysis.body] :] if analysis.body < len(analysis) else ""


def place(analysis: Analysis) -> str | None:
    return None if analysis.dateline_piece is None else analysis.text_of(analysis.dateline_piece)


@pytest.mark.parametrize(
    ("header", "agency", "outlet", "byline", "dateline"),
    [
        ("بيروت: ", None, None, None, "بيروت"),
        ("بيروت - ", None, None, None, "بيروت"),
        ("بيروت (أ ف ب) - ", "فرانس برس", None, None, "بيروت"),
        ("بيروت (ا ف ب) – ", "فرانس برس", None, None, "بيروت"),
        ("جنيف - أ.ف.ب: ", "فرانس برس", None, None, "جنيف"),
        ("عدن - رويترز\n", "رويترز", None, None, "عدن"),
        ("عدن - رويترز ", "رويترز", None, None, "عدن"),
        ("واشنطن/ رويترز/ ", "رويترز", None, None, "واشنطن"),
        ("(CNN)-- ", "CNN", None, None, None),
        ("دبي، الإمارات العربية المتحدة (CNN) -- ", "CNN", None, None, "دبي"),
        ("الوفد يصل غدا\nإسلام أباد، باكستان(CNN)-- ", "CNN", None, None, "إسلام أباد"),
        ("صورة للوفد في المطار القدس، إسرائيل (CNN)-- ", "CNN", None, None, "القدس"),
        ("الرياض - واس: ", "واس", None, None, "الرياض"),
        ("واس- نجران: ", "واس", None, None, "نجران"),
        ("د ب أ - برلين: ", "وكالة الأنباء الألمانية", None, None, "برلين"),
        ("القاهرة - من سالم ناجي\n", None, None, "سالم ناجي", "القاهرة"),
        ("القاهرة - سالم ناجي\n", None, None, "سالم ناجي", "القاهرة"),
        ("كتب سالم ناجي:\n", None, None, "سالم ناجي", None),
        ("بقلم: سالم ناجي\n", None, None, "سالم ناجي", None),
        ("سالم ناجي – سبق – جدة: ", None, "سبق", "سالم ناجي", "جدة"),
        ("سبق – وكالات: ", "وكالات", "سبق", None, None),
        ("دمشق – «الحياة»: ", None, "الحياة", None, "دمشق"),
        ("رويترز- الصخيرات (المغرب): ", "رويترز", None, None, "الصخيرات"),
        ("أبوظبي في 3 مايو / وام / ", "وام", None, None, "أبوظبي"),
        ("الكويت 25 شوال 1436 هـ الموافق 10 اغسطس 2015 م واس\n ", "واس", None, None, "الكويت"),
        ("طرابلس/القاهرة (رويترز) - ", "رويترز", None, None, "طرابلس"),
    ],
)
def test_headers(header: str, agency: str | None, outlet: str | None, byline: str | None, dateline: str | None) -> None:
    analysis = analyse(header + LEAD)
    assert (analysis.agency, analysis.outlet, analysis.byline, place(analysis)) == (agency, outlet, byline, dateline)
    assert body(analysis) == LEAD


@pytest.mark.parametrize(
    "text",
    [
        LEAD,
        "قالت وكالة رويترز إن الوفد وصل إلى عدن. " + LEAD,
        "قالت وكالة أنباء الصين الجديدة (شينخوا) إن الوفد وصل. " + LEAD,
        "دمشق: لا حوار\n" + LEAD,
        "دمشق: الحوار مع الوفد لا يزال قائما رغم كل ما قيل في الأيام الماضية عن تعليق المحادثات بين الطرفين",
        "رويترز: الوفد يصل إلى عدن غدا\n" + LEAD,
        "الوزير: عدن آمنة\n" + LEAD,
        "",
    ],
)
def test_no_header(text: str) -> None:
    analysis = analyse(text)
    assert (analysis.body, analysis.agency, place(analysis)) == (0, None, None)


def test_a_credit_at_the_end() -> None:
    assert analyse(LEAD + "\n(رويترز)").agency == "رويترز"
    assert analyse(LEAD + " (أ ف ب).").agency == "فرانس برس"
    assert analyse(LEAD + " وقال مصدر (رويترز) ذلك.").agency is None


@pytest.mark.parametrize(
    "entry", [(k, e) for k in ("agency", "outlet") for e in lexicon.load("header")[k]], ids=lambda e: e[1]["name"]
)
def test_each_entry_is_found_in_its_example(entry: tuple[str, dict[str, str]]) -> None:
    kind, values = entry
    assert getattr(analyse(values["example"]), kind) == values["name"]


@given(st.text(st.sampled_from("بيروت رويترز أفب واس-–()/:،.\n 12«»CN")))
def test_any_text_has_a_body(text: str) -> None:
    analysis = analyse(text)
    assert 0 <= analysis.header_first <= max(analysis.body, analysis.header_first) <= len(analysis)
