"""The neural reader: what a small encoder trained on annotated reports thinks of the words, for the steps to weigh.

`pieces` cuts words for the encoder, `lexical` says what lexicons know of them, `network` runs the weights, `naming`
finds personal names, `hints` holds the answers.
"""

from khabar.reading.reader.network import find_hints, find_persons

__all__ = ["find_hints", "find_persons"]
