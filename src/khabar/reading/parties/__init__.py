"""Parties: who acts, speaks, receives or is asked; names, titles, later mentions.

`find_parties` fills `analysis.parties`, `party_mentions` and `mention_at`. The other steps then ask, always with
token indexes, and get indexes into `analysis.parties`:

- `party_in(analysis, first, last)`: the parties that a stretch of words names, coordinated ones together;
- `phrase_from(analysis, first, last)`: the source phrase that begins at a token (title, name, apposition,
  "X وY"), as the piece of text and its parties;
- `party_at(analysis, token)`: the party whose outermost mention covers a token;
- `subject_of(analysis, token, number, gender)`: whom a verb without a subject means;
- `resolve_pronoun(analysis, token)`: whom the pronoun attached to a token (or standing there) means;
- `possessor(analysis, token)`: whose the noun at a token is ("وزيرة خارجيته", "دعوة عباس");
- `spoken_for(analysis, party)`: the body on whose behalf a party speaks, or itself.
"""

from __future__ import annotations

from khabar.reading.analysis import Analysis
from khabar.reading.parties.bodies import find_body
from khabar.reading.parties.find import find_nodes
from khabar.reading.parties.gather import gather
from khabar.reading.parties.queries import (
    mentions_in,
    party_at,
    party_in,
    phrase_from,
    possessor,
    resolve_pronoun,
    spoken_for,
    subject_of,
)
from khabar.reading.parties.scan import make_scan
from khabar.reading.parties.titles import find_post

__all__ = [
    "find_parties",
    "mentions_in",
    "party_at",
    "party_in",
    "phrase_from",
    "possessor",
    "resolve_pronoun",
    "spoken_for",
    "subject_of",
]


def find_parties(analysis: Analysis) -> None:
    """Find the parties of a report and every place where they are meant."""
    scan = make_scan(analysis, find_body=find_body, find_post=find_post)
    gather(scan, find_nodes(scan))
