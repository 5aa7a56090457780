"""Gathering: which mentions mean the same party, from full names to "the movement" and "the two sides".

Persons are known by the words of their names, posts by office and nation, bodies by known id, own name, or class and
nation ("الجيش" and "القوات الحكومية" are one army). Short definite mentions go to the nearest that fits before them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from khabar.gazetteer import country, party
from khabar.reading.analysis import Analysis, Party, PartyMention, PartyRole
from khabar.reading.parties.names import name_at
from khabar.reading.parties.nations import demonym_of, party_named
from khabar.reading.parties.node import Node
from khabar.reading.parties.scan import CLOSING, Scan
from khabar.record import EntityKind

_ARMY = {"جيش", "قوات", "جنود", "وحدات"}
_SECTORS = {
    "government": "GOV", "state_body": "GOV", "armed_group": "REB", "party": "PTY", "igo": "IGO", "ngo": "NGO",
    "media": "MED", "company": "BUS", "country": None, "group": None, "person": None, "document": None, "unnamed": None,
}
_RECALLED = {
    "حركه", "جماعه", "تنظيم", "جبهه", "حزب", "ميليشيا", "ميليشيات", "مليشيا", "مليشيات", "فصيل", "وزاره", "لجنه", "مجلس", "محكمه",
    "هييه", "منظمه", "وكاله", "صحيفه", "قناه", "شبكه", "اذاعه", "مركز", "معهد", "شركه", "تحالف", "حلف", "اتحاد", "ايتلاف", "بعثه",
    "صندوق", "مكتب", "سفاره", "جامعه", "مرصد", "كتيبه", "جمعيه", "موسسه", "تكتل", "مقاومه", "جهاز", "مستشفي", "تلفزيون", "تيار", "برلمان",
}
_REBELS = ("متمرد", "مسلح", "مقاتل", "ثوار", "انفصالي", "مهاجم", "مخرب")


@dataclass(slots=True)
class Gathering:
    """Parties so far. keys: identity → party; people: party → words of its fullest name; offices by party."""

    scan: Scan
    analysis: Analysis
    main: str | None
    keys: dict[tuple[str, ...], int] = field(default_factory=dict)
    people: dict[int, list[str]] = field(default_factory=dict)
    offices: dict[int, set[tuple[str, str | None]]] = field(default_factory=dict)
    ranks: dict[int, set[str]] = field(default_factory=dict)
    recent: list[int] = field(default_factory=list)
    of_node: dict[int, int] = field(default_factory=dict)

    def add(self, node: Node, key: tuple[str, ...], name: str, kind: str | None = None) -> int:
        """Make a new party for a node."""
        index = len(self.analysis.parties)
        row = party(node.known) if node.known else None
        self.analysis.parties.append(
            Party(
                EntityKind(kind or node.kind), row.name if row else name, f"rule:party/{node.entry.partition(':')[0]}",
                name_en=row.name_en if row else None,
                country=node.country or (row.country if row and row.country else None),
                sector=(row.sector if row and row.sector else None) or _SECTORS[kind or node.kind],
                wikidata=row.wikidata if row and row.wikidata else None,
                gazetteer_id=node.known, gender=node.gender, number=node.number,
            )
        )
        self.keys[key] = index
        if node.known:
            self.keys[("known", node.known)] = index
        return index

    def mention(self, node: Node, index: int, *, nested: bool) -> None:
        """Note that a node means a party."""
        at = len(self.analysis.party_mentions)
        piece = self.analysis.piece(node.first, node.last, lead=node.lead)
        self.analysis.party_mentions.append(
            PartyMention(piece, index, "name" if node.form == "name" else "nominal", node.head, nested, node.number, node.gender)
        )
        self.analysis.parties[index].mentions.append(at)
        for token in range(node.first, node.last):
            self.analysis.mention_at.setdefault(token, []).append(at)
        self.of_node[id(node)] = index
        self.ranks.setdefault(index, set()).add(node.rank)
        self.recent.append(index)

    def text(self, node: Node) -> str:
        """The words of a node as they stand."""
        return self.analysis.text_of(self.analysis.piece(node.first, node.last, lead=node.lead))


def gather(scan: Scan, nodes: list[Node]) -> None:
    """Fill the analysis with the parties that the nodes mean."""
    analysis = scan.analysis
    state = Gathering(scan, analysis, _main_country(nodes))
    ordered = [(inner, inner is not node) for node in nodes for inner in node.walk()]
    posts = [node for node, _ in ordered if node.category == "post" and node.person is not None]
    persons = [node for node, _ in ordered if node.category == "person"]
    for node in sorted(persons, key=lambda n: -len(n.key.split())):
        state.of_node[id(node)] = _person(state, node)
    for post in posts:
        if post.person is not None:
            holder = state.of_node.get(id(post.person))
            if holder is None:
                holder = _person(state, post.person)
            state.of_node[id(post)] = holder
            office = _office(post)
            if office:
                state.offices.setdefault(holder, set()).add((office, _nation_of(post)))
    for node, nested in sorted(ordered, key=lambda pair: (pair[0].first, pair[0].last - pair[0].first, pair[1])):
        _place(state, node, nested=nested)
    _roles(state, ordered)
    _families(state)
    _pairs(state)
    _finish(analysis)


def _main_country(nodes: list[Node]) -> str | None:
    """The country most often meant, which "the army" without more belongs to."""
    count = Counter(
        inner.country for node in nodes for inner in node.walk() if inner.country and inner.kind not in {"media", "igo"}
    )
    return count.most_common(1)[0][0] if count else None


def _place(state: Gathering, node: Node, *, nested: bool) -> None:
    """Find or make the party of one node and note the mention."""
    if node.category == "alias":
        return
    index = state.of_node.get(id(node))
    if index is None:
        index = _resolve(state, node)
    if index is None:
        return
    if node.category == "post" and node.person is not None and not node.rank:
        _honorific(state, node, index)
        return
    if node.category == "post" and node.person is not None and node.last > node.person.first >= node.first:
        title = _title_node(node)
        if title is None:
            return
        node_first, node_last = title
        while node_last > node_first + 1 and not state.scan.words[node_last - 1] and state.scan.text(node_last - 1) not in CLOSING:
            node_last -= 1
        short = Node("post", node.kind, node_first, node_last, node.lead, node.head, node.key, node.entry, gender=node.gender, rank=node.rank)
        state.mention(short, index, nested=nested)
        return
    state.mention(node, index, nested=nested)
    for child in node.children:
        if child.category == "alias":
            state.mention(child, index, nested=True)


def _honorific(state: Gathering, node: Node, index: int) -> None:
    """A form of address belongs to the name: "الأمير سعود الفيصل" is one more name of his."""
    if node.person is not None and node.person.last == node.last and node.person.first == node.first + 1:
        whole = Node("person", "person", node.first, node.last, node.lead, node.last - 1, node.key, node.entry, "name",
                     gender=node.gender)
        state.mention(whole, index, nested=False)


def _title_node(node: Node) -> tuple[int, int] | None:
    """The tokens of a post before its name."""
    if node.person is None:
        return None
    last = node.person.first
    for child in node.children:
        if child.category == "post" and child.person is node.person:
            last = min(last, child.first)
    return (node.first, last) if last > node.first else None


def _person(state: Gathering, node: Node) -> int:
    """The person of a name: same words, or the words of a longer name."""
    words = _name_words(node.key)
    row = party_named(words, 0)
    if row is not None and row[2].kind == "person" and row[0] == len(words):
        node.known = row[2].id
    if node.known and ("known", node.known) in state.keys:
        return state.keys[("known", node.known)]
    for index, known in state.people.items():
        if _same_person(words, known):
            if node.known and not state.analysis.parties[index].gazetteer_id:
                state.keys[("known", node.known)] = index
            return index
    index = state.add(node, ("person", node.key), state.text(node))
    state.people[index] = words
    return index


def _name_words(key: str) -> list[str]:
    words: list[str] = []
    for word in key.split():
        if words and words[-1] == "عبد":
            words[-1] += word
        else:
            words.append(word)
    return words


def _same_person(words: list[str], known: list[str]) -> bool:
    """Whether a name can be the shorter or otherwise spelled form of a known one."""
    if len(words) == 1:
        return _alike(words[0], known[-1]) or (len(known) > 2 and words[0] == known[-2] + known[-1])
    if words[-1] != known[-1] and not _alike(words[-1], known[-1]):
        return words == known[-len(words) :]
    if len(words) == len(known) == 2:
        return _alike(words[0], known[0])
    shorter, longer = sorted((words, known), key=len)
    rest = iter(longer)
    return all(any(_alike(word, other) for other in rest) for word in shorter)


def _alike(one: str, other: str) -> bool:
    """Whether two spellings of a name word agree but for one letter, the article, or long vowels."""
    if one == other or one.removeprefix("ال") == other.removeprefix("ال"):
        return True
    if min(len(one), len(other)) < 5 or one[0] != other[0]:
        return False
    drop = str.maketrans("", "", "اويه")
    return one.translate(drop) == other.translate(drop) and abs(len(one) - len(other)) <= 2


def _office(node: Node) -> str:
    """What office a post is: its rank and portfolio, without nation and adjectives."""
    if node.rank not in {"head", "minister", "crown", "envoy", "secretary", "leader"}:
        return ""
    if node.rank == "crown":
        return "crown:" + " ".join(w.replace("عاهل", "ملك") for w in node.title.split()[:3] if w.removeprefix("ال").replace("عاهل", "ملك") in _CROWNS)
    words = node.title.split()[1:2]
    if node.rank == "head" and words and words[0].startswith("ال") and not node.title.startswith("ال"):
        words = [] if words[0] in {"السلطه", "الجمهوريه", "الدوله", "البلاد"} or demonym_of(words[0]) else words
        return f"head:{'الوزراء' if words == ['الحكومه'] else ' '.join(words)}"
    if node.rank == "head" and words and not node.title.startswith("ال") and not _bare(words):
        return "head:" + " ".join(node.title.split()[1:3])
    portfolio = words[0] if words and words[0] in _PORTFOLIOS else ""
    if portfolio == "الحكومه":
        portfolio = "الوزراء"
    return f"{node.rank}:{portfolio or _bare(words)}"


_CROWNS = {"ملك", "امير", "سلطان", "ولي", "عهد", "ملكه", "اميره"}
_PORTFOLIOS = {"الوزراء", "الخارجيه", "الدفاع", "الداخليه", "العدل", "الماليه", "الاعلام", "الطاقه", "الخزانه", "الحكومه", "البرلمان"}


def _bare(words: list[str]) -> str:
    if words and (words[0][:-1] in {"خارجيت", "وزراي", "وزرا"} or words[0].startswith(("خارجي", "وزرا"))):
        return "الخارجيه" if words[0].startswith("خارجي") else "الوزراء"
    return ""


def _nation_of(node: Node) -> str | None:
    return node.country or (node.of.country if node.of is not None else None)


def _resolve(state: Gathering, node: Node) -> int | None:
    """The party of a node that is no personal name."""
    if node.category == "nation":
        return _nation(state, node)
    if node.category == "people":
        key = ("people", node.key)
        return state.keys.get(key) if key in state.keys else state.add(node, key, state.text(node))
    if node.category == "post":
        return _post(state, node)
    if node.category == "member" and node.of is not None:
        inner = state.of_node.get(id(node.of))
        if inner is None:
            inner = _resolve(state, node.of)
            if inner is not None:
                state.of_node[id(node.of)] = inner
        return inner
    if node.category == "source":
        return _source(state, node)
    return _body(state, node)


def _nation(state: Gathering, node: Node) -> int | None:
    if node.kind == "government":
        return _government(state, node)
    key = ("country", node.country or "")
    if key in state.keys:
        return state.keys[key]
    row = country(node.country or "")
    name = row.name if row else state.text(node)
    index = state.add(node, key, name)
    if row:
        made = state.analysis.parties[index]
        made.name_en, made.wikidata = row.name_en, row.wikidata or None
    return index


def _government(state: Gathering, node: Node) -> int:
    key = ("government", node.country or "")
    if node.country is None:
        found = _latest(state, lambda i: state.analysis.parties[i].kind == "government")
        if found is not None and not node.own:
            return found
        key = ("government", state.main or "")
        node.country = state.main
    if key in state.keys:
        return state.keys[key]
    return state.add(node, key, state.text(node))


def _post(state: Gathering, node: Node) -> int | None:
    """The person meant by a post alone."""
    office, nation = _office(node), _nation_of(node)
    if not office:
        if node.definite or node.rank == "spokesman":
            return _source(state, node)
        return _source(state, node)
    rank = office.split(":")[0]

    def fits(index: int) -> bool:
        for known, where in state.offices.get(index, ()):
            same = known == office or (office == f"{rank}:" and known.startswith(f"{rank}:") and rank != "head")
            if same and (nation is None or where is None or where == nation):
                return True
        return False

    found = _latest(state, fits)
    if found is None:
        found = next((i for i in state.offices if fits(i)), None)
    if found is not None:
        return found
    if not node.definite and node.of is None and nation is None:
        return None
    key = ("office", office, nation or "", "" if node.of is None else node.of.key)
    index = state.keys.get(key)
    if index is None:
        index = state.add(node, key, state.text(node))
        state.offices.setdefault(index, set()).add((office, nation))
    return index


def _source(state: Gathering, node: Node) -> int:
    """An unnamed source: one as before if the words are definite or the same, else a new one."""
    stem = node.rank.rstrip("ونيا") if node.category == "source" else node.rank
    if node.definite and node.of is None and node.last - node.first <= 2:
        found = _latest(
            state,
            lambda i: state.analysis.parties[i].kind == "unnamed"
            and (any(stem and (rank.startswith(stem) or stem in state.analysis.parties[i].name.split()) for rank in state.ranks.get(i, ())) or (stem == "مصدر" and state.analysis.parties[i].number == node.number)),
        )
        if found is None and node.category == "post":
            found = _latest(state, lambda i: node.rank in state.ranks.get(i, ()))
        if found is not None:
            return found
    key = ("source", node.key, "" if node.of is None else node.of.key)
    if key in state.keys:
        return state.keys[key]
    return state.add(node, key, state.text(node), "unnamed")


def _latest(state: Gathering, fits: Callable[[int], bool]) -> int | None:
    """The party mentioned last that fits."""
    seen: set[int] = set()
    for index in reversed(state.recent):
        if index in seen:
            continue
        seen.add(index)
        if fits(index):
            return index
    return None


def _body(state: Gathering, node: Node) -> int | None:
    """The body or group of a node by known id, own name, class and nation, or nearest fit."""
    if node.known and ("known", node.known) in state.keys:
        return state.keys[("known", node.known)]
    if node.own and ("name", node.own) in state.keys:
        return state.keys[("name", node.own)]
    if node.kind == "government" and (not node.known or node.known.endswith("-gov")):
        return _government(state, node)
    family = _class(node)
    if family:
        return _classed(state, node, family)
    bare = node.definite and node.last == node.first + 1 and not node.own
    if bare and node.kind == "document":
        found = _latest(state, lambda i: node.rank in state.ranks.get(i, ()))
        if found is not None:
            return found
    if bare and node.rank in _RECALLED:
        found = _latest(state, lambda i: node.rank in state.ranks.get(i, ()) or _kin(state, i, node))
        if found is not None:
            return found
    if node.kind == "armed_group" and node.rank.startswith(_REBELS):
        found = _rebels(state, node)
        if found is not None:
            return found
    key = ("phrase", node.key)
    if key in state.keys:
        return state.keys[key]
    index = state.add(node, key, state.text(node))
    for own in [node.own, *(child.own for child in node.children if child.category == "alias")]:
        if own:
            state.keys.setdefault(("name", own), index)
    return index


def _kin(state: Gathering, index: int, node: Node) -> bool:
    """Whether a party named without its noun can be what the bare noun means."""
    kind = state.analysis.parties[index].kind
    if node.rank in {"حركه", "جماعه", "تنظيم", "جبهه"}:
        return kind == "armed_group" and state.analysis.parties[index].gazetteer_id is not None
    if node.rank in {"وكاله", "صحيفه", "قناه", "شبكه"}:
        return kind == "media"
    return False


def _class(node: Node) -> str:
    """Bodies that a country has one of."""
    if node.kind != "state_body" or node.own:
        return ""
    if node.rank in _ARMY:
        extra = [w for w in node.key.split()[1:] if w in {"الامن", "الخاصه", "الجويه", "البحريه", "خاصه", "الشرطه"}]
        return "" if extra else "army"
    if node.rank == "وزاره" or node.rank in {"خارجيه", "داخليه"}:
        words = node.key.split()
        name = node.rank if node.rank != "وزاره" else (words[1].removeprefix("ال") if len(words) > 1 else "")
        return f"وزاره {name}" if name and demonym_of(name) is None else ""
    if node.rank == "بنتاغون":
        node.country = "USA"
        return "وزاره دفاع"
    plain = all(demonym_of(word) for word in node.key.split()[1:])
    if plain and node.rank in {"شرطه", "برلمان", "كونغرس", "كونجرس"} and len(node.key.split()) <= 2:
        return {"كونجرس": "كونغرس"}.get(node.rank, node.rank)
    return ""


def _classed(state: Gathering, node: Node, family: str) -> int:
    if node.country is None:
        found = _latest(state, lambda i: any(key[0] == family and at == i for key, at in state.keys.items()))
        if found is not None:
            return found
        node.country = state.main
    key = (family, node.country or "")
    if key in state.keys:
        return state.keys[key]
    return state.add(node, key, state.text(node))


def _rebels(state: Gathering, node: Node) -> int | None:
    """Rebels are the armed group the report is about: named after them, or the one most spoken of."""
    inner = [child for child in node.children if child.category in {"people", "body"}]
    if inner:
        return None
    if not node.definite:
        return None
    stem = next(s for s in _REBELS if node.rank.startswith(s))
    found = _latest(
        state,
        lambda i: any(rank.startswith(stem) for rank in state.ranks.get(i, ()))
        and (node.country is None or state.analysis.parties[i].country == node.country),
    )
    if found is not None:
        return found
    if node.country is not None:
        return None
    count = Counter(i for i in state.recent if state.analysis.parties[i].kind == "armed_group")
    return count.most_common(1)[0][0] if count and stem in {"متمرد", "مسلح", "مقاتل"} else None


def _roles(state: Gathering, ordered: list[tuple[Node, bool]]) -> None:
    """Posts become roles of their holders, with the body or nation they are of."""
    for node, _ in ordered:
        index = state.of_node.get(id(node))
        if index is None:
            continue
        made = state.analysis.parties[index]
        if node.category in {"post", "source"}:
            of = state.of_node.get(id(node.of)) if node.of is not None else None
            if of is None and node.country is not None:
                of = state.keys.get(("country", node.country))
            if of == index:
                of = None
            if node.category == "post" and node.rank:
                first, last = _title_node(node) or (node.first, node.last)
                while last > first + 1 and not state.scan.words[last - 1] and state.scan.text(last - 1) not in CLOSING:
                    last -= 1
                piece = state.analysis.piece(first, last, lead=node.lead)
                text = state.analysis.text_of(piece)
                if all(role.title != text for role in made.roles):
                    made.roles.append(PartyRole(text, of, piece))
                if made.country is None:
                    made.country = _nation_of(node)
            if of is not None and made.speaks_for is None and (made.kind == "unnamed" or node.rank == "spokesman"):
                made.speaks_for = of
                if of not in made.part_of:
                    made.part_of.append(of)


def _families(state: Gathering) -> None:
    """Later mentions of persons by their family name alone."""
    scan, analysis = state.scan, state.analysis
    last: dict[str, list[tuple[list[str], int]]] = {}
    for index, words in state.people.items():
        for size in (1, 2, 3):
            if size < len(words):
                tail = words[-size:]
                if len(tail[0]) > 2:
                    last.setdefault(tail[0], []).append((tail, index))
    for at in range(len(scan)):
        if at in analysis.mention_at or not scan.word(at):
            continue
        norm = scan.norms[at]
        for lead in (0, 1) if norm[0] in "وفبل" else (0,):
            rows = last.get(norm[lead:])
            if not rows or (scan.function(at) and lead == 0):
                continue
            tail, index = max(rows, key=lambda row: len(row[0]) if tuple(scan.norms[at + 1 : at + len(row[0])]) == tuple(row[0][1:]) else 0)
            if tuple(scan.norms[at + 1 : at + len(tail)]) != tuple(tail[1:]):
                continue
            if scan.common(at) and (lead or not _name_place(scan, at)):
                continue
            node = Node("person", "person", at, at + len(tail), lead, at + len(tail) - 1, " ".join(tail), "family", "name",
                        gender=analysis.parties[index].gender)
            state.mention(node, index, nested=False)
            break


def _name_place(scan: Scan, at: int) -> bool:
    """Whether an everyday word stands where only a name can: after a verb of saying or a title, or before a verb."""
    before = scan.norms[at - 1] if at else ""
    after = scan.norms[at + 1] if at + 1 < len(scan) else ""
    saying = scan.lex.saying
    return before in saying or before[1:] in saying or after in saying or scan.definite(at) or name_at(scan, at, trusted=False) is not None


def _pairs(state: Gathering) -> None:
    """Let "the two sides" be the two parties named together last, or else the two most spoken of."""
    scan, analysis = state.scan, state.analysis
    for at in range(len(scan)):
        if at in analysis.mention_at or not scan.word(at):
            continue
        norm = scan.norms[at]
        lead = next((n for n in (0, 1) if norm[n:] in scan.lex.pairs), None)
        if norm.startswith("لل") and "ال" + norm[2:] in scan.lex.pairs:
            lead = 2
        if lead is None:
            continue
        for index in _two_before(analysis, at):
            node = Node("pair", "group", at, at + 1, lead, at, norm, "pair", number="d")
            state.mention(node, index, nested=False)


_SIDES = {"armed_group", "government", "state_body", "country", "party", "igo", "group"}


def _two_before(analysis: Analysis, at: int) -> list[int]:
    before = sorted(
        (m for m in analysis.party_mentions if m.piece.last <= at and not m.nested and analysis.parties[m.party].kind in _SIDES),
        key=lambda m: m.piece.start,
    )
    for one, two in zip(before[-2::-1], before[:0:-1], strict=False):
        joined = two.piece.first == one.piece.last and two.piece.start > analysis.starts[two.piece.first]
        if joined and one.party != two.party and analysis.texts[two.piece.first][0] == "و":
            return [one.party, two.party]
    count = Counter(m.party for m in before)
    return [index for index, _ in count.most_common(2)] if len(count) > 1 else []


def _nest(analysis: Analysis) -> None:
    """A mention is nested if a longer one holds it."""
    for mention in analysis.party_mentions:
        piece = mention.piece
        mention.nested = any(
            other.piece.start <= piece.start and piece.end <= other.piece.end and other.piece != piece
            for other in (analysis.party_mentions[m] for m in analysis.mention_at[mention.head])
        )


def _finish(analysis: Analysis) -> None:
    """Drop parties without mentions, and put the outermost mention of each token first."""
    kept = [i for i, made in enumerate(analysis.parties) if made.mentions]
    new = {old: i for i, old in enumerate(kept)}
    analysis.parties = [analysis.parties[i] for i in kept]
    for mention in analysis.party_mentions:
        mention.party = new[mention.party]
    for made in analysis.parties:
        made.part_of = [new[i] for i in made.part_of if i in new]
        made.speaks_for = new.get(made.speaks_for) if made.speaks_for is not None else None
        for role in made.roles:
            role.of = new.get(role.of) if role.of is not None else None
    _nest(analysis)
    for mentions in analysis.mention_at.values():
        mentions.sort(key=lambda m: (analysis.party_mentions[m].nested, -(analysis.party_mentions[m].piece.last - analysis.party_mentions[m].piece.first)))
