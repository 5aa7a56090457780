"""The page and the brief: the report's text whole, its claims marked, hostile text harmless."""

import html
import re

import pytest

from khabar.export.markdown import escape, to_markdown
from khabar.export.page import marked, page_end, page_section, page_start
from khabar.record import Entity, Mention, Position, Proposal, Record, Source, Span, Statement, StatementSource

HOSTILE = 'قال <script>alert("1")</script> & الوزير إن الهدنة | مرفوضة `x`.'


def record(text: str = HOSTILE) -> Record:
    def span(words: str) -> Span:
        start = text.index(words)
        return Span(start=start, end=start + len(words), text=words)

    return Record(
        source=Source(id="r-1", text=text, title='<img src=x onerror="alert(1)">'),
        entities=(Entity(id="e-1", kind="unnamed", name="الوزير", mentions=(Mention(span=span("الوزير"), form="nominal"),)),),
        proposals=(
            Proposal(id="q-1", kind="ceasefire", label="الهدنة", mentions=(span("الهدنة"),), by="rule:t", confidence=1),
        ),
        statements=(
            Statement(
                id="s-1", act="reject", kind="indirect", cue=span("قال"), source=StatementSource(entities=("e-1",)),
                content=span("الهدنة | مرفوضة `x`"), about=("q-1",), by="rule:t", confidence=1,
            ),
        ),
    )  # fmt: skip


def test_the_pieces_join_up_to_the_text():
    assert "".join(piece["text"] for piece in marked(record())) == HOSTILE


def test_overlapping_claims_share_a_piece():
    (piece,) = [p for p in marked(record()) if p["text"] == "الهدنة"]
    assert piece["layers"] == ["statement", "proposal"]
    assert set(piece["ids"]) == {"s-1", "q-1"}


def test_no_cut_parts_lam_and_alif():
    text = "بدأ وقف لإطلاق النار"
    start = text.index("إطلاق")
    mark = Span(start=start, end=len(text), text=text[start:])
    made = Proposal(id="q-1", kind="ceasefire", label="x", mentions=(mark,), by="rule:t", confidence=1)
    pieces = list(marked(Record(source=Source(id="r-1", text=text), proposals=(made,))))
    assert [piece["text"] for piece in pieces] == ["بدأ وقف ", "لإطلاق النار"]


def test_the_page_is_self_contained_and_escapes_the_report():
    page = page_start(record()) + page_section(record()) + page_end()
    assert "<script>alert" not in page
    assert "<img" not in page
    assert not re.search(r'(?:src|href)="', page)
    article = re.search(r"<article[^>]*>(.*?)</article>", page, re.DOTALL).group(1)
    assert html.unescape(re.sub(r"</?mark[^>]*>", "", article)) == HOSTILE


@pytest.mark.parametrize("text", ["a|b", "*x*", "<b>", "`x`", "[a](b)"])
def test_markdown_is_escaped(text):
    assert re.sub(r"\\(.)", r"\1", escape(text)) == text
    assert escape(text) != text


def test_the_brief_tells_who_does_what():
    brief = to_markdown(record())
    assert "**the minister (unnamed)** rejects (P1)" in brief
    assert "*the-truce | rejected" in brief.replace("\\", "")
    assert "ceasefire" in brief
    assert "<script>" not in brief


def test_a_position_without_a_statement_leads_to_its_proposal():
    position = Position(party="e-1", proposal="q-1", stance="accept", statements=())
    page = page_section(record().model_copy(update={"positions": (position,)}))
    assert re.search(r'<tr data-id="q-1"[^>]*><td>[^<]*</td><td class="act accept">', page)
