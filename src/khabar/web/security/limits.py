"""Limits on requests: a body that is too large is refused before it is held."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

TOO_LARGE = 413


class BodyLimit:
    """Refuses bodies of more than `most` bytes, whether they say their length or not."""

    def __init__(self, app: ASGIApp, most: int) -> None:
        self.app = app
        self.most = most

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request; its body is counted as it comes in, and too much of it raises `HTTPException` (413)."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        said = dict(scope["headers"]).get(b"content-length", b"0")
        taken = int(said) if said.isdigit() else 0

        refused = taken > self.most
        taken = 0

        async def counted() -> Message:
            nonlocal taken
            if refused:
                raise HTTPException(TOO_LARGE)
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > self.most:
                raise HTTPException(TOO_LARGE)
            return message

        await self.app(scope, counted, send)
