"""Questions: every filter on every question, paging, frames, search, timeline, comparison."""

import datetime as dt

import pytest
from records import TEXT, record, varied

from khabar.errors import StoreError
from khabar.record import Entity, EntityKind, Event, Place, Position, Proposal, Record, Statement, Time
from khabar.store import Found, Store
from khabar.store.filters import distance_km


@pytest.fixture(scope="session")
def two(shared_address):
    """A store, never written again, with a report of refusal and one of acceptance, from other outlets, days and towns."""
    other = TEXT.replace("الاثنين", "الاثنين الماضي").replace("حلب", "حمص").replace("غارات", "ضربات")
    other = (
        other
        + " "
        + "ثم عاد الهدوء إلى المدينة بعد ساعات طويلة من القصف المتبادل بين الطرفين على خطوط التماس كلها. " * 2
    )
    changed = other.replace("حمص", "حلب").replace("ضربات", "غارات")
    store = Store(shared_address)
    store.add(record())
    store.add(
        record(
            changed,
            published=dt.date(2016, 11, 20),
            outlet="جريدة المساء",
            uri="https://masa.example.net/2",
            stance="accept",
            dead=12,
            geonames=None,
            point=(34.73, 36.71),
        )
    )
    yield store
    store.close()


def acts(page) -> list[str]:
    return [found.claim.act.value for found in page]


def test_statements_come_newest_first_in_the_order_of_the_report(two):
    assert acts(two.statements()) == ["accept", "accept", "reject", "accept"]


def test_a_found_claim_has_its_report_and_what_it_refers_to(two):
    found = two.statements(act="reject")[0]
    assert isinstance(found, Found)
    assert isinstance(found.claim, Statement)
    assert found.claim == record().statements[0]
    assert found.report.id == record().source.id
    assert found.report.published == dt.date(2016, 10, 3)
    assert {x.name for x in found.context.entities} >= {"سيرغي لافروف", "الحكومة الروسية"}
    row = found.row()
    assert row["source"] == "سيرغي لافروف"
    assert row["source_en"] == "Sergey Lavrov"
    assert row["via"] == "وكالة الأنباء"
    assert row["first"] == dt.date(2016, 10, 3)


@pytest.mark.parametrize(
    ("asked", "number"),
    [
        ({"party": "سيرغي لافروف"}, 2),
        ({"party": "سيرغى لافروف"}, 2),
        ({"party": "Sergey Lavrov"}, 2),
        ({"party": "lavrov"}, 2),
        ({"party": "لافروف"}, 2),
        ({"party": "Q58217"}, 2),
        ({"party": "Q1"}, 0),
        ({"party": "موسكو"}, 2),
        ({"party": "المعارضة"}, 2),
        ({"party": "معارضة سورية"}, 2),
        ({"party": "وكالة الأنباء"}, 0),
        ({"act": "accept"}, 3),
        ({"act": "reject", "party": "المعارضة السورية"}, 0),
        ({"place": "حلب"}, 4),
        ({"place": "Aleppo"}, 4),
        ({"place": "36.2,37.13", "km": 20}, 2),
        ({"place": "36.2,37.13", "km": 400}, 4),
        ({"place": "أوسلو"}, 0),
        ({"since": "2016-11-01"}, 2),
        ({"until": dt.date(2016, 11, 1)}, 2),
        ({"since": "2016-10-03", "until": "2016-10-03"}, 2),
        ({"outlet": "الصباح"}, 2),
        ({"outlet": "رويترز"}, 4),
        ({"outlet": "masa.example"}, 2),
        ({"outlet": "%"}, 0),
        ({"type": "ceasefire"}, 4),
        ({"type": "talks"}, 0),
        ({"proposal": "هدنة"}, 4),
        ({"proposal": "سبعة ايام"}, 4),
        ({"proposal": "ceasefire"}, 4),
        ({"proposal": "انتخابات"}, 0),
    ],
)
def test_statement_filters(two, asked, number):
    assert len(two.statements(**asked)) == number
    assert two.count("statements", **asked) == number


@pytest.mark.parametrize(
    ("asked", "number"),
    [({}, 4), ({"type": "talks"}, 2), ({"status": "contested"}, 2), ({"party": "المعارضة السورية"}, 2), ({"party": "الحكومة الروسية"}, 2), ({"act": "reject"}, 1), ({"place": "حلب"}, 2), ({"proposal": "المحادثات"}, 2), ({"until": "2016-10-31"}, 2)],
)  # fmt: skip
def test_proposal_filters(two, asked, number):
    found = two.proposals(**asked)
    assert len(found) == number
    assert all(isinstance(x.claim, Proposal) for x in found)


@pytest.mark.parametrize(
    ("asked", "number"),
    [({}, 4), ({"act": "reject"}, 1), ({"party": "Government of Russia"}, 2), ({"place": "حلب"}, 4), ({"type": "talks"}, 0), ({"since": "2016-11-20"}, 2), ({"proposal": "الهدنة"}, 0), ({"proposal": "هدنه"}, 4)],
)  # fmt: skip
def test_position_filters(two, asked, number):
    found = two.positions(**asked)
    assert len(found) == number
    assert all(isinstance(x.claim, Position) for x in found)


@pytest.mark.parametrize(
    ("asked", "number"),
    [({}, 4), ({"type": "assault"}, 2), ({"type": "CONSULT"}, 2), ({"party": "لافروف"}, 2), ({"party": "روسيا"}, 0), ({"party": "موسكو"}, 2), ({"place": "حي الصاخور"}, 2), ({"place": "حلب"}, 2), ({"place": "حلب", "km": 50}, 2)],
)  # fmt: skip
def test_event_filters(two, asked, number):
    found = two.events(**asked)
    assert len(found) == number
    assert all(isinstance(x.claim, Event) for x in found)


@pytest.mark.parametrize(
    ("question", "asked", "words"),
    [
        ("statements", {"act": "sings"}, "no act"),
        ("statements", {"since": "soon"}, "no day"),
        ("statements", {"km": 5}, "give the place"),
        ("statements", {"place": "91,0"}, "no point on earth"),
        ("statements", {"colour": "red"}, "colour"),
        ("statements", {"type": "picnic"}, "no kind of proposal"),
        ("events", {"act": "say"}, "cannot be filtered by act"),
        ("events", {"type": "dance"}, "no event type"),
        ("statements", {"limit": 0}, "a page has"),
        ("statements", {"offset": -1}, "a page has"),
    ],
)
def test_what_has_no_meaning_is_said(two, question, asked, words):
    with pytest.raises(StoreError, match=words):
        getattr(two, question)(**asked)


def test_paging(store):
    store.add_many([varied(n) for n in range(12)])
    pages = [store.statements(limit=5, offset=at) for at in range(0, 30, 5)]
    together = [found.claim.id for page in pages for found in page]
    assert len(together) == len(set(together)) == 24
    assert [page.more for page in pages] == [True, True, True, True, False, False]
    assert together == [x.claim.id for x in store.statements(limit=24)]


def test_frames(two):
    page = two.statements()
    frame = page.to_pandas()
    assert list(frame["act"]) == acts(page)
    assert page.to_polars().height == 4
    for question in (two.proposals, two.positions, two.events, two.parties, two.timeline):
        answer = question()
        assert len(answer.to_pandas()) == len(answer) > 0
        assert answer.to_polars().height == len(answer)


def test_parties(two):
    lines = two.parties()
    by_name = {x.name: x for x in lines}
    assert by_name["سيرغي لافروف"].reports == 2
    assert by_name["سيرغي لافروف"].statements == 2
    assert by_name["الحكومة الروسية"].positions == 2
    assert by_name["سيرغي لافروف"].first == dt.date(2016, 10, 3)
    assert by_name["سيرغي لافروف"].last == dt.date(2016, 11, 20)
    assert [x.name for x in two.parties(type="group")] == ["المعارضة السورية"]
    assert [x.reports for x in two.parties(party="لافروف", until="2016-10-31")] == [1]
    assert two.parties(limit=2).more


def test_a_party_that_two_entities_of_a_report_are_is_counted_once(store):
    made = record()
    lavrov = made.entities[0]
    again = lavrov.model_copy(update={"id": "e-0123456789ab", "name": "لافروف", "roles": ()})
    store.add(made.model_copy(update={"entities": (*made.entities, again)}))
    asked = [{}, {"outlet": "الصباح"}, {"since": "2016-10-03", "outlet": "الصباح", "type": "person"}]
    for filters in asked:
        assert {x.name: x.reports for x in store.parties(**filters)}[lavrov.name] == 1
    assert [x.kind for x in store.parties(**asked[-1])] == ["person"]
    assert store.parties(outlet="المساء") == store.parties(until="2016-10-02")


def test_scenes_are_events_in_a_line(two):
    raid, *others = [scene for scene in two.scenes() if scene.lat is not None and scene.day == dt.date(2016, 10, 3)]
    assert not others
    assert (raid.dead, raid.place, raid.report.outlet) == (12, "Al-Sakhour", "صحيفة الصباح")
    assert raid.row()["lat"] == pytest.approx(36.2121)
    assert len(two.scenes()) == len(two.events())
    assert [scene.report for scene in two.scenes(outlet="المساء")] == [f.report for f in two.events(outlet="المساء")]


def test_the_unnamed_are_never_merged(store):
    def unnamed(text):
        whole = record(text)
        return whole.model_copy(
            update={
                "entities": (
                    whole.entities[0].model_copy(
                        update={"kind": EntityKind.UNNAMED, "name": "مصدر عسكري", "ids": whole.entities[1].ids}
                    ),
                    *whole.entities[1:],
                )
            }
        )

    store.add_many([unnamed(TEXT), unnamed(TEXT + " أخبار أخرى")])
    assert [x.reports for x in store.parties(party="مصدر عسكري")] == [1, 1]


def test_timeline(two):
    line = two.timeline()
    assert [x.first for x in line] == sorted(x.first for x in line)
    assert {x.what for x in line} == {"event", "start", "position"}
    assert [x.what for x in two.timeline(type="ASSAULT")] == ["event", "event"]
    assert {x.what for x in two.timeline(proposal="هدنة")} == {"start", "position"}
    assert {x.what for x in two.timeline(party="الحكومة الروسية", act="reject")} == {"position", "start"}
    assert all(x.first >= dt.date(2016, 11, 1) for x in two.timeline(since="2016-11-01"))
    whole = [x.row() for x in line]
    assert [x.row() for at in range(len(line)) for x in two.timeline(limit=1, offset=at)] == whole


def test_compare(two):
    lines = {(x.measure, x.what): x.counts for x in two.compare("الصباح", "المساء")}
    assert lines["statements", "reject"] == (1, 0)
    assert lines["statements", "accept"] == (1, 2)
    assert lines["events", "ASSAULT"] == (1, 1)
    assert lines["toll", "dead"] == (12, 12)
    assert lines["voices", "سيرغي لافروف"] == (1, 1)
    by_party = {(x.measure, x.what): x.counts for x in two.compare("party:لافروف", "party:المعارضة السورية")}
    assert by_party["statements", "reject"] == (1, 0)
    ids = [x.id for x in (two.statements()[0].report, two.statements()[-1].report)]
    assert {(x.measure, x.what): x.counts for x in two.compare(*ids)}["statements", "reject"] == (0, 1)
    with pytest.raises(StoreError, match="two sides"):
        two.compare("الصباح")


def test_get_by_id(store):
    one = record()
    store.add(one)
    assert isinstance(store.get(one.source.id), Record)
    for claim in (*one.statements, *one.proposals, *one.events):
        found = store.get(claim.id)
        assert isinstance(found, Found)
        assert found.claim == claim
        assert found.report.id == one.source.id
    assert store.get(one.entities[0].id) == one.entities[0]
    assert isinstance(store.get(one.entities[0].id), Entity)
    assert isinstance(store.get(one.places[0].id), Place)
    assert isinstance(store.get(one.times[0].id), Time)
    assert store.report_of(one.times[0].id).id == one.source.id
    assert store.report_of("v-000000000000") is None


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("المحادثات", True),
        ("محادثات", True),
        ("والمحادثات", True),
        ("مُحادَثات", True),
        ("هدنه", True),
        ("سيرغى", True),
        ("لافر*", True),
        ('"سبعة أيام"', True),
        ('"أيام سبعة"', False),
        ("هدنة لافروف", True),
        ("هدنة -لافروف", False),
        ("هدنة -قمح", True),
        ("قمح", False),
        ("12", True),
        ("١٢", True),
        ("«سبعة أيام في حلب»", True),
        ("هدنة) OR (قمح", False),
        ("NEAR(هدنة)", False),
        ("'; DROP TABLE reports; --", False),
    ],
)
def test_search(two, query, found):
    assert len(two.search(query, outlet="الصباح")) == found


@pytest.mark.parametrize("query", ["", "  ", '""', "-هدنة", "!!!", "*"])
def test_a_search_for_nothing_is_refused(two, query):
    with pytest.raises(StoreError, match="asks for no word"):
        two.search(query)


def test_snippets_highlight_the_words_as_written(store):
    text = "مقدمة طويلة " * 60 + "وبالمُحادثاتِ ينتهي القتال في المدينة " + "خاتمة طويلة " * 60
    store.add(Record(source=record().source.model_copy(update={"text": text, "id": "r-1"})))
    hit = store.search("المحادثات")[0]
    assert len(hit.snippet.text) < 400
    assert [hit.snippet.text[a:b] for a, b in hit.snippet.marks] == ["وبالمُحادثاتِ"]
    assert text[hit.snippet.start :].startswith(hit.snippet.text)
    assert "[وبالمُحادثاتِ]" in hit.snippet.marked()


def test_search_with_filters(two):
    assert len(two.search("هدنة")) == 2
    assert [x.report.outlet for x in two.search("هدنة", newest=True)] == ["جريدة المساء", "صحيفة الصباح"]
    assert len(two.search("هدنة", outlet="المساء")) == 1
    assert len(two.search("هدنة", until="2016-10-31")) == 1
    assert len(two.search("هدنة", party="لافروف", place="حلب")) == 2
    assert two.search("هدنة", limit=1).more
    assert two.search("هدنة")[0].score >= two.search("هدنة")[1].score


def test_near_duplicates_are_linked_not_dropped(store):
    body = " ".join(f"كلمة{i}" for i in range(150))
    one, two_, apart = (
        f"{TEXT} {body}",
        f"{TEXT} {body} وقال المراسل إن الهدوء عاد.",
        " ".join(f"لفظ{i}" for i in range(150)),
    )
    store.add(record(one))
    store.add(record(two_, outlet="جريدة المساء", uri="https://x.example/2"))
    store.add(Record(source=record().source.model_copy(update={"text": apart, "id": "r-apart"})))
    assert len(store) == 3
    assert [x.id for x in store.duplicates(record(one).source.id)] == [record(two_).source.id]
    assert store.duplicates("r-apart") == []
    assert len({x.report.wire for x in store.statements(limit=10)}) == 1


def test_distances():
    assert distance_km(36.2, 37.13, 36.2, 37.13) == 0
    assert distance_km(33.51, 36.29, 36.2, 37.13) == pytest.approx(308, abs=4)
    assert distance_km(0, 179.9, 0, -179.9) == pytest.approx(22.2, abs=0.2)


def test_places_across_the_date_line(store):
    store.add(record(point=(0.0, 179.9), geonames=1))
    assert len(store.events(place="0,-179.9", km=60)) == 1
    assert len(store.events(place="0,-179.9", km=10)) == 0


def test_two_stores_at_once_see_each_other(address, store):
    with Store(address) as other:
        assert len(other.statements()) == 0
        store.add(record())
        assert len(other.statements()) == 2
        store.add(record(stance="demand"), again=True)
        assert acts(other.statements()) == ["demand", "accept"]


def test_a_party_s_reports_are_counted_right_after_rereading_and_with_its_merged(store):
    store.add_many(varied(n) for n in range(4))
    store.add_many((varied(n) for n in range(4)), again=True)
    unfiltered, by_outlet = store.parties(), store.parties(outlet="صحيفة")
    assert unfiltered[0].reports == 4
    assert {x.name: x.reports for x in by_outlet} == {x.name: x.reports for x in unfiltered}
    kept, merged = unfiltered[0], unfiltered[1]
    key = store.merge(kept.ident, merged.ident, by="أمل", why="واحد")
    assert [x.reports for x in store.parties() if x.ident == kept.ident] == [4]
    assert merged.ident not in {x.ident for x in store.parties()}
    store.unmerge(key, by="أمل", why="اثنان")
    assert {x.name: x.reports for x in store.parties()} == {x.name: x.reports for x in unfiltered}
