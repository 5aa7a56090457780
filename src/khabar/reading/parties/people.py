"""Who a person is: names that mean the same, offices without a name, sources that stay unnamed."""

from __future__ import annotations

from khabar.reading.parties.gathering import Gathering, latest
from khabar.reading.parties.nations import demonym_of, party_named
from khabar.reading.parties.node import Node

_LONG = str.maketrans("", "", "اويه")  # long vowels, and the ending of the feminine
_CROWNS = {"ملك", "امير", "سلطان", "ولي", "عهد", "ملكه", "اميره"}
_PORTFOLIOS = {
    "الوزراء",
    "الخارجيه",
    "الدفاع",
    "الداخليه",
    "العدل",
    "الماليه",
    "الاعلام",
    "الطاقه",
    "الخزانه",
    "الحكومه",
    "البرلمان",
}


def person_of(state: Gathering, node: Node) -> int:
    """The person of a name: same words, or the words of a longer name."""
    words = _name_words(node.key)
    row = party_named(words, 0)
    if (
        row is not None
        and row[2].kind == "person"
        and row[0] == len(words)
        and (len(words) > 1 or words[0] in state.scan.lex.family)
    ):
        node.known = row[2].id
    elif row is None and not node.known and set(words) & _SONS:
        plain = _without_fathers(words)
        row = party_named(plain, 0) if plain else None
        if row is not None and row[2].kind == "person" and row[0] == len(plain) > 1:
            node.known = row[2].id  # "عادل بن أحمد الجبير" is "عادل الجبير"
    if node.known and ("known", node.known) in state.keys:
        return state.keys[("known", node.known)]
    shared = {index for trait in _asked(words) for index in state.namesakes.get(trait, ())}
    for index in sorted(shared):
        if _same_person(words, state.people[index]):
            if node.known and not state.analysis.parties[index].gazetteer_id:
                state.keys[("known", node.known)] = index
            return index
    index = state.add(node, ("person", node.key), state.text(node))
    state.people[index] = words
    for trait in _known_by(words):
        state.namesakes.setdefault(trait, []).append(index)
    return index


_SONS = {"بن", "ابن", "بنت", "ولد"}


def _without_fathers(words: list[str]) -> list[str]:
    """A name without the names of fathers behind "بن"."""
    return [word for i, word in enumerate(words) if word not in _SONS and (not i or words[i - 1] not in _SONS)]


def _traits(word: str) -> list[str]:
    """What two spellings that are alike share at least one of: the word without its article, or its consonants."""
    return [word.removeprefix("ال"), f"{word[0]}:{word.translate(_LONG)}"]


def _known_by(words: list[str]) -> set[str]:
    """The traits by which a person of this name is found: those of the last word, and of the last two in one."""
    return {*_traits(words[-1]), *([f"{words[-2]}{words[-1]}+"] if len(words) > 2 else [])}


def _asked(words: list[str]) -> set[str]:
    """The traits that a person must have at least one of to be meant by this name."""
    return {*_traits(words[-1]), *([f"{words[0]}+"] if len(words) == 1 else [])}


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
    return one.translate(_LONG) == other.translate(_LONG) and abs(len(one) - len(other)) <= 2


def office_of(node: Node) -> str:
    """What office a post is: its rank and portfolio, without nation and adjectives."""
    if node.rank not in {"head", "minister", "crown", "envoy", "secretary", "leader"}:
        return ""
    former = _FORMER & set(node.title.split())
    return _office(node) + (" former" if former else "")


_FORMER = {"السابق", "الاسبق", "الراحل", "المخلوع", "السابقه"}


def _office(node: Node) -> str:
    """The office without whether it is held no more."""
    if node.rank == "crown":
        return "crown:" + " ".join(
            w.replace("عاهل", "ملك")
            for w in node.title.split()[:3]
            if w.removeprefix("ال").replace("عاهل", "ملك") in _CROWNS
        )
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


def _known_office(node: Node) -> bool:
    """Whether a post without a name still is one person that everybody knows."""
    if node.rank == "envoy":
        return False
    if node.rank == "leader":
        return not node.title.removeprefix("ال").startswith("قايد")
    if node.rank == "head":
        return not set(node.title.split()[1:2]) & {"وفد", "لجنه", "فريق", "قسم", "دايره", "بلديه"}
    return True


def _same_office(office: str, known: str) -> bool:
    """Whether a post named at less length can be this office ("الوزير" for a foreign minister)."""
    rank, _, rest = office.partition(":")
    return known == office or (not rest and rank != "head" and known.startswith(office))


def _bare(words: list[str]) -> str:
    if words and (words[0][:-1] in {"خارجيت", "وزراي", "وزرا"} or words[0].startswith(("خارجي", "وزرا"))):
        return "الخارجيه" if words[0].startswith("خارجي") else "الوزراء"
    return ""


def nation_of(node: Node) -> str | None:
    """Return the country (ISO3) of a post, by its adjective or by its body."""
    return node.country or (node.of.country if node.of is not None else None)


def post_of(state: Gathering, node: Node) -> int | None:
    """The person meant by a post alone."""
    office, nation = office_of(node), nation_of(node)
    if not office:
        if node.definite or node.rank == "spokesman":
            return source_of(state, node)
        return source_of(state, node)

    def fits(index: int) -> bool:
        offices = state.offices.get(index, set())
        if not any(_same_office(office, known) for known, _ in offices):
            return False
        nations = {where for _, where in offices if where}
        home = state.analysis.parties[index].country
        if not nations and home:
            nations = {home}
        return nation is None or nation in nations or not nations

    found = latest(state, fits)
    if found is None:
        found = next((i for i in state.offices if fits(i)), None)
    if found is not None:
        return found
    if not node.definite and node.of is None and nation is None:
        return None
    key = ("office", office, nation or "", "" if node.of is None else node.of.key)
    index = state.keys.get(key)
    if index is None:
        index = state.add(node, key, state.text(node), "person" if _known_office(node) else "unnamed")
        state.offices.setdefault(index, set()).add((office, nation))
    return index


def source_of(state: Gathering, node: Node) -> int:
    """An unnamed source: one as before if the words are definite or the same, else a new one."""
    stem = node.rank.rstrip("ونيا") if node.category == "source" else node.rank
    if node.definite and node.of is None and node.last - node.first <= 2:
        parties = state.analysis.parties
        found = latest(
            state,
            lambda i: (
                parties[i].kind == "unnamed"
                and any(
                    stem and (rank.startswith(stem) or stem in parties[i].name.split())
                    for rank in state.ranks.get(i, ())
                )
            ),
        )
        if found is None and stem == "مصدر":  # an official may be called so later
            found = latest(state, lambda i: parties[i].kind == "unnamed" and parties[i].number == node.number)
        if found is None and node.category == "post":
            found = latest(state, lambda i: node.title.split()[0] in state.ranks.get(i, ()))
        if found is not None:
            return found
    key = ("source", node.key, "" if node.of is None else node.of.key)
    if key in state.keys:
        return state.keys[key]
    return state.add(node, key, state.text(node), "person" if _sole(node) or node.rank in _ONE else "unnamed")


_ONE = {"kin", "peer"}
_SOLE = ("محافظ", "حاكم", "حاكمه", "مندوب", "مفوض", "مفوضه", "نايب رييس", "النايب الاول", "نايبه الاول")


def _sole(node: Node) -> bool:
    """Whether a post without a name has one holder whom everybody could name: "محافظ البصرة", "مندوب الصين"."""
    title = node.title.removeprefix("ال")
    return node.category == "post" and node.definite and title.startswith(_SOLE) and node.last > node.first + 1
