"""What reading remembers of words is dropped after so many characters, and reading goes on as before."""

from functools import cache

import khabar
from khabar.arabic import fold
from khabar.corpus import memory
from khabar.corpus.memory import Memory

TEXT = "قال وزير الخارجية إن بلاده ترفض هدنة في المدينة، وأعلن المتحدث باسم الجيش مقتل خمسة جنود في هجوم."


def test_words_are_forgotten_after_so_many_characters():
    held = Memory(most=250)
    assert [held.add(100) for _ in range(6)] == [False, False, True, False, False, True]


def test_what_is_forgotten_is_found_again(monkeypatch):
    before = khabar.read(TEXT, published="2016-10-03")
    monkeypatch.setattr(memory, "_FEW", 0)
    memory.forget()
    assert fold.cache_info().currsize == 0
    assert khabar.read(TEXT, published="2016-10-03") == before


def test_other_people_s_memories_stay():
    @cache
    def of_somebody_else(number):
        return number

    for number in range(5_000):
        of_somebody_else(number)
    memory.forget()
    assert of_somebody_else.cache_info().currsize == 5_000
