"""A report with parties and statements set by hand, so that proposals and positions are tested on their own."""

import bisect

from khabar.reading.analysis import Party, PartyMention, PartyRole, Piece, StatementDraft, TimeMention
from khabar.reading.positions import derive_positions
from khabar.reading.proposals import find_proposals
from khabar.reading.tokens import begin_analysis
from khabar.record import Report


class Sketch:
    """Parties and statements are named by words of the text; `read` runs the two steps."""

    def __init__(self, text):
        self.analysis = begin_analysis(Report(text=text))
        self.text = text
        self.known = {}

    def piece(self, words, start=0):
        at = self.text.index(words, start)
        starts = self.analysis.starts
        first = bisect.bisect_right(starts, at) - 1
        last = bisect.bisect_left(starts, at + len(words))
        return Piece(first, last, at, at + len(words))

    def party(self, name, kind="government", of=None):
        analysis, index = self.analysis, len(self.analysis.parties)
        party = Party(kind, name, "test")
        if of is not None:
            party.roles.append(PartyRole("", self.known[of]))
        analysis.parties.append(party)
        at = self.text.find(name)
        while at >= 0:
            piece = self.piece(name, at)
            party.mentions.append(len(analysis.party_mentions))
            for token in range(piece.first, piece.last):
                analysis.mention_at.setdefault(token, []).append(len(analysis.party_mentions))
            analysis.party_mentions.append(PartyMention(piece, index, "name", piece.first))
            at = self.text.find(name, at + 1)
        self.known[name] = index
        return self

    def says(self, source, cue, act, content=None, to=None, *, verb=""):
        self.analysis.statements.append(
            StatementDraft(
                self.piece(cue),
                act,
                "indirect" if content else "none",
                "test",
                f"reporting:{verb}" if verb else "",
                sources=[self.known[source]],
                content=self.piece(content) if content else None,
                addressee=None if to is None else self.known[to],
            )
        )
        return self

    def time(self, words, kind, **values):
        self.analysis.times.append(TimeMention(self.piece(words), kind, "test", **values))
        return self

    def read(self):
        find_proposals(self.analysis)
        derive_positions(self.analysis)
        return self

    @property
    def proposals(self):
        return self.analysis.proposals

    def kinds(self):
        return [str(p.kind) for p in self.proposals]

    def names(self, parties):
        return [self.analysis.parties[p].name for p in parties]

    def positions(self):
        return {
            (self.analysis.parties[p.party].name, str(self.proposals[p.proposal].kind), str(p.stance))
            for p in self.analysis.positions
        }
