"""What can go wrong, as a tree: catch `KhabarError` for all of it.

KhabarError
├── UnreadableError     bytes that hold no report: empty, binary, undecodable
├── FetchError          an address that must not or cannot be read
├── SettingsError       a setting or an argument with an impossible value
├── LexiconError        a lexicon or gazetteer entry that breaks its own rules
├── ModelError          a file of the neural reader that is missing, or is not the one that was shipped
├── StoreError          a store that cannot be opened, or a question to it that has no meaning
└── ExportError         a file that cannot be written, or a format there is none of
"""


class KhabarError(Exception):
    """Base of every error khabar raises on purpose; the message says what, where and how to mend it."""


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
