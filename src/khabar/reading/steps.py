"""The steps of reading in their order."""

from __future__ import annotations

from collections.abc import Callable

from khabar.reading.acts import find_acts
from khabar.reading.analysis import Analysis
from khabar.reading.events import find_events
from khabar.reading.header import find_header
from khabar.reading.parties import find_parties
from khabar.reading.places import find_places
from khabar.reading.positions import derive_positions
from khabar.reading.proposals import find_proposals
from khabar.reading.statements import find_statements
from khabar.reading.times import find_times
from khabar.reading.tokens import begin_analysis
from khabar.record import Report

STEPS: dict[str, Callable[[Analysis], None]] = {
    "khabar_header": find_header,
    "khabar_times": find_times,
    "khabar_places": find_places,
    "khabar_parties": find_parties,
    "khabar_statements": find_statements,
    "khabar_acts": find_acts,
    "khabar_events": find_events,
    "khabar_proposals": find_proposals,
    "khabar_positions": derive_positions,
}


READER = "khabar_reader"
READER_OF_NAMES = "khabar_reader_names"


def steps_of(*, model: bool) -> dict[str, Callable[[Analysis], None]]:
    """Return the steps in their order; with the neural reader before parties and before the first that weighs what it says."""
    if not model:
        return STEPS
    found: dict[str, Callable[[Analysis], None]] = {}
    for name, step in STEPS.items():
        if name == "khabar_parties":
            found[READER_OF_NAMES] = ask_for_names
        if name == "khabar_statements":
            found[READER] = ask_reader
        found[name] = step
    return found


def ask_for_names(analysis: Analysis) -> None:
    """Ask the neural reader where personal names stand."""
    from khabar.reading.reader import find_persons

    find_persons(analysis)


def ask_reader(analysis: Analysis) -> None:
    """Ask the neural reader about every word (`khabar.reading.reader`), which is loaded when it is first asked."""
    from khabar.reading.reader import find_hints

    find_hints(analysis)


def read_report(report: Report, *, model: bool = False) -> Analysis:
    """Read a report; return all that was understood of it, for `khabar.assemble` to make a record of.

    model: whether the neural reader is asked too.
    """
    analysis = begin_analysis(report)
    for step in steps_of(model=model).values():
        step(analysis)
    return analysis
