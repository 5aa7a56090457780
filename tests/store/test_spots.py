"""Places on a map: events by the place they took place in, reports by the places they name, what has no place."""

import pytest
from records import record, varied

from khabar.errors import StoreError
from khabar.store.spots import NOWHERE


def test_events_stand_at_their_own_place_only(store):
    store.add(record())
    found = store.spots()
    assert [(x.name, x.number, x.counts) for x in found.spots] == [("حي الصاخور", 1, {"ASSAULT": 1})]
    assert (found.placed[0].lat, found.placed[0].lon) == pytest.approx((36.2121, 37.1643))
    assert str(found.placed[0].first) == str(found.placed[0].last) == "2016-10-03"
    assert found.lost == 1


@pytest.mark.parametrize(
    ("asked", "number"),
    [
        ({"type": "ASSAULT"}, 1),
        ({"type": "CONSULT"}, 0),
        ({"party": "المعارضة السورية"}, 1),
        ({"place": "حلب"}, 1),
        ({"place": "35.2,37.13", "km": 1}, 0),
        ({"since": "2016-10-03", "until": "2016-10-03"}, 1),
        ({"since": "2016-10-04"}, 0),
        ({"outlet": "الصباح"}, 1),
        ({"outlet": "المساء"}, 0),
    ],
)
def test_filters_hold_on_the_map_and_at_a_place(store, asked, number):
    store.add(record())
    found = store.spots(**asked)
    assert sum(x.number for x in found.spots) == number
    key = store.spots().spots[0].key
    assert len(store.events_at(key, **asked)) == number


def test_what_has_no_place_is_listed(store):
    store.add_many([record(), varied(1), varied(2)])
    whole = store.spots()
    lost = store.events_at(NOWHERE)
    assert len(lost) == whole.astray == 3
    assert all(x.claim.place is None for x in lost)
    assert len(store.events_at(None)) == 6
    pages = [store.events_at(None, limit=1, offset=at)[0].claim.id for at in range(6)]
    assert pages == [x.claim.id for x in store.events_at(None)]


def test_places_are_counted_by_the_reports_that_name_them(store):
    store.add_many([record(), varied(3), varied(6)])
    named = {x.name: x.number for x in store.spots_named().spots}
    assert named["حلب"] == 3
    assert not store.spots_named(until="2015-01-01").spots
    assert {x.number for x in store.spots_named(outlet="الصباح").spots} == {1}
    assert store.spots_named(party="المعارضة السورية").spots
    with pytest.raises(StoreError, match="act"):
        store.spots_named(act="reject")


def test_a_place_is_found_by_its_key(store):
    store.add(record())
    spot = store.spots().spots[0]
    assert store.spot(spot.key).name == spot.name
    assert store.spot(10_000) is None


def test_a_part_is_cut_out_of_the_whole(store):
    store.add_many([record(), varied(3), varied(6)])
    for ask in (store.spots, store.spots_named):
        whole = ask()
        parts = [ask(limit=2, offset=at) for at in range(0, whole.number, 2)]
        assert [x for part in parts for x in part.spots] == list(whole.spots)
        assert {(x.number, x.unknown, x.lost, x.astray) for x in parts} == {
            (len(whole.spots), len(whole.spots) - len(whole.placed), whole.lost, whole.astray)
        }
