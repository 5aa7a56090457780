"""The map's data and lists, without a browser."""

import gzip

import pytest

from khabar.web.rendering import address


def test_places_come_as_geojson(client):
    answer = client.get("/map/data", headers={"accept-encoding": "gzip"})
    assert answer.headers["content-encoding"] == "gzip"
    data = answer.json()
    store = client.app.state.store
    assert sum(x["properties"]["n"] for x in data["features"]) + data["lost"] == store.count("events")
    for feature in data["features"]:
        longitude, latitude = feature["geometry"]["coordinates"]
        assert -180 <= longitude <= 180
        assert -90 <= latitude <= 90
        held = feature["properties"]
        assert held["n"] == held["c1"] + held["c2"] + held["c3"] + held["c4"] > 0
    assert len(gzip.compress(answer.content)) < 10_000


def test_a_popup_has_the_exact_words(client):
    store = client.app.state.store
    spot = client.get("/map/data").json()["features"][0]["properties"]
    place = client.get(f"/map/spot/{spot['key']}").json()
    assert place["items"]
    for item in place["items"]:
        report = store.get(item["address"].removeprefix("/reports/").partition("#")[0])
        before, at, after = item["words"]
        assert (before + at + after).strip("…") in report.source.text
    assert client.get("/map/spot/999999").status_code == 404
    assert client.get(place["more"].partition("#")[0]).status_code == 200


@pytest.mark.parametrize("what", ["events", "places"])
def test_names_are_in_the_reader_s_language(client, what):
    names = {
        language: {
            x["properties"]["name"]
            for x in client.get(address("/map/data", what=what, language=language)).json()["features"]
        }
        for language in ("en", "ar")
    }
    assert names["en"].isdisjoint(names["ar"] - names["en"])
    assert any(name.isascii() for name in names["en"])
    assert not any(name.isascii() for name in names["ar"])
    client.cookies.clear()


def test_what_no_map_can_show_is_listed(client):
    assert "/map?where=0#lines" in client.get("/map").text
    page = client.get("/map?where=0&limit=2").text
    assert page.count("#c-v-") == 2
    assert 'rel="next"' in page
    assert client.get("/map?where=999999").status_code == 404


def test_nothing_that_passes_is_said(client):
    assert 'class="empty"' in client.get("/map?party=لا+أحد").text
    assert client.get("/map/data?party=لا+أحد").json()["features"] == []
