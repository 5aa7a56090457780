"""Dossiers: what is in them, in three formats, each opened by what reads it."""

import json
import re
from html.parser import HTMLParser

import docx
import pytest
from test_threads import STORY, read
from typer.testing import CliRunner

import khabar
from khabar.cli import app
from khabar.errors import StoreError
from khabar.store import Store
from khabar.store.dossier import gather, write
from khabar.store.dossier.sketch import svg


@pytest.fixture
def told(tmp_path):
    with Store(tmp_path / "k.db") as store:
        store.add_many(read(day, outlet, text) for (day, outlet), text in STORY.items())
        yield store


def test_a_party_a_place_and_words_are_told_apart(told):
    assert gather(told, "لافروف", {}).taken_as == "the party لافروف"
    assert gather(told, "حلب", {}).taken_as.startswith("the place حلب")
    assert gather(told, "هدنة مدتها", {}).taken_as == "plans with the words هدنة مدتها"
    with pytest.raises(StoreError, match="nothing about"):
        gather(told, "جزر القمر", {})


def test_a_town_in_a_party_s_name_is_a_place_still(tmp_path):
    text = "قتل تسعة مدنيين في قصف على تعز أمس. وزار وفد من المنظمة مستشفى تعز العام."
    with Store(tmp_path / "t.db") as store:
        store.add(khabar.read(text, published="2021-02-20"))
        assert gather(store, "تعز", {}).taken_as.startswith("the place تعز")


def test_a_dossier_has_positions_moves_and_quotations_with_their_sources(told):
    made = gather(told, "هدنة", {})
    assert {stance for cell in made.table.values() for stance in [cell.stance]} >= {"reject"}
    assert all(cell.report.outlet for cell in made.table.values())
    assert {report.outlet for report in made.reports} <= {outlet for _, outlet in STORY}
    assert any(q.sources == 2 for q in made.quotations)
    assert made.moves


def test_filters_narrow_it(told):
    late = gather(told, "هدنة", {"since": "2019-01-01"})
    assert [report.outlet for report in late.reports] == ["بوابة طرابلس"]


class _Checked(HTMLParser):
    """Notes what is open at the end and every address outside the page."""

    void = frozenset({"meta", "br", "line", "circle", "rect"})

    def __init__(self):
        super().__init__()
        self.open, self.links = [], []

    def handle_starttag(self, tag, attrs):
        self.links += [value for name, value in attrs if name in ("src", "href")]
        if tag not in self.void:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag not in self.void:
            assert self.open.pop() == tag


def test_the_page_stands_alone_and_harms_nobody(tmp_path):
    text = STORY["2016-10-03", "صحيفة الصباح"]
    record = khabar.read(text, published="2016-10-03")
    source = record.source.model_copy(update={"outlet": "<script>alert(1)</script>", "title": "a | b * c"})
    with Store(tmp_path / "k.db") as store:
        store.add(record.model_copy(update={"source": source}))
        made = gather(store, "حلب", {})
    write(made, tmp_path / "d.html")
    page = (tmp_path / "d.html").read_text("utf-8")
    checked = _Checked()
    checked.feed(page)
    assert not checked.open
    assert not checked.links
    assert "<script" not in page
    assert "<svg" in page
    assert "Aleppo" in page


def test_markdown_tables_are_whole(told, tmp_path):
    write(gather(told, "هدنة", {}), tmp_path / "d.md")
    lines = (tmp_path / "d.md").read_text("utf-8").splitlines()
    heads = [i for i, line in enumerate(lines) if re.fullmatch(r"(\|-{3})+\|", line)]
    assert heads
    for head in heads:
        columns = lines[head].count("|")
        assert lines[head - 1].replace("\\|", "").count("|") == columns
        assert lines[head + 1].replace("\\|", "").count("|") == columns


def test_word_opens_the_document(told, tmp_path):
    write(gather(told, "هدنة", {}), tmp_path / "d.docx")
    document = docx.Document(str(tmp_path / "d.docx"))
    words = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "Where the parties stand" in words
    assert "هدنة" in words
    arabic = [p for p in document.paragraphs if p.style.name == "Arabic words"]
    assert arabic
    assert all(run.font.rtl for p in arabic for run in p.runs)
    assert len(document.tables) >= 1


def test_no_map_without_points_and_one_point_is_enough():
    from khabar.store.dossier import Point

    assert svg([]) == ""
    assert svg([Point("Here & there", 36.2, 37.1, 3, 12)]).count("12 dead") == 2


def test_the_command_line(told, tmp_path):
    run = CliRunner().invoke
    db = str(tmp_path / "k.db")
    assert run(app, ["dossier", "--about", "حلب", "--out", str(tmp_path / "d.html"), "--db", db]).exit_code == 0
    assert run(app, ["dossier", "--about", "حلب", "--out", str(tmp_path / "d.pdf"), "--db", db]).exit_code == 2
    assert run(app, ["dossier", "--about", "قمر", "--out", str(tmp_path / "d.md"), "--db", db]).exit_code == 2
    threads = run(app, ["threads", "--format", "json", "--db", db])
    assert json.loads(threads.stdout)[0]["history"]
    for command in (["threads"], ["threads", "--moves"], ["utterances"], ["contradictions"]):
        assert run(app, [*command, "--db", db]).exit_code == 0
