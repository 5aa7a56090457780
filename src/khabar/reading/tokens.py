"""Tokens: words with exact offsets, their clitics, quotations and sentences of wire style.

A token is a run of letters with their marks, a number, a punctuation mark or a run of white space. Clitics stay
in their token; `Form.best` says how the word is cut.
"""

from __future__ import annotations

import re
from functools import lru_cache

from spacy.tokens import Doc
from spacy.vocab import Vocab

from khabar.arabic import fold, segmentations
from khabar.reading.analysis import Analysis, Form, Quote, Sentence
from khabar.record import Report

_TOKEN = re.compile(
    r"\d+(?:[.,٫٬]\d+)*"
    r"|[^\W\d_][^\W\d_\u0640\u064B-\u065F\u0670\u200B-\u200F\u202A-\u202E\u2060-\u2069]*"
    r"(?:[\u0640\u064B-\u065F\u0670\u200C\u200D]+[^\W\d_]*)*"
    r"|[^\S ]+| +|."
    , re.DOTALL)
_OPEN = {"«": "»", "“": "”", "„": "“", "‹": "›"}
_SAME = {'"', "”", "''"}
_STOP = {".", "!", "?", "؟", "…", "؛"}
_ABBREVIATIONS = {"د", "م", "أ", "ا", "ف", "ب", "ه", "س", "ص", "ت", "ج"}


@lru_cache(maxsize=300_000)
def form_of(text: str) -> Form:
    """Return the analysis of a word type."""
    norm = fold(text)
    if text.isspace() or not norm:
        kind = "space"
    elif text[0].isdigit():
        kind = "number"
    elif not text[0].isalpha():
        kind = "punct"
    else:
        kind = "word" if "\u0621" <= norm[0] <= "\u064a" else "latin"
    ways = segmentations(norm)
    return Form(norm, kind, ways, ways[0])


def tokenize(text: str) -> list[str]:
    """Cut a text into tokens that join up to it exactly; a single space goes with the token before it."""
    return _TOKEN.findall(text)


def make_doc(vocab: Vocab, report: Report) -> tuple[Doc, Analysis]:
    """Return a spaCy Doc whose text is the report's text, and the analysis that goes with it."""
    words: list[str] = []
    spaces: list[bool] = []
    starts: list[int] = []
    for match in _TOKEN.finditer(report.text):
        word = match.group()
        if word[0] == " " and words and not words[-1].isspace():
            spaces[-1] = True
            if len(word) > 1:
                words.append(word[1:])
                spaces.append(False)
                starts.append(match.start() + 1)
            continue
        words.append(word)
        spaces.append(False)
        starts.append(match.start())
    forms = [form_of(word) for word in words]
    doc = Doc(vocab, words=words, spaces=spaces)
    ends = [start + len(word) for start, word in zip(starts, words, strict=True)]
    analysis = Analysis(report, words, starts, ends, forms)
    find_quotes(analysis)
    find_sentences(analysis)
    return doc, analysis


def find_quotes(analysis: Analysis) -> None:
    """Find quotation marks and pair them; an unclosed one runs to the end of its paragraph."""
    texts = analysis.texts
    quotes: list[Quote] = []
    opened: int | None = None
    closing = ""
    for i, text in enumerate(texts):
        if opened is None:
            if text in _OPEN:
                opened, closing = i, _OPEN[text]
            elif text in _SAME:
                opened, closing = i, text
        elif text == closing or (text in _SAME and closing in _SAME):
            quotes.append(Quote(opened, i + 1, closed=True))
            opened = None
        elif "\n" in text:
            quotes.append(Quote(opened, i, closed=False))
            opened = None
    if opened is not None:
        quotes.append(Quote(opened, len(texts), closed=False))
    analysis.quotes = quotes
    analysis.quote_of = [-1] * len(texts)
    for index, quote in enumerate(quotes):
        for i in range(quote.first, quote.last):
            analysis.quote_of[i] = index


def find_sentences(analysis: Analysis) -> None:
    """Split into sentences at stops outside closed quotations and at line ends."""
    texts, quotes = analysis.texts, analysis.quotes
    first, paragraph = 0, 0
    for i, text in enumerate(texts):
        line_end = "\n" in text
        quote = analysis.quote_of[i]
        inside = quote >= 0 and quotes[quote].closed and i + 1 < quotes[quote].last
        stop = text in _STOP and not inside and not (i and texts[i - 1] in _ABBREVIATIONS)
        if stop or line_end:
            if i + 1 > first:
                analysis.sentences.append(Sentence(first, i + 1, paragraph))
            first = i + 1
        paragraph += line_end
    if first < len(texts):
        analysis.sentences.append(Sentence(first, len(texts), paragraph))
    analysis.sentence_of = [0] * len(texts)
    for index, sentence in enumerate(analysis.sentences):
        for i in range(sentence.first, sentence.last):
            analysis.sentence_of[i] = index
