"""Corrections of a report's claims: forms for one claim, and what becomes of them; why a claim was found."""

from __future__ import annotations

import json
import re
from typing import Annotated, Any, cast

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import RedirectResponse, Response
from starlette.datastructures import FormData

from khabar.errors import KhabarError, saying
from khabar.explanation import report_of
from khabar.record import Entity, Place, Proposal, Record
from khabar.store import Correction, Store
from khabar.store.corrections import Action
from khabar.web.correcting import FIELDS, Correctable, MisgivenError, edits, objects_of, value_of
from khabar.web.desk import ThePool, TheStore, TheUser
from khabar.web.interface import Interface, TheInterface, message
from khabar.web.pages.report import whole
from khabar.web.rendering import render
from khabar.web.wording import Worded

router = APIRouter(include_in_schema=False)
_REASONS = {
    "accept": message("read and found right"),
    "reject": message("not what the report says"),
    "edit": message("read again"),
    "merge": message("the same"),
    "split": message("another"),
    "restore": message("right as it was read"),
}
"""The reason that stands in the log where none is given."""
_LONGEST = 2000
_PAIR = re.compile(r"(\d{1,9})-(\d{1,9})", re.ASCII)


async def _form(request: Request) -> FormData:
    return await request.form()


TheForm = Annotated[FormData, Depends(_form)]


@router.get("/reports/{ident}/claims/{claim}")
def edit(request: Request, store: TheStore, interface: TheInterface, ident: str, claim: str) -> Response:
    """Show the form to correct a claim."""
    back = request.query_params.get("queue")
    return work(request, interface, _record(store, ident), claim, to=None if back is None else f"/queue?{back}")


@router.get("/reports/{ident}/claims/{claim}/why")
def why(
    request: Request, store: TheStore, pool: ThePool, interface: TheInterface, *, ident: str, claim: str
) -> Response:
    """Tell which rule and lexicon entry made a claim."""
    record, machine = _record(store, ident), store.uncorrected(ident)
    item = objects_of(record).get(claim) or (objects_of(machine).get(claim) if machine else None)
    if item is None:
        raise HTTPException(404)
    made = [one for one in pool.explain(report_of(record.source)) if one.id == claim]
    return render(request, "explaining.html", record=record, worded=Worded(record, interface), item=item, claims=made)


@router.post("/reports/{ident}/corrections")
def correct(
    request: Request, store: TheStore, interface: TheInterface, user: TheUser, form: TheForm, *, ident: str
) -> Response:
    """Keep a correction of a claim, or several, and show the report as it is then."""
    record = _record(store, ident)
    claim = str(form.get("object", ""))
    try:
        keep(store, record, form, user.name, interface)
    except KhabarError as error:
        problem = interface.told(error)
        if claim not in objects_of(record):
            raise
        return work(request, interface, record, claim, problem=problem, given=form)
    if "hx-request" in request.headers:
        return whole(request, store, interface, ident)
    return RedirectResponse(f"/reports/{ident}#c-{claim}", 303)


def keep(store: Store, record: Record, form: FormData, who: str, say: Interface) -> list[Correction]:
    """Write down the corrections that a form means; none where it changes nothing. Raise `KhabarError`."""
    action = str(form.get("action", ""))
    if action not in _REASONS:
        raise MisgivenError(saying("Nothing was asked for."))
    claim = str(form.get("object", ""))
    reason = str(form.get("why", "")).strip()[:_LONGEST] or say.gettext(_REASONS[action])

    def made(**more: Any) -> Correction:
        return Correction(record.source.id, claim, cast("Action", action), who, reason, **more)

    if action == "edit":
        item = objects_of(record).get(claim)
        if item is None:
            raise MisgivenError(saying("The report has no such claim any more."))
        corrections = [made(field=name, value=value) for name, value in edits(record, item, form)]
    elif action == "merge":
        corrections = [made(value=json.dumps(str(form.get("other", ""))))]
    elif action == "split":
        found = (_PAIR.fullmatch(str(pair)) for pair in form.getlist("mention"))
        pairs = [[int(pair[1]), int(pair[2])] for pair in found if pair]
        name = str(form.get("name", "")).strip()
        if not pairs or not name:
            raise MisgivenError(saying("Say which mentions are another, and its name."))
        corrections = [made(value=json.dumps({"name": name, "mentions": pairs}, ensure_ascii=False))]
    else:
        corrections = [made()]
    return store.correct_all(corrections) if corrections else []


def _record(store: Store, ident: str) -> Record:
    record = store.get(ident)
    if not isinstance(record, Record):
        raise HTTPException(404)
    return record


def work(
    request: Request,
    interface: Interface,
    record: Record,
    claim: str,
    *,
    problem: str | None = None,
    given: FormData | None = None,
    to: str | None = None,
) -> Response:
    """The form for one claim, as a page; a page that has the claim already takes only the form from it.

    problem: what was wrong with what was given before. to: where the form goes, if not to the report.
    """
    item = objects_of(record).get(claim)
    if item is None:
        raise HTTPException(404)
    made = render(
        request,
        "correcting.html",
        status=422 if problem else 200,
        record=record,
        worded=Worded(record, interface),
        item=item,
        fields=FIELDS[type(item)],
        value_of=value_of,
        others=_others(record, item),
        problem=problem,
        given=given,
        to=to or f"/reports/{record.source.id}/corrections",
    )
    if problem:
        made.headers.update({"HX-Retarget": f"#work-{claim}", "HX-Reselect": "#work", "HX-Reswap": "innerHTML"})
    return made


def _others(record: Record, item: Correctable) -> list[Correctable]:
    """What an object may be merged with."""
    same: tuple[Correctable, ...] = ()
    if isinstance(item, Entity):
        same = record.entities
    elif isinstance(item, Place):
        same = record.places
    elif isinstance(item, Proposal):
        same = record.proposals
    return [other for other in same if other.id != item.id]
