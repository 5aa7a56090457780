"""Statements: who is reported to have said, asked, refused or kept silent about what.

`find_statements` fills `analysis.statements` in text order. A cue is a word that introduces (`cues`, from
lexicon/reporting.toml), a relay placed beside what it vouches for (`relays`), a headline's colon or an answer
(`headlines`), or a silence (`silences`); `sources` tells whose words they are, `contents` where the words begin and end.
"""

from __future__ import annotations

from khabar.reading.analysis import Analysis, StatementDraft
from khabar.reading.statements.antecedents import antecedent, quoted_before
from khabar.reading.statements.asides import past_asides
from khabar.reading.statements.circumstances import addressee_of, time_of
from khabar.reading.statements.contents import find_content
from khabar.reading.statements.cues import Cue, find_cues
from khabar.reading.statements.endings import set_end
from khabar.reading.statements.headlines import answers, find_headline
from khabar.reading.statements.holders import find_holder
from khabar.reading.statements.late import late_subject
from khabar.reading.statements.openings import Around
from khabar.reading.statements.pieces import content_piece, kind_of
from khabar.reading.statements.relays import find_relays
from khabar.reading.statements.repeats import repeated
from khabar.reading.statements.reports import find_documents, hand_on, own_document
from khabar.reading.statements.requests import exchanged
from khabar.reading.statements.scene import Scene, scene_of
from khabar.reading.statements.silences import find_silences
from khabar.reading.statements.sources import find_subject
from khabar.reading.statements.speakers import settle_same, settle_unnamed
from khabar.reading.statements.stretches import stretches
from khabar.reading.statements.understood import Choose, Memory, understood_speaker
from khabar.reading.statements.widths import widen
from khabar.reading.statements.words import COMMAS, is_complementiser
from khabar.record import Act, StatementKind

__all__ = ["SETTLED", "candidates", "find_statements", "finite_starts", "settled_before"]

_CONFIDENCE = {
    ("relay", "relay"): 0.86,
    ("relay", "unknown"): 0.8,
    ("relay", "opening"): 0.95,
    ("relay", "antecedent"): 0.7,
    ("relay", "quoted"): 0.9,
    ("headline", "colon"): 0.9,
    ("headline", "answer"): 0.95,
    ("silence", "none"): 0.93,
}
"""How often what each rule finds is a statement, measured on annotated reports; other cues carry their own probability."""
_BY_SAYING = {"بالقول", "بقوله", "بقولها", "بقولهم"}
_REACTS = {"رد", "علق", "عقب", "تذرع", "برر", "دافع"}
SETTLED = ("relay", "silence", "headline")


def find_statements(analysis: Analysis, choose: Choose | None = None) -> None:
    """Find every attribution of a report with cue, source, content, kind, chain and negation, in text order.

    choose: picks the understood speaker among the candidates, instead of the weights; for training.
    """
    scene = scene_of(analysis)
    memory = Memory()
    for first, last, title in stretches(scene):
        for cue in _title(scene, first, last) if title else _cues_of(scene, memory, first, last):
            if not cue.sources:
                cue.implied = True
                cue.sources = understood_speaker(analysis, cue, memory, choose)
            if cue.reading.inflection.number == "d" and cue.subject is None and not _two(analysis, cue):
                continue  # a rare dual beside many other readings of the same letters
            previous = memory.last_outer()
            if previous is None or cue.manner != "participle":
                own_document(analysis, cue, previous.cue if previous else None)
            if _draft(scene, cue) and cue.mode not in ("unknown", "quoted"):
                memory.note(analysis, cue)
    analysis.statements.sort(key=lambda draft: draft.cue.start)
    settle_same(analysis)
    settle_unnamed(analysis)


def _two(analysis: Analysis, cue: Cue) -> bool:
    """Whether a verb read as a dual is one: its speakers are two ("الحركتان"), or nothing else is spelled so ("قالتا")."""
    two = len(cue.sources) > 1 or any(analysis.parties[source].number == "d" for source in cue.sources)
    return two or cue.reading.segmentation.core.endswith("تا")


def candidates(scene: Scene, first: int, last: int) -> list[Cue]:
    """Return every word of a sentence that may be a cue, with its subject; relays and silences are settled already."""
    analysis = scene.analysis
    taken: set[int] = set()
    relays = find_relays(scene, first, last, taken)
    silences = find_silences(scene, first, last, taken)
    cues = [cue for cue in find_cues(analysis, first, last) if cue.at not in taken]
    for cue in cues:
        find_subject(scene, cue, first, last)
        find_holder(scene, cue, last)
        widen(scene, cue, last)
        past_asides(scene, cue, last)
    cues = [cue for cue in cues if not _passive(scene, cue, cues)]
    cues = [*hand_on(scene, cues, last), *find_documents(scene, first, last)]
    return sorted([*cues, *relays, *silences], key=lambda cue: cue.first)


def _passive(scene: Scene, cue: Cue, cues: list[Cue]) -> bool:
    """Whether nobody says it: "يعتقد أن", "يشتبه في أن" without a speaker, who could be named in this sentence."""
    inflection = cue.reading.inflection
    if "impersonal" not in cue.reading.verb.use or cue.subject is not None or cue.negated:
        return False
    if inflection.tense != "present" or inflection.number != "s" or inflection.gender != "m":
        return False
    if cue.reading.segmentation.conjunction and cues[0].first < cue.first:
        return False
    norms = scene.analysis.norms(cue.last, cue.last + 2)
    return any(is_complementiser(norm) for norm in norms)


def finite_starts(cues: list[Cue]) -> list[int]:
    """Return where the finite cues of a sentence begin that stand in no relative clause."""
    return [cue.first for cue in cues if cue.manner == "verb" and not cue.relative]


def _title(scene: Scene, first: int, last: int) -> list[Cue]:
    """The one statement of a title that runs into its lead: whose words its colon brings."""
    headline = find_headline(scene, first, last)
    return [] if headline is None else [headline]


def _cues_of(scene: Scene, memory: Memory, first: int, last: int) -> list[Cue]:
    """The cues of a sentence that have a content, with their subjects and the extent of their contents."""
    cues = candidates(scene, first, last)
    found: list[Cue] = []
    around = Around(first, last, finite_starts(cues))
    for cue in cues:
        again = repeated(scene, cue, first, last)
        if again is not None:
            found = [other for other in found if other.at != again]
        settled = (
            again is not None
            or cue.manner in SETTLED
            or settled_before(scene, cue, found, first)
            or exchanged(scene, cue, first, last)
        )
        if settled or find_content(scene, cue, around):
            found.append(cue)
            late_subject(scene, cue, last)
    memory.acting = {cue.subject.first for cue in cues if cue.subject is not None}
    found = _one_each(found)
    for index, cue in enumerate(found):
        if cue.manner not in SETTLED:
            set_end(scene, cue, last, found[index + 1 :])
    found = [cue for cue in found if not _told_already(scene, cue, found)]
    if not found or found[0].first > first + 12 or answers(scene.analysis, first, last):
        headline = find_headline(scene, first, last)
        if headline is not None:
            found.insert(0, headline)
    return found


def _told_already(scene: Scene, cue: Cue, found: list[Cue]) -> bool:
    """Whether "على حد تعبيره" only says again whose words a verb of saying reports already, to their end."""
    analysis = scene.analysis
    if cue.manner != "relay" or cue.subject is not None or analysis.norms(cue.first, cue.first + 2) != ["علي", "حد"]:
        return False
    if analysis.texts[cue.content_first - 1] in COMMAS:
        return False
    outer = (other for other in found if other.manner in ("verb", "participle"))
    return any(
        (other.content_first <= cue.content_first + 1 and other.content_last >= cue.content_last - 1)
        or cue.content_first <= other.first < cue.content_last
        for other in outer
    )


def settled_before(scene: Scene, cue: Cue, earlier: list[Cue], first: int) -> bool:
    """Fill the content of a cue that stands after its words, in a relative clause or behind a quotation; True if so."""
    return antecedent(scene, cue, earlier, first) or quoted_before(scene, cue, earlier, first)


def _one_each(cues: list[Cue]) -> list[Cue]:
    """Keep one cue for the same words: the earlier ("أضاف قائلا إن"), but "بالقول" itself ("رد بالقول إن")."""
    kept: list[Cue] = []
    opened: set[int] = set()
    for cue in cues:
        if cue.content_first >= 0 and cue.manner not in SETTLED and cue.content_first in opened:
            other = kept[-1]
            if cue.form in _BY_SAYING and other.content_first == cue.content_first and other.verb_name in _REACTS:
                cue.subject, cue.sources, cue.chain = other.subject, other.sources, other.chain
                kept[-1] = cue
            continue
        opened.add(cue.content_first)
        kept.append(cue)
    return kept


def _first_act(cue: Cue, kind: StatementKind) -> Act:
    """The act of the cue itself: silence, the verb's own act, or refusal where acceptance is denied."""
    if kind is StatementKind.NONE:
        return Act.NO_COMMENT
    act = cue.reading.verb.act
    if cue.negated and act is Act.REJECT:  # "لم يستبعد"
        return Act.SAY
    return Act.REJECT if cue.negated and act is Act.ACCEPT else act


def _confidence(cue: Cue) -> float:
    """How probable it is that this is a statement; a source only understood costs a little."""
    known = _CONFIDENCE.get((cue.manner, cue.mode)) if cue.manner in SETTLED else cue.chance
    return round((known or 0.6) * (0.93 if cue.implied else 1.0), 3)


def _draft(scene: Scene, cue: Cue) -> bool:
    """Add the statement of a cue; False where no content remains."""
    analysis = scene.analysis
    content = content_piece(analysis, cue.content_first, cue.content_last) if cue.content_first >= 0 else None
    if content is None and cue.manner != "silence":
        return False
    kind, quotes = kind_of(scene, content)
    analysis.statements.append(
        StatementDraft(
            cue=analysis.piece(cue.first, cue.last),
            act=_first_act(cue, kind),
            kind=kind,
            by=f"rule:cue-{cue.manner}/{cue.mode}",
            entry=f"reporting:{cue.verb_name}",
            sources=cue.sources,
            source_piece=cue.subject,
            content=content,
            quotes=quotes,
            chain=list(cue.chain),
            addressee=addressee_of(scene, cue) if content is not None else None,
            time=time_of(scene, cue) if content is not None else None,
            negated=cue.negated,
            confidence=_confidence(cue),
        )
    )
    return True
