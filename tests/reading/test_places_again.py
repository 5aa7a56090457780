"""Places taken up again by their noun, and how far their words reach."""

from __future__ import annotations

import pytest

import khabar

_TALKS = "قصف الجيش مدينة درنة. وستعقد محادثات في جنيف الاثنين. "


@pytest.mark.parametrize(
    ("then", "meant"),
    [
        ("وقتل ثلاثة في غارة على شرق المدينة.", "درنة"),
        ("وبدأت المفاوضات في المدينة مساء.", "جنيف"),
    ],
)
def test_where_people_only_met_is_not_the_city_that_is_fought_for(then, meant):
    record = khabar.read(_TALKS + then, model=False)
    again = [place.name for place in record.places for span in place.mentions if span.text == "المدينة"]
    assert again == [meant]


def test_the_adjective_of_a_place_is_not_what_is_refused():
    (statement,) = khabar.read("رفضت فصائل مسلحة في حلب المحاصرة أي خطة للخروج.", model=False).statements
    assert statement.content is not None
    assert statement.content.text == "أي خطة للخروج"
