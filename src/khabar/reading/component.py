"""Reading for spaCy: our tokens as a Doc, each step as a component. Only who wants a Doc loads spaCy.

`doc.text == report.text`, token by token the words of `doc._.analysis`, so that an offset or a token's index means the
same in both.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from spacy.lang.ar import Arabic
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from khabar.reading.analysis import Analysis
from khabar.reading.steps import steps_of
from khabar.reading.tokens import begin_analysis
from khabar.record import Report

Doc.set_extension("analysis", default=None, force=True)


def make_doc(vocab: Vocab, report: Report) -> tuple[Doc, Analysis]:
    """Return a spaCy Doc whose text is the report's text, and the analysis that goes with it, nothing understood yet."""
    analysis = begin_analysis(report)
    following = [*analysis.starts, len(report.text)][1:]
    spaces = [start > end for start, end in zip(following, analysis.ends, strict=True)]
    doc = Doc(vocab, words=analysis.texts, spaces=spaces)
    return doc, analysis


def _component(step: Callable[[Analysis], None]) -> Callable[[Doc], Doc]:
    def component(doc: Doc) -> Doc:
        step(doc._.analysis)
        return doc

    return component


for _name, _step in steps_of(model=True).items():
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
def pipeline(*, model: bool = False) -> Language:
    """Return the spaCy pipeline with our tokens and every step, built once per process; `khabar_reader` with the model.

    Made directly rather than by `spacy.blank`, which would first build a tokenizer that is not ours: a tenth of a
    second. For the same reason the vocabulary computes no attributes of its own for a word.
    """
    nlp = Arabic(Vocab(), create_tokenizer=_tokenizer)
    for name in steps_of(model=model):
        nlp.add_pipe(name)
    return nlp


def read_doc(report: Report, *, model: bool = False) -> Doc:
    """Read a report into a Doc; `doc.text == report.text` and `doc._.analysis` holds what was understood."""
    nlp = pipeline(model=model)
    doc = _tokenized(nlp, report)
    for _, step in nlp.pipeline:
        doc = step(doc)
    return doc
