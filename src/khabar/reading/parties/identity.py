"""Which party a body, group or nation is: known id, own name, class and nation, or the nearest that fits."""

from __future__ import annotations

from khabar.gazetteer import country
from khabar.reading.parties.gathering import Gathering, latest
from khabar.reading.parties.nations import demonym_of
from khabar.reading.parties.node import Node
from khabar.reading.parties.people import post_of, source_of

_ARMY = {"جيش", "قوات", "جنود", "وحدات"}
_RECALLED = {
    "حركه",
    "جماعه",
    "تنظيم",
    "جبهه",
    "حزب",
    "ميليشيا",
    "ميليشيات",
    "مليشيا",
    "مليشيات",
    "فصيل",
    "وزاره",
    "لجنه",
    "مجلس",
    "محكمه",
    "هييه",
    "منظمه",
    "وكاله",
    "صحيفه",
    "قناه",
    "شبكه",
    "اذاعه",
    "مركز",
    "معهد",
    "شركه",
    "تحالف",
    "حلف",
    "اتحاد",
    "ايتلاف",
    "بعثه",
    "صندوق",
    "مكتب",
    "سفاره",
    "جامعه",
    "مرصد",
    "كتيبه",
    "جمعيه",
    "موسسه",
    "تكتل",
    "مقاومه",
    "جهاز",
    "مستشفي",
    "تلفزيون",
    "تيار",
    "برلمان",
}
_REBELS = ("متمرد", "مسلح", "مقاتل", "ثوار", "انفصالي", "مهاجم", "مخرب")


def resolve(state: Gathering, node: Node) -> int | None:
    """The party of a node that is no personal name."""
    if node.category == "nation":
        return _nation(state, node)
    if node.category == "people":
        key = ("people", node.key)
        return state.keys.get(key) if key in state.keys else state.add(node, key, state.text(node))
    if node.category == "post":
        return post_of(state, node)
    if node.category == "member" and node.of is not None:
        inner = state.keys.get(("known", node.known)) if node.known else None
        if inner is None:
            inner = state.of_node.get(id(node.of))
        if inner is None:
            inner = resolve(state, node.of)
        if inner is not None:
            state.of_node.setdefault(id(node.of), inner)
            if node.known:
                state.keys.setdefault(("known", node.known), inner)
        return inner
    if node.category == "source":
        return source_of(state, node)
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
    if node.possessed:
        node.country = _owners_country(state)
    if (
        "بها" in node.key.split()
        or node.rank in {"عسكريه", "محليه"}
        or (node.rank == "نظام" and node.last > node.first + 1 and node.country is None and node.of is None)
    ):
        key = ("phrase", node.key)
        return state.keys[key] if key in state.keys else state.add(node, key, state.text(node))
    key = ("government", node.country or "")
    if node.country is None:
        found = latest(
            state, lambda i: state.analysis.parties[i].kind == "government" and node.rank in state.ranks.get(i, ())
        )
        if found is None:
            home = state.keys.get(("government", "USA" if node.rank == "اداره" else state.main or ""))
            found = (
                home if home is not None else latest(state, lambda i: state.analysis.parties[i].kind == "government")
            )
        if found is not None and not node.own:
            return found
        key = ("government", state.main or "")
        node.country = state.main
    if key in state.keys:
        return state.keys[key]
    return state.add(node, key, state.text(node))


def _owners_country(state: Gathering) -> str | None:
    """The country of the person spoken of last: "حكومته" is that one's government."""
    found = latest(
        state, lambda i: state.analysis.parties[i].kind == "person" and state.analysis.parties[i].country is not None
    )
    return state.analysis.parties[found].country if found is not None else None


def _state_in_mind(state: Gathering) -> str | None:
    """The country that was spoken of last, by its name or its government's: whose "وزارة خارجيتها" is."""
    found = latest(state, lambda i: state.analysis.parties[i].kind in {"country", "government"})
    return state.analysis.parties[found].country if found is not None else None


def _field(node: Node) -> str:
    """The field of a ministry with a pronoun: خارجيه for "خارجيتها", دفاع for "دفاعها"."""
    word = node.key.split()[-1]
    for suffix in ("ها", "هم", "هما", "ه"):
        if word.endswith(suffix) and len(word) > len(suffix) + 3:
            word = word.removesuffix(suffix)
            return word[:-1] + "ه" if word.endswith("ت") else word
    return word


def _body(state: Gathering, node: Node) -> int | None:
    """The body or group of a node by known id, own name, class and nation, or nearest fit."""
    if node.kind == "government" and (not node.known or node.known.endswith("-gov")):
        return _government(state, node)
    family = _class(node)
    if node.possessed and node.country is None and node.rank in {"وزاره", "خارجيه"}:
        node.country = _state_in_mind(state)
        family = "وزاره " + _field(node)
    if node.possessed and family == "army" and node.country is None:
        owner = latest(state, lambda i: state.analysis.parties[i].kind in _HAVE_FORCES)
        if owner is not None and state.analysis.parties[owner].kind == "armed_group":
            return owner  # "المتحدث باسم الحركة … قواتها"
    if family and node.country is None:
        return _classed(state, node, family)
    keys: list[tuple[str, ...]] = [("known", node.known)] if node.known else []
    if node.own:
        keys.append(("name", node.own))
    if node.of is not None and node.of.entry == "alias" and node.entry.startswith("member:"):
        keys.append(("name", node.of.own))
    if family:
        keys.append((family, node.country or ""))
    index = next((state.keys[key] for key in keys if key in state.keys), None)
    if index is None:
        index = _nearest(state, node)
    if index is None:
        index = state.keys.get(("phrase", node.key))
    if index is None:
        index = state.add(node, ("phrase", node.key), state.text(node))
    keys += [("name", child.own) for child in node.children if child.category == "alias" and child.own]
    for key in keys:
        state.keys.setdefault(key, index)
    return index


_HAVE_FORCES = frozenset({"armed_group", "state_body", "government", "country", "igo"})


def _nearest(state: Gathering, node: Node) -> int | None:
    """The party that a short definite mention means: "الحركة", "البيان", "المتمردون"."""
    bare = node.definite and node.last == node.first + 1 and not node.own and not node.known
    if bare and (node.kind == "document" or node.rank in _RECALLED):
        found = latest(
            state, lambda i: node.rank in state.ranks.get(i, ()) or (node.kind != "document" and _kin(state, i, node))
        )
        if found is not None:
            return found
    if node.kind == "armed_group" and node.rank.startswith(_REBELS):
        return _rebels(state, node)
    return None


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
        if any(w.removeprefix("ال") in {"دوليه", "متعدده", "امميه", "مشتركه"} for w in node.key.split()):
            return ""
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
        home = state.keys.get((family, state.main or ""))
        if home is not None:
            return home
        mine = {at for key, at in state.keys.items() if key[0] == family}
        found = None if family == "army" else latest(state, mine.__contains__)
        if found is not None:
            return found
        if family == "army" and len(mine) == 1 and state.analysis.parties[next(iter(mine))].country is None:
            return next(iter(mine))
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
    found = latest(
        state,
        lambda i: (
            any(rank.startswith(stem) for rank in state.ranks.get(i, ()))
            and (node.country is None or state.analysis.parties[i].country == node.country)
        ),
    )
    if found is not None:
        return found
    if node.country is not None:
        return None
    if stem not in {"متمرد", "مسلح", "مقاتل"}:
        return None
    armed = (i for i in state.counts if state.analysis.parties[i].kind == "armed_group")
    return max(armed, key=state.counts.__getitem__, default=None)
