"""The commands of the how-to pages do what they say, one after the other, over a small store and small inputs."""

import datetime as dt
import gzip
import json
import re
import shlex
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

import khabar
from khabar.cli import app, serve
from khabar.corpus import intake, watching
from khabar.errors import FetchError
from khabar.sources.fetching import Page
from khabar.store import Store

PAGES = sorted((Path(__file__).parents[1] / "docs" / "how-to").glob("*.md"))
BLOCK = re.compile(r"^```(sh|python|toml)\n(.*?)^```", re.DOTALL | re.MULTILINE)
NEWS = {
    ("2016-10-03", "صحيفة الصباح"): (
        "أعلن وزير الخارجية الروسي سيرغي لافروف أن موسكو ترفض هدنة مدتها سبعة أيام في حلب لأنها تمنح المسلحين فرصة"
        " للتسلح. وقتل 12 مدنيا في قصف على حلب أمس الأحد."
    ),
    ("2016-10-04", "جريدة المساء"): (
        "قال لافروف إن موسكو ترفض هدنة من سبعة أيام في حلب لأنها تمنح المسلحين فرصة للتسلح. وأسفر قصف على حلب يوم"
        " الأحد عن مقتل 20 مدنيا. ورفضت المعارضة السورية سحب مقاتليها من شرق حلب."
    ),
    ("2016-10-12", "وكالة الأفق"): (
        "أعلنت موسكو قبولها هدنة مدتها سبعة أيام في حلب تبدأ غدا الخميس. ورحبت الأمم المتحدة بالهدنة في شرق حلب."
    ),
}
LONG = "وقالت الشرطة في بيان إن الطريق بين المدينة والمطار فتح أمام المسافرين بعد إغلاق دام يومين. " * 8


def records():
    for (day, outlet), text in NEWS.items():
        made = khabar.read(text, published=day)
        yield made.model_copy(update={"source": made.source.model_copy(update={"outlet": outlet})})


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """A store with three reports of one story, gathered, and one merge of parties."""
    path = tmp_path_factory.mktemp("how-to") / "khabar.db"
    with Store(path) as store:
        store.add_many(records())
        store.gather()
        one, other = store.parties(type="country")[0], store.parties(type="group")[0]
        store.merge(one.ident, other.ident, by="أمل", why="مثال")
    return path


def archive() -> bytes:
    """An archive of the web with one page."""
    page = f"<html><body><article><p>{LONG}</p></article></body></html>".encode()
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page
    head = {
        "WARC-Type": "response",
        "WARC-Target-URI": "https://paper.example/1",
        "WARC-Date": "2016-10-03T08:00:00Z",
        "WARC-Record-ID": "<urn:uuid:00000000-0000-0000-0000-000000000001>",
        "Content-Type": "application/http; msgtype=response",
        "Content-Length": str(len(answer)),
    }
    lines = "\r\n".join(["WARC/1.0", *(f"{name}: {value}" for name, value in head.items())])
    return gzip.compress(f"{lines}\r\n\r\n".encode() + answer + b"\r\n\r\n")


def web(url, *_, **__) -> Page:
    """A network with a feed at two addresses and nothing else."""
    if url not in {"https://example.org/feed.xml", "https://agency.example/rss"}:
        raise FetchError(f"{url}: the server answered 404 Not Found")
    item = f"<item><title>خبر</title><link>{url}/1</link><content:encoded>{LONG}{url}</content:encoded></item>"
    feed = (
        f"<rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel>{item}</channel></rss>"
    )
    return Page(feed.encode(), url, "application/rss+xml", "utf-8")


@pytest.fixture
def folder(filled, tmp_path, monkeypatch):
    """A working folder with the inputs that the pages name; the network is `web`."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(intake, "fetch", web)
    monkeypatch.setattr(watching, "fetch", web)
    monkeypatch.setattr(serve, "run", lambda *_, **__: None)
    shutil.copy(filled, tmp_path / "khabar.db")
    text = next(iter(NEWS.values()))
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "one.txt").write_text(text + " وعاد الهدوء.", "utf-8")
    (tmp_path / "report.txt").write_text(text + " وعاد الهدوء إلى حلب.", "utf-8")
    (tmp_path / "export.jsonl").write_text(
        '{"text": "قال الوزير إن المحادثات ستبدأ غدا.", "date": "2016-10-03"}\n', "utf-8"
    )
    (tmp_path / "archive.warc.gz").write_bytes(archive())
    (tmp_path / "password.txt").write_text("three quiet rivers\n", "utf-8")
    (tmp_path / "news").mkdir()
    lines = (json.dumps({"text": text, "date": day, "outlet": name}) for (day, name), text in NEWS.items())
    (tmp_path / "news" / "2016.jsonl").write_text("\n".join(lines), "utf-8")
    return tmp_path


def means():
    """What the ids of the pages stand for in the store at hand."""
    with Store("khabar.db") as store:
        said = next(found for found in store.statements() if len(found.claim.content.text) > 40)
        told = store.get(said.report.id)
        people = [entity.id for entity in told.entities]
        parties = [line.ident for line in store.parties()][-2:]
        (merge,) = [made for made in store.merges() if made.by == "أمل"]
        event = store.events()[0].claim.id
    return {
        "s-0123456789ab": said.claim.id,
        "v-0123456789ab": event,
        "e-0123456789ab": people[0],
        "e-ba9876543210": people[1],
        " part 12 ": f" part {merge.key} ",
        '"wikidata:Q58217" "لافروف|RUS"': shlex.join(parties),
    }


def run(line: str) -> None:
    """Run a line of a shell block: a khabar command, perhaps with a file through a pipe."""
    if line.startswith("curl "):
        return  # tests/web/test_ask_over_http.py runs those
    before, pipe, after = line.partition(" | ")
    given = Path(shlex.split(before)[1]).read_bytes() if pipe else None
    arguments = shlex.split(after or before)
    assert arguments[0] == "khabar", line
    result = CliRunner().invoke(app, arguments[1:], input=given)
    assert result.exit_code == 0, f"{line}: {result.output} {result.exception!r}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_commands_and_programs(page, folder):
    stand_for = means()
    blocks, names = list(BLOCK.finditer(page.read_text("utf-8"))), {}
    assert any(block.group(1) == "sh" for block in blocks)
    for block in blocks:
        language, text = block.groups()
        for words, meant in stand_for.items():
            text = text.replace(words, meant)
        if language == "toml":
            (folder / "feeds.toml").write_text(text, "utf-8")
        elif language == "python":
            exec(compile(text, page.name, "exec"), names)
        else:
            for line in text.splitlines():
                run(line.split("  #")[0].strip())
    check = CHECKS.get(page.stem)
    if check:
        check(names)


def the_questions_are_answered(names):
    """What DuckDB answers over the tables of three reports."""
    assert next((str(month)[:7], party) for month, party, _ in names["refusals"].fetchall()) == ("2016-10", "Moscow")
    assert [(place, least, most) for place, _, least, most, _ in names["tolls"].fetchall()] == [("Aleppo", 12, 20)]
    assert [(name, last) for _, name, _, last, _ in names["turns"].fetchall()] == [("Moscow", "accept")]


CHECKS = {"read-a-whole-corpus": the_questions_are_answered}


def test_the_pages_leave_no_block_unrun():
    for page in PAGES:
        fences = re.findall(r"^```(\w*)\n", page.read_text("utf-8"), re.MULTILINE)
        opened = {fence for fence in fences if fence}
        assert opened <= {"sh", "python", "toml", "ini", "json", "sql"}, page
        assert len([f for f in fences if not f]) == len([f for f in fences if f]), f"{page}: a block without language"


def test_the_sample_is_of_its_days():
    assert [record.source.published for record in records()] == [dt.date.fromisoformat(day) for day, _ in NEWS]
