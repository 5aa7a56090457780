"""Every export is opened by the tool it is for, and what went in is found in it."""

import csv
import json
import re

import duckdb
import pandas as pd
import pyogrio
import pytest
import spacy
from pyld import jsonld
from spacy.tokens import DocBin

import khabar
from khabar.errors import ExportError
from khabar.export.coded import coded
from khabar.export.writing import ExportFormat, export, read_records
from khabar.record import EventType, Record

TEXTS = {
    "2016-10-03": (
        "دمشق - رويترز: أعلنت الحكومة السورية هدنة لمدة سبعة أيام في حلب تبدأ غدا الثلاثاء، ورفضت حركة أحرار الشام أي"
        " انسحاب من المدينة. وقال وزير الخارجية الروسي سيرغي لافروف إن محادثات ستعقد الأربعاء في جنيف. وقتل 12 مدنيا"
        " في قصف على شرق حلب أمس الأحد."
    ),
    "2019-04-18": (
        "طرابلس (أ ف ب) - اتهم رئيس حكومة الوفاق فائز السراج قوات حفتر بقصف حي سكني، ودعا الأمم المتحدة إلى وقف إطلاق"
        " النار. ولم يصدر أي تعليق عن قوات حفتر."
    ),
}


@pytest.fixture(scope="module")
def records() -> list[Record]:
    return [khabar.read(text, published=day) for day, text in TEXTS.items()]


def test_jsonl_comes_back_the_same(records, tmp_path):
    assert export(records, "jsonl", tmp_path / "r.jsonl") == 2
    assert [record for _, record in read_records(tmp_path / "r.jsonl")] == records


def test_a_line_that_is_no_record_is_told_and_the_others_are_read(records, tmp_path):
    export(records, "jsonl", tmp_path / "r.jsonl")
    lines = (tmp_path / "r.jsonl").read_text("utf-8").splitlines()
    (tmp_path / "r.jsonl").write_text("\n".join([lines[0], "{", '{"schema": "other"}', "", lines[1]]), "utf-8")
    found = list(read_records(tmp_path / "r.jsonl"))
    assert [number for number, _ in found] == [1, 2, 3, 5]
    assert [isinstance(record, str) for _, record in found] == [False, True, True, False]


def test_a_false_span_does_not_come_in(records, tmp_path):
    data = json.loads(records[0].model_dump_json())
    data["statements"][0]["cue"]["text"] = "x" * len(data["statements"][0]["cue"]["text"])
    (tmp_path / "r.jsonl").write_text(json.dumps(data), "utf-8")
    ((_, why),) = read_records(tmp_path / "r.jsonl")
    assert "span" in str(why)


@pytest.mark.parametrize("form", ["parquet", "csv"])
def test_duckdb_reads_every_table(records, tmp_path, form):
    export(records, form, tmp_path)
    database = duckdb.connect()

    def table(name):
        return getattr(database, f"read_{form}")(str(tmp_path / f"{name}.{form}"))

    for name in ("entities", "statements", "proposals", "positions", "events", "places", "times"):
        assert len(table(name).fetchall()) == sum(len(getattr(record, name)) for record in records)
    texts = dict(table("reports").select("report", "text").fetchall())
    spans = table("statements").select("report", "content", "content_start", "content_end").fetchall()
    assert any(content for _, content, _, _ in spans)
    assert all(texts[report][start:end] == content for report, content, start, end in spans if content)


def test_pandas_reads_parquet_and_its_dictionary_names_every_column(records, tmp_path):
    export(records, "parquet", tmp_path)
    events = pd.read_parquet(tmp_path / "events.parquet")
    assert set(events["type"]) <= {kind.value for kind in EventType}
    assert events["dead_min"].max() == 12
    package = json.loads((tmp_path / "datapackage.json").read_text("utf-8"))
    for resource in package["resources"]:
        table = pd.read_parquet(tmp_path / resource["path"])
        assert list(table.columns) == [field["name"] for field in resource["schema"]["fields"]]
        assert len(table) == resource["rows"]
        assert all(field["description"] for field in resource["schema"]["fields"])
    described = pd.read_csv(tmp_path / "dictionary.csv")
    assert len(described) == sum(len(resource["schema"]["fields"]) for resource in package["resources"])


def test_tables_of_nothing_still_have_their_columns(tmp_path):
    assert export([], "parquet", tmp_path) == 0
    assert "act" in pd.read_parquet(tmp_path / "statements.parquet").columns


def test_plover_events_follow_the_manual(records, tmp_path):
    export(records, "plover", tmp_path / "e.jsonl")
    events = [json.loads(line) for line in (tmp_path / "e.jsonl").read_text("utf-8").splitlines()]
    for event in events:
        assert {"id", "date", "actor", "event"} <= event.keys()
        assert event["quad_code"] in {1, 2, 3, 4}
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", event["date"] or "2016-01-01")
    by_word = {event["event_text"][0]: event for event in events}
    talks = by_word["محادثات"]
    assert talks["event"] == ["AGREE"]  # a meeting to come
    assert "future" not in talks.get("mode", [])
    refused = next(event for event in events if event["event"] == ["REJECT"])
    assert refused["mode"] == ["yield"]
    assert next(event for event in events if event["event"] == ["ACCUSE"])["mode"] == ["allege"]
    assert any(event.get("size", {}).get("dead") == 12 for event in events)


def test_what_is_only_said_is_no_event(records):
    for record in records:
        silent = {s.id for s in record.statements if s.act.value in ("say", "warn", "deny", "no_comment")}
        assert not silent & {one.id for one in coded(record)}


def test_cameo_codes_belong_to_their_roots(records, tmp_path):
    export(records, "cameo", tmp_path / "e.csv")
    with (tmp_path / "e.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert rows
    assert all(row["code"].startswith(row["root"]) and 1 <= int(row["root"]) <= 20 for row in rows)
    assert {"036", "1124", "112", "124"} & {row["code"] for row in rows}
    meanings = pd.read_csv(tmp_path / "e.columns.csv")
    assert list(meanings["column"]) == list(rows[0])


def test_declared_ceasefires_in_the_columns_of_eth_prio(records, tmp_path):
    export(records, "ceasefires", tmp_path / "c.csv")
    rows = pd.read_csv(tmp_path / "c.csv", dtype=object)
    assert len(rows) == 1
    row = rows.iloc[0]
    assert (row["location"], row["fixed_time"], row["fixed"]) == ("Syria", "7", "1")
    assert pd.isna(row["p_humanitarian"])
    assert pd.isna(row["ucdp_dyad"])  # silence is no 0


def test_pax_has_its_columns_even_without_agreements(records, tmp_path):
    export(records, "pax", tmp_path / "p.csv")
    assert list(pd.read_csv(tmp_path / "p.csv").columns)[:8] == [
        "Con", "Contp", "PP", "PPName", "Reg", "AgtId", "Ver", "Agt",
    ]  # fmt: skip


def test_a_geojson_reader_finds_the_points(records, tmp_path):
    export(records, "geojson", tmp_path / "e.geojson")
    info, _, geometry, fields = pyogrio.raw.read(tmp_path / "e.geojson")
    assert info["geometry_type"] == "Point"
    assert len(geometry) >= 1
    table = dict(zip(info["fields"], fields, strict=True))
    assert "Aleppo" in " ".join(table["place"])


def test_a_json_ld_processor_finds_provenance(records, tmp_path):
    export(records, "jsonld", tmp_path / "r.jsonld")
    document = json.loads((tmp_path / "r.jsonld").read_text("utf-8"))
    quads = jsonld.to_rdf(document)["@default"]
    derived = [q for q in quads if q["predicate"]["value"] == "http://www.w3.org/ns/prov#wasDerivedFrom"]
    claims = sum(len(r.statements) + len(r.proposals) + len(r.positions) + len(r.events) for r in records)
    assert len(derived) >= claims
    subjects = {q["subject"]["value"] for q in quads}
    assert all(q["object"]["value"] in subjects for q in derived)
    starts = [q for q in quads if q["predicate"]["value"] == "http://www.w3.org/ns/oa#start"]
    assert all(q["object"]["datatype"].endswith("nonNegativeInteger") for q in starts)


def test_spacy_reads_the_doc_bin(records, tmp_path):
    export(records, "spacy", tmp_path / "r.spacy")
    docs = list(DocBin(store_user_data=True).from_disk(tmp_path / "r.spacy").get_docs(spacy.blank("ar").vocab))
    assert [doc.text for doc in docs] == [record.source.text for record in records]
    for doc, record in zip(docs, records, strict=True):
        assert [span.label_ for span in doc.spans["cues"]] == [s.act.value for s in record.statements]
        assert all(span.id_ for span in doc.spans["events"])
        assert len(list(doc.sents)) >= 1


@pytest.mark.parametrize("form", list(ExportFormat))
def test_words_no_utf8_has_and_formulas_do_no_harm(form, tmp_path):
    text = 'قال الوزير "=1+1\x00" إن هدنة \ud800 بدأت أمس في حلب.'
    assert export([khabar.read(text)], form, tmp_path / "out") == 1


def test_what_cannot_be_written_is_an_error_and_leaves_nothing(records, tmp_path):
    (tmp_path / "file").write_text("x", "utf-8")
    with pytest.raises(ExportError, match="cannot write"):
        export(records, "plover", tmp_path / "file" / "e.jsonl")
    with pytest.raises(ExportError, match="no format"):
        export(records, "xls", tmp_path / "e.xls")

    def broken():
        yield records[0]
        raise KeyError

    with pytest.raises(KeyError):
        export(broken(), "plover", tmp_path / "e.jsonl")
    assert not list(tmp_path.glob("e.*"))
