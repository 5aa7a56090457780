"""How many sources tell a thing: copies of a wire, and all that credit one agency, count once."""

from __future__ import annotations

from collections.abc import Sequence

from khabar.store.found import ReportLine


def tellers(reports: Sequence[ReportLine]) -> tuple[str, ...]:
    """Return one name for each independent source, in the order of the reports.

    Two reports are one source if they are near-duplicates, credit the same agency, or come from the same outlet
    without crediting any. A report of which neither is known stands for itself.
    """
    names: list[str | None] = []  # of each group, or None where it went into an earlier one
    group_of: dict[str, int] = {}
    held: dict[int, list[str]] = {}
    for report in reports:
        name = report.agency or report.outlet or report.id
        keys = (f"wire:{report.wire}", f"teller:{name}")
        wire, teller = group_of.get(keys[0]), group_of.get(keys[1])
        if wire is not None and wire == teller:
            continue
        if wire is None and teller is not None:  # most are another report of one who was met
            group_of[keys[0]] = teller
            held[teller].append(keys[0])
            continue
        met = sorted({group_of[key] for key in keys if key in group_of})
        if not met:
            names.append(name)
            met = [len(names) - 1]
            held[met[0]] = []
        for other in met[1:]:
            names[other] = None
            for key in held[other]:
                group_of[key] = met[0]
            held[met[0]] += held.pop(other)
        new = [key for key in keys if group_of.get(key) != met[0]]
        held[met[0]] += new
        group_of.update(dict.fromkeys(new, met[0]))
    return tuple(name for name in names if name is not None)
