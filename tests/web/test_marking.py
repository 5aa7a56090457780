"""Marks in place: the pieces are the text, whole words only, overlaps kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import khabar
from khabar.record import Entity, Mention, Proposal, Record, Source, Span
from khabar.web.marking import paragraphs, pieces

TEXT = "وقالت الحكومة إن الهُدنة لإطلاق النار بدأت.\n\nورفضتها «الفصائل» أمس."


def record(*cuts: tuple[int, int]) -> Record:
    spans = [Span(start=a, end=b, text=TEXT[a:b]) for a, b in cuts]
    return Record(
        source=Source(id="r-1", text=TEXT),
        proposals=tuple(
            Proposal(id=f"q-{n}", kind="ceasefire", label="x", mentions=(span,), by="rule:t", confidence=1)
            for n, span in enumerate(spans)
        ),
        entities=(
            Entity(id="e-1", kind="government", name="x", mentions=tuple(Mention(span=s, form="name") for s in spans)),
        ),
    )


_CUT = st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, len(TEXT))).map(sorted).filter(lambda x: x[0] < x[1])


@given(st.lists(_CUT, max_size=5))
def test_pieces_are_the_text_and_never_part_a_word(cuts):
    made = pieces(record(*cuts))
    assert "".join(piece.text for piece in made) == TEXT
    at = 0
    for piece in made[:-1]:
        at += len(piece.text)
        assert not (TEXT[at - 1].isalpha() and (TEXT[at].isalpha() or TEXT[at] == "ُ"))
    assert "".join(paragraph.text for paragraph in paragraphs(record(*cuts))) == TEXT


def test_overlapping_claims_share_a_piece_and_each_begins_once():
    start, end = TEXT.index("الهُدنة"), TEXT.index(" بدأت")
    made = pieces(record((start, end), (end - 5, end)))
    (both,) = [piece for piece in made if piece.text == "النار"]
    assert both.ids == ("q-0", "q-1", "e-1")
    assert both.layers == ("proposal", "party")
    begun = [ident for piece in made for ident in piece.begins]
    assert sorted(begun) == ["e-1", "q-0", "q-1"]


@pytest.mark.parametrize("text", ["", " \n\n ", "قال الوزير إن الهدنة بدأت.\n\n\nوأضاف أنها ستستمر.\n"])
def test_any_text_has_its_paragraphs(text):
    made = khabar.read(text) if text.strip() else Record(source=Source(id="r-1", text=text))
    assert "".join(paragraph.text for paragraph in paragraphs(made)) == made.source.text
