"""`khabar serve`: the desk, in a browser."""

from __future__ import annotations

import ipaddress
import threading
import webbrowser
from typing import TYPE_CHECKING, Annotated

import typer

from khabar.cli.storing import DEFAULT_DB, Db
from khabar.errors import KhabarError

EXAMPLES = """Examples:

  khabar serve                        the desk over khabar.db, at http://127.0.0.1:8571

  khabar serve --db desk.db --open    and opens it in the browser

  khabar user add amal                then everyone signs in, and it may be opened to others:

  khabar serve --host 192.0.2.7       to all who reach that address

  khabar serve --name desk.example.org --proxy 127.0.0.1    behind a reverse proxy on this machine

Exit codes: 0 stopped by Ctrl-C or SIGTERM, after what was being answered; 2 wrong usage, no store, or no users where
others can reach it."""

if TYPE_CHECKING:
    from khabar.web import Desk


def serve(
    db: Db = DEFAULT_DB,
    host: Annotated[
        str, typer.Option("--host", help="Address to listen on; others than this machine's need users.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="Port to listen on; 0 picks one.")] = 8571,
    *,
    name: Annotated[
        list[str] | None, typer.Option("--name", help="A name that browsers know the desk by (desk.example.org).")
    ] = None,
    proxy: Annotated[
        list[str] | None, typer.Option("--proxy", help="Address of a reverse proxy whose X-Forwarded-… is believed.")
    ] = None,
    workers: Annotated[int, typer.Option("--workers", min=1, max=64, help="Server processes.")] = 1,
    readers: Annotated[
        int, typer.Option("--readers", min=1, max=64, help="Processes that read reports, of each server process.")
    ] = 1,
    open_: Annotated[bool, typer.Option("--open", help="Open it in the browser.")] = False,
) -> None:
    """Open the desk: read, compare and search reports in a browser; REST under /api/v1. The store is made if there is none."""
    from khabar.web.serving import desk_for

    try:
        local = is_loopback(host) and not name and not proxy
        desk = desk_for(db, local=local, host=host, names=name or [], workers=readers)
    except KhabarError as error:
        typer.echo(f"khabar: {error}", err=True)
        raise typer.Exit(2) from error
    run(desk, host, port, proxies=proxy or [], workers=workers, open_=open_)


def run(desk: Desk, host: str, port: int, *, proxies: list[str], workers: int, open_: bool) -> None:
    """Serve the desk until the process is told to stop; what is being answered then is finished first."""
    from khabar.web.serving import Server

    try:
        server = Server(desk, host, port, proxies=proxies, workers=workers)
    except KhabarError as error:
        typer.echo(f"khabar: {error}", err=True)
        raise typer.Exit(2) from error
    typer.echo(f"khabar: the desk is at {server.address} (Ctrl-C stops it)", err=True)
    if open_:
        threading.Timer(1, webbrowser.open, [server.address]).start()
    server.run()


def is_loopback(host: str) -> bool:
    """Whether an address is of this machine alone."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
