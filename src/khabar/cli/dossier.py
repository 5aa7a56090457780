"""`khabar dossier`: a brief on one subject, to hand on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from khabar.cli.storing import DEFAULT_DB, Db, Km, Outlet, Place, Since, Until, opened

if TYPE_CHECKING:
    from khabar.store import Asked

EXAMPLES = """Examples:

  khabar dossier --about حلب --out aleppo.html

  khabar dossier --about "هدنة" --since 2016-10-01 --out truces.md

  khabar dossier --about لافروف --place حلب --km 100 --out lavrov.docx

Exit codes: 0 written; 2 the store has nothing about it, it cannot be written, or no store."""


def dossier(
    *,
    about: Annotated[str, typer.Option("--about", help="A party, a place, or words of plans, in any spelling.")],
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help=".html, .md or .docx.")],
    place: Place = None,
    km: Km = None,
    since: Since = None,
    until: Until = None,
    outlet: Outlet = None,
    db: Db = DEFAULT_DB,
) -> None:
    """Write a brief: plans, where the parties stand and who moved, timeline, map, quotations with their sources."""
    from khabar.store.dossier import gather, write

    given: Asked = {"place": place, "km": km, "since": since, "until": until, "outlet": outlet}
    with opened(db) as store:
        made = gather(store, about, given)
        write(made, out)
    typer.echo(f"khabar: {len(made.reports)} reports on {made.taken_as}, in {out}", err=True)
