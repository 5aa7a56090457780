"""`khabar correct …` and `khabar merges`: what people say of what the machine found."""

from __future__ import annotations

import getpass
import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

from khabar.cli.storing import DEFAULT_DB, Db, Form, Format, opened, print_rows, print_table

if TYPE_CHECKING:
    from khabar.store import Correction

EXAMPLES = """Examples:

  khabar correct accept s-0123456789ab --why "read again"

  khabar correct reject v-0123456789ab --why "the report denies it"

  khabar correct restore v-0123456789ab --why "it says so after all"

  khabar correct edit s-0123456789ab act reject --why "he refused"

  khabar correct edit s-0123456789ab content '{"start": 10, "end": 52}' --why "ends earlier"

  khabar correct merge e-0123456789ab e-ba9876543210 --why "the same man"

  khabar correct split e-0123456789ab "الوزير المصري" 120 127 --why "another minister"

  khabar correct join "wikidata:Q58217" "لافروف|RUS" --why "the same man in all reports"

  khabar correct log

Corrections are never changed or deleted, and outlive newer readings; a later one beats an earlier one.
Exit codes: 0 kept; 2 refused, or no store."""

app = typer.Typer(
    no_args_is_help=True, help="Accept, reject, edit, merge or split what was found, or restore it.", epilog=EXAMPLES,
    context_settings={"help_option_names": ["-h", "--help"]},
)  # fmt: skip

Ident = Annotated[str, typer.Argument(metavar="ID", help="The id of a claim, entity, place or time.")]
Why = Annotated[str, typer.Option("--why", help="The reason, for whoever reads the log.")]
Who = Annotated[str, typer.Option("--who", envvar="KHABAR_WHO", help="Who corrects (default: the user's name).")]


def _me() -> str:
    return getpass.getuser()


def _keep(db: str, ident: str, action: Any, who: str, why: str, **more: Any) -> None:
    from khabar.errors import StoreError
    from khabar.store import Correction

    with opened(db) as store:
        report = store.report_of(ident)
        if report is None:
            message = f"the store has nothing with the id {ident}"
            raise StoreError(message)
        made = store.correct(Correction(report.id, ident, action, who or _me(), why, **more))
    typer.echo(f"khabar: {_told(made)}", err=True)


def _told(made: Correction) -> str:
    change = f" {made.field}: {made.machine} → {made.value}" if made.field else f" {made.value}" if made.value else ""
    return f"{made.action} {made.object}{change} ({made.who}: {made.why})"


@app.command("accept")
def accept(ident: Ident, *, why: Why, who: Who = "", db: Db = DEFAULT_DB) -> None:
    """Confirm a claim: its confidence becomes 1."""
    _keep(db, ident, "accept", who, why)


@app.command("reject")
def reject(ident: Ident, *, why: Why, who: Who = "", db: Db = DEFAULT_DB) -> None:
    """Take a claim away, and what rests on it alone."""
    _keep(db, ident, "reject", who, why)


@app.command("restore")
def restore(ident: Ident, *, why: Why, who: Who = "", db: Db = DEFAULT_DB) -> None:
    """Take back what was said of a claim before: it is again as the machine read it."""
    _keep(db, ident, "restore", who, why)


@app.command("edit")
def edit(
    ident: Ident,
    field: Annotated[str, typer.Argument(help="A field of the record's object: act, content, source.entities …")],
    value: Annotated[str, typer.Argument(help="The right value: a word, or JSON; a span is start and end.")],
    *,
    why: Why,
    who: Who = "",
    db: Db = DEFAULT_DB,
) -> None:
    """Give a field another value."""
    try:
        json.loads(value)
    except ValueError:
        value = json.dumps(value, ensure_ascii=False)
    _keep(db, ident, "edit", who, why, field=field, value=value)


@app.command("merge")
def merge(
    ident: Ident,
    other: Annotated[str, typer.Argument(metavar="OTHER", help="The id that is the same thing in that report.")],
    *,
    why: Why,
    who: Who = "",
    db: Db = DEFAULT_DB,
) -> None:
    """Say that two entities, places or proposals of a report are one."""
    _keep(db, ident, "merge", who, why, value=json.dumps(other))


@app.command("split")
def split(
    ident: Ident,
    name: Annotated[str, typer.Argument(help="The name of the other entity.")],
    offsets: Annotated[list[int], typer.Argument(help="Where its mentions begin and end: START END [START END …].")],
    *,
    why: Why,
    who: Who = "",
    db: Db = DEFAULT_DB,
) -> None:
    """Say that some mentions of an entity are another entity."""
    if len(offsets) % 2:
        message = "mentions are pairs of offsets: START END"
        raise typer.BadParameter(message)
    pairs = [list(pair) for pair in zip(offsets[::2], offsets[1::2], strict=True)]
    _keep(db, ident, "split", who, why, value=json.dumps({"name": name, "mentions": pairs}, ensure_ascii=False))


@app.command("join")
def join(
    kept: Annotated[
        str, typer.Argument(metavar="KEPT", help="A party's ident, as khabar parties --format json has it.")
    ],
    merged: Annotated[str, typer.Argument(metavar="MERGED", help="The ident of the party that is the same.")],
    *,
    why: Why,
    who: Who = "",
    db: Db = DEFAULT_DB,
) -> None:
    """Say that two parties are one in all reports; see khabar merges."""
    with opened(db) as store:
        key = store.merge(kept, merged, by=who or _me(), why=why)
    typer.echo(f"khabar: merge {key}: {merged} is {kept}", err=True)


@app.command("part")
def part(
    key: Annotated[int, typer.Argument(metavar="MERGE", help="The number of the merge, as khabar merges lists it.")],
    *,
    why: Why,
    who: Who = "",
    db: Db = DEFAULT_DB,
) -> None:
    """Undo a merge of parties, by rule or by a person; no rule makes it again."""
    with opened(db) as store:
        store.unmerge(key, by=who or _me(), why=why)
    typer.echo(f"khabar: merge {key} is undone", err=True)


@app.command("log")
def log(
    report: Annotated[str | None, typer.Option("--report", help="Of one report, by its id.")] = None,
    *,
    form: Form = Format.TABLE,
    db: Db = DEFAULT_DB,
) -> None:
    """List corrections in the order they were made."""
    from khabar.labels import Language

    with opened(db) as store:
        made = store.corrections(report)
    rows = [{name: getattr(one, name) for name in one.__slots__} for one in made]
    if form is not Format.TABLE:
        print_rows(rows, form)
        return
    columns = [("when", 0), ("who", 2), ("correction", 8), ("why", 4)]
    cells = ([one.at.strftime("%Y-%m-%d %H:%M"), one.who, _told(one).rpartition(" (")[0], one.why] for one in made)
    print_table("Corrections", columns, cells, Language.EN, more=False)


def merges(
    *,
    undone: Annotated[bool, typer.Option("--all", help="Also those that were undone.")] = False,
    form: Form = Format.TABLE,
    db: Db = DEFAULT_DB,
) -> None:
    """List the parties that were merged across reports: by what rule or whom, and why. To undo: khabar correct part."""
    from khabar.cli.questions import arabic
    from khabar.labels import Language

    with opened(db) as store:
        made = store.merges(undone=undone)
    if form is not Format.TABLE:
        print_rows((one.row() for one in made), form)
        return
    columns = [("merge", 0), ("stands for both", 4), ("merged", 4), ("by", 3), ("why", 5), ("undone", 3)]
    cells = (
        [str(one.key), arabic(one.kept_name), arabic(one.merged_name), one.by, one.why, one.undone_by or ""]
        for one in made
    )
    print_table("Merges", columns, cells, Language.EN, more=False)
