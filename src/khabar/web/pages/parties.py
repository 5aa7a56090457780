"""Parties across reports: the list of them, and what all reports tell of one."""

from __future__ import annotations

from functools import partial
from typing import Annotated

from babel import Locale
from fastapi import APIRouter, Form, HTTPException, Query, Request
from fastapi.responses import RedirectResponse, Response
from pydantic import Field

from khabar.gazetteer import country
from khabar.store import Profile
from khabar.store.profile import Voice
from khabar.store.threads.steps import Who
from khabar.web.asking import Question
from khabar.web.courses import Graph, Tied, graph
from khabar.web.desk import TheDesk, TheStore, TheUser
from khabar.web.interface import Interface, TheInterface, message
from khabar.web.pages import Entry
from khabar.web.rendering import address, render
from khabar.web.wording import Worded, gloss

ENTRY = Entry(60, "/parties", message("Parties"))
router = APIRouter(include_in_schema=False)
_STATEMENTS, _STEPS = 15, 12


class Named(Question):
    """Which party: an ident, an id or a name; which part of its statements."""

    party: Annotated[str, Field(max_length=300)] = ""


@router.get("/parties")
def parties(
    request: Request, desk: TheDesk, store: TheStore, interface: TheInterface, question: Annotated[Question, Query()]
) -> Response:
    """List parties that pass the filters, those in most reports first."""
    limit = question.limit or desk.page_size
    asked = {name: getattr(question, name) for name in ("party", "type", "outlet", "since", "until")}
    page = store.parties(limit=limit, offset=question.offset, **asked)
    return render(
        request, "parties.html", question=question, page=page, limit=limit, country=partial(_country, interface)
    )


@router.get("/party")
def party(
    request: Request, store: TheStore, interface: TheInterface, question: Annotated[Named, Query()], done: str = ""
) -> Response:
    """Show what all reports tell of a party."""
    if not question.party:
        return RedirectResponse("/parties", 303)
    profile = store.profile(question.party)
    if profile is None:
        raise HTTPException(404)
    ident, limit = profile.line.ident, question.limit or _STATEMENTS
    return render(
        request,
        "party.html",
        profile=profile,
        line=profile.line,
        own=profile.line.name if interface.language == "ar" else profile.line.name_en,
        graph=_graph(profile, interface),
        statements=store.statements(party=ident, limit=limit, offset=question.offset),
        question=question,
        limit=limit,
        steps=store.steps(party=ident, limit=_STEPS),
        worded=lambda found: Worded(found.context, interface),
        gloss=partial(gloss, interface=interface),
        country=partial(_country, interface),
        done=done,
    )


@router.post("/party/merges/undo")
def undo(
    store: TheStore,
    user: TheUser,
    key: Annotated[int, Form(ge=0, lt=2**62)],
    why: Annotated[str, Form(max_length=500)],
    back: Annotated[str, Form(alias="party", max_length=300)] = "",
) -> Response:
    """Undo a merge: its two parties are two again."""
    store.unmerge(key, by=user.name, why=why)
    return RedirectResponse(address("/party", party=back, done="undone") if back else "/parties", 303)


def _country(interface: Interface, iso3: str | None) -> str:
    """A country's name in the reader's language."""
    row = country(iso3) if iso3 else None
    return Locale(interface.language).territories.get(row.iso2, row.name_en) if row else iso3 or ""


def _graph(profile: Profile, interface: Interface) -> Graph | None:
    """Who speaks for it or belongs to it, then it, then for whom it speaks and to whom it belongs."""

    def tied(who: Who, voice: Voice) -> Tied:
        name = who.name if interface.language == "ar" else who.name_en
        return Tied(address("/party", party=who.ident), name, who.kind, voice.number, voice.how)

    own = profile.line.ident
    first = [tied(voice.speaker, voice) for voice in profile.voices if voice.of.ident == own]
    then = [tied(voice.of, voice) for voice in profile.voices if voice.speaker.ident == own]
    return graph(first, then, mirrored=interface.direction == "rtl")
