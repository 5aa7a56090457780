"""Across reports: proposals of one plan, statements of one utterance, what contradicts what.

views: what is compared · likeness: how likely two are one · gathering: threads, kept in the store · answers: threads,
utterances and contradictions as what a question returns · independence: how many sources there really are.
"""

from __future__ import annotations

from khabar.store.threads.answers import Contradiction, Stand, Telling, Thread, Utterance

__all__ = ["Contradiction", "Stand", "Telling", "Thread", "Utterance"]
