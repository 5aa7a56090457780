import datetime as dt

from khabar.reading import read_doc
from khabar.reading.bodies import body_of
from khabar.record import Report


def stands_for(text, source):
    analysis = read_doc(Report(text=text, published=dt.date(2031, 5, 4)))._.analysis
    party = next(i for i, p in enumerate(analysis.parties) if source in p.name)
    return analysis.parties[body_of(analysis, party)].name


def test_a_president_stands_for_the_government_the_report_speaks_of():
    text = (
        "رفضت الحكومة السودانية الهدنة. وقالت الحكومة السودانية إنها ستقاتل. واتهمت الحكومة السودانية المتمردين. "
        "ورفض الرئيس السوداني عمر البشير الخطة."
    )
    assert stands_for(text, "البشير") == "الحكومة السودانية"


def test_a_minister_stands_for_the_country_the_report_names():
    text = "زار الوفد فرنسا أمس. وقال وزير الخارجية الفرنسي لوران فابيوس إن فرنسا تؤيد الاتفاق."
    assert stands_for(text, "فابيوس") == "فرنسا"


def test_a_source_of_a_movement_stands_for_it():
    assert stands_for("رفضت حركة حماس العرض. وقال أحد مصادر الحركة إن الوفد سيغادر.", "مصادر") == "حماس"


def test_a_military_official_stands_for_the_only_government():
    text = "رفضت الحكومة اليمنية العرض. وقال مسؤول عسكري إن الجيش مستعد."
    assert stands_for(text, "مسؤول") == "الحكومة اليمنية"


def test_a_post_told_before_a_name_leads_to_its_body():
    text = "أعلنت مديرية الدفاع المدني حالة الطوارئ. ودعا الناطق الإعلامي لمديرية الدفاع المدني الرائد سامر العويني إلى الحذر."
    assert stands_for(text, "العويني").startswith("مديرية الدفاع")


def test_a_post_told_after_a_name_leads_to_its_body():
    text = "رفضت حركة حماس العرض. وقال نزار الكناني، القيادي الميداني في حركة حماس، إن القتال مستمر."
    assert stands_for(text, "الكناني") == "حماس"


def test_a_deputy_does_not_stand_for_the_parliament():
    text = "يناقش البرلمان اللبناني الاتفاق. وقال النائب وسيم الراشد، عضو البرلمان اللبناني، إنه يرفض الاتفاق."
    assert "الراشد" in stands_for(text, "الراشد")


def test_a_foreign_ministry_stands_for_its_state():
    text = "وصل الوفد إلى فرنسا. ورفضت وزارة الخارجية الفرنسية العرض."
    assert stands_for(text, "الخارجية") == "فرنسا"


def test_a_minister_of_no_named_state_stands_for_the_one_named_last():
    text = "رفضت فرنسا الخطة. ووافقت ألمانيا على الخطة. وقال وزير الدفاع توماس شنايدر إن بلاده ستشارك."
    assert stands_for(text, "شنايدر") == "ألمانيا"


def test_an_envoy_stands_for_who_sends_it():
    text = "اجتمع مجلس الأمن الدولي أمس. ورفضت سوزان رايس مندوبة الولايات المتحدة في الأمم المتحدة العرض."
    assert stands_for(text, "رايس") == "الولايات المتحدة"


def test_the_leader_of_a_movement_stands_for_it_and_not_for_his_country():
    text = "حذر حزب الله من الحرب. وزار الوفد بيروت أمس. وقال زعيم «حزب الله» اللبناني حسن نصر الله إن الحرب لن تقع."
    assert stands_for(text, "نصر الله") == "حزب الله"


def test_a_post_told_before_a_comma_and_a_rank_leads_to_its_body():
    text = "يقاتل الجيش الأردني المهربين. ونفى الناطق باسم الجيش الأردني، الرائد سامر العويني، وقوع قتلى."
    assert stands_for(text, "العويني") == "الجيش الأردني"


def test_who_held_a_post_once_speaks_for_himself():
    text = "رفضت الحكومة الفرنسية العرض. وقال رئيس الوزراء الفرنسي السابق جان مارتان إنه يقبل العرض."
    assert "مارتان" in stands_for(text, "مارتان")


def test_a_capital_that_acts_is_not_yet_the_government_a_minister_stands_for():
    text = "نفت موسكو الخبر. وقال وزير الخارجية الروسي سيرغي لافروف إن روسيا ترفض الخطة."
    assert stands_for(text, "لافروف") == "روسيا"
