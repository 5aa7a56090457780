"""Personal names: where they end, and what begins none."""

from __future__ import annotations

import pytest

from khabar.reading import read_doc
from khabar.record import Report


def persons(text: str) -> set[str]:
    """The words of every mention of a person by name."""
    analysis = read_doc(Report(text=text))._.analysis
    return {
        analysis.text_of(mention.piece)
        for mention in analysis.party_mentions
        if analysis.parties[mention.party].kind.value == "person" and mention.form == "name"
    }


WHOLE = [
    ("دعا مندوب بلجيكا لدى الأمم المتحدة جان لوك دو لا فونتين إلى اجتماع.", "جان لوك دو لا فونتين"),
    ("وقال أحمد بن عبد السلام المرابطي إن القافلة وصلت.", "أحمد بن عبد السلام المرابطي"),
    ("بقيادة الملا محمد أختر سعيد تريد الجماعة الحوار.", "محمد أختر سعيد"),
    ("عزى أهل النائب محمد حسين بدر، الذي قتل أمس.", "محمد حسين بدر"),
    ("وأعلن قائد الشرطة في المنطقة مسلم خان أن الطريق فتحت.", "مسلم خان"),
    ("وقال القائم بالأعمال في السفارة حسين جابر لوكالة الأنباء إن اللقاء تم.", "حسين جابر"),
    ("أفرج عن الأسيرة نوال فتيحة بعد سنتين.", "نوال فتيحة"),
    ("وهما علي إبراهيم نصر وقاسم عبدالله علي بشير، من صعدة.", "قاسم عبدالله علي بشير"),
    ("قال متحدث باسم خليفة الدرسي إن الهدنة صامدة.", "خليفة الدرسي"),
    ("وقال ألكسندر نوي إن بلاده تريد السلام.", "ألكسندر نوي"),
    ("واتهم نصر الله واشنطن بالتصعيد.", "نصر الله"),
]


@pytest.mark.parametrize(("text", "name"), WHOLE)
def test_name_is_taken_to_its_end(text: str, name: str) -> None:
    assert name in persons(text)


SHORT = [
    ("قال الرئيس طالباني متضامنا مع الضحايا إن الحرب ستنتهي.", "طالباني"),
    ("علق سامي كامل علي ذلك بالقول إن الحرب انتهت.", "سامي كامل"),
    ("وجه السيد عمرو حمدي الأمين العام للمنظمة رسالة.", "عمرو حمدي"),
    ("سامي تستهل وفوده جولتها غدا، وقال سامي كامل قراره إن الوقت حان.", "سامي كامل"),
]


@pytest.mark.parametrize(("text", "name"), SHORT)
def test_name_ends_before_what_the_clause_goes_on_with(text: str, name: str) -> None:
    assert name in persons(text)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("وكرر الجنرال تأكيده بأن عدد القوات سيبقى.", "تأكيده"),
        ("طالب الوزير سالم ناصر بوقف الحرب.", "طالب الوزير سالم ناصر"),
        ("قال متحدث باسم خليفة الدرسي إن الهدنة صامدة.", "باسم خليفة الدرسي"),
        ("تمكنت البعثة من مساعدة بضعة آلاف من المشردين.", "مساعدة بضعة آلاف"),
        ("اتهم هادي بضغط من حلفائه الحكومة.", "هادي بضغط"),
        ("تبعد القرية ثلاثين كيلو مترا عن الحدود.", "كيلو"),
    ],
)
def test_what_is_no_name(text: str, word: str) -> None:
    assert word not in persons(text)


def test_in_the_name_of_a_body_is_no_name():
    assert persons("وقال يحيى الأهدل باسم الجماعة إن ذلك مرفوض.") == {"يحيى الأهدل"}
    assert persons("وقال يحيى باسم النعيمي إن ذلك مرفوض.") == {"يحيى باسم النعيمي"}
