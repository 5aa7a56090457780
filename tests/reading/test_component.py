"""spaCy's view of a reading: the Doc has the report's text, and its tokens are those of the analysis."""

from hypothesis import given
from hypothesis import strategies as st

import khabar
from khabar.assemble import assemble
from khabar.reading import STEPS, pipeline, read_doc
from khabar.reading.component import make_doc
from khabar.record import Report

TEXT = "قال الوزير إن المحادثات  ستبدأ غدا. ورفض الوفد العرض.\n"
characters = st.sampled_from("قالانبو ىة  \n\t.،«»0123abU\u200f\u064e\u0640")


@given(st.one_of(st.text(), st.text(characters, max_size=200)))
def test_a_doc_holds_the_text_token_by_token(text):
    doc, analysis = make_doc(pipeline().vocab, Report(text=text))
    assert doc.text == text
    assert [(t.idx, t.text) for t in doc] == list(zip(analysis.starts, analysis.texts, strict=True))


def test_a_doc_is_read_as_a_report_is():
    assert assemble(read_doc(Report(text=TEXT))._.analysis) == khabar.read(TEXT)


def test_the_pipeline_reads_bare_text():
    assert pipeline().pipe_names == list(STEPS)
    assert assemble(pipeline()(TEXT)._.analysis) == khabar.read(TEXT)
