"""Corrections made on the report page: kept in the log, shown with the machine's value, refused where they are untrue."""

import html
import json
import re

import pytest
from desk_reports import text_of

import khabar

TEXT = (
    "دمشق - رويترز: قال وزير الخارجية السوري سامي الحداد إن دمشق ترفض هدنة مدتها سبعة أيام في حلب. وأضاف الحداد أن"
    " القصف مستمر. وقتل 12 مدنيا في قصف على حلب أمس."
)


@pytest.fixture
def kept(fresh):
    record = khabar.read(TEXT, published="2016-10-03", model=False)
    fresh.app.state.store.add(record)
    return fresh, record


def correct(client, record, claim, action, **more):
    given = {"object": claim, "action": action, **more}
    return client.post(f"/reports/{record.source.id}/corrections", data=given)


def form_of(client, record, claim):
    """What a browser would send of a claim's form, unchanged."""
    page = client.get(f"/reports/{record.source.id}/claims/{claim}").text
    form = re.search(r'<form class="sheet edit".*?</form>', page, re.DOTALL)[0]
    sent = {}
    for tag in re.findall(r"<input [^>]*>", form):
        name, value = re.search(r' name="([^"]*)"', tag), re.search(r' value="([^"]*)"', tag)
        if name and ('type="checkbox"' not in tag or " checked" in tag):
            sent.setdefault(name[1], []).append(html.unescape(value[1]) if value else "")
    for name, inside in re.findall(r'<select [^>]*name="([^"]*)"[^>]*>(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', inside)
        first = re.search(r'value="([^"]*)"', inside)
        sent[name] = [(chosen or first)[1]]
    for name, inside in re.findall(r'<textarea [^>]*name="([^"]*)"[^>]*>(.*?)</textarea>', form, re.DOTALL):
        sent[name] = [html.unescape(inside)]
    return sent


def test_a_form_sent_as_it_is_changes_nothing(kept):
    client, record = kept
    lists = (record.statements, record.proposals, record.events, record.entities, record.places, record.times)
    for one in (item for held in lists for item in held):
        answer = client.post(f"/reports/{record.source.id}/corrections", data=form_of(client, record, one.id))
        assert answer.status_code == 303, one
    assert client.app.state.store.corrections() == []


def test_an_edit_is_kept_with_the_machine_s_value_beside_it(kept):
    client, record = kept
    statement = record.statements[0]
    sent = form_of(client, record, statement.id) | {"act": "warn", "negated": "1", "why": "حذّر ولم يقل"}
    answer = client.post(f"/reports/{record.source.id}/corrections", data=sent)
    assert answer.headers["location"] == f"/reports/{record.source.id}#c-{statement.id}"
    assert [(x.field, x.who, x.why) for x in client.app.state.store.corrections()] == [
        ("act", "local", "حذّر ولم يقل"),
        ("negated", "local", "حذّر ولم يقل"),
    ]
    page = client.get(f"/reports/{record.source.id}?language=en").text
    assert re.search(r"<del><bdi>rejects</bdi></del>.*<ins><bdi>warns</bdi></ins>", page)
    assert 'id="log"' in page


def test_content_is_bounded_by_the_report_s_own_words(kept):
    client, record = kept
    statement = record.statements[0]
    words = statement.content.text.rsplit(" ", 2)[0]
    sent = form_of(client, record, statement.id)
    client.post(f"/reports/{record.source.id}/corrections", data=sent | {"content": words + " \r\n"})
    assert client.app.state.store.get(record.source.id).statements[0].content.text == words
    refused = client.post(
        f"/reports/{record.source.id}/corrections",
        data=sent | {"content": "<b>ليست فيه</b>"},
        headers={"hx-request": "true"},
    )
    assert refused.status_code == 422
    assert refused.headers["hx-retarget"] == f"#work-{statement.id}"
    assert "&lt;b&gt;" in refused.text
    assert "<b>ليست" not in refused.text


def test_who_was_harmed_can_be_corrected(kept):
    client, record = kept
    event = next(v for v in record.events if v.toll)
    sent = form_of(client, record, event.id) | {"toll.dead.min": "10", "toll.dead.max": "14"}
    client.post(f"/reports/{record.source.id}/corrections", data=sent)
    found = next(v for v in client.app.state.store.get(record.source.id).events if v.id == event.id)
    assert (found.toll.dead.min, found.toll.dead.max) == (10, 14)
    assert (
        client.post(f"/reports/{record.source.id}/corrections", data=sent | {"toll.dead.min": "عشرة"}).status_code
        == 422
    )


def test_accepted_rejected_restored(kept):
    client, record = kept
    event, statement = record.events[0].id, record.statements[0].id
    correct(client, record, statement, "accept")
    correct(client, record, event, "reject", why="لم يقع")
    page = client.get(f"/reports/{record.source.id}?language=en").text
    assert 'class="card gone"' in page
    assert "لم يقع" in page
    assert client.app.state.store.get(record.source.id).statements[0].confidence == 1
    correct(client, record, event, "restore")
    assert 'class="card gone"' not in client.get(f"/reports/{record.source.id}").text
    assert event in {v.id for v in client.app.state.store.get(record.source.id).events}


def test_merged_and_parted(kept):
    client, record = kept
    one, other = record.entities[0], record.entities[1]
    correct(client, record, one.id, "merge", other=other.id)
    merged = next(e for e in client.app.state.store.get(record.source.id).entities if e.id == one.id)
    assert len(merged.mentions) == len(one.mentions) + len(other.mentions)
    span = other.mentions[0].span
    correct(client, record, one.id, "split", mention=f"{span.start}-{span.end}", name=other.name)
    assert other.name in {e.name for e in client.app.state.store.get(record.source.id).entities}


@pytest.mark.parametrize(
    ("claim", "action", "more"),
    [
        ("s-000000000000", "accept", {}),
        (None, "nothing", {}),
        (None, "merge", {"other": "s-000000000000"}),
        (None, "split", {"name": "x", "mention": "1-x"}),
        (None, "restore", {}),
    ],
)
def test_what_makes_no_sense_is_refused(kept, claim, action, more):
    client, record = kept
    assert correct(client, record, claim or record.statements[0].id, action, **more).status_code == 422
    assert client.app.state.store.corrections() == []


def test_why_a_claim_was_found(kept):
    client, record = kept
    page = client.get(f"/reports/{record.source.id}/claims/{record.statements[0].id}/why").text
    assert "rule:" in page
    assert "reporting:" in page
    assert client.get(f"/reports/{record.source.id}/claims/s-000000000000/why").status_code == 404
    assert client.get(f"/reports/{record.source.id}/claims/s-000000000000").status_code == 404


@pytest.mark.parametrize(
    ("form", "kind"), [("json", "application/json"), ("md", "text/markdown"), ("html", "text/html")]
)
def test_a_record_is_downloaded(kept, form, kind):
    client, record = kept
    answer = client.get(f"/reports/{record.source.id}/record.{form}")
    assert answer.headers["content-type"].startswith(kind)
    assert answer.headers["content-disposition"].startswith("attachment")
    if form == "json":
        assert json.loads(answer.text)["source"]["text"] == TEXT
    assert client.get(f"/reports/{record.source.id}/record.exe").status_code == 404


def test_a_long_report_has_its_page(fresh):
    text = "\n\n".join(text_of(name) for name in ("e01-aleppo", "e02-hudaydah", "e03-tripoli", "e06-gaza")) * 3
    record = khabar.read(text, published="2016-10-03", model=False)
    fresh.app.state.store.add(record)
    page = fresh.get(f"/reports/{record.source.id}")
    assert page.status_code == 200
    assert page.elapsed.total_seconds() < 5
