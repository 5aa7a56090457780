"""Names that khabar finds, against ANERcorp: precision, recall and F1 over persons, places and organisations.

    PYTHONPATH=src python benchmarks/anercorp.py FOLDER [--split test] [--running] [--no-model]

FOLDER holds ANERCorp_CamelLab_test.txt and ANERCorp_CamelLab_train.txt (Benajiba and others 2007, the splits of CAMeL
Lab 2020): a word and its tag a line, an empty line after each sentence. The test split is for measuring alone; what is
said below of how khabar's parties become ANERcorp's names was decided by the train split.

khabar's record says more than names, and other things: "the Syrian president", "the army", adjectives of states. So:

- persons are PERS, where a mention holds the name; a title before it is not part of the name in ANERcorp, so the
  shorter mention within it or the words of it that are words of the party's name are taken ("whole mention": all of it);
- places, states and governments named by their capital are LOC; nouns before the name ("the city of") and sides ("north
  of") are left out likewise; adjectives of states are no names;
- companies, media, parties, armed groups, bodies between states and others are ORG, by a name or by a noun with what
  makes it a name ("the security council"), not by a noun alone ("the party"); of a name in quotation marks what is in
  the marks. Ministries, armies, parliaments and courts are seldom names in ANERcorp and left out;
- of two that cross or lie within each other the longer stays; MISC is not looked for.

By default each sentence is read alone, as published taggers do; `--running` reads stretches of twenty, as khabar is
used, where a short name is known from a full one before it.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import khabar
from khabar.arabic import fold
from khabar.gazetteer.tables import HERE, read
from khabar.record import Entity, Record

CLASSES = ("PERS", "LOC", "ORG")
NAMES_OF = {
    "person": "PERS",
    "country": "LOC",
    "government": "LOC",
    "armed_group": "ORG",
    "company": "ORG",
    "igo": "ORG",
    "media": "ORG",
    "ngo": "ORG",
    "party": "ORG",
}
QUOTES = "\"«“”»'"
STRETCH = 20  # sentences read together with --running


class Name(NamedTuple):
    """A name: class, first token, the one after the last, counted over all sentences read together."""

    kind: str
    first: int
    last: int


Sentence = Sequence[tuple[str, str]]


def sentences(path: Path) -> Iterator[list[tuple[str, str]]]:
    """Yield the sentences of a file as words with tags."""
    own: list[tuple[str, str]] = []
    for line in [*path.read_text("utf-8").splitlines(), ""]:
        if line.strip():
            word, _, tag = line.rpartition(" ")
            own.append((word, tag))
        elif own:
            yield own
            own = []


def annotated(tags: Sequence[str]) -> set[Name]:
    """Return the names that B- and I- tags mark, MISC left out."""
    found, first, kind = set(), 0, ""
    for at, tag in enumerate([*tags, "O"]):
        if kind and tag != f"I-{kind}":
            if kind in CLASSES:
                found.add(Name(kind, first, at))
            kind = ""
        if tag != "O" and not kind:
            kind, first = tag[2:], at
    return found


def words_of(text: str) -> set[str]:
    """The folded words of a name, with and without a clitic and the article."""
    own = {fold(word.strip(QUOTES)) for word in text.split()}
    return own | {word[1:] for word in own if word[:1] in "وبلف"} | {word.removeprefix("ال") for word in own}


def core(words: Sequence[str], tokens: Sequence[int], names: set[str]) -> list[int]:
    """Return the last unbroken run of a mention's tokens that are words of the name; all where there is none."""
    run: list[int] = []
    for at in reversed(tokens):
        if words_of(words[at]) & names:
            run.insert(0, at)
        elif run:
            break
    return run or list(tokens)


def in_quotes(words: Sequence[str], tokens: Sequence[int]) -> list[int]:
    """Return what stands after an opening quotation mark inside a mention; all where there is none."""
    marks = [at for at in tokens if words[at].strip(QUOTES) == ""]
    inside = [at for at in tokens if at > marks[0] and at not in marks] if marks else []
    return inside or [at for at in tokens if at not in marks]


def adjectives() -> set[str]:
    """The folded adjectives of states, without article."""
    return {fold(row["form"]) for row in read(HERE / "demonyms.tsv")}


def mentioned(
    record: Record, starts: Sequence[tuple[int, int]], words: Sequence[str], of_state: set[str], *, wide: bool
) -> list[Name]:
    """Return the names of a record, longer ones before shorter ones, none crossing another."""

    def tokens(start: int, end: int) -> list[int]:
        return [at for at, (a, b) in enumerate(starts) if a < end and start < b]

    found = []
    for entity in record.entities:
        kind = NAMES_OF.get(entity.kind)
        if kind is None:
            continue
        own_found = set()
        for mention in entity.mentions:
            own = tokens(mention.span.start, mention.span.end)
            if own and counts(entity, kind, mention.form, [words[at] for at in own], of_state):
                if kind == "ORG":
                    own = in_quotes(words, own)
                elif not wide:
                    own = core(words, own, words_of(entity.name))
                own_found.add(Name(kind, own[0], own[-1] + 1))
        found += own_found if wide else innermost(own_found)
    in_places = set()
    for place in record.places:
        for span in place.mentions:
            own = tokens(span.start, span.end)
            if own:
                own = own if wide else core(words, own, words_of(place.name))
                in_places.add(Name("LOC", own[0], own[-1] + 1))
    found += in_places if wide else innermost(in_places)
    return apart(found)


def innermost(found: Iterable[Name]) -> list[Name]:
    """Return the names that hold no shorter one."""
    every = set(found)
    return [n for n in every if not any(n != o and n.first <= o.first and o.last <= n.last for o in every)]


def counts(entity: Entity, kind: str, form: str, words: list[str], of_state: set[str]) -> bool:
    """Whether a mention is a name in the sense of ANERcorp."""
    if kind == "ORG":
        return form == "name" or (form == "nominal" and len(words) > 1 and not fold(words[0]).startswith("ال"))
    if kind == "PERS":
        named = any(mention.form == "name" for mention in entity.mentions)
        return form == "name" or (named and any(words_of(word) & words_of(entity.name) for word in words[1:]))
    return form == "name" and not (len(words) == 1 and words_of(words[0]) & of_state)


def apart(found: Iterable[Name]) -> list[Name]:
    """Return the names that cross no longer one."""
    kept: list[Name] = []
    for name in sorted(set(found), key=lambda n: (n.first - n.last, n.first, n.kind)):
        if all(name.last <= other.first or other.last <= name.first for other in kept):
            kept.append(name)
    return kept


def matches(made: Iterable[Name], gold: Iterable[Name]) -> Counter[str]:
    """Count by class the names that share a word with one of the same class, one to one."""
    right, left = Counter[str](), sorted(gold)
    for name in sorted(made):
        for other in left:
            if name.kind == other.kind and name.first < other.last and other.first < name.last:
                left.remove(other)
                right[name.kind] += 1
                break
    return right


def table(right: Counter[str], made: Counter[str], gold: Counter[str]) -> None:
    """Print precision, recall and F1 by class, over all, and the mean of the classes."""

    def figures(r: int, m: int, g: int) -> tuple[float, float, float]:
        return (100 * r / m if m else 0.0, 100 * r / g if g else 0.0, 200 * r / (m + g) if m + g else 0.0)

    by_class = [figures(right[k], made[k], gold[k]) for k in CLASSES]
    every = figures(right.total(), made.total(), gold.total())
    mean = sum(f1 for _, _, f1 in by_class) / len(CLASSES)
    for name, (precision, recall, f1) in zip([*CLASSES, "all"], [*by_class, every], strict=True):
        print(f"  {name:5} P {precision:5.1f}  R {recall:5.1f}  F1 {f1:5.1f}")
    print(f"  mean of the three F1 {mean:5.1f}")


def main() -> None:
    """Read the split and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--split", choices=["test", "train"], default="test")
    parser.add_argument("--running", action="store_true", help="read twenty sentences at a time")
    parser.add_argument("--no-model", action="store_true", help="rules alone")
    parser.add_argument("--errors", action="store_true", help="print what is missed and false (of the train split)")
    options = parser.parse_args()
    every = list(sentences(options.folder / f"ANERCorp_CamelLab_{options.split}.txt"))
    size = STRETCH if options.running else 1
    made, wide, gold = Counter[str](), Counter[str](), Counter[str]()
    exact, near, exact_wide = Counter[str](), Counter[str](), Counter[str]()
    of_state, began = adjectives(), time.process_time()
    for first in range(0, len(every), size):
        words, starts, tags, text = [], [], [], ""
        for sentence in every[first : first + size]:
            for word, tag in sentence:
                starts.append((len(text), len(text) + len(word)))
                words.append(word)
                tags.append(tag)
                text += f"{word} "
            text += "\n"
        record = khabar.read(text, model=not options.no_model)
        own, own_gold = mentioned(record, starts, words, of_state, wide=False), annotated(tags)
        own_wide = mentioned(record, starts, words, of_state, wide=True)
        made.update(n.kind for n in own)
        wide.update(n.kind for n in own_wide)
        gold.update(n.kind for n in own_gold)
        exact.update(n.kind for n in own_gold.intersection(own))
        exact_wide.update(n.kind for n in own_gold.intersection(own_wide))
        near += matches(own, own_gold)
        if options.errors and options.split == "train":
            for mark, some in (("missed", own_gold.difference(own)), ("false", set(own) - own_gold)):
                for n in sorted(some, key=lambda n: n.first):
                    around = " ".join(words[max(0, n.first - 4) : n.last + 3])
                    print(f"{mark} {n.kind} [{' '.join(words[n.first : n.last])}] {around}")
    spent = time.process_time() - began
    print(f"{options.split}: {len(every)} sentences, {sum(map(len, every))} words, {spent:.0f} s of processor time")
    for title, right, all_made in (
        ("name exact", exact, made),
        ("name, any word shared", near, made),
        ("whole mention exact, titles and nouns included", exact_wide, wide),
    ):
        print(title)
        table(right, all_made, gold)


if __name__ == "__main__":
    main()
