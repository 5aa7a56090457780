"""Who is meant by a foreign name, by an office told of twice, and by a relay that begins somebody's words."""

from __future__ import annotations

import pytest

from khabar import read

SOURCES = [
    ("وقال مصدر بالمقاومة إن المواجهات مستمرة.", "مصدر بالمقاومة"),
    ("قال البرلماني الألماني ألكسندر نوي إن الأزمة مستمرة.", "ألكسندر نوي"),
    ("وأعلن وزير الدفاع الإيطالي إينياتسيو لا فوكا أن بلاده ستسحب جنودها.", "إينياتسيو لا فوكا"),
    ("وأكد الرئيس محمود لا عودة إلى الحرب.", "محمود"),
    ("وأكد مدير صحة المدينة ياسر باصرة أن الوضع هادئ.", "ياسر باصرة"),
    ("وقال المتحدث باسم قوات المساعدة الدولية سامي كامل إن الجنود انسحبوا.", "سامي كامل"),
]


def speakers(text: str) -> list[list[str]]:
    """The names of the sources of each statement."""
    record = read(text)
    names = {entity.id: entity.name for entity in record.entities}
    return [[names[source] for source in statement.source.entities] for statement in record.statements]


@pytest.mark.parametrize(("text", "speaker"), SOURCES, ids=[str(n) for n in range(len(SOURCES))])
def test_names_and_sources_reach_their_end(text: str, speaker: str):
    assert speakers(text) == [[speaker]]


def test_the_spokesman_of_a_body_and_the_one_spokesman_named_are_one_man():
    told = "نفى المتحدث الرسمي باسم أنصار الله وجود أي هدنة. وقال المتحدث سامي كامل إن القتال مستمر."
    assert speakers(told) == [["سامي كامل"], ["سامي كامل"]]


def test_of_two_spokesmen_neither_is_the_one_named_later():
    told = (
        "نفى الناطق باسم الجيش وجود أي هدنة. وقال الناطق باسم الشرطة إن الهدوء ساد. "
        "وأعلن المتحدث سامي كامل أن القتال مستمر."
    )
    assert speakers(told) == [["الناطق باسم الجيش"], ["الناطق باسم الشرطة"], ["سامي كامل"]]


def test_a_network_that_carries_words_does_not_say_them():
    assert speakers("وفي تغريدة على تويتر، قال إن الهدنة لم تصمد.") == [[]]


def test_a_company_that_acts_can_say_more():
    told = "سحبت شركة النفط موظفيها من الحقل، مؤكدة أن الوضع خطير."
    assert speakers(told) == [["شركة النفط"]]


RELAYED = [
    ("وأضاف كاظم: «بحسب معلومات وصلت إلينا فإن المسلحين انسحبوا من البلدة».", "المسلحين انسحبوا من البلدة"),
    ("وقال كاظم: وفقا لشهود عيان قتل خمسة في القصف.", "قتل خمسة في القصف"),
]


@pytest.mark.parametrize(("text", "content"), RELAYED, ids=["quoted", "colon"])
def test_a_relay_that_begins_a_speech_covers_what_follows(text: str, content: str):
    said = read(text).statements[1].content
    assert said is not None
    assert said.text.endswith(content)
    assert "كاظم" not in said.text


def test_his_description_beside_no_quotation_is_no_statement():
    told = "وأكد الأمين العام استعداد المنظمة لإدارة المراقبين بحسب وصفه، وأوضح أنه لا بد من آلية."
    assert [statement.cue.text for statement in read(told).statements] == ["وأكد", "وأوضح"]


def test_lifting_limits_on_movement_is_access():
    record = read("ودعت الأمم المتحدة إلى رفع أي قيود على الملاحة في النهر. وطالبت الحكومة برفع القيود عن الصحافة.")
    assert [plan.kind.value for plan in record.proposals] == ["humanitarian_access", "other"]
