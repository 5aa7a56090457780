"""Bodies: where their names end, what kind they are, and nouns that name a deed or a thing instead."""

from __future__ import annotations

import pytest

from khabar.reading import read_doc
from khabar.record import Report


def kinds(text: str) -> dict[str, str]:
    """Every mention's words and the kind of its party."""
    analysis = read_doc(Report(text=text))._.analysis
    return {
        analysis.text_of(mention.piece): analysis.parties[mention.party].kind.value
        for mention in analysis.party_mentions
    }


FOUND = [
    ("وقال لقناة بي.بي.سي إن الحرب انتهت.", "بي.بي.سي", "media"),
    ("وذكرت أ.ف.ب أن الهدنة صامدة.", "أ.ف.ب", "media"),
    ("ونفت وزارتا الدفاع والداخلية النبأ.", "وزارتا الدفاع والداخلية", "state_body"),
    ("تقدم اللواء 22 مدرع نحو المدينة.", "اللواء 22 مدرع", "state_body"),
    ("قالت وكالة سانا الرسمية للأنباء إن الطريق فتحت.", "وكالة سانا", "media"),
    ("حذرت الدولة السورية من ذلك.", "الدولة السورية", "country"),
    ("أيدت لجنة الدفاع بالكونغرس الأمريكي المشروع.", "لجنة الدفاع بالكونغرس الأمريكي", "state_body"),
    ("وتجاهلت سلطات ولاية ماردين الأمر.", "سلطات ولاية ماردين", "state_body"),
    ("وقالت دول التحالف إن العملية مستمرة.", "دول التحالف", "igo"),
    ("هاجمت مجموعات مسلحة أخرى القرية.", "مجموعات مسلحة أخرى", "armed_group"),
    ("وتستعد القوات الأمريكية للانسحاب من القاعدة.", "القوات الأمريكية", "state_body"),
    ("وتراجعت القوات الموالية لهادي أمس.", "هادي", "person"),
    ("اعترف الاتحاد السوفيتي بالدولة الجديدة.", "الاتحاد السوفيتي", "country"),
    ("أكد ضابط آخر الحصيلة.", "ضابط آخر", "unnamed"),
    ("وتتحدث مصادر حماس عن تقدم.", "مصادر حماس", "unnamed"),
    ("وقتل منفذ الهجوم في المكان.", "منفذ الهجوم", "unnamed"),
    ("أضاف في اتصال هاتفي أجرته معه «الصباح» أن المعارك مستمرة.", "الصباح", "media"),
]


@pytest.mark.parametrize(("text", "words", "kind"), FOUND)
def test_body_and_its_kind(text: str, words: str, kind: str) -> None:
    assert kinds(text).get(words) == kind


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("اجتمع المجلس برئاسة سعد كامل.", "رئاسة"),
        ("وتسعى المنظمة إلى القضاء على الفساد.", "القضاء"),
        ("قتل جنود في المعارك الدائرة في الجبل.", "الدائرة"),
        ("سقط قتيل في هجوم مسلح على الحاجز.", "مسلح"),
        ("ووقع تفجير انتحاري قرب المسجد.", "انتحاري"),
        ("نشر الصور على شبكة الإنترنت.", "شبكة"),
        ("وطالبوا بحرية التعبير في البلاد.", "بحرية"),
        ("واجهت القوات مقاومة عنيفة في الحي.", "مقاومة"),
        ("وأسر 17 من المسلحين.", "أسر"),
        ("سقط 22 قتيلا في القصف.", "قتيل"),
        ("ويدعون إلى نظام اتحادي جديد.", "اتحادي"),
        ("عثر على جهاز للتحكم عن بعد.", "جهاز"),
    ],
)
def test_noun_that_names_no_body_here(text: str, word: str) -> None:
    assert not any(word in words for words in kinds(text))


def test_name_with_the_fathers_is_the_known_one() -> None:
    analysis = read_doc(Report(text="قال عادل بن أحمد الجبير وزير الخارجية السعودي إن المملكة ترحب."))._.analysis
    assert "عادل الجبير" in {party.name for party in analysis.parties}
