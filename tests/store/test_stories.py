"""The annotated stories hold what they say, and faulty ones are refused."""

from pathlib import Path

import pytest

from khabar.evaluate import GoldError
from khabar.store.threads.stories import load_stories, load_story

STORIES = Path(__file__).parents[2] / "evaluation" / "stories"
SMALL = """
reports:
  01-sabah: {published: 2020-01-01, outlet: صحيفة الصباح}
plans:
  truce: {kind: ceasefire, mentions: [{report: 01-sabah, text: هدنة في درنة}]}
utterances:
  u1: {act: reject, told: [{report: 01-sabah, cue: رفض, content: هدنة في درنة}]}
parties:
  haftar: {kind: person, names: {01-sabah: [حفتر]}}
contradictions: []
"""


def small(folder: Path, text: str = SMALL) -> Path:
    (folder / "01-sabah.txt").write_text("رفض حفتر هدنة في درنة.", "utf-8")
    (folder / "story.yaml").write_text(text, "utf-8")
    return folder


def test_the_shipped_stories_load_and_are_many():
    stories = load_stories(STORIES)
    assert len(stories) >= 4
    assert sum(len(story.reports) for story in stories) >= 40
    assert all(len({report.outlet for report in story.reports.values()}) >= 4 for story in stories)


def test_words_are_found_where_they_stand(tmp_path):
    story = load_story(small(tmp_path))
    (mention,) = story.plans["truce"]
    assert story.reports["01-sabah"].text[mention.start : mention.end] == "هدنة في درنة"
    assert story.parties["haftar"]["01-sabah"] == {"حفتر"}


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("text: هدنة في درنة", "text: هدنة في سرت", "not in 01-sabah"),
        ("kind: ceasefire", "kind: peace", "kind peace"),
        ("act: reject", "act: refuse", "act refuse"),
        ("kind: person", "kind: man", "kind man"),
        ("cue: رفض", "cue: قبل", "not in 01-sabah"),
        ("[حفتر]", "[السراج]", "السراج"),
        ("utterances:", "said:", "utterances"),
    ],
)
def test_faulty_annotation_is_refused(tmp_path, old, new, says):
    with pytest.raises(GoldError, match=says):
        load_story(small(tmp_path, SMALL.replace(old, new)))


def test_a_folder_without_stories_is_refused(tmp_path):
    with pytest.raises(GoldError, match="no annotated story"):
        load_stories(tmp_path)
