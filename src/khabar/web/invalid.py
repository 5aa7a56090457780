"""What of a question or a form cannot be meant, as a page tells it; programs are told in pydantic's words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from khabar.web.interface import Interface, message

_WHAT = {
    "act": message("Act"),
    "km": message("Within km"),
    "limit": message("Lines on a page"),
    "outlet": message("Outlet"),
    "party": message("Party"),
    "place": message("Place"),
    "proposal": message("Proposal"),
    "published": message("Day of publication"),
    "report": message("Report id"),
    "since": message("From day"),
    "status": message("Status"),
    "title": message("Title"),
    "type": message("Kind"),
    "until": message("To day"),
}
"""What the fields of filters and forms are called; others stand as they are in the address."""
_WHY = {
    "bool": message("yes or no is wanted"),
    "date": message("a day is written YYYY-MM-DD"),
    "enum": message("it is one of %(expected)s"),
    "extra_forbidden": message("nothing here is called so"),
    "float": message("a number is wanted"),
    "greater_than": message("it must be more than %(gt)s"),
    "greater_than_equal": message("it must be %(ge)s or more"),
    "int": message("a whole number is wanted"),
    "less_than": message("it must be less than %(lt)s"),
    "less_than_equal": message("it must be %(le)s or less"),
    "literal_error": message("it is one of %(expected)s"),
    "missing": message("it is missing"),
    "string_too_long": message("it is longer than %(max_length)s characters"),
    "string_too_short": message("it is shorter than %(min_length)s characters"),
    "too_long": message("there are more than %(max_length)s"),
    "too_short": message("there are fewer than %(min_length)s"),
    "value_error": message("a day is written YYYY-MM-DD"),
}
"""By the type of pydantic's error, or the beginning of it."""
_OTHERWISE = message("it cannot be meant")


def told(error: Mapping[str, Any], say: Interface) -> str:
    """Return in a reader's language what is wrong with a field; error: one of `ValidationError.errors()`."""
    kind, where = str(error["type"]), [str(x) for x in error["loc"][1:] or error["loc"]]
    why = _WHY.get(kind) or _WHY.get(kind.partition("_")[0]) or _OTHERWISE
    values = {
        name: say.number(x) if isinstance(x, int | float) else str(x) for name, x in (error.get("ctx") or {}).items()
    }
    name = say.gettext(_WHAT[where[0]]) if len(where) == 1 and where[0] in _WHAT else ".".join(where)
    return say.gettext("%(field)s: %(why)s", field=name, why=say.gettext(why, **values))
