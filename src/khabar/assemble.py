"""From an Analysis to a Record: the only place where the working state becomes record objects and gets its ids."""

from __future__ import annotations

from khabar.reading.analysis import Analysis, EventDraft, Piece, PlaceNode, ProposalDraft, StatementDraft, TimeMention
from khabar.reading.confidence import confidence
from khabar.record import (
    ChainLink,
    Count,
    Entity,
    EntityIds,
    Event,
    Mention,
    Place,
    PlaceIds,
    Position,
    Proposal,
    Record,
    Requirement,
    Role,
    Source,
    Span,
    Statement,
    StatementSource,
    Time,
    Toll,
    content_id,
)


def assemble(analysis: Analysis) -> Record:
    """Return the record of a report that `khabar.reading` has read; of a Doc it is `assemble(doc._.analysis)`."""
    return Assembly(analysis).record()


class Assembly:
    """Ids by index for every list of the analysis, and the record objects built with them."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.text = analysis.report.text
        self.report_id = analysis.report.id
        self._spans: dict[tuple[int, int], Span] = {}
        self.times = self._ids("t", [x.piece for x in analysis.times])
        self.places = self._ids("p", [x.mentions[0] for x in analysis.places], [x.name for x in analysis.places])
        heads = [analysis.party_mentions[x.mentions[0]].piece for x in analysis.parties]
        self.entities = self._ids("e", heads, [x.name for x in analysis.parties])
        self.statements = self._ids("s", [x.cue for x in analysis.statements])
        self.proposals = self._ids(
            "q", [x.mentions[0] for x in analysis.proposals], [x.kind for x in analysis.proposals]
        )
        self.events = self._ids("v", [x.trigger for x in analysis.events], [x.type for x in analysis.events])

    def _ids(self, prefix: str, pieces: list[Piece], keys: list[str] | None = None) -> list[str]:
        """One id per object: a hash of the report, its first words' place and its key; a twin gets its rank added."""
        ids: list[str] = []
        taken: set[str] = set()
        for i, piece in enumerate(pieces):
            rank = 0
            key = (self.report_id, piece.start, piece.end, keys[i] if keys else "")
            made = content_id(prefix, *key)
            while made in taken:
                rank += 1
                made = content_id(prefix, *key, rank)
            taken.add(made)
            ids.append(made)
        return ids

    def span(self, piece: Piece) -> Span:
        """Return a piece as a span of the report, made once however often it is named."""
        place = (piece.start, piece.end)
        span = self._spans.get(place)
        if span is None:
            span = self._spans[place] = Span(start=piece.start, end=piece.end, text=self.text[piece.start : piece.end])
        return span

    def record(self) -> Record:
        """Return the whole record."""
        analysis, report = self.analysis, self.analysis.report
        source = Source(
            id=self.report_id,
            uri=report.uri,
            title=report.title,
            outlet=report.outlet or analysis.outlet,
            agency=report.agency or analysis.agency,
            byline=report.byline or analysis.byline,
            dateline=None if analysis.dateline is None else self.places[analysis.dateline],
            published=report.published,
            published_from=report.published_from,
            language=report.language,
            text=report.text,
        )
        return Record(
            source=source,
            entities=tuple(self._entity(i) for i in range(len(analysis.parties))),
            places=tuple(self._place(i, node) for i, node in enumerate(analysis.places)),
            times=tuple(self._time(i, time) for i, time in enumerate(analysis.times)),
            statements=tuple(self._statement(i, draft) for i, draft in enumerate(analysis.statements)),
            proposals=tuple(self._proposal(i, draft) for i, draft in enumerate(analysis.proposals)),
            positions=tuple(
                Position(
                    party=self.entities[draft.party],
                    proposal=self.proposals[draft.proposal],
                    stance=draft.stance,
                    exclusive=draft.exclusive,
                    statements=tuple(self.statements[s] for s in draft.statements),
                    as_of=draft.as_of,
                )
                for draft in analysis.positions
            ),
            events=tuple(self._event(i, draft) for i, draft in enumerate(analysis.events)),
            warnings=(*report.cautions, *analysis.cautions),
        )

    def _entity(self, i: int) -> Entity:
        party = self.analysis.parties[i]
        mentions = sorted((self.analysis.party_mentions[m] for m in party.mentions), key=lambda m: m.piece.start)
        return Entity(
            id=self.entities[i],
            kind=party.kind,
            name=party.name,
            name_en=party.name_en,
            ids=EntityIds(wikidata=party.wikidata, iso3=party.country if party.kind == "country" else None),
            country=party.country,
            sector=party.sector,
            roles=tuple(
                Role(
                    title=role.title,
                    of=None if role.of is None else self.entities[role.of],
                    span=None if role.piece is None else self.span(role.piece),
                )
                for role in party.roles
            ),
            part_of=tuple(self.entities[x] for x in party.part_of),
            mentions=tuple(Mention(span=self.span(m.piece), form=m.form) for m in mentions),
        )

    def _place(self, i: int, node: PlaceNode) -> Place:
        return Place(
            id=self.places[i],
            name=node.name,
            name_en=node.name_en,
            kind=node.kind,
            country=node.country,
            lat=node.lat,
            lon=node.lon,
            ids=PlaceIds(geonames=node.geonames, wikidata=node.wikidata),
            within=None if node.within is None else self.places[node.within],
            mentions=tuple(self.span(piece) for piece in node.mentions),
        )

    def _time(self, i: int, time: TimeMention) -> Time:
        return Time(
            id=self.times[i],
            span=self.span(time.piece),
            kind=time.kind,
            earliest=time.earliest,
            latest=time.latest,
            duration=time.duration,
            weekday=time.weekday,
            approximate=time.approximate,
            anchor=time.anchor,
        )

    def _statement(self, i: int, draft: StatementDraft) -> Statement:
        return Statement(
            id=self.statements[i],
            act=draft.act,
            kind=draft.kind,
            cue=self.span(draft.cue),
            source=StatementSource(
                entities=tuple(self.entities[x] for x in draft.sources),
                span=None if draft.source_piece is None else self.span(draft.source_piece),
            ),
            content=None if draft.content is None else self.span(draft.content),
            quotes=tuple(self.span(piece) for piece in draft.quotes),
            chain=tuple(ChainLink(entity=self.entities[x], role=role) for x, role in draft.chain),
            addressee=None if draft.addressee is None else self.entities[draft.addressee],
            place=None if draft.place is None else self.places[draft.place],
            time=None if draft.time is None else self.times[draft.time],
            about=tuple(self.proposals[x] for x in draft.about),
            negated=draft.negated,
            by=draft.by,
            confidence=confidence(draft),
        )

    def _proposal(self, i: int, draft: ProposalDraft) -> Proposal:
        return Proposal(
            id=self.proposals[i],
            kind=draft.kind,
            label=self.analysis.text_of(draft.mentions[0]),
            mentions=tuple(self.span(piece) for piece in draft.mentions),
            sponsors=tuple(self.entities[x] for x in draft.sponsors),
            addressees=tuple(self.entities[x] for x in draft.addressees),
            parties=tuple(self.entities[x] for x in draft.parties),
            subject=tuple(self.entities[x] for x in draft.subject),
            area=tuple(self.places[x] for x in draft.area),
            duration=draft.duration,
            starts=None if draft.starts is None else self.times[draft.starts],
            instrument=draft.instrument,
            purpose=draft.purpose,
            requires=tuple(
                Requirement(proposal=None if x is None else self.proposals[x], span=self.span(piece))
                for x, piece in draft.requires
            ),
            part_of=None if draft.part_of is None else self.proposals[draft.part_of],
            status=draft.status,
            status_because=tuple(self.statements[x] for x in draft.status_because),
            by=draft.by,
            confidence=confidence(draft),
        )

    def _event(self, i: int, draft: EventDraft) -> Event:
        counts = {
            name: Count(min=count.low, max=count.high, span=self.span(count.piece))
            for name, count in draft.toll.items()
        }
        return Event(
            id=self.events[i],
            type=draft.type,
            mode=draft.mode,
            contexts=tuple(draft.contexts),
            aux=tuple(draft.aux),
            trigger=self.span(draft.trigger),
            actors=tuple(self.entities[x] for x in draft.actors),
            recipients=tuple(self.entities[x] for x in draft.recipients),
            place=None if draft.place is None else self.places[draft.place],
            time=None if draft.time is None else self.times[draft.time],
            toll=Toll(**counts) if counts else None,
            said_in=None if draft.said_in is None else self.statements[draft.said_in],
            by=draft.by,
            confidence=confidence(draft),
        )
