"""Asides between a speaker and his words: his name, his post, where he spoke."""

from __future__ import annotations

import pytest

from khabar import read

SAID = [
    ("ونفى الناطق باسم الجيش، الرقيب سامي ناصر، في معرض رده على سؤال، علمه بالحادث.", "سامي ناصر", "علمه بالحادث"),
    ("ونفى سامي ناصر، مسؤول لجنة الصحة في الحركة، احتجاز شاحنات.", "سامي ناصر", "احتجاز شاحنات"),
    ("وقدر مسؤول أممي، طلب عدم ذكر اسمه، عدد النازحين بمليون شخص.", "مسؤول أممي", "عدد النازحين بمليون شخص"),
    ("أعلنت لجنة المتابعة، برئاسة سامي ناصر، حالة الطوارئ.", "لجنة المتابعة", "حالة الطوارئ"),
    ("أعلن قائد الفرقة السابعة في الجيش العراقي اللواء سامي ناصر، عن هروب العشرات.", "سامي ناصر", "هروب العشرات"),
    ("رجحت عضو لجنة الأمن، النائبة سلوى ناصر، في تصريح صحفي أن الهدنة قريبة.", "سلوى ناصر", "الهدنة قريبة"),
    ("وأدان رئيس الإقليم المدعوم من الكرملين رمضان قديروف الهجمات.", "رمضان قديروف", "الهجمات"),
    ("اتهم الجيش السوداني الإسلاميين بقصف المدينة.", "الجيش السوداني", "الإسلاميين بقصف المدينة"),
]


@pytest.mark.parametrize(("text", "speaker", "content"), SAID, ids=[str(n) for n in range(len(SAID))])
def test_what_tells_of_the_speaker_is_not_said(text: str, speaker: str, content: str):
    record = read(text)
    said = next(s for s in record.statements if s.content is not None)
    names = {entity.id: entity.name for entity in record.entities}
    assert ([names[source] for source in said.source.entities], said.content.text) == ([speaker], content)


def test_who_is_called_on_is_no_aside():
    record = read("دعا الوزير، المبعوث الخاص إلى المدينة، إلى هدنة.")
    assert [s.content.text for s in record.statements if s.content] == ["المبعوث الخاص إلى المدينة، إلى هدنة"]


def test_people_are_not_called_by_a_name_in_marks():
    record = read('ويتهم الجمهوريون "أوباما" بأنه يكذب.')
    names = {entity.id: entity.name for entity in record.entities}
    assert [names[source] for source in record.statements[0].source.entities] == ["الجمهوريون"]


def test_an_unknown_name_ends_before_the_post_of_who_bears_it():
    record = read("قال اليستير باسكي المتحدث باسم المجلس إن الموعد قريب.")
    names = {entity.id: entity.name for entity in record.entities}
    assert [names[source] for source in record.statements[0].source.entities] == ["اليستير باسكي"]
