"""What is said once more: the noun is the cue, not the verb that repeats it."""

from __future__ import annotations

import pytest

from khabar import read

AGAIN = [
    ("وجدد الوزير التأكيد على أن القتال سيستمر.", "التأكيد", "الوزير", "القتال سيستمر", "say"),
    ("وجدد الوزير سامي كامل التأكيد على ضرورة الهدنة.", "التأكيد", "سامي كامل", "ضرورة الهدنة", "demand"),
    ("وجددت الأمم المتحدة الدعوة إلى وقف القتال.", "الدعوة", "الأمم المتحدة", "وقف القتال", "demand"),
    ("وجددت الحكومة تأكيدها ضرورة وقف القتال.", "تأكيدها", "الحكومة", "ضرورة وقف القتال", "demand"),
    ("وكرر سامي كامل أمس، التأكيد على الحاجة إلى هدنة.", "التأكيد", "سامي كامل", "الحاجة إلى هدنة", "demand"),
]


@pytest.mark.parametrize(("text", "cue", "speaker", "content", "act"), AGAIN, ids=[str(n) for n in range(len(AGAIN))])
def test_what_is_said_again_is_one_statement(text: str, cue: str, speaker: str, content: str, act: str):
    record = read(text)
    names = {entity.id: entity.name for entity in record.entities}
    told = [
        (s.cue.text, [names[source] for source in s.source.entities], s.content.text, s.act.value)
        for s in record.statements
        if s.content is not None
    ]
    assert told == [(cue, [speaker], content, act)]
