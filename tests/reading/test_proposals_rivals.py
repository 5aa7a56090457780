"""Two plans of one kind in a report: told apart by whose they are and how long they last."""

import pytest

import khabar


def ceasefires(text):
    record = khabar.read(text, published="2019-05-02", model=False)
    return [[m.text for m in p.mentions] for p in record.proposals if p.kind == "ceasefire"]


@pytest.mark.parametrize(
    "text",
    [
        # of two lengths
        "رفضت الجبهة هدنة من ثلاثة أيام، وقالت إنها تقبل هدنة لمدة شهرين.",
        # the truce that everybody knows, and the plan of one for another
        "بحث الوفدان الهدنة في كسلا. وقال وزير الخارجية العماني إن مقترح بلاده لهدنة الشهر ما زال قائما.",
        # an offer named by its owner alone
        "اقترح المبعوث الأممي هدنة في كسلا لمدة أسبوع. وقالت الحركة الشعبية إنها تؤيد المقترح العماني.",
    ],
)
def test_rival_truces_stay_apart(text):
    assert len(ceasefires(text)) == 2


@pytest.mark.parametrize(
    "text",
    [
        "اقترح المبعوث هدنة لمدة ستين يوما. وقبلت الحكومة هدنة الشهرين.",
        "اقترحت مصر هدنة لمدة أسبوع. وقبلت الحركة الاقتراح المصري.",
        "أعلن الجيش هدنة لمدة أسبوع. ودعت البعثة إلى تمديد الهدنة شهرا.",
    ],
)
def test_one_truce_in_other_words_is_one(text):
    assert len(ceasefires(text)) == 1


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ("قال الموفد الأممي إن مقترح مسقط لهدنة الشهر يستحق الدرس.", "مسقط"),
        ("وقالت سلطنة عمان إن مبادرتها للهدنة الشاملة باقية.", "سلطنة عمان"),
        ("قال وزير الخارجية القطري خالد السادة إن مبادرة بلاده للهدنة باقية.", "قطر"),
    ],
)
def test_whose_plan_it_is(text, owner):
    record = khabar.read(text, published="2019-05-02", model=False)
    names = {e.id: e.name for e in record.entities}
    assert [names[x] for p in record.proposals for x in p.sponsors] == [owner]


def test_putting_elections_off_is_not_holding_them():
    record = khabar.read("رفضت المعارضة تأجيل الانتخابات، وطالبت بإجراء الانتخابات في موعدها.", model=False)
    told = {plan.mentions[0].text: plan.status for plan in record.proposals}
    assert told == {"تأجيل الانتخابات": "rejected", "بإجراء الانتخابات في موعدها": "floated"}
