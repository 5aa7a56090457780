"""A report is hostile input: whatever stands in its text, title or outlet, no page gets an element or an attribute of it."""

import re
from html.parser import HTMLParser

import pytest

from khabar.web.rendering import script_json

ATTACKS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'><svg/onload=alert(1)>",
    "</textarea><script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "{{ 7*7 }}{% print(1) %}",
    '<a href="javascript:alert(1)">x</a>',
    "\u202e<b>\u2028&lt;script&gt;",
]


class Elements(HTMLParser):
    """Gathers what a page's own templates never hold."""

    def __init__(self):
        super().__init__()
        self.strange = []

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        inline = tag == "script" and "src" not in given and given.get("type") != "application/json"
        active = [name for name in given if name.startswith("on") or name == "style"]
        if (
            inline
            or active
            or tag in ("img", "svg", "iframe", "b-hostile")
            or (given.get("href") or "").startswith("javascript:")
        ):
            self.strange.append((tag, attributes))


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_hostile_report_is_shown_as_its_words(fresh, attack):
    text = f'وقال وزير الخارجية {attack} إن "الهدنة {attack} مرفوضة" في حلب أمس الأحد.'
    answer = fresh.post("/reports", data={"text": text, "title": attack, "outlet": attack, "published": "2016-10-03"})
    assert answer.status_code == 303
    for path in (answer.headers["location"], "/", "/reports", f"/reports?outlet={attack}"):
        page = fresh.get(path)
        assert page.status_code == 200
        parser = Elements()
        parser.feed(page.text)
        assert parser.strange == [], path
        assert "49" not in re.findall(r"<h1[^>]*>(.*?)</h1>", page.text, re.DOTALL)[0]


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_hostile_parameter_is_shown_as_its_words(client, attack):
    for path in (f"/reports?since={attack}", f"/reports/{attack}", f"/{attack}", f"/?language={attack}&theme={attack}"):
        parser = Elements()
        parser.feed(client.get(path).text)
        assert parser.strange == [], path


@pytest.mark.parametrize("attack", ATTACKS)
def test_data_for_scripts_cannot_end_its_element(attack):
    import json

    made = script_json({"words": attack})
    assert not set(made) & set("<>&\u2028\u2029")
    assert json.loads(made) == {"words": attack}
