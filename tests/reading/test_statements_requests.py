"""What is done at somebody's request, and charges that two exchange."""

from __future__ import annotations

import pytest

from khabar import read

SAID = [
    (
        "ومن المقرر أن يعقد مجلس الأمن جلسة الخميس بطلب من تونس والنرويج.",
        ["تونس", "النرويج"],
        "يعقد مجلس الأمن جلسة الخميس",
    ),
    ("يجتمع السفراء الثلاثاء بناء على طلب تركيا للتشاور.", ["تركيا"], "يجتمع السفراء الثلاثاء"),
    ("وتبادلت الحكومة والمعارضة الاتهامات بخرق الهدنة.", ["الحكومة", "المعارضة"], "بخرق الهدنة"),
    ("لكن الفصائل تبادلت الاتهامات بخرق الهدنة.", ["الفصائل"], "بخرق الهدنة"),
]


@pytest.mark.parametrize(("text", "speakers", "content"), SAID, ids=[str(n) for n in range(len(SAID))])
def test_who_asked_and_who_accuses(text: str, speakers: list[str], content: str):
    record = read(text)
    names = {entity.id: entity.name for entity in record.entities}
    (said,) = record.statements
    assert said.content is not None
    assert ([names[source] for source in said.source.entities], said.content.text) == (speakers, content)


def test_a_request_without_a_deed_before_it_is_none():
    assert read("بناء على طلب تركيا.").statements == ()
