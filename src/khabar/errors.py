"""What can go wrong, as a tree: catch `KhabarError` for all of it.

KhabarError
├── UnreadableError     bytes that hold no report: empty, binary, undecodable
├── FetchError          an address that must not or cannot be read
├── SettingsError       a setting or an argument with an impossible value
├── LexiconError        a lexicon or gazetteer entry that breaks its own rules
├── ModelError          a file of the neural reader that is missing, or is not the one that was shipped
├── StoreError          a store that cannot be opened, or a question to it that has no meaning
├── ExportError         a file that cannot be written, or a format there is none of
└── CorpusError         a corpus run that cannot begin or go on: its inputs, its folder, its cluster
"""

from __future__ import annotations


class Saying(str):
    """A text that the desk can say in its reader's language; here it is in English."""

    __slots__ = ()


def saying(text: str) -> Saying:
    """Mark the text of an error, or a word that stands in one, for the catalogues of the desk."""
    return Saying(text)


class KhabarError(Exception):
    """Base of every error khabar raises on purpose; the message says what, where and how to mend it.

    text: the message, with `%(name)s` where a value stands; values: what stands there. `str` puts them together, in
    English; who speaks another language to people puts them together anew (`khabar.web.interface.Interface.told`).
    """

    def __init__(self, text: str = "", /, **values: object) -> None:
        self.text = text
        self.values = {
            name: value if isinstance(value, str | int | float | KhabarError) else str(value)
            for name, value in values.items()
        }
        super().__init__(text % self.values if values else text)


class UnreadableError(KhabarError):
    """Bytes that hold no report: empty, binary or in no encoding that can be told."""


class FetchError(KhabarError):
    """An address that must not be read (private, too large, too slow) or could not be."""


class SettingsError(KhabarError):
    """A setting or an argument with a value that cannot be meant."""


class LexiconError(KhabarError):
    """A lexicon or gazetteer entry that breaks its own rules; names the file and the entry."""


class ModelError(KhabarError):
    """A file of the neural reader that is missing, or is not the one that was shipped."""


class StoreError(KhabarError):
    """A store that cannot be opened, or a question to it that has no meaning."""


class ExportError(KhabarError):
    """A file that cannot be written, or a format there is none of."""


class CorpusError(KhabarError):
    """A corpus run that cannot begin or go on: its inputs, its folder, or a cluster of another khabar."""
