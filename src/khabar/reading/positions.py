"""Positions: where each party stands on each proposal, from the last statement that takes a stand."""

from __future__ import annotations

from khabar.reading.analysis import Analysis, PositionDraft
from khabar.record import Act

_STANCES = frozenset(
    {Act.ACCEPT, Act.REJECT, Act.DEMAND, Act.PROPOSE, Act.SUPPORT, Act.CONDEMN, Act.DENY, Act.PROMISE, Act.NO_COMMENT}
)


def body_of(analysis: Analysis, party: int) -> int:
    """Return the body that a person or an unnamed source speaks for; else the party itself."""
    known = analysis.parties[party]
    if known.speaks_for is not None:
        return known.speaks_for
    if known.kind in ("person", "unnamed"):
        of = [role.of for role in known.roles if role.of is not None]
        if of:
            return of[-1]
    return party


def derive_positions(analysis: Analysis) -> None:
    """Fill the analysis with one position per party and proposal."""
    found: dict[tuple[int, int], PositionDraft] = {}
    for index, statement in enumerate(analysis.statements):
        if statement.act not in _STANCES:
            continue
        for source in statement.sources:
            party = body_of(analysis, source)
            for proposal in statement.about:
                known = found.get((party, proposal))
                if known is None:
                    found[party, proposal] = PositionDraft(party, proposal, statement.act, [index])
                else:
                    known.stance = statement.act
                    known.statements.append(index)
    analysis.positions = list(found.values())
