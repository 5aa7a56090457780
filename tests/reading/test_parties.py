"""Parties by form: persons with posts, bodies, groups, unnamed sources, nations."""

from __future__ import annotations

import pytest

from khabar.arabic import fold
from khabar.lexicon import load
from khabar.reading import read_doc
from khabar.reading.analysis import Analysis
from khabar.record import Report


def analyse(text: str) -> Analysis:
    analysis: Analysis = read_doc(Report(text=text))._.analysis
    return analysis


def kinds(text: str) -> dict[str, str]:
    """Every mention's words and the kind of its party."""
    analysis = analyse(text)
    return {
        analysis.text_of(mention.piece): analysis.parties[mention.party].kind.value
        for mention in analysis.party_mentions
    }


def together(text: str) -> list[set[str]]:
    """The words of the mentions of each party."""
    analysis = analyse(text)
    return [{analysis.text_of(analysis.party_mentions[m].piece) for m in made.mentions} for made in analysis.parties]


FOUND = [
    # persons: posts, titles, names of every length
    ("قال وزير الخارجية السوداني عمر قمر الدين إن المحادثات ستستمر.", "عمر قمر الدين", "person"),
    ("قال وزير الخارجية السوداني، عمر قمر الدين، إن المحادثات ستستمر.", "عمر قمر الدين", "person"),
    ("قال وزير الخارجية السوداني إن المحادثات ستستمر.", "وزير الخارجية السوداني", "person"),
    ("وصل المبعوث الخاص للأمم المتحدة سالم الناصري إلى عدن.", "سالم الناصري", "person"),
    ("أعلن اللواء سمير خليل أن الجبهة هادئة.", "سمير خليل", "person"),
    ("وأضاف الرئيس عبد الكريم بن صالح أن الحكومة باقية.", "عبد الكريم بن صالح", "person"),
    ("وقالت هنادي أبو زيد إن القافلة وصلت.", "هنادي أبو زيد", "person"),
    ("قال مدير المستشفى خالد ناصر إن الجرحى كثيرون.", "خالد ناصر", "person"),
    ("اتهم خالد منصور رئيس المكتب السياسي لحركة النهوض الحكومة بالمماطلة.", "خالد منصور", "person"),
    ("قالت وزيرة الدفاع البلجيكية آنا فان دير بيرغ إن القوات ستبقى.", "آنا فان دير بيرغ", "person"),
    ("وقال رجل يدعى أبو عمار إن الطريق مقطوعة.", "أبو عمار", "person"),
    ("هدد زعيم المتمردين بالعودة إلى القتال.", "زعيم المتمردين", "person"),
    ("قال المهندس مجيب الشعبي أمس إن المحطة ستعمل.", "مجيب الشعبي", "person"),
    ("قال الشيخ سلمان العودة: لا نقبل بالقتل.", "سلمان العودة", "person"),
    ("قتل أبو عمر الشيشاني في الغارة.", "أبو عمر الشيشاني", "person"),
    ("وقال رئيس شرطة كراتشي، كفاية الله، إن المسلحين فروا.", "كفاية الله", "person"),
    ("قال عضو مجلس الحرب الجنرال احتياط يوناتان شوحام إن العملية مستمرة.", "يوناتان شوحام", "person"),
    ("يستغرب الباحث في شؤون الصحراء المختار ولد بوبه هذا الموقف.", "المختار ولد بوبه", "person"),
    ("وصفت رئيستها بالإنابة جورجينا ويلكوكس ما جرى بأنه خطوة.", "جورجينا ويلكوكس", "person"),
    ("وأفرجت الجماعة عن الهولندية أفي كوجو أمس.", "أفي كوجو", "person"),
    ("بينهم قيادي ميداني يدعى أبو الدرداء الجزائري.", "أبو الدرداء الجزائري", "person"),
    ("قال كاتب عام الاتحاد الجهوي بقابس نور الدين بوزيان إن الغلق تواصل.", "نور الدين بوزيان", "person"),
    ("أكد الشيخ صالح ضيف الله العولقي أن الوساطة نجحت.", "صالح ضيف الله العولقي", "person"),
    ("قال القائد الميداني صالح شيخ يوسف إن المعركة انتهت.", "صالح شيخ يوسف", "person"),
    ("قال أمين عام حزب البناء نماء سالم الدوسري إن الحزب يرفض.", "سالم الدوسري", "person"),
    ("التقى ولي العهد وولي ولي العهد الوفد أمس.", "ولي ولي العهد", "person"),
    ("اعتقلت شرطة كراتشي ثلاثة أشخاص.", "شرطة كراتشي", "state_body"),
    ("رحبت حكومة الوحدة الوطنية بالخطوة.", "حكومة الوحدة الوطنية", "government"),
    ("أفرجت الجماعة عن ثلاثين رضيعا.", "ثلاثين رضيعا", "group"),
    ("نقلت الحافلة مائة وخمسين أسيرا إلى الحدود.", "مائة وخمسين أسيرا", "group"),
    ("وقعت الدول الـ12 الاتفاقية.", "الدول الـ12", "group"),
    ("اعتقل الحوثيون الصحفيين الأربعة أمس.", "الصحفيين الأربعة", "group"),
    ("دعا الوسيطان السعودي والأمريكي إلى الهدوء.", "الوسيطان السعودي والأمريكي", "group"),
    ("فرق الأمن المركزي المتظاهرين.", "الأمن المركزي", "state_body"),
    ("وينص محضر الاجتماع على فتح الطريق.", "محضر الاجتماع", "document"),
    ("نقل المركز الفلسطيني للإعلام عن شهود أن القصف توقف.", "المركز الفلسطيني للإعلام", "ngo"),
    ("قال مسؤول في الشرطة إن الطريق آمنة.", "مسؤول", "unnamed"),
    ("وقال العقيد دلشاد مولود، الناطق باسم القوات، إن المعارك انتهت.", "دلشاد مولود", "person"),
    # bodies
    ("أعلنت وزارة الدفاع الأوكرانية أن الهدنة صامدة.", "وزارة الدفاع الأوكرانية", "state_body"),
    ("نفت الخارجية المصرية هذه الأنباء.", "الخارجية المصرية", "state_body"),
    ("قال الجيش الأوكراني إن القصف توقف.", "الجيش الأوكراني", "state_body"),
    ("قالت الحكومة الصومالية إنها تقبل الهدنة.", "الحكومة الصومالية", "government"),
    ("رفض النظام السوري الخطة.", "النظام السوري", "government"),
    ("دعت حكومة الخرطوم إلى الحوار.", "حكومة الخرطوم", "government"),
    ("أعلنت حركة العدل والحرية وقف إطلاق النار.", "حركة العدل والحرية", "armed_group"),
    ('أعلنت حركة "النهوض" وقف إطلاق النار.', 'حركة "النهوض"', "armed_group"),
    ("تقدم جيش الفتح نحو البلدة.", "جيش الفتح", "armed_group"),
    ("انسحب الجيش السوري الحر من البلدة.", "الجيش السوري الحر", "armed_group"),
    ("هاجم المتمردون القاعدة.", "المتمردون", "armed_group"),
    ("دعا الحزب الجمهوري إلى التصويت.", "الحزب الجمهوري", "party"),
    ("ذكر المرصد السوري لحقوق الإنسان أن القصف توقف.", "المرصد السوري لحقوق الإنسان", "ngo"),
    ("قالت صحيفة الفجر الجديد إن اللقاء تأجل.", "صحيفة الفجر الجديد", "media"),
    ("قال مراسل بي بي سي إن الشوارع خالية.", "بي بي سي", "media"),
    ("ترفض المعارضة المشاركة في المحادثات.", "المعارضة", "group"),
    ("قتل القصف أربعة مدنيين.", "أربعة مدنيين", "group"),
    ("يحتاج المزارعون إلى الماء.", "المزارعون", "group"),
    ("اتفقت الفصائل الليبية المتحاربة على هدنة.", "الفصائل الليبية المتحاربة", "group"),
    ("تحدث بعض النواب عن الخطة.", "بعض النواب", "group"),
    # unnamed sources
    ("قال مصدر أمني إن الهجوم فشل.", "مصدر أمني", "unnamed"),
    ("قال مسؤول في وزارة الدفاع إن الهجوم فشل.", "مسؤول في وزارة الدفاع", "unnamed"),
    ("ذكر شهود عيان أن الطائرات حلقت.", "شهود عيان", "unnamed"),
    ("قال متحدث باسم الشرطة إن الوضع هادئ.", "متحدث باسم الشرطة", "unnamed"),
    ("قال أحد مصادر الحركة إن اللقاء غدا.", "أحد مصادر الحركة", "unnamed"),
    ("ذكر تقرير أن الهدنة انهارت.", "تقرير", "document"),
    # nations
    ("اتهمت إيران الدول المجاورة بالتدخل.", "إيران", "country"),
    ("قال الجيش الأوكراني إن القصف توقف.", "الأوكراني", "country"),
    ("رحبت موسكو بالاتفاق.", "موسكو", "government"),
    ("اختلفت واشنطن والرياض على الخطة.", "الرياض", "government"),
    ("دعا الروس إلى لقاء جديد.", "الروس", "country"),
]


@pytest.mark.parametrize(("text", "words", "kind"), FOUND)
def test_a_party_is_found_with_its_words_and_kind(text, words, kind):
    assert kinds(text).get(words) == kind


NONE = [
    ("وأضاف إسماعيل قائلا إن الهدنة هشة.", "إسماعيل قائلا"),
    ("قتل جندي بإقليم جبلي أمس.", "بإقليم جبلي"),
    ("وقال ناطق عسكري لوكالة فرانس برس إن المروحيتين عادتا.", "برس"),
    ("انفجرت قنبلة في دمشق.", "دمشق"),
    ("قال في المؤتمر الصحفي إن الوقت ضيق.", "الوقت"),
    ("قال في مؤتمر صحفي مشترك إن الوقت ضيق.", "صحفي مشترك"),
    ("وصل الوفد إلى القاهرة أمس.", "القاهرة"),
    ("زار الوزير باريس الأسبوع الماضي.", "باريس"),
    ("تحدث عن مصادر المياه في المنطقة.", "مصادر المياه"),
]


@pytest.mark.parametrize(("text", "words"), NONE)
def test_what_is_no_party_is_not_found(text, words):
    assert words not in kinds(text)


ENDS = [
    ("قال جون كيري الجمعة إن الاتفاق قريب.", "جون كيري"),
    ("قال سعود الفيصل رحمه الله إن القضية عادلة.", "سعود الفيصل"),
    ("وقال موفق حواس، وهو ممثل للمؤتمر، إن الأطراف تتحاور.", "موفق حواس"),
    ("أكد الرئيس ناصر جودة أن اللقاء غدا.", "ناصر جودة"),
    ("سمى أوباما إسرائيل في خطابه.", "أوباما"),
    ("قال العقيد عبد الغفار وتندار لوكالة محلية إن القتال توقف.", "عبد الغفار وتندار"),
]


@pytest.mark.parametrize(("text", "name"), ENDS)
def test_a_name_ends_where_it_ends(text, name):
    assert name in kinds(text)


GATHERED = [
    (
        "قال الرئيس اليمني علي سالم إن الحرب انتهت. وأضاف سالم أن الجيش باق. وقال الرئيس اليمني إنه سيسافر.",
        {"الرئيس اليمني", "علي سالم", "سالم"},
    ),
    ("أعلنت حركة النهوض هدنة. وقالت الحركة إنها ستلتزم بها.", {"حركة النهوض", "الحركة"}),
    ("أعلنت وزارة الدفاع الأوكرانية هدنة. وقالت الوزارة إنها صامدة.", {"وزارة الدفاع الأوكرانية", "الوزارة"}),
    ("قال مصدر عسكري إن القصف توقف. وأضاف المصدر أن الطريق مفتوحة.", {"مصدر عسكري", "المصدر"}),
    (
        "قال بيان للخارجية المصرية إن اللقاء تأجل. وأضاف البيان أن الموعد قريب.",
        {"بيان للخارجية المصرية", "البيان", "خارجية المصرية"},
    ),
    ("وصل المبعوث الأممي سالم الناصري. وقال المبعوث إن الهدنة قريبة.", {"المبعوث الأممي", "سالم الناصري", "المبعوث"}),
]


@pytest.mark.parametrize(("text", "words"), GATHERED)
def test_later_mentions_mean_the_same_party(text, words):
    assert any(words <= mentions for mentions in together(text))


APART = [
    ("التقى الرئيس السوري بشار الأسد وفدا. وقال الرئيس المصري إن القمة غدا.", "الرئيس السوري", "الرئيس المصري"),
    (
        "قال وزير الخارجية السابق سعود كامل إن الحل قريب. والتقى وزير الخارجية الحالي الوفد.",
        "سعود كامل",
        "وزير الخارجية الحالي",
    ),
    ("قال نائب الرئيس الأمريكي جو بايدن إن واشنطن تدعم الحل.", "جو بايدن", "الرئيس الأمريكي"),
    ("قصف الجيش السوداني القرية وردت القوات الإثيوبية.", "الجيش السوداني", "القوات الإثيوبية"),
]


@pytest.mark.parametrize(("text", "one", "other"), APART)
def test_different_parties_stay_apart(text, one, other):
    assert not any({one, other} <= mentions for mentions in together(text))


def test_the_two_sides_are_the_two_named_together():
    groups = together("تقاتل الحكومة الليبية والمتمردون منذ أشهر. واتفق الطرفان على هدنة.")
    assert sum("الطرفان" in mentions for mentions in groups) == 2


def test_a_post_becomes_a_role_of_its_holder():
    analysis = analyse("قال وزير الخارجية الروسي سيرغي لافروف إن الاتفاق قريب.")
    holder = next(made for made in analysis.parties if made.kind == "person")
    assert [role.title for role in holder.roles] == ["وزير الخارجية الروسي"]
    assert holder.country == "RUS"
    assert analysis.parties[holder.roles[0].of].kind == "country"


def test_every_mention_is_spelled_without_its_proclitic():
    analysis = analyse("رفضت وزارة الدفاع الخطة وللحكومة اليمنية رأي آخر وبالجيش السوداني خسائر.")
    words = {analysis.text_of(mention.piece) for mention in analysis.party_mentions}
    assert {"حكومة اليمنية", "الجيش السوداني"} <= words


def test_reading_twice_gives_the_same_parties():
    text = "قال الرئيس عمر صالح إن الجيش سيطر على البلدة، ونفى المتمردون ذلك."
    assert analyse(text).party_mentions == analyse(text).party_mentions


EXAMPLES = [
    (entry["example"], tuple(entry["words"]))
    for name, table in (
        ("parties", "head"),
        ("parties", "member"),
        ("parties", "subgroup"),
        ("roles", "title"),
        ("roles", "honorific"),
    )
    for entry in load(name)[table]
]


@pytest.mark.parametrize(("example", "words"), EXAMPLES)
def test_the_example_of_a_lexicon_entry_shows_one_of_its_words_in_a_party(example, words):
    analysis = analyse(example)
    found = [fold(analysis.text_of(mention.piece)) for mention in analysis.party_mentions]
    titles = [fold(role.title) for made in analysis.parties for role in made.roles]
    assert any(fold(word).removeprefix("ال") in text for word in words for text in found + titles)
