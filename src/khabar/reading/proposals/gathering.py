"""One plan, one proposal: mentions gathered across the report, and the statements each proposal is the matter of.

A mention joins the proposal of its kind and family that is already there; a bare "الاتفاق", "هذا الطلب" joins the
last one that such a word can mean. Mentions become a proposal only where somebody takes a stand on it, where it is
planned, or where its name is enough ("هدنة", "مشروع قرار").
"""

from __future__ import annotations

from khabar.reading.analysis import Analysis
from khabar.reading.bodies import body_of
from khabar.reading.proposals.aims import Use, uses_of
from khabar.reading.proposals.apart import apart, backers, claim_of, days_of, length_of
from khabar.reading.proposals.authors import authors
from khabar.reading.proposals.concluded import concluded
from khabar.reading.proposals.gathered import FOUND_BY, MATTER, Gathered
from khabar.reading.proposals.lexicon import cores_of, plan_words
from khabar.reading.proposals.matters import add_matters
from khabar.reading.proposals.mentions import Mention, find_mentions, piece_of
from khabar.reading.proposals.references import Nearby, agreed, answered, kind_of_answered, meant, put_forward, rivals
from khabar.reading.proposals.stances import hoped, stance
from khabar.reading.proposals.tabled import tabled_by
from khabar.reading.proposals.told import stands_told
from khabar.record import Act, ProposalKind

# Families whose plans differ by whom they are about: another prisoner, another army, other talks.
_BY_OBJECT = frozenset({"negotiation", "release", "withdrawal", "deployment", "evacuation"})
# Of these a report knows but one, so that a list that names it again ("إعمار المدينة وكسر الحصار") means the same.
_ONLY_ONE = frozenset({"nuclear deal", "siege", "swap"})
_LASTING = frozenset({"settlement", "transition", "nuclear deal", "government"})  # "سيـ" tells what they will bring
_IN_MIND = 50  # proposals of one kind: more than a report has, so that only a book of reports forgets
_AT_ONCE = frozenset({Act.PROMISE})
_FAR = 12  # words of a content before a plan which then is not what the content is about
_SCENE = frozenset({"خلال", "بعد", "عقب", "اثر", "اثناء", "منذ", "هامش", "ختام", "اعقاب", "نهايه", "بنهايه"})
_BEGINS = frozenset(
    {"تنطلق", "ينطلق", "تعقد", "يعقد", "تستانف", "يستانف", "تبدا", "يبدا", "تلتئم", "يلتئم"}
)  # each of talks to come, also without the prefix of the future
_TO_THE_VERB = 2  # tokens behind the name of talks in which that verb stands
_OBJECT_WORDS = 6  # words after the naming word that can say whom a plan is about


def gather(analysis: Analysis) -> list[Gathered]:
    """Return the proposals of a report in the order of their first mention."""
    mentions = find_mentions(analysis)
    uses = uses_of(analysis, mentions)
    gathered: list[Gathered] = []
    alike: dict[tuple[ProposalKind, str], list[Gathered]] = {}
    for mention, use in zip(mentions, uses, strict=True):
        if mention.plan is None:
            continue
        found_by = _found_by(analysis, mention, use)
        before = alike.setdefault((mention.plan.kind, mention.plan.family), [])
        home = _home(analysis, before[-_IN_MIND:], mention, use if found_by else Use([], []))
        if home is None:
            home = Gathered(mention.plan.kind, mention.plan.family, mention.plan)
            gathered.append(home)
            before.append(home)
        home.by += found_by
        if found_by and home.label is None:
            home.label = piece_of(analysis, mention)
        _take(analysis, home, mention, use)
    gathered = [g for g in gathered if g.by]
    nearby = Nearby(gathered)
    open_: dict[int, tuple[Mention, Use]] = {}
    for mention, use in zip(mentions, uses, strict=True):
        if mention.plan is not None:
            continue
        if agreed(analysis, mention):
            home = Gathered(ProposalKind.OTHER, MATTER, None, by=["agreed"], concluded=True)
            gathered.append(home)
            _take(analysis, home, mention, use)
            continue
        home = meant(analysis, nearby, mention)
        if home is not None and rivals(analysis, home, mention):
            home = Gathered(home.kind, home.family, home.plan, by=["named"])
            gathered.append(home)
        if home is None and mention.definite:
            open_.update((s, (mention, use)) for s in use.covering[:1])
        if home is None and put_forward(analysis, mention, use.covering):
            home = Gathered(ProposalKind.OTHER, MATTER, None, by=["tabled"])
            gathered.append(home)
        if home is None and answered(analysis, mention, use.aimed):
            home = Gathered(kind_of_answered(analysis, mention), MATTER, None, by=["tabled"])
            gathered.append(home)
        if home is not None:
            _take(analysis, home, mention, use)

    def resolve(statement: int) -> bool:
        """Give a reference that no plan word answered to the matters found before it."""
        if statement not in open_:
            return False
        mention, use = open_[statement]
        home = meant(analysis, nearby, mention)
        if home is not None:
            _take(analysis, home, mention, use)
        return home is not None

    add_matters(analysis, gathered, resolve)
    for g in gathered:
        g.pieces = g.words()
    return sorted(gathered, key=lambda g: g.pieces[0].start)


def _found_by(analysis: Analysis, mention: Mention, use: Use) -> list[str]:
    """What makes a mention a proposal: a stand on it, a word of planning, or its very name; a mere term is none."""
    plan = mention.plan
    if plan is None or mention.within or (plan.kind == ProposalKind.TALKS and _scene(analysis, mention)):
        return []
    found = [
        FOUND_BY[act]
        for s in use.covering[:1]
        if (act := stance(analysis, s)) in FOUND_BY and not (act in _AT_ONCE and _far(analysis, s, mention))
    ]
    if mention.future or _planned(analysis, mention):
        found.append("planned")
    if any(hoped(analysis, s) for s in use.covering[:1]):
        found.append("hoped")
    declared = plan.family == "halt" and any(analysis.statements[s].act == Act.ANNOUNCE for s in use.covering[:1])
    if not mention.verb and (plan.standing == "named" or mention.frame or declared):
        found.append("named")
    return found


def _far(analysis: Analysis, statement: int, mention: Mention) -> bool:
    """Whether a mention stands so far on in a content that what is promised or praised is something else."""
    content = analysis.statements[statement].content
    return content is not None and mention.named - content.first >= _FAR and not mention.joined


def _scene(analysis: Analysis, mention: Mention) -> bool:
    """Whether a meeting is where or after which something else happens: "خلال لقائه مع …", "بعد مشاورات"; not one to come."""
    before = analysis.forms[mention.first - 1].norm if mention.first else ""
    if mention.verb or before not in _SCENE:
        return False
    planned = plan_words().sets["planned"]
    return not any(cores_of(form.norm) & planned for form in analysis.forms[mention.first : mention.last])


def _planned(analysis: Analysis, mention: Mention) -> bool:
    """Whether a word of planning stands in the mention or just before it."""
    planned = plan_words().sets["planned"]
    if mention.first < mention.head and analysis.forms[mention.first].norm.startswith(("ل", "ول")):
        return True  # "لإجراء محادثات", "لعقد لقاء": what one comes together for lies ahead
    around = analysis.forms[max(0, mention.first - 3) : mention.head + (1 if mention.verb else 5)]
    if any(cores_of(form.norm) & planned for form in around):
        return True
    if mention.plan is not None and mention.plan.kind == ProposalKind.TALKS and _to_begin(analysis, mention):
        return True
    settled = mention.plan is not None and mention.plan.standing == "asked" and mention.plan.family in _LASTING
    return not mention.verb and not settled and any(form.best.particle == "س" for form in around)


def _to_begin(analysis: Analysis, mention: Mention) -> bool:
    """Whether the words behind the name of talks say when they begin: "المحادثات بين الجانبين ستبدأ …", "تنطلق في …"."""
    last = analysis.sentences[analysis.sentence_of[mention.head]].last
    for at in range(mention.named + 1, min(last, max(mention.reach, mention.last) + _TO_THE_VERB)):
        form = analysis.forms[at]
        if analysis.texts[at] in {"،", ",", ":", "؛"}:
            return False
        if form.norm in _BEGINS or (form.best.particle == "س" and form.best.core in _BEGINS):
            return True
    return False


def _take(analysis: Analysis, home: Gathered, mention: Mention, use: Use) -> None:
    """Add a mention and what statements make of it to a proposal."""
    home.mentions.append(mention)
    home.drafted = home.drafted or mention.draft
    if mention.frame:
        home.frames.add(mention.frame.family)
        home.call(mention.frame.family, analysis.starts[mention.head])
    home.pieces.append(piece_of(analysis, mention))
    home.concern(use.covering)
    home.authors += [x for x in authors(analysis, mention) if x not in home.authors]
    home.backers |= backers(analysis, mention, use)
    home.told += [x for x in stands_told(analysis, mention) if x not in home.told]
    home.length = home.length or length_of(analysis, mention)
    home.days = home.days or days_of(analysis, mention)
    home.tablers += [x for x in tabled_by(analysis, mention) if x not in home.tablers]
    signers = concluded(analysis, mention)
    if signers is not None:
        home.concluded = True
        home.signers += [x for x in signers if x not in home.signers]
    if mention.plan is not None:
        home.objects |= _objects(analysis, mention)
    for s in use.aimed:
        statement = analysis.statements[s]
        if s not in home.stands and not _of_breach(analysis, mention, statement.act):
            home.take_stand(s, stance(analysis, s))
        if mention.plan is not None:
            home.owners.setdefault(statement.act, set()).update(body_of(analysis, x) for x in statement.sources)


def _of_breach(analysis: Analysis, mention: Mention, act: Act) -> bool:
    """Whether a statement judges or denies that a plan was broken, so that it is not against the plan: "ندد بخرق الهدنة"."""
    if act not in _OF_DEEDS:
        return False
    before = analysis.forms[max(0, mention.first - 2) : mention.first + 1]
    return any(cores_of(form.norm) & plan_words().sets["violated"] for form in before)


_OF_DEEDS = frozenset({Act.CONDEMN, Act.DENY})


def _objects(analysis: Analysis, mention: Mention) -> set[str]:
    """The words that say who or what a mention is about."""
    forms = analysis.forms[mention.named + 1 : min(mention.last, mention.named + _OBJECT_WORDS + 1)]
    return {form.core for form in forms if form.kind == "word" and len(form.core) > 3}


def _home(analysis: Analysis, alike: list[Gathered], mention: Mention, use: Use) -> Gathered | None:
    """The proposal a mention belongs to among those of its kind and family that have been named before."""
    if not alike:
        return None
    claim = claim_of(analysis, mention, use)
    objects = _objects(analysis, mention)
    for g in reversed(alike):
        if mention.draft and not g.drafted:
            continue
        by_object = g.family in _BY_OBJECT or (g.family == "meeting" and not mention.definite)
        told_apart = by_object and not mention.verb and len(objects) > 1 and len(g.objects) > 1
        if told_apart and not objects & g.objects:
            continue
        if (use.covering and mention.joined and g.family not in _ONLY_ONE) or apart(g, claim):
            continue
        return g
    return None
