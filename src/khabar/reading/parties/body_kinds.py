"""Which kind a body is by the words beside its noun: a commission of a union, an irregular army, a league of writers."""

from __future__ import annotations

from khabar.reading.parties.node import Node
from khabar.reading.parties.scan import Scan

_JOINT = {"مشتركه", "حوار", "متابعه", "المتابعه", "مستقله", "الحوار"}
_OFFICIAL = {"طاقه", "استخبارات", "مخابرات", "امن", "فضاء", "تنميه", "غوث", "حمايه"}
_BENEVOLENT = {"حقوق", "لحقوق", "انسانيه", "اغاثه", "حكوميه", "خيريه", "طبيه"}
_SOCIETIES = {
    "عام",
    "دولي",
    "رجال",
    "صناعه",
    "عمال",
    "نقابات",
    "طلبه",
    "صحفيين",
    "علماء",
    "كتاب",
    "جهوي",
    "نساييه",
    "محامين",
}
_OF_UNIONS = {"ساميه", "امم", "للامم", "لاجيين", "اوروبيه", "افريقيه", "اتحاد"}
_BANDS = {
    "معارضه",
    "فصايل",
    "جماعات",
    "حركات",
    "تنظيمات",
    "عناصر",
    "قبايل",
    "مجموعات",
    "مجموعه",
    "خلايا",
    "منظمات",
}
_SOVIET = {"سوفيتي", "سوفياتي", "سوفييتي"}
_POLICE = {"شرطه", "حدودي", "امني"}
_PROVINCES = {"ولايه", "محافظه", "مقاطعه", "اقليم", "مدينه", "بلده", "مديريه", "منطقه"}
_ARMED = {"ارهابيه", "مصنفه", "مسلحه", "متمرده", "تمرد", "متشدده", "متمردين", "مسلحين", "مقاتله", "جهاديه"}
MULTINATIONAL = {"دوليه", "عربيه", "افريقيه", "اقليميه", "امميه", "اوروبيه", "متعدده", "مشتركه"}


def settle_kind(scan: Scan, node: Node, after: int) -> None:
    """Change a body's kind where the words behind its noun say so; `after` is where the noun itself ends."""
    words = {norm.removeprefix("ال") for norm in scan.norms[node.first + 1 : node.last]}
    _of_words(node, words)
    if node.rank in {"قوات", "جيش", "وحدات", "لجان"} and node.kind == "state_body" and node.last > after - 1:
        _loyalty(scan, node, words, after)


def _of_words(node: Node, words: set[str]) -> None:
    """Tell kinds that one noun has by the company it keeps: "اتحاد الكتاب", "المفوضية السامية"."""
    if node.kind == "group" and (node.rank in {"فصايل", "فصيل"} or (node.rank in _BANDS and words & _ARMED)):
        node.kind = "armed_group"
    if node.kind == "ngo" and node.rank == "منظمات" and not words & _BENEVOLENT:
        node.kind = "armed_group" if words & _ARMED else "group"
    if node.rank == "اتحاد" and words & _SOVIET:
        node.kind = "country"
    if node.rank == "مركز" and words & _POLICE:
        node.kind = "state_body"
    if node.kind == "group" and node.rank == "دول" and "تحالف" in words:
        node.kind = "igo"
    if node.kind == "igo" and node.rank == "اتحاد" and words & _SOCIETIES:
        node.kind = "ngo"
    if node.rank == "قوه" and words & MULTINATIONAL:
        node.kind = "igo"
    if node.rank == "لجنه" and "دوليه" in words and node.kind == "state_body":
        node.kind = "ngo"
    if node.rank == "مفوضيه" and words & _OF_UNIONS:
        node.kind = "igo"
    if node.rank == "وكاله" and words & _OFFICIAL:
        node.kind = "igo" if "دوليه" in words else "state_body"
    if node.rank in {"لجنه", "لجان"} and words & _JOINT:
        node.kind = "group"
    if node.kind == "government" and words & {"عسكريه", "امنيه", "محليه", "قضاييه"}:
        node.kind = "state_body"
    if node.kind == "government" and node.rank == "سلطات" and words & _PROVINCES:
        node.kind = "state_body"


def _loyalty(scan: Scan, node: Node, words: set[str], after: int) -> None:
    """Forces are a state's unless their name says otherwise: "القوات الموالية", "جيش الفتح", "قوات البيشمركة"."""
    if words & scan.lex.irregular:
        node.kind = "armed_group"
    elif words & {"دوليه", "متعدده", "امميه"}:
        node.kind = "igo"
    elif (
        node.rank != "لجان"
        and not node.definite
        and node.last > after
        and node.of is None
        and node.country is None
        and scan.definite(after)
    ):
        regular = scan.core(after) in scan.lex.regular
        if not regular and (node.rank == "جيش" or not scan.common(after)):
            node.kind = "armed_group"
