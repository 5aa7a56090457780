"""Subjects that open a clause far before the verb, papers that speak, and parties that only look like subjects."""

import pytest

import khabar


def speakers(text: str) -> dict[str, set[str]]:
    """Return every name of the sources by cue."""
    record = khabar.read(text, published="2016-10-03")
    names = {e.id: {e.name, *(m.span.text for m in e.mentions)} for e in record.entities}
    return {
        s.cue.text: set().union(*(names[e] for e in s.source.entities)) if s.source.entities else set()
        for s in record.statements
    }


@pytest.mark.parametrize(
    ("text", "cue", "speaker"),
    [
        ("النائب سامر الخطيب المنتمي لحزب العمل أشار إلى أن الموازنة لن تمر.", "أشار", "سامر الخطيب"),
        ("رئيس الأركان الفرنسي وفقا للمسؤول أكد أن القوات باقية.", "أكد", "رئيس الأركان الفرنسي"),
        ("وقال الوزير إن التحقيق الأولي الذي أجرته الشرطة أظهر أن العبوة مزروعة.", "أظهر", "التحقيق الأولي"),
        ("وكانت تقارير واردة من لبنان قد أفادت الأحد بأن انفجارا وقع قرب الحدود.", "أفادت", "تقارير"),
        ("وكانت قمة باريس التي عقدت في العاصمة الفرنسية قد تعهدت بتقديم المال.", "تعهدت", "قمة باريس"),
        ("قدمت فرنسا مشروع قرار إلى مجلس الأمن يطالب بوقف القصف فورا.", "يطالب", "مشروع قرار"),
        ("الخرطوم (رويترز) - رفضت حركتان مسلحتان في كردفان أي اقتراح بالتقسيم.", "رفضت", "حركتان مسلحتان في كردفان"),
        ("وقال الوزير سامي ناصر إن بلاده مستعدة. وينفي الأردن على الدوام صلته بالمسلحين.", "وينفي", "الأردن"),
        ("وقال سامي ناصر إن الطريق مغلق. وأضاف «الوزراء ليسوا سعداء وسيفعلون كل شيء».", "وأضاف", "سامي ناصر"),
        ("أكد رئيس الحكومة سامي ناصر الاتفاق. وطالب الولايات المتحدة وحلفاءها بالدعم.", "وطالب", "سامي ناصر"),
        ("وقال سامي ناصر إنه باق. وأعرب مشروع البيان عن القلق من الأوضاع.", "وأعرب", "مشروع البيان"),
        ("وقال سامي ناصر إنه باق. كما تعهدت القمة بتقديم المال للنازحين.", "تعهدت", "القمة"),
        ("أعلنت المنسقية العامة لمجلس الوزراء، أن القوات انسحبت.", "أعلنت", "المنسقية العامة لمجلس الوزراء"),
        ("أكد شيخ مشايخ حاشد سالم العمري أن القبائل مع الدولة.", "أكد", "سالم العمري"),
        ("وقال سامي ناصر إنه باق. وعبر أعضاء جمهوريون عن قلقهم.", "وعبر", "أعضاء جمهوريون"),
        ("وقال سامي ناصر إنه باق. وأضاف قائلا إن الطريق مغلق.", "وأضاف", "سامي ناصر"),
        ("رفضت الحركتان العرض الحكومي. وقالتا إنهما لا تقبلان إلا بهدنة.", "وقالتا", "الحركتان"),
        ("اجتمع الوزيران وفقا لما كشفه لـ(الصباح) مسؤول عراقي.", "وفقا لما كشفه", "مسؤول عراقي"),
        ("وتحدث القائد سامي ناصر. ونقلت وكالة رويترز عنه قوله إن الحدود آمنة.", "قوله", "سامي ناصر"),
        ("وأعلنت وزارة النفط الحريق. وجاء في البيان أن الشرطة وصلت.", "وجاء", "وزارة النفط"),
        ("وقال سامي ناصر إن القوات باقية. لكن صنعاء تتهمهم بالانفصال.", "تتهمهم", "صنعاء"),
        ("وقال سامي ناصر إنه باق. وأضاف مخاطبا رئيس الوزراء «السلام مهم لنا ولكم».", "وأضاف", "سامي ناصر"),
    ],
)
def test_speaker(text: str, cue: str, speaker: str) -> None:
    assert speaker in speakers(text)[cue]


def test_the_agency_of_the_dateline_says_nothing() -> None:
    assert speakers("الخرطوم (رويترز) - كشف أن المدينة خالية.").get("كشف", set()) == set()


def test_a_participle_and_a_second_speaker_belong_to_the_subject() -> None:
    record = khabar.read("اتهمت الحكومة الليبية المقيمة في طبرق وقوات الجيش، المسلحين بقصف المطار.")
    (statement,) = record.statements
    assert len(statement.source.entities) == 2
    assert statement.content is not None
    assert statement.content.text == "المسلحين بقصف المطار"


def test_an_indefinite_noun_behind_a_preposition_may_speak() -> None:
    found = speakers("فتحت الوزارة تحقيقا بعد تقارير محلية أفادت بأن المدنيين قتلوا.")
    assert "تقارير محلية" in found["أفادت"]


def test_where_a_thing_is_belongs_to_what_was_announced_of_it():
    record = khabar.read(
        "وقال الوزير إن الهدنة الإنسانية في اليمن التي أعلن عنها خادم الحرمين الشريفين الملك سلمان بن عبدالعزيز ستبدأ غدا."
    )
    announced = record.statements[1]
    (source,) = (e.name for e in record.entities if e.id in announced.source.entities)
    assert announced.content.text == "الهدنة الإنسانية في اليمن"
    assert source == "سلمان بن عبد العزيز"


def test_the_same_source_is_the_body_cited_last_and_no_person():
    record = khabar.read(
        "وأفاد المرصد السوري لحقوق الإنسان بأن القصف أسفر عن مقتل 29 مدنيا. وقال الوزير سامر الخطيب إن الأرقام مبالغ فيها."
        " وقتل 6 مدنيين في قذائف أطلقتها الفصائل، وفق المصدر نفسه."
    )
    first, last = record.statements[0], record.statements[-1]
    assert last.cue.text == "وفق"
    assert last.source.entities == first.source.entities


def test_an_attached_preposition_stays_with_what_was_accepted():
    record = khabar.read("شككت قيادات يمنية في التزام الحوثيين بالهدنة الإنسانية التي وافق عليها التحالف.")
    (accepted,) = (s for s in record.statements if s.act == "accept")
    assert accepted.content.text == "بالهدنة الإنسانية"


def test_russians_are_no_italian_politician():
    record = khabar.read("أعلن الوزير أن خبراء روسا وأميركيين سيجتمعون في جنيف غدا.", published="2016-12-05")
    assert not [e.name for e in record.entities if "لا روسا" in e.name]
