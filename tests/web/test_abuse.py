"""What people with bad intent try: each is refused, and says nothing of how the desk is built."""

import contextlib
import re
import socket
import threading
import time
from html.parser import HTMLParser

import httpx
import pytest
from desk_people import PASSWORDS, Browser
from starlette.testclient import TestClient

import khabar
from khabar.store import Correction
from khabar.web import Desk, create_app, pages, serving
from khabar.web.pages.sign_in import onward
from khabar.web.security import audit, tokens, users

MARK = "hostile"
ATTACKS = [
    f"<script>{MARK}(1)</script>",
    f'"><img src=x onerror={MARK}(1)>',
    f"'><svg/onload={MARK}(1)>",
    f"</textarea></title></script><script>{MARK}(1)</script>",
    f"javascript:{MARK}(1)",
    "{{ 7*7 }}{% print(1) %}\u2028",
]
TEXT = 'قال وزير الخارجية الروسي إن "الهدنة مرفوضة" في حلب أمس الأحد، ورفضت دمشق الانسحاب من المدينة.'
FILTERS = (
    "party",
    "place",
    "type",
    "act",
    "since",
    "until",
    "outlet",
    "proposal",
    "report",
    "q",
    "limit",
    "offset",
    "km",
)


class Elements(HTMLParser):
    """Gathers what no page of the desk ever holds: inline scripts, handlers, styles, addresses that are scripts."""

    def __init__(self):
        super().__init__()
        self.strange, self.forms, self._form = [], [], None

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        inline = tag == "script" and "src" not in given and given.get("type") != "application/json"
        active = [name for name in given if name.startswith("on") or name == "style"]
        led = [given.get(name) or "" for name in ("href", "src", "action", "formaction")]
        if inline or active or any(x.strip().lower().startswith(("javascript:", "data:")) for x in led):
            self.strange.append((tag, attributes))
        if tag in ("img", "iframe", "object", "embed", "base"):
            self.strange.append((tag, attributes))
        if tag == "form":
            self._form = {"method": (given.get("method") or "get").lower(), "fields": []}
            self.forms.append(self._form)
        if tag == "input" and self._form is not None:
            self._form["fields"].append(given.get("name"))

    def handle_endtag(self, tag):
        if tag == "form":
            self._form = None


def parsed(page):
    made = Elements()
    made.feed(page.text)
    return made


def is_harmless(page):
    assert page.status_code < 500, page.text[:300]
    if page.headers.get("content-type", "").startswith("text/html"):
        assert parsed(page).strange == []


# --- scripts in every field


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_field_of_a_report_or_correction_becomes_an_element(fresh, attack):
    store = fresh.app.state.store
    told = {"title": attack, "outlet": attack, "agency": attack, "byline": attack, "uri": attack}
    made = khabar.read(f"{TEXT} {attack} وقال {attack} إن الاتفاق {attack} بدأ.", published="2016-10-03")
    made = made.model_copy(update={"source": made.source.model_copy(update=told)})
    store.add(made)
    claim = made.statements[0].id
    store.correct(Correction(made.source.id, claim, "accept", attack, attack))
    party = store.parties()[0].ident
    paths = [entry.path for entry in pages.entries()]
    paths += [f"/reports/{made.source.id}", f"/claims/{claim}", f"/party?party={party}"]
    for path in paths:
        is_harmless(fresh.get(path))


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_word_of_an_address_becomes_an_element(client, attack):
    for path in [entry.path for entry in pages.entries()] + ["/party", "/admin", "/account", "/sign-in"]:
        for name in ("party", "outlet", "q"):
            is_harmless(client.get(path, params={name: attack}))
        is_harmless(client.get(path, params=dict.fromkeys((*FILTERS, "next", "who", "action", "done"), attack)))
    for path in (f"/reports/{attack}", f"/claims/{attack}", f"/{attack}", f"/admin/{attack}", f"/static/{attack}"):
        is_harmless(client.get(path))


@pytest.mark.parametrize("attack", ATTACKS[:3])
def test_no_name_of_a_user_or_token_becomes_an_element(guarded, browser, attack):
    amal = browser("amal")
    form = {"name": attack, "role": "reader", "password": PASSWORDS["rima"]}
    assert amal.post("/admin/users", form).status_code == 303
    is_harmless(amal.post("/admin/users", form))
    is_harmless(amal.post("/account/tokens", {"name": attack}))
    hostile = Browser(guarded)
    is_harmless(hostile.sign_in(attack, "wrong wrong wrong", next=attack))
    assert hostile.sign_in(attack, PASSWORDS["rima"]).status_code == 303
    for path in ("/admin", "/admin?who=" + attack, "/account"):
        is_harmless(amal.get(path))
        is_harmless(hostile.get(path))


# --- requests that another site has a browser make


def test_every_form_that_is_posted_carries_the_token(client, browser):
    report = client.app.state.store.reports(limit=1)[0].id
    amal = browser("amal")
    seen = [client.get(path) for path in [e.path for e in pages.entries()] + [f"/reports/{report}", "/admin"]]
    seen += [amal.get(path) for path in ("/", "/account", "/admin")] + [browser().get("/sign-in")]
    posted = [form for page in seen for form in parsed(page).forms if form["method"] == "post"]
    assert len(posted) > 5
    assert all("csrf" in form["fields"] for form in posted)


def test_a_form_without_the_token_or_with_anothers_is_refused(guarded, browser):
    sami, rima = browser("sami"), browser("amal")
    for token in ("", "x", "é", "A" * 88, rima.token):
        assert sami.post("/reports", {"text": TEXT, "csrf": token}).status_code == 403, token
    assert len(guarded.app.state.store) == 0
    assert sami.post("/reports", {"text": TEXT}).status_code == 303


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"}, {"origin": "null"}, {"origin": "http://localhost.evil.example"},
        {"origin": "http://localhost:81"}, {"sec-fetch-site": "cross-site"}, {"sec-fetch-site": "same-site"},
        {"origin": "http://[::"},
    ],
)  # fmt: skip
def test_a_request_from_elsewhere_is_refused_even_with_the_token(guarded, fresh, browser, headers):
    assert browser("sami").post("/reports", {"text": TEXT}, headers=headers).status_code == 403
    assert fresh.post("/reports", data={"text": TEXT}, headers=headers).status_code == 403
    assert len(guarded.app.state.store) + len(fresh.app.state.store) == 0


def test_a_desk_without_users_asks_browsers_for_the_token_too(fresh):
    here = {"origin": "http://localhost", "sec-fetch-site": "same-origin"}
    assert fresh.post("/reports", data={"text": TEXT}, headers=here).status_code == 403
    page = fresh.get("/")
    token = re.search(r'name="csrf-token" content="([^"]+)"', page.text)[1]
    assert fresh.post("/reports", data={"text": TEXT}, headers=here | {"x-csrf-token": token}).status_code == 303
    again = re.search(r'name="csrf-token" content="([^"]+)"', fresh.get("/").text)[1]
    assert again != token, "masked anew on every page"
    assert fresh.post("/reports", data={"text": TEXT + "."}).status_code == 303, "a program of this machine"


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:8571", "", "[::2]"])
def test_a_name_that_is_not_the_desks_is_refused(fresh, host):
    assert fresh.get("/", headers={"host": host}).status_code == 421
    assert fresh.get("/static/css/desk.css", headers={"host": host}).status_code == 421


def test_a_proxy_before_a_desk_without_users_opens_it_to_nobody(fresh):
    assert fresh.get("/", headers={"x-forwarded-for": "192.0.2.1"}).status_code == 403


# --- who one is, and may


def test_a_session_is_never_one_that_came_along(guarded, browser):
    fixed = Browser(guarded)
    fixed.client.cookies.set("khabar-session", "chosen-by-somebody-else")
    assert fixed.sign_in("sami", PASSWORDS["sami"]).status_code == 303
    held = [cookie.value for cookie in fixed.client.cookies.jar if cookie.name == "khabar-session"]
    assert "chosen-by-somebody-else" not in held[-1]
    known = browser("sami")
    before = known.client.cookies["khabar-session"]
    known.post("/sign-out")
    known.sign_in("sami", PASSWORDS["sami"])
    assert known.client.cookies["khabar-session"] != before


def test_cookies_are_for_the_desk_alone(guarded):
    visitor = Browser(guarded)
    said = visitor.sign_in("sami", PASSWORDS["sami"]).headers.get_list("set-cookie")
    kept = next(x for x in said if x.startswith("khabar-session="))
    assert {"HttpOnly", "SameSite=lax", "Path=/"} <= {part.strip() for part in kept.split(";")}
    with TestClient(guarded.app, base_url="https://localhost", follow_redirects=False) as client:
        page = client.get("/sign-in")
        token = re.search(r'name="csrf-token" content="([^"]+)"', page.text)[1]
        form = {"name": "sami", "password": PASSWORDS["sami"], "csrf": token}
        said = client.post("/sign-in", data=form, headers={"origin": "https://localhost"}).headers.get_list(
            "set-cookie"
        )
        kept = next(x for x in said if x.startswith("__Host-khabar="))
        assert "Secure" in kept


@pytest.mark.parametrize("given", ["Bearer x", "Bearer ", "bearer khabar_x", "Basic YTpi", "Bearer \xff", "khabar_x"])
def test_a_token_that_is_none_opens_nothing_even_with_a_session(browser, given):
    sami = browser("sami")
    headers = {"authorization": given.encode("latin-1")}
    assert sami.client.get("/api/v1/statements", headers=headers).status_code == 401
    assert sami.client.get("/reports", headers=headers).status_code == 401


def test_what_is_revoked_or_removed_is_over_at_once(guarded, browser):
    engine = guarded.app.state.store.engine
    sami = browser("sami")
    user = tokens.owner(engine, "sami")
    token = {"authorization": f"Bearer {tokens.issue(engine, user, 'x', by='test')}"}
    assert guarded.get("/api/v1/statements", headers=token).status_code == 200
    users.set_role(engine, "sami", "reader", by="test")
    assert sami.post("/reports", {"text": TEXT}).status_code == 403
    assert guarded.post("/reports", data={"text": TEXT}, headers=token).status_code == 403
    users.remove_user(engine, "sami", by="test")
    assert sami.get("/reports").status_code == 303
    assert guarded.get("/api/v1/statements", headers=token).status_code == 401


def test_nobody_makes_himself_more_than_he_is(guarded, browser):
    rima = browser("rima")
    for path in ("/account/password", "/account/tokens", "/account/sessions"):
        rima.post(path, {"role": "admin", "user": "amal", "name": "x", "old": "x", "new": "x", "again": "x"})
    for method in ("PUT", "PATCH", "DELETE", "POST"):
        for path in ("/admin", "/api/v1/reports", "/api/v1/merges", "/reports", "/api/v1/merges/1"):
            headers = {"x-csrf-token": rima.token, "origin": "http://localhost"}
            assert rima.client.request(method, path, headers=headers).status_code in (403, 404, 405), (method, path)
    assert {x.name: x.role for x in users.users(guarded.app.state.store.engine)}["rima"] == "reader"
    assert not [x for x in audit.entries(guarded.app.state.store.engine) if x.action in ("add", "user-role", "other")]


# --- where an address leads


@pytest.mark.parametrize(
    "path",
    [
        "//evil.example", "https://evil.example", "/\\evil.example", "\\\\evil.example", "javascript:alert(1)",
        "/\tx", "//", "/%0d%0aSet-Cookie:a=b\r\n", "http:/evil.example", "", "reports", "/sign-out", "//[", "/a\\b",
    ],
)  # fmt: skip
def test_after_signing_in_one_stays_at_the_desk(guarded, path):
    assert onward(path) == "/" or onward(path).startswith("/%0d")
    visitor = Browser(guarded)
    assert "evil.example" not in visitor.get("/sign-in", params={"next": path}).headers.get("location", "")
    form = {"name": "sami", "password": PASSWORDS["sami"], "next": path}
    assert re.match(r"/(?![/\\])|/$", visitor.post("/sign-in", form).headers["location"])


@pytest.mark.parametrize(
    "path",
    [
        "/static/../desk.py", "/static/%2e%2e/desk.py", "/static/..%2f..%2fdesk.py", "/static/....//desk.py",
        "/static//etc/passwd", "/static/css/..%5c..%5cdesk.py", "/static/css/desk.css%00.png", "/static/",
        "/reports/..%2f..%2fetc%2fpasswd", "/reports/%00", "/claims/..%2f", "/api/v1/export/..%2f..%2fetc",
        "/api/v1/reports/..%2f..%2fetc", "//evil.example/%2f..", "/%2f%2fevil.example/",
    ],
)  # fmt: skip
def test_no_path_leads_out(client, path):
    answer = client.get(path)
    assert answer.status_code in (404, 405, 422), answer.headers
    assert "root:" not in answer.text
    assert "import annotations" not in answer.text


@pytest.mark.parametrize(
    "name", ["../../../tmp/khabar-was-here", "/etc/passwd", "..\\..\\x.txt", "a\x00b.txt", "x" * 5000]
)
def test_the_name_of_an_upload_is_no_path(fresh, tmp_path, name):
    before = sorted(tmp_path.rglob("*"))
    answer = fresh.post("/reports", files={"file": (name, TEXT.encode(), "text/plain")})
    assert answer.status_code < 500
    assert [p for p in sorted(tmp_path.rglob("*")) if p not in before and not p.name.startswith("khabar.db")] == []


@pytest.mark.parametrize("attack", ["a\r\nSet-Cookie: evil=1", "a\nX-Evil: 1", "%0d%0aX-Evil:%201"])
def test_no_word_of_a_request_becomes_a_header(guarded, client, attack):
    for path in ("/", "/reports", "/sign-in", "/party"):
        for name in ("next", "language", "theme", "party", "outlet"):
            headers = client.get(path, params={name: attack}).headers
            assert "x-evil" not in headers
            assert "evil" not in headers.get("set-cookie", "")
    location = guarded.get("/reports", params={"outlet": attack}).headers["location"]
    assert "\n" not in location


# --- too much, too slow


@pytest.fixture
def small(tmp_path):
    """A desk with small limits on a port of its own: the address as (host, port)."""
    desk = Desk(
        place=str(tmp_path / "khabar.db"),
        model=False,
        upload_bytes=20_000,
        upload_files=3,
        body_pause=0.5,
        body_seconds=2,
    )
    app = create_app(desk)
    config = serving.settings(app, host="127.0.0.1", port=0)
    sock = config.bind_socket()
    server = serving.uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [sock]}, daemon=True)
    thread.start()
    until = time.monotonic() + 20
    while not server.started and time.monotonic() < until:
        time.sleep(0.02)
    try:
        yield sock.getsockname()
    finally:
        server.should_exit = True
        thread.join(20)
        sock.close()


def talk(address, *pieces, pause=0.0, most=15.0):
    """Send pieces over a connection and return what comes back before it is closed, and after how many seconds."""
    began, got = time.monotonic(), b""
    with socket.create_connection(address, timeout=most) as connection:
        with contextlib.suppress(OSError):
            for piece in pieces:
                connection.sendall(piece)
                time.sleep(pause)
        with contextlib.suppress(OSError):
            while part := connection.recv(65536):
                got += part
                if time.monotonic() - began > most:
                    break
    return got, time.monotonic() - began


HEAD = b"POST /reports HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nContent-Type: application/x-www-form-urlencoded\r\n"


def test_bodies_that_are_too_large_are_refused_whether_they_say_so_or_not(small):
    said, _ = talk(small, HEAD + b"Content-Length: 999999999\r\n\r\n")
    assert said.startswith(b"HTTP/1.1 413"), said[:200]
    chunk = b"400\r\n" + b"x" * 1024 + b"\r\n"
    said, seconds = talk(small, HEAD + b"Transfer-Encoding: chunked\r\n\r\n", *[chunk] * 4000)
    assert said.startswith(b"HTTP/1.1 413"), said[:200]
    assert seconds < 10
    said, _ = talk(small, HEAD + b"Content-Length: 10\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")
    assert said.split(b" ")[1] in (b"400", b"422"), said[:200]


def test_a_body_that_does_not_come_is_not_waited_for(small):
    said, seconds = talk(small, HEAD + b"Content-Length: 100\r\n\r\ntext=")
    assert said.startswith(b"HTTP/1.1 408"), said[:200]
    assert b"content-security-policy" in said.lower()
    drops = [b"x"] * 30
    said, seconds = talk(small, HEAD + b"Content-Length: 100\r\n\r\ntext=", *drops, pause=0.2)
    assert said.startswith(b"HTTP/1.1 408"), said[:200]
    assert seconds < 14


def test_a_head_that_does_not_come_is_not_waited_for(small, monkeypatch):
    monkeypatch.setattr(serving, "HEAD_SECONDS", 1)
    assert talk(small, b"GET / HTTP/1.1\r\nHost: 127")[1] < 8
    drops = [b"X-%d: 1\r\n" % number for number in range(20)]
    assert talk(small, b"GET / HTTP/1.1\r\n", *drops, pause=0.25)[1] < 10
    said, seconds = talk(small, b"GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", b"GET /", pause=0.3)
    assert said.startswith(b"HTTP/1.1 200")
    assert seconds < 8
    assert talk(small, b"")[1] < 8


def test_heads_that_are_too_large_or_none_are_refused(small):
    said, _ = talk(small, b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: " + b"x" * 200_000 + b"\r\n\r\n")
    assert b" 400 " in said[:20] or not said
    for nonsense in (
        b"\x16\x03\x01\x02\x00\x01\x00",
        b"GET / HTTP/9.9\r\n\r\n",
        b"GET /\x00 HTTP/1.1\r\nHost: a\r\n\r\n",
    ):
        said, _ = talk(small, nonsense + b"\r\n\r\n")
        assert b" 200 " not in said[:20]
    said, _ = talk(small, b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: evil.example\r\n\r\n")
    assert b" 400 " in said[:20]


def test_the_desk_goes_on_meanwhile(small):
    with contextlib.ExitStack() as stack:
        for _ in range(40):
            held = stack.enter_context(socket.create_connection(small, timeout=5))
            held.sendall(HEAD + b"Content-Length: 100\r\n\r\n")
        assert httpx.get(f"http://127.0.0.1:{small[1]}/health", timeout=10).status_code == 200


def test_too_many_files_are_refused(small):
    files = [("file", (f"{number}.txt", b"x", "text/plain")) for number in range(4)]
    assert httpx.post(f"http://127.0.0.1:{small[1]}/reports", files=files, timeout=10).status_code == 413


def test_one_user_does_not_have_everything_read_at_once(guarded, browser):
    sami, rima = browser("sami"), browser("amal")
    going = guarded.app.state.reads
    for _ in range(going.most):
        assert going.begin("sami")
    answer = sami.post("/reports", {"text": TEXT})
    assert (answer.status_code, answer.headers["retry-after"]) == (429, "5")
    assert rima.post("/reports", {"text": TEXT}).status_code == 303
    for _ in range(going.most):
        going.end("sami")
    assert sami.post("/reports", {"text": TEXT + "."}).status_code == 303
    assert not going._going


# --- what every answer says of itself


def test_every_answer_carries_the_headers_errors_and_files_too(guarded, client, browser):
    nobody = browser()
    answers = [
        client.get(path) for path in ("/", "/nothing", "/health", "/metrics", "/static/css/desk.css", "/static/no")
    ]
    answers += [client.get(path) for path in ("/api/v1/nothing", "/api/v1/openapi.json", "/reports?since=x", "/admin")]
    answers += [client.get("/", headers={"host": "evil.example"}), client.put("/reports"), nobody.get("/reports")]
    answers += [nobody.get("/api/v1/statements"), nobody.get("/sign-in"), nobody.post("/sign-in", {"csrf": "x"})]
    answers += [
        browser("rima").post("/reports", {"text": TEXT}),
        client.post("/reports", files={"file": ("x", b"x" * 6_000_000)}),
    ]
    assert {answer.status_code for answer in answers} >= {200, 303, 401, 403, 404, 405, 413, 421, 422}
    for answer in answers:
        headers = answer.headers
        assert "default-src 'none'" in headers["content-security-policy"], answer.url
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"
        assert headers["referrer-policy"] == "same-origin"
        assert "access-control-allow-origin" not in headers
        assert "server" not in headers
        assert "traceback" not in answer.text.lower()
