"""What a noun can be of: a nation, a person, a body named in full or by its bare name."""

from __future__ import annotations

from khabar.reading.parties.lexemes import lead_of
from khabar.reading.parties.names import name_at
from khabar.reading.parties.nations import demonym_of, party_by_loose_name, party_named
from khabar.reading.parties.node import Node
from khabar.reading.parties.person_node import person_node
from khabar.reading.parties.scan import CLOSING, OPENING, Scan


def owner_at(scan: Scan, at: int) -> Node | None:
    """The nation, capital or person right after a noun that is theirs: "حكومة الخرطوم", "إدارة أوباما"."""
    for found, kind in ((scan.country(at), "country"), (scan.capital(at), "government")):
        if found is not None and found[1] == 0:
            return Node(
                "nation", kind, at, found[0], 0, at, found[2], "country", country=found[2], gender="f", definite=True
            )
    post = scan.post(at) if scan.norms[at] not in _THINGS else None
    if post is not None and post.lead == 0 and (post.person is not None or post.rank == "spokesman"):
        return post
    if post is not None and post.lead == 0 and post.last > at + 1:
        return None  # "مكتب حاكم المدينة", whose title is a name too
    if scan.function(at) or demonym_of(scan.norms[at]) is not None:
        return None
    if scan.norms[at] in scan.aliases:
        return None
    name = name_at(scan, at, trusted=scan.norms[at] in scan.lex.family and not scan.common(at))
    return person_node(scan, at, name[0], 0) if name is not None and name[1] == 0 else None


_THINGS = {"المساعده"}  # behind a body it is what it brings, not a woman's post: "قوات المساعدة الدولية"


def take(node: Node, child: Node) -> None:
    """Make a phrase inside part of the node."""
    node.children.append(child)
    node.of = node.of or child
    node.last = child.last
    node.country = node.country or child.country
    node.key += " " + child.key


def aliased(scan: Scan, at: int) -> Node | None:
    """A body by its bare name, maybe in marks, that the report has introduced with its noun or the gazetteer knows."""
    quoted = at < len(scan) and scan.text(at) in OPENING
    here = at + quoted
    if here >= len(scan):
        return None
    row = party_named(scan.norms, here) if scan.word(here) else None
    if row is not None and not row[1] and row[2].kind != "person":
        end, _, found = row
        own = " ".join(scan.norms[here:end])
        end += quoted and end < len(scan)
        return Node(
            "body",
            found.kind,
            at,
            end,
            0,
            here,
            own,
            f"gazetteer:{found.id}",
            "name",
            own=own,
            country=found.country or None,
            known=found.id,
        )
    for count in (3, 2, 1):
        if here + count > len(scan):
            continue
        known = scan.aliases.get(" ".join(scan.norms[here : here + count]))
        if known is not None:
            end = here + count + (quoted and here + count < len(scan) and scan.text(here + count) in CLOSING)
            return Node(
                "body",
                known.kind,
                at,
                end,
                0,
                here,
                known.key,
                "alias",
                "name",
                own=known.own,
                country=known.country,
                gender=known.gender,
                known=known.known,
            )
    return None


def inner_at(scan: Scan, at: int) -> Node | None:
    """Return the body or country right at a token, without clitics, or None."""
    inner = scan.body(at) if scan.word(at) else None
    if inner is not None:
        return inner if inner.category == "body" and not inner.lead else None
    inner = aliased(scan, at)
    if inner is not None or not scan.word(at):
        return inner
    country = scan.country(at)
    if country is not None and not country[1]:
        return Node("nation", "country", at, country[0], 0, at, country[2], "country", country=country[2], gender="f")
    return None


def known_at(scan: Scan, at: int) -> Node | None:
    """A party of the gazetteer, with its country's adjective behind it."""
    found = party_named(scan.norms, at)
    if found is None:
        return None
    end, lead, row = found
    person = row.kind == "person"
    node = Node(
        "person" if person else "body",
        row.kind,
        at,
        end,
        lead,
        end - 1 if person else at,
        " ".join([scan.norms[at][lead:], *scan.norms[at + 1 : end]]),
        f"gazetteer:{row.id}",
        "name",
        country=row.country or None,
        gender="m" if person else _gender(scan.norms[at][lead:]),
        definite=True,
        known=row.id,
    )
    node.own = node.key
    if not person:
        node.children += _inside(scan, at + 1, end)
    if person:
        node.country = None
        return node
    while end < len(scan) and scan.definite(end):
        demonym = demonym_of(scan.norms[end])
        if demonym is None or not demonym[1].country or (row.country and demonym[1].country != row.country):
            break
        node.children.append(
            Node(
                "nation",
                "country",
                end,
                end + 1,
                lead_of(demonym[0], scan.norms[end]),
                end,
                demonym[1].country,
                "demonym",
                "name",
                country=demonym[1].country,
                gender="f",
                definite=True,
            )
        )
        end += 1
        node.last = end
    return node


def _inside(scan: Scan, first: int, last: int) -> list[Node]:
    """Nations and known parties inside a known name: "الأوكراني" in "الجيش الأوكراني"."""
    found: list[Node] = []
    at = first
    while at < last:
        inner = party_named(scan.norms, at)
        demonym = demonym_of(scan.norms[at])
        if inner is not None and inner[0] <= last and not inner[1]:
            row = inner[2]
            found.append(
                Node(
                    "body",
                    row.kind,
                    at,
                    inner[0],
                    0,
                    at,
                    " ".join(scan.norms[at : inner[0]]),
                    f"gazetteer:{row.id}",
                    "name",
                    own=" ".join(scan.norms[at : inner[0]]),
                    country=row.country or None,
                    known=row.id,
                    definite=True,
                )
            )
            at = inner[0]
            continue
        if demonym is not None and demonym[1].country and not demonym[1].people:
            found.append(
                Node(
                    "nation",
                    "country",
                    at,
                    at + 1,
                    lead_of(demonym[0], scan.norms[at]),
                    at,
                    demonym[1].country,
                    "demonym",
                    "name",
                    country=demonym[1].country,
                    gender="f",
                    definite=True,
                )
            )
        at += 1
    return found


def _gender(word: str) -> str:
    return (
        "f"
        if word.endswith(("ه", "ات")) or word in {"حماس", "الامم", "فتح", "طالبان", "داعش", "القاعده", "القوات"}
        else "m"
    )


def linked_group(scan: Scan, at: int) -> Node | None:
    """An armed group by an ambiguous name that only its link betrays: "طالبان والقاعدة", "المرتبطة بالقاعدة"."""
    norm = scan.norms[at]
    if at == 0 or norm[0] not in "وب":
        return None
    found = party_by_loose_name(scan.norms, at)
    if found is None or not found[1] or found[2].kind != "armed_group":
        return None
    end, lead, row = found
    before = scan.norms[at - 1]
    if norm[0] == "ب":
        linked = before.removeprefix("ال").startswith(_LINKED)
    else:
        named = party_named(scan.norms, at - 1)
        linked = before in scan.aliases or (named is not None and named[2].kind == "armed_group")
    if not linked or scan.adjective(end):
        return None
    own = " ".join([norm[lead:], *scan.norms[at + 1 : end]])
    return Node(
        "body",
        row.kind,
        at,
        end,
        lead,
        at,
        own,
        f"gazetteer:{row.id}",
        "name",
        own=own,
        country=row.country or None,
        definite=True,
        known=row.id,
    )


_LINKED = ("مرتبط", "صله", "صلات", "علاقه", "علاقات", "ارتباط", "متصل", "ملتحق", "التحاق", "مبايع")
