"""Records made by hand, for stores to keep: small sentences and everything that can be claimed of them."""

import datetime as dt

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
    Report,
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

TEXT = (
    "قال وزير الخارجية الروسي سيرغي لافروف لوكالة الأنباء الاثنين إن موسكو ترفض هدنة مدتها سبعة أيام في حلب. "
    "وقبلت المعارضة السورية الهدنة. وأدت غارات على حي الصاخور في شرق حلب إلى مقتل 12 مدنيا. "
    "وستبدأ المحادثات وبالمحادثات وحدها يُفتح الطريق."
)
ALEPPO = (36.2021, 37.1343)


def record(
    text: str = TEXT,
    *,
    published: dt.date | None = dt.date(2016, 10, 3),
    outlet: str | None = "صحيفة الصباح",
    uri: str | None = "https://example.org/news/1",
    stance: str = "reject",
    speaker: str = "سيرغي لافروف",
    dead: int = 12,
    geonames: int | None = 170063,
    point: tuple[float, float] = ALEPPO,
) -> Record:
    """A whole record of `TEXT`, or of a text that has the same words in it."""
    source_id = Report(text=text, published=published).id

    def ident(prefix: str, key: object) -> str:
        return content_id(prefix, source_id, key)

    def span(words: str, after: int = 0) -> Span:
        start = text.index(words, after)
        return Span(start=start, end=start + len(words), text=words)

    day = published or dt.date(2016, 10, 3)
    lavrov, russia, agency, rebels = (ident("e", k) for k in ("lavrov", "russia", "agency", "rebels"))
    aleppo, quarter = ident("p", "aleppo"), ident("p", "quarter")
    monday = ident("t", "monday")
    truce, talks = ident("q", "truce"), ident("q", "talks")
    said, accepted = ident("s", "said"), ident("s", "accepted")
    by = {"by": "rule:hand", "confidence": 0.9}
    return Record(
        source=Source(id=source_id, uri=uri, title="هدنة في حلب", outlet=outlet, agency="رويترز", published=published, text=text),
        entities=(
            Entity(id=lavrov, kind="person", name=speaker, name_en="Sergey Lavrov", ids=EntityIds(wikidata="Q58217"), country="RUS",
                   roles=(Role(title="وزير الخارجية", of=russia, span=span("وزير الخارجية")),), mentions=(Mention(span=span("سيرغي لافروف"), form="name"),)),
            Entity(id=russia, kind="government", name="الحكومة الروسية", name_en="Government of Russia", country="RUS", sector="GOV",
                   mentions=(Mention(span=span("موسكو"), form="name"),)),
            Entity(id=agency, kind="media", name="وكالة الأنباء", mentions=(Mention(span=span("وكالة الأنباء"), form="name"),)),
            Entity(id=rebels, kind="group", name="المعارضة السورية", country="SYR", mentions=(Mention(span=span("المعارضة السورية"), form="name"),)),
        ),
        places=(
            Place(id=aleppo, name="حلب", name_en="Aleppo", country="SYR", lat=point[0], lon=point[1], ids=PlaceIds(geonames=geonames), mentions=(span("حلب"),)),
            Place(id=quarter, name="حي الصاخور", country="SYR", lat=point[0] + 0.01, lon=point[1] + 0.03, within=aleppo, mentions=(span("حي الصاخور"),)),
        ),
        times=(Time(id=monday, span=span("الاثنين"), kind="date", earliest=day, latest=day, anchor="published"),),
        statements=(
            Statement(id=said, act=stance, kind="indirect", cue=span("قال"), source=StatementSource(entities=(lavrov,), span=span("سيرغي لافروف")),
                      content=span("موسكو ترفض هدنة مدتها سبعة أيام في حلب"), chain=(ChainLink(entity=agency, role="agency"),), addressee=agency,
                      time=monday, about=(truce,), **by),
            Statement(id=accepted, act="accept", kind="indirect", cue=span("وقبلت"), source=StatementSource(entities=(rebels,)), content=span("الهدنة"),
                      quotes=(span("الهدنة"),), about=(truce,), **by),
        ),
        proposals=(
            Proposal(id=truce, kind="ceasefire", label="هدنة مدتها سبعة أيام في حلب", mentions=(span("هدنة مدتها سبعة أيام في حلب"), span("الهدنة")),
                     sponsors=(rebels,), area=(aleppo,), duration="P7D", starts=monday, requires=(Requirement(proposal=talks, span=span("المحادثات")),),
                     status="contested", status_because=(said, accepted), **by),
            Proposal(id=talks, kind="talks", label="المحادثات", mentions=(span("المحادثات"),), **by),
        ),
        positions=(
            Position(party=russia, proposal=truce, stance=stance, statements=(said,), as_of=day),
            Position(party=rebels, proposal=truce, stance="accept", exclusive=True, statements=(accepted,), as_of=None),
        ),
        events=(
            Event(id=ident("v", "raid"), type="ASSAULT", mode="aerial", contexts=("military",), trigger=span("غارات"), place=quarter, time=monday,
                  recipients=(rebels,), toll=Toll(dead=Count(min=dead, max=dead, span=span(f"{12}"))), said_in=said, **by),
            Event(id=ident("v", "talks"), type="CONSULT", aux=("future",), trigger=span("المحادثات"), actors=(lavrov,), **by),
        ),
        warnings=({"code": "no-dateline", "message": "the report names no place it was sent from"},),
    )  # fmt: skip


def varied(n: int) -> Record:
    """The n-th of many different records: other days, words, outlets, places and stances."""
    acts = ("reject", "accept", "demand", "say", "propose")
    filler = " ".join(f"كلمة{(n * 31 + i * 7) % 5003}" for i in range(120))
    return record(
        f"{TEXT} {filler} رقم {n}.",
        published=dt.date(2016, 1, 1) + dt.timedelta(days=n % 700),
        outlet=f"صحيفة {n % 40}",
        uri=f"https://paper{n % 40}.example.org/{n}",
        stance=acts[n % len(acts)],
        dead=n % 50,
        geonames=None if n % 3 else 170063,
        point=(30 + (n % 97) / 10, 35 + (n % 89) / 10),
    )
