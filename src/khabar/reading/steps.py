"""The steps of reading in their order, as a spaCy pipeline."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from spacy.lang.ar import Arabic
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from khabar.reading.acts import find_acts
from khabar.reading.analysis import Analysis
from khabar.reading.events import find_events
from khabar.reading.header import find_header
from khabar.reading.parties import find_parties
from khabar.reading.places import find_places
from khabar.reading.positions import derive_positions
from khabar.reading.proposals import find_proposals
from khabar.reading.statements import find_statements
from khabar.reading.times import find_times
from khabar.reading.tokens import make_doc
from khabar.record import Report

STEPS: dict[str, Callable[[Analysis], None]] = {
    "khabar_header": find_header,
    "khabar_times": find_times,
    "khabar_places": find_places,
    "khabar_parties": find_parties,
    "khabar_statements": find_statements,
    "khabar_acts": find_acts,
    "khabar_events": find_events,
    "khabar_proposals": find_proposals,
    "khabar_positions": derive_positions,
}

Doc.set_extension("analysis", default=None, force=True)


def _component(step: Callable[[Analysis], None]) -> Callable[[Doc], Doc]:
    def component(doc: Doc) -> Doc:
        step(doc._.analysis)
        return doc

    return component


for _name, _step in STEPS.items():
    Language.component(_name, func=_component(_step))


def _tokenizer(nlp: Language) -> Callable[[str], Doc]:
    def tokenizer(text: str) -> Doc:
        return _tokenized(nlp, Report(text=text))

    return tokenizer


def _tokenized(nlp: Language, report: Report) -> Doc:
    doc, analysis = make_doc(nlp.vocab, report)
    doc._.analysis = analysis
    return doc


@cache
def pipeline() -> Language:
    """Return the spaCy pipeline with our tokens and every step, built once per process.

    Made directly rather than by `spacy.blank`, which would first build a tokenizer that is not ours: a tenth of a
    second. For the same reason the vocabulary computes no attributes of its own for a word.
    """
    nlp = Arabic(Vocab(), create_tokenizer=_tokenizer)
    for name in STEPS:
        nlp.add_pipe(name)
    return nlp


def read_doc(report: Report) -> Doc:
    """Read a report into a Doc; `doc.text == report.text` and `doc._.analysis` holds what was understood."""
    nlp = pipeline()
    doc = _tokenized(nlp, report)
    for _, step in nlp.pipeline:
        doc = step(doc)
    return doc
