"""Exports over the API: what `khabar export` writes, sent as it is made."""

import io
import json
import zipfile

import pytest

from khabar.export.writing import export
from khabar.web.api.exports import Format

FILES = {
    "jsonl": "application/x-ndjson",
    "jsonld": "application/ld+json",
    "plover": "application/x-ndjson",
    "cameo": "text/csv; charset=utf-8",
    "ceasefires": "text/csv; charset=utf-8",
    "pax": "text/csv; charset=utf-8",
    "geojson": "application/geo+json",
    "spacy": "application/octet-stream",
}


@pytest.mark.parametrize("form", FILES)
def test_a_file_is_what_the_command_writes(client, form, tmp_path):
    answer = client.get(f"/api/v1/export/{form}")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == FILES[form]
    assert answer.headers["content-disposition"].startswith("attachment; filename=")
    store = client.app.state.store
    export(store.records(), form, tmp_path / "made")
    assert answer.content == (tmp_path / "made").read_bytes()


@pytest.mark.parametrize("form", ["csv", "parquet", "gold"])
def test_folders_come_as_archives(client, form):
    answer = client.get(f"/api/v1/export/{form}")
    assert answer.headers["content-type"] == "application/zip"
    names = zipfile.ZipFile(io.BytesIO(answer.content)).namelist()
    assert len(names) > 5


def test_one_table_is_sent_as_csv(client):
    packed = zipfile.ZipFile(io.BytesIO(client.get("/api/v1/export/csv").content))
    for table in ("statements", "events", "warnings"):
        answer = client.get(f"/api/v1/export/csv?table={table}")
        assert answer.headers["content-type"] == "text/csv; charset=utf-8"
        assert answer.content == packed.read(f"{table}.csv")


def test_the_whole_store_makes_the_store_again(client, tmp_path):
    from khabar.store import Store
    from khabar.store.portable import take

    (tmp_path / "all.jsonl").write_bytes(client.get("/api/v1/export/store").content)
    with Store(tmp_path / "again.db") as again:
        assert take(again, tmp_path / "all.jsonl").failures == []
        assert len(again) == 4
        assert [x.claim for x in again.statements()] == [x.claim for x in client.app.state.store.statements()]


def test_filters(client):
    report = client.get("/api/v1/reports?limit=1").json()["items"][0]
    lines = client.get(f"/api/v1/export/jsonl?report={report['id']}").text.splitlines()
    assert [json.loads(line)["source"]["id"] for line in lines] == [report["id"]]
    assert client.get("/api/v1/export/jsonl?since=2100-01-01").content == b""
    assert client.get("/api/v1/export/geojson?since=2100-01-01").json()["features"] == []


@pytest.mark.parametrize(
    "asked",
    ["docx", "jsonl?since=Monday", "jsonl?party=x", "jsonl?table=events", "csv?table=../events", "store?outlet=x"],
)
def test_what_cannot_be_exported_is_a_problem(client, asked):
    answer = client.get(f"/api/v1/export/{asked}")
    assert (answer.status_code, answer.headers["content-type"]) == (422, "application/problem+json")


def test_every_format_of_the_command_is_here():
    from khabar.export.writing import ExportFormat

    assert {x.value for x in Format} == {x.value for x in ExportFormat} | {"store"}
