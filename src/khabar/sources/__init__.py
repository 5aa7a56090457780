"""Bytes to reports: the only rooms that know encodings, HTML or HTTP."""
