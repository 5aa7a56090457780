"""What is counted of annotated stories: pairs put together rightly, wrongly, and not at all."""

from typer.testing import CliRunner

import khabar
from khabar.cli import app
from khabar.store.threads.evaluation import evaluate_stories

FIRST = (
    "قال وزير الخارجية الروسي سيرغي لافروف إن موسكو ترفض هدنة مدتها سبعة أيام في حلب لأنها تمنح المسلحين فرصة للتسلح."
)
SECOND = "أكد لافروف أن موسكو ترفض هدنة من سبعة أيام في حلب لأنها تمنح المسلحين فرصة للتسلح."
STORY = """
reports:
  01-sabah: {published: 2016-10-03, outlet: صحيفة الصباح, agency: وكالة الأفق}
  02-masa: {published: 2016-10-04, outlet: جريدة المساء}
plans:
  truce:
    kind: ceasefire
    mentions: [{report: 01-sabah, text: هدنة مدتها سبعة أيام في حلب}, {report: 02-masa, text: هدنة من سبعة أيام في حلب}]
utterances:
  u1:
    act: reject
    told: [{report: 01-sabah, cue: قال, content: موسكو ترفض هدنة}, {report: 02-masa, cue: أكد, content: موسكو ترفض هدنة}]
parties:
  lavrov: {kind: person, names: {01-sabah: [سيرغي لافروف], 02-masa: [لافروف]}}
contradictions: []
"""


def folder(tmp_path, story=STORY):
    at = tmp_path / "aleppo"
    at.mkdir()
    (at / "01-sabah.txt").write_text(FIRST, "utf-8")
    (at / "02-masa.txt").write_text(SECOND, "utf-8")
    (at / "story.yaml").write_text(story, "utf-8")
    return tmp_path


def measured(at):
    return evaluate_stories(at, lambda report: khabar.read(report.text, published=report.published))


def test_what_is_put_together_rightly_counts(tmp_path):
    result = measured(folder(tmp_path))
    assert result.reports == 2
    for measure in ("plan pairs", "plan pairs of those read", "utterance pairs", "party merges right"):
        assert result.tallies[measure].f1 == 1.0, measure
    assert result.misses == []


def test_what_is_put_together_wrongly_counts_against(tmp_path):
    apart = STORY.replace(
        ", {report: 02-masa, text: هدنة",
        "]\n  other:\n    kind: ceasefire\n    mentions: [{report: 02-masa, text: هدنة",
    )
    result = measured(folder(tmp_path, apart))
    assert (result.tallies["plan pairs"].made, result.tallies["plan pairs"].right) == (1, 0)
    assert any("wrongly together" in miss for miss in result.misses)


def test_what_was_not_read_is_a_thread_of_its_own(tmp_path):
    unread = STORY.replace("هدنة من سبعة أيام في حلب}", "لافروف}")
    result = measured(folder(tmp_path, unread))
    assert (result.tallies["plan pairs"].right, result.tallies["plan pairs"].gold) == (0, 1)
    assert result.tallies["plan pairs of those read"].gold == 0


def test_the_command_holds_floors(tmp_path):
    at = folder(tmp_path)
    floors = tmp_path / "floors.toml"
    floors.write_text('[stories]\n"plan pairs" = 1.0\n', "utf-8")
    held = CliRunner().invoke(app, ["evaluate", "--stories", str(at), "--floors", str(floors)])
    assert held.exit_code == 0, held.output
    assert "plan pairs" in held.stdout
    floors.write_text('[stories]\n"plan pairs" = 1.01\n', "utf-8")
    assert CliRunner().invoke(app, ["evaluate", "--stories", str(at), "--floors", str(floors)]).exit_code == 1
