"""What goes wrong at the desk is told in the language of the page; programs and the library are told in English."""

import ast
import copy
import re
from pathlib import Path

import pytest

import khabar
from khabar import errors
from khabar.errors import KhabarError, Saying, StoreError, UnreadableError, saying
from khabar.web.interface import ERRORS, Interface
from khabar.web.interface.messages import found

HOME = Path(khabar.__file__).parent
ROOMS = ("corpus", "export", "reading", "sources", "store", "web")
COMMAND_LINE = {
    "corpus/archive.py",
    "corpus/intake.py",
    "corpus/watching.py",
    "store/dossier/__init__.py",
    "store/opening.py",
    "store/threads/stories.py",
    "web/serving.py",
}
"""Where only who starts a program meets the errors, as in all of corpus/runs."""
KINDS = {name for name, kind in vars(errors).items() if isinstance(kind, type) and issubclass(kind, KhabarError)}
SAYINGS = sorted(text for text, pages in found().items() if pages == {ERRORS})
AR = Interface("ar")
ARABIC = re.compile(r"[\u0621-\u064A]{2}")


def raised(path):
    """The first arguments of all errors of khabar's own that a file makes."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in KINDS | {"MisgivenError"}:
            yield node.lineno, node.args[0] if node.args else None


def test_every_error_that_the_desk_can_meet_is_for_the_catalogues():
    bare = [
        f"{path.relative_to(HOME)}:{line}"
        for room in ROOMS
        for path in sorted((HOME / room).rglob("*.py"))
        if path.relative_to(HOME).as_posix() not in COMMAND_LINE and "corpus/runs" not in path.as_posix()
        for line, text in raised(path)
        if isinstance(text, ast.JoinedStr | ast.Constant | ast.BinOp)
        or (isinstance(text, ast.Name) and text.id == "message")
    ]
    assert not bare, f"made without saying(…): {bare}"
    assert len(SAYINGS) > 100


@pytest.mark.parametrize("text", SAYINGS)
def test_every_error_is_told_in_arabic_also_once_it_was_written_down(text):
    values = {name: f"x{n}" for n, name in enumerate(dict.fromkeys(re.findall(r"%\((\w+)\)", text)))}
    error = StoreError(text, **values)
    assert str(error) == (text % values if values else text)
    said = AR.told(error)
    assert ARABIC.search(said)
    assert "%(" not in said
    assert AR.heard(str(error)) == said
    assert AR.told(copy.copy(error)) == said
    assert Interface("en").told(error) == str(error)


def test_what_stands_in_an_error_is_told_too():
    inner = UnreadableError(saying("%(where)s is no text but %(what)s"), where="x.bin", what=saying("a picture"))
    assert AR.told(inner) == "x.bin ليس نصا بل صورة"
    assert AR.heard(str(inner)) == AR.told(inner)
    assert AR.told(StoreError(saying("there is no merge %(key)s to undo: khabar merges lists them"), key=12)).count(
        "١٢"
    )
    assert isinstance(inner.values["what"], Saying)
    assert AR.heard("<b>nothing of ours</b>") == "<b>nothing of ours</b>"


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/positions?since=soon", "من يوم: يُكتب اليوم سنة"),
        ("/timeline?km=much", "ضمن كم: يلزم عدد"),
        ("/map?limit=0", "سطور الصفحة: يلزم ١ أو أكثر"),
        ("/reports?offset=-1", "offset: يلزم ٠ أو أكثر"),
        ("/positions?act=shout", "الفعل: الممكن واحد من"),
        (f"/positions?party={'x' * 301}", "الطرف: أطول من ٣٠٠ محرفا"),
        ("/positions?km=20", "المسافة من ٠ إلى ٢٠٠١٥"),
        ("/timeline?place=99,99", "«99,99» ليست نقطة على الأرض"),
        ("/search?q=%2B", "اكتب كلمة واحدة على الأقل"),
    ],
)
def test_a_question_that_cannot_be_meant(client, path, told):
    page = client.get(path, headers={"accept-language": "ar"})
    assert page.status_code == 422
    assert told in re.sub(r"<[^>]+>", "", page.text)


def test_the_api_is_told_in_english(client):
    answer = client.get("/api/v1/positions?km=20", headers={"accept-language": "ar"})
    assert answer.json()["detail"] == "km is a distance of 0 to 20015 from a place: give the place too"
    assert "should be" in client.get("/api/v1/positions?limit=0", headers={"accept-language": "ar"}).json()["detail"]


def test_a_file_that_is_no_report(fresh):
    fresh.headers["accept-language"] = "ar"
    files = {"file": ("كتاب.pdf", b"%PDF-1.7 and so on", "application/pdf")}
    page = _posted(fresh, "/reports", {}, files)
    assert page.status_code == 422
    assert "كتاب.pdf ليس نصا بل مستند PDF" in page.text


def test_a_job_tells_what_could_not_be_read(fresh):
    fresh.headers["accept-language"] = "ar"
    lines = '{"text": "قال الوزير إن الهدنة قائمة."}\n[]\n{"text": "أعلن الناطق قبول الهدنة."}\n'
    page = _posted(fresh, "/reports", {}, {"file": ("خبران.jsonl", lines.encode(), "application/json")})
    assert page.status_code == 303
    assert "خبران.jsonl" in fresh.get(page.headers["location"]).text
    page = _posted(fresh, "/reports", {}, {"file": ("عدد.jsonl", b"[]\n7\n", "application/json")})
    assert "عدد.jsonl، السطر 2 ليس كائن JSON له حقول بل int" in page.text


def test_a_correction_that_cannot_be(fresh):
    fresh.headers["accept-language"] = "ar"
    page = _posted(fresh, "/reports", {"text": "أعلن وزير الخارجية المصري اليوم أن القاهرة ترفض الهدنة."}, None)
    report = page.headers["location"].rpartition("/")[2]
    claim = fresh.app.state.store.get(report).statements[0].id
    words = {"object": claim, "action": "edit", "field": "content", "content": "كلمات ليست فيه"}
    assert "هذه الكلمات ليست في الخبر" in _posted(fresh, f"/reports/{report}/corrections", words, None).text
    hostile = {"object": claim, "action": "edit", "field": "act", "act": "shout"}
    assert "لا يبقى السجل صحيحا" in _posted(fresh, f"/reports/{report}/corrections", hostile, None).text


def test_users_are_told_of_names_and_passwords_in_their_language(browser):
    amal = browser("amal")
    amal.client.headers["accept-language"] = "ar"
    page = amal.post("/admin/users", {"name": "nour", "password": "short", "role": "reader"})
    assert (page.status_code, "كلمة السر قصيرة: يلزم" in page.text) == (422, True)
    page = amal.post("/admin/users/remove", {"name": "amal"})
    assert "آخر مدير" in page.text
    rima = browser("rima")
    rima.client.headers["accept-language"] = "ar"
    assert "لأي غرض" in rima.post("/account/tokens", {"name": " "}).text


def _posted(client, path, data, files):
    token = re.search(r'name="csrf-token" content="([^"]+)"', client.get("/").text)[1]
    headers = {"origin": "http://localhost", "sec-fetch-site": "same-origin"}
    return client.post(path, data={"csrf": token, **data}, files=files, headers=headers)
