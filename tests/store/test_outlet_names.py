"""Outlets and agencies under two spellings are one."""

from test_outlets import LONG, told

from khabar.store.outlet_names import called, spellings_of


def same(*names):
    return len(set(called(dict.fromkeys(names, 1)).values())) == 1


def test_what_is_known_is_known_by_every_name():
    assert same("رويترز", "وكالة رويترز", "Reuters", "رويتر")
    assert same("فرانس برس", "أ ف ب", "أ.ف.ب", "AFP", "وكالة الصحافة الفرنسية")
    assert same("د ب أ", "وكالة الأنباء الألمانية")
    assert same("الشرق الأوسط", "صحيفة الشرق الأوسط", "الشرق الاوسط")
    assert not same("رويترز", "فرانس برس")
    assert "وكاله رويترز" in spellings_of("رويترز")
    assert spellings_of("صحيفة الضحى") == ()


def test_of_others_the_folded_name_counts_without_what_it_is():
    names = called({"صحيفة الضحى": 1, "الضحى": 5, "جريدة الضحي": 2, "صحيفة المرسى": 1})
    assert {names[x] for x in ("صحيفة الضحى", "الضحى", "جريدة الضحي")} == {"الضحى"}
    assert names["صحيفة المرسى"] == "صحيفة المرسى"


def test_a_paper_and_a_station_of_one_name_stay_two():
    names = called({"صحيفة المرفأ": 1, "قناة المرفأ": 1, "المرفأ": 1})
    assert len(set(names.values())) == 3


def test_sources_and_filters_take_spellings_together(store):
    store.add_many(
        [
            told(LONG, "صحيفة الضحى", "أ ف ب", uri="https://a.example.org/1"),
            told(LONG + " وانتهى.", "الضحى", "فرانس برس", day=4, uri="https://a.example.org/2"),
            told(LONG * 2 + " غيره.", "قناة أخرى", "AFP", day=5, uri="https://b.example.org/3"),
        ]
    )
    found = store.outlets()
    assert [(x.name, x.reports) for x in found.outlets] == [("الضحى", 2), ("قناة أخرى", 1)]
    assert [(x.name, x.reports, x.outlets) for x in found.agencies] == [("فرانس برس", 3, 2)]
    assert not found.copies
    assert set(store.quoted(names=found.called)) == {"الضحى", "قناة أخرى"}
    assert len(store.reports(outlet="فرانس برس")) == len(store.reports(outlet="AFP")) == 3
    assert len(store.reports(outlet="الضحى")) == 2
    assert dict(store.facets("الهدوء").outlets) == {"الضحى": 2, "قناة أخرى": 1}
