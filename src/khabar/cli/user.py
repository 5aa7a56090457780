"""`khabar user …`: who may use the desk."""

from __future__ import annotations

import getpass
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from khabar.cli.storing import DEFAULT_DB, Db, Form, Format, opened, print_rows, print_table

if TYPE_CHECKING:
    from sqlalchemy import Engine

EXAMPLES = """Examples:

  khabar user add amal                        asks for the password; the first user is an admin

  khabar user add sami --role analyst < password.txt

  khabar user list

  khabar user role sami reader

  khabar user password sami                   signs sami out everywhere

  khabar user token sami "nightly export" --days 90

  khabar user remove sami

A reader looks and asks; an analyst adds, corrects and merges too; an admin sees to users, backups and the audit log.
A password is never an argument: it is asked for on the terminal, or is the first line of standard input.
Exit codes: 0 done; 2 refused, or no store."""

app = typer.Typer(
    no_args_is_help=True, help="Add, list and remove those who may use the desk; passwords, roles, tokens.",
    epilog=EXAMPLES, context_settings={"help_option_names": ["-h", "--help"]},
)  # fmt: skip

Name = Annotated[str, typer.Argument(metavar="NAME", help="The user's name.")]
RoleName = Annotated[str, typer.Option("--role", help="reader, analyst or admin; the first user is an admin.")]


@app.command("add")
def add(name: Name, *, role: RoleName = "", db: Db = DEFAULT_DB) -> None:
    """Add a user; the store is made if there is none."""
    from khabar.web.security.users import add_user, any_users

    with opened(db, new=True) as store:
        role = role or ("analyst" if any_users(store.engine) else "admin")
        made = add_user(store.engine, name, role, _password(), by=_me())
    typer.echo(f"khabar: {made.name} is a user ({made.role})", err=True)


@app.command("list")
def list_(*, form: Form = Format.TABLE, db: Db = DEFAULT_DB) -> None:
    """List the users."""
    from khabar.labels import Language
    from khabar.web.security.users import users

    with opened(db) as store:
        rows = [{"name": x.name, "role": x.role, "added": x.added_at} for x in users(store.engine)]
    if form is not Format.TABLE:
        print_rows(rows, form)
        return
    cells = ([str(row["name"]), str(row["role"]), f"{row['added']:%Y-%m-%d}"] for row in rows)
    print_table("Users", [("name", 4), ("role", 2), ("added", 2)], cells, Language.EN, more=False)


@app.command("remove")
def remove(name: Name, *, db: Db = DEFAULT_DB) -> None:
    """Remove a user, with all sessions and tokens; what the user did stays in the audit log."""
    from khabar.web.security.users import remove_user

    with opened(db) as store:
        remove_user(store.engine, name, by=_me())
    typer.echo(f"khabar: {name} is no user any more", err=True)


@app.command("password")
def password(name: Name, *, db: Db = DEFAULT_DB) -> None:
    """Give a user another password, and sign the user out everywhere."""
    from khabar.web.security.users import set_password

    with opened(db) as store:
        set_password(store.engine, name, _password(), by=_me())
    typer.echo(f"khabar: {name} has another password", err=True)


@app.command("role")
def role(
    name: Name,
    role: Annotated[str, typer.Argument(metavar="ROLE", help="reader, analyst or admin.")],
    *,
    db: Db = DEFAULT_DB,
) -> None:
    """Give a user another role."""
    from khabar.web.security.users import set_role

    with opened(db) as store:
        set_role(store.engine, name, role, by=_me())
    typer.echo(f"khabar: {name} is {role} now", err=True)


@app.command("token")
def token(
    name: Name,
    purpose: Annotated[str, typer.Argument(metavar="PURPOSE", help="What the token is for.")],
    *,
    days: Annotated[int | None, typer.Option("--days", help="Good for so many days; else until revoked.")] = None,
    db: Db = DEFAULT_DB,
) -> None:
    """Make an API token of a user and print it, this once; it is revoked on the user's page of the desk."""
    from khabar.web.security.tokens import issue, owner

    with opened(db) as store:
        engine: Engine = store.engine
        made = issue(engine, owner(engine, name), purpose, days=days, by=_me())
    typer.echo(made)


def _me() -> str:
    return f"{getpass.getuser()} (command line)"


def _password() -> str:
    """The password: typed twice on a terminal, else the first line of standard input."""
    if sys.stdin.isatty():
        return str(typer.prompt("Password", hide_input=True, confirmation_prompt=True))
    return sys.stdin.readline().rstrip("\r\n")
