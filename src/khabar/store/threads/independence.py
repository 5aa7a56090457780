"""How many sources tell a thing: copies of a wire, and all that credit one agency, count once."""

from __future__ import annotations

from collections.abc import Sequence

from khabar.store.found import ReportLine


def tellers(reports: Sequence[ReportLine]) -> tuple[str, ...]:
    """Return one name for each independent source, in the order of the reports.

    Two reports are one source if they are near-duplicates, credit the same agency, or come from the same outlet
    without crediting any. A report of which neither is known stands for itself.
    """
    groups: list[tuple[set[str], str]] = []
    for report in reports:
        name = report.agency or report.outlet or report.id
        keys = {f"wire:{report.wire}", f"teller:{name}"}
        met = [group for group in groups if group[0] & keys]
        if not met:
            groups.append((keys, name))
            continue
        met[0][0].update(keys)
        for group in met[1:]:
            met[0][0].update(group[0])
            groups.remove(group)
    return tuple(name for _, name in groups)
