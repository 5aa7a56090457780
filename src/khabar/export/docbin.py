"""Records as spaCy documents in a `DocBin`: spans for looking at with displaCy, for training, for counting.

Span groups: `entities` (labels: kinds), `places`, `times`, `sources`, `cues` and `contents` (label: the act; `id`
ties the three of a statement), `proposals` (kinds), `events` (PLOVER types).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import spacy
from spacy.tokens import Doc, DocBin, Span
from spacy.vocab import Vocab

from khabar.reading.component import make_doc
from khabar.record import Record, Report
from khabar.record import Span as Words

ATTRIBUTES = ("ORTH", "NORM", "SPACY", "SENT_START")


def docbin(records: Iterable[Record]) -> DocBin:
    """Return a `DocBin` of records; `doc.user_data["report"]` is the report's id."""
    vocab = spacy.blank("ar").vocab
    return DocBin(attrs=ATTRIBUTES, docs=(document(record, vocab) for record in records), store_user_data=True)


def document(record: Record, vocab: Vocab) -> Doc:
    """Return the document of one record; a claim whose words begin or end within a token takes the whole token."""
    source = record.source
    doc, analysis = make_doc(vocab, Report(text=source.text, published=source.published))
    starts = {sentence.first for sentence in analysis.sentences}
    for token in doc:
        token.is_sent_start = token.i in starts
    doc.user_data["report"] = source.id
    groups: dict[str, Iterator[Span | None]] = {
        "entities": (
            _span(doc, m.span, e.kind.value, e.id) for e in record.entities for m in e.mentions if m.form != "pronoun"
        ),
        "places": (_span(doc, words, p.kind or "place", p.id) for p in record.places for words in p.mentions),
        "times": (_span(doc, t.span, t.kind, t.id) for t in record.times),
        "sources": (_span(doc, s.source.span, s.act.value, s.id) for s in record.statements),
        "cues": (_span(doc, s.cue, s.act.value, s.id) for s in record.statements),
        "contents": (_span(doc, s.content, s.act.value, s.id) for s in record.statements),
        "proposals": (_span(doc, words, p.kind.value, p.id) for p in record.proposals for words in p.mentions),
        "events": (_span(doc, e.trigger, e.type.value, e.id) for e in record.events),
    }
    for name, spans in groups.items():
        doc.spans[name] = [span for span in spans if span is not None]
    return doc


def _span(doc: Doc, words: Words | None, label: str, ident: str) -> Span | None:
    if words is None:
        return None
    return doc.char_span(words.start, words.end, label=label, span_id=ident, alignment_mode="expand")
