"""Gathering the places of one report: step after step, then their order and which lies in which."""

from __future__ import annotations

from khabar.gazetteer import place
from khabar.reading.places.choose import context
from khabar.reading.places.lands import Lands


class Gathering(Lands):
    """Reads the places of one report and leaves them in its analysis."""

    def run(self) -> None:
        """Read the report and leave its places in the analysis."""
        if self.hits or self.analysis.dateline_piece:
            self.votes = context(self.text, self.hits)
        self._names()
        self._unknown()
        self._territories()
        self._taken_up()
        self._near()
        self._finish()

    def _finish(self) -> None:
        analysis = self.analysis
        order = sorted(self.nodes, key=lambda key: min((m.start, -m.end) for m in self.nodes[key].mentions))
        index = {key: i for i, key in enumerate(order)}
        for key in order:
            node = self.nodes[key]
            node.mentions.sort(key=lambda m: m.start)
            holder = self.within.get(key) or self._holder(key)
            if holder in index and holder != key:
                node.within = index[holder]
            analysis.places.append(node)
        piece = analysis.dateline_piece
        if piece:
            inside = [
                (mention.start, index[key])
                for key in order
                for mention in self.nodes[key].mentions
                if piece.first <= mention.first < piece.last
            ]
            analysis.dateline = min(inside)[1] if inside else None

    def _holder(self, key: str) -> str | None:
        """The unit around a gazetteer place, or its country, if the report names it as a place too."""
        row = place(key) if not key.startswith(("part:", "land:", "form:", "country:")) else None
        seen = 0
        while row is not None and row.within and seen < 6:
            if row.within in self.nodes:
                return row.within
            row = place(row.within)
            seen += 1
        node = self.nodes[key]
        return f"country:{node.country}" if node.country and not key.startswith("country:") else None
