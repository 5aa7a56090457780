"""The node of a personal name, and the gender that its first word shows."""

from __future__ import annotations

from khabar.reading.parties.node import Node
from khabar.reading.parties.scan import Scan


def person_node(scan: Scan, first: int, end: int, lead: int) -> Node:
    """Return the node of a personal name."""
    words = scan.norms[first:end]
    words[0] = words[0][lead:]
    key = " ".join(word for word in words if word not in {"-", "–", "."})
    female = words[0] in _FEMALE or (words[0].endswith("ه") and words[0] not in _MALE_HA)
    return Node(
        "person",
        "person",
        first,
        end,
        lead,
        end - 1,
        key,
        "name",
        "name",
        own=key,
        definite=True,
        gender="f" if female else "m",
    )


_FEMALE = frozenset(
    [
        "مريم",
        "زينب",
        "سعاد",
        "هند",
        "هدي",
        "ندي",
        "سلمي",
        "ليلي",
        "نجوي",
        "هيلاري",
        "انجيلا",
        "انغيلا",
        "كوندوليزا",
        "كونداليزا",
        "تسيبي",
        "كاثرين",
        "كاترين",
        "مادلين",
        "سوزان",
        "نيكي",
        "بنظير",
        "هيفاء",
        "وفاء",
        "اسماء",
        "توكل",
        "رانيا",
        "فيديريكا",
        "فديريكا",
        "تيريزا",
        "كريستين",
        "سامانثا",
        "نانسي",
        "بربرا",
        "باربرا",
        "كيم",
        "ماري",
        "ماريا",
        "مارين",
        "ديلما",
        "اليزابيث",
        "جوليا",
        "مارغريت",
        "حنان",
        "رشا",
        "ريم",
        "افيفا",
        "جيهان",
        "نوال",
        "سهي",
    ]
)
_MALE_HA = frozenset(["اسامه", "حمزه", "طلحه", "عبده", "عطيه", "معاويه", "قتيبه", "خليفه", "عرفه", "ثابه"])
