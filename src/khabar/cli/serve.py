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

Exit codes: 0 stopped by Ctrl-C or SIGTERM, after what was being answered; 2 wrong usage, or no store."""

if TYPE_CHECKING:
    from fastapi import FastAPI

_GRACE = 20
"""Seconds that answers on their way, and what is being read, are given when the server is told to stop."""


def serve(
    db: Db = DEFAULT_DB,
    host: Annotated[
        str, typer.Option("--host", help="Address to listen on: for now of this machine only.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="Port to listen on; 0 picks one.")] = 8571,
    *,
    open_: Annotated[bool, typer.Option("--open", help="Open it in the browser.")] = False,
) -> None:
    """Open the desk: read, compare and search reports in a browser; REST under /api/v1. The store is made if there is none."""
    if not is_loopback(host):
        typer.echo(
            f"khabar: {host} can be reached by others, and the desk has no users yet: listen on 127.0.0.1", err=True
        )
        raise typer.Exit(2)
    from khabar.web import Desk, create_app

    try:
        app = create_app(Desk(place=db))
    except KhabarError as error:
        typer.echo(f"khabar: {error}", err=True)
        raise typer.Exit(2) from error
    run(app, host, port, open_=open_)


def run(app: FastAPI, host: str, port: int, *, open_: bool) -> None:
    """Serve the desk until the process is told to stop; what is being answered then is finished first."""
    import uvicorn

    config = uvicorn.Config(
        app, host=host, port=port, log_level="warning", server_header=False, timeout_graceful_shutdown=_GRACE
    )
    sock = config.bind_socket()
    address = f"http://{f'[{host}]' if ':' in host else host}:{sock.getsockname()[1]}"
    typer.echo(f"khabar: the desk is at {address} (Ctrl-C stops it)", err=True)
    app.state.pool.warm()
    if open_:
        threading.Timer(1, webbrowser.open, [address]).start()
    try:
        uvicorn.Server(config).run(sockets=[sock])
    finally:
        sock.close()


def is_loopback(host: str) -> bool:
    """Whether an address is of this machine alone."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
