"""Tokens: words with exact offsets, their clitics, and sentences of wire style.

A token is a run of letters with their marks, a number, a punctuation mark or a run of white space. Clitics stay
in their token; `Form.best` says how the word is cut.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from khabar import lexicon
from khabar.arabic import fold, segmentations
from khabar.reading.analysis import Analysis, Form, Sentence
from khabar.reading.clitics import best_segmentation
from khabar.reading.quotations import find_quotes, is_line_end
from khabar.record import Report

# A quotation mark still written as in HTML is one mark ("&#34;").
# A letter, and all that may follow it in a word: letters, vowel signs, tatweel, joiners; no other controls.
_TOKEN = re.compile(
    r"\d+(?:[.,٫٬]\d+)*"
    r"|[^\W\d_][^\W\d_\u0640\u064B-\u065F\u0670\u200B-\u200F\u202A-\u202E\u2060-\u2069]*"
    r"(?:[\u0640\u064B-\u065F\u0670\u200C\u200D]+[^\W\d_]*)*"
    r"|&(?:#0?34|#x22|quot|[lr]dquo|[lr]aquo);|[^\S ]+| +|''|``|<<|>>|\.{2,}|.",
    re.DOTALL,
)
_STOP = {".", "!", "?", "؟"}
_ELLIPSIS = {"…", "...", "....", "....."}
_CLOSERS = {")", "]", "}"}
_LONGEST_SENTENCE = 2_000  # tokens, ten times the longest in the news: a text without stops is cut
_LONGEST_INITIAL = 3  # letters of a spelled-out letter: "بي", "ايه"
_LONGEST_CACHED = 60  # letters: longer "words" are no words and would only fill the memory


def form_of(text: str) -> Form:
    """Return the analysis of a word type."""
    return _cached_form(text) if len(text) <= _LONGEST_CACHED else _form(text)


def _form(text: str) -> Form:
    norm = fold(text) or " "  # direction controls and lone marks are read like a space
    if not norm.strip():
        kind = "space"
    elif text[0].isdigit():
        kind = "number"
    elif not text[0].isalpha():
        kind = "punct"
    else:
        kind = "word" if "\u0620" <= norm[0] <= "\u06d5" or "\u0750" <= norm[0] <= "\u077f" else "latin"
    if kind != "word" or len(text) > _LONGEST_CACHED:
        whole = segmentations(norm[:1])[0]._replace(core=norm)
        return Form(norm, kind, (whole,), whole)
    return Form(norm, kind, segmentations(norm), best_segmentation(text, norm))


_cached_form = lru_cache(maxsize=300_000)(_form)


def tokenize(text: str) -> list[str]:
    """Cut a text into tokens that join up to it exactly."""
    return _TOKEN.findall(text)


def begin_analysis(report: Report) -> Analysis:
    """Return the working state of a report: its words, quotations and sentences, nothing understood yet."""
    words: list[str] = []
    starts: list[int] = []
    position = 0
    after_word = False  # a single space after a word goes with it, as in spaCy
    for token in _TOKEN.findall(report.text):
        start, position = position, position + len(token)
        if after_word and token[0] == " ":
            after_word = False
            if len(token) == 1:
                continue
            words.append(token[1:])
            starts.append(start + 1)
        else:
            words.append(token)
            starts.append(start)
            after_word = not token.isspace()
    ends = [start + len(word) for start, word in zip(starts, words, strict=True)]
    analysis = Analysis(report, words, starts, ends, [form_of(word) for word in words])
    find_quotes(analysis)
    find_sentences(analysis)
    return analysis


@cache
def _class(name: str) -> frozenset[str]:
    return frozenset(fold(word) for word in lexicon.load("tokens")[name]["words"])


def find_sentences(analysis: Analysis) -> None:
    """Split into sentences at stops and line ends; a closed quotation is not split.

    White space belongs to the sentence before it. A text whose lines are all about as long as the page is wide
    was wrapped by a machine: there a line end alone ends nothing.
    """
    texts, forms = analysis.texts, analysis.forms
    wrapped = _is_wrapped(analysis.report.text)
    first, paragraph, i, count = 0, 0, 0, len(texts)
    while i < count:
        line_end = is_line_end(texts[i])
        if line_end and not (wrapped and _goes_on(texts, i)):
            end = i
        elif not line_end and _is_stop(analysis, i):
            end = i + 1
            while end < count and _hugs(analysis, end):
                end += 1
        elif i - first >= _LONGEST_SENTENCE and forms[i].kind != "space":
            end = i + 1
        else:
            i += 1
            paragraph += line_end
            continue
        lines = 0
        while end < count and forms[end].kind == "space":
            lines += is_line_end(texts[end])
            end += 1
        if any(forms[t].kind != "space" for t in range(first, end)):
            analysis.sentences.append(Sentence(first, end, paragraph))
            first = end
        paragraph += lines
        i = end
    if first < count:
        analysis.sentences.append(Sentence(first, count, paragraph))
    analysis.sentence_of = [0] * count
    for index, sentence in enumerate(analysis.sentences):
        analysis.sentence_of[sentence.first : sentence.last] = [index] * (sentence.last - sentence.first)


def _is_stop(analysis: Analysis, i: int) -> bool:
    """Whether a token ends a sentence."""
    texts, forms = analysis.texts, analysis.forms
    text = texts[i]
    quote = analysis.quote_of[i]
    if quote >= 0 and analysis.quotes[quote].closed:
        last = analysis.quotes[quote].last - 1
        # «… .» وقال: the stop before the closing mark ends the sentence unless the attribution follows.
        return i == last and i > 0 and texts[i - 1] in _STOP and _begins_anew(analysis, i + 1)
    if text in _ELLIPSIS:
        return i + 1 < len(texts) and forms[i + 1].best.conjunction == "و"
    if text not in _STOP:
        return False
    if text != "." or i == 0 or i + 1 == len(texts):
        return True
    spaced = analysis.starts[i + 1] > analysis.ends[i] or forms[i + 1].kind == "space"
    before, after = forms[i - 1], forms[i + 1]
    if not spaced and before.kind in {"latin", "number"} and after.kind in {"latin", "number"}:
        return False  # bbc.com, 1.5
    initials = before.kind == after.kind == "word" and max(len(before.norm), len(after.norm)) <= _LONGEST_INITIAL
    if not spaced and initials and (_dotted(texts, i - 2) or _dotted(texts, i + 2)):
        return False  # بي.بي.سي
    if before.norm in _class("abbreviation") and analysis.starts[i] == analysis.ends[i - 1]:
        era = i > 1 and forms[i - 2].kind == "number"  # 1437هـ. ends a sentence
        return era or (after.best.conjunction == "و" and spaced) or is_line_end(texts[i + 1])
    return not (before.kind == "latin" and len(before.norm) == 1)


def _dotted(texts: list[str], i: int) -> bool:
    """Whether one more point or a bracket stands here, as around the letters of an abbreviation."""
    return 0 <= i < len(texts) and texts[i] in {".", "(", ")"}


def _begins_anew(analysis: Analysis, i: int) -> bool:
    """Whether a new sentence begins after a quotation with a stop of its own: no comma, no attribution follows."""
    while i < len(analysis) and analysis.forms[i].kind == "space":
        if is_line_end(analysis.texts[i]):
            return True
        i += 1
    if i == len(analysis):
        return True
    form = analysis.forms[i]
    return form.kind != "punct" and form.norm not in _class("after_quotation")


def _hugs(analysis: Analysis, i: int) -> bool:
    """Whether a token belongs to the stop before it: further stops, closing brackets and unpaired marks."""
    if analysis.starts[i] != analysis.ends[i - 1]:
        return False
    text = analysis.texts[i]
    spaced = (
        i + 1 == len(analysis) or analysis.starts[i + 1] > analysis.ends[i] or analysis.forms[i + 1].kind == "space"
    )
    return text in _STOP or text in _CLOSERS or (text in {'"', "»", "”"} and spaced and analysis.quote_of[i] < 0)


def _is_wrapped(text: str) -> bool:
    """Whether a machine broke the lines: at least five, nearly all of one length, most without a stop."""
    lines = [line for line in text[:20_000].splitlines()[:60] if line.strip()]
    if len(lines) < 5:
        return False
    width = max(map(len, lines))
    full = sum(len(line) >= 0.75 * width for line in lines)
    open_ended = sum(not line.rstrip().endswith((".", "؟", "!", ":", '"', "»", "”", "؛")) for line in lines)
    return 40 <= width <= 130 and full >= 0.7 * len(lines) and open_ended >= 0.6 * len(lines)


def _goes_on(texts: list[str], i: int) -> bool:
    """Whether a broken line goes on in the next: one line end, no stop before it."""
    return sum(c == "\n" for c in texts[i]) == 1 and i > 0 and texts[i - 1] not in _STOP
