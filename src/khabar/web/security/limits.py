"""Limits on requests: a body that is too large is refused before it is held, one that does not come is not waited for."""

from __future__ import annotations

import asyncio

from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

TOO_LARGE = 413
TOO_SLOW = 408
_CLOSE = {"Connection": "close"}
"""What is still to come of such a body is not read: the connection ends with the answer."""


class BodyLimit:
    """Refuses bodies of more than `most` bytes, whether they say their length or not, and bodies that dawdle.

    pause, whole: seconds that the next piece, and all of it, may take.
    """

    def __init__(self, app: ASGIApp, most: int, pause: float = 10, whole: float = 60) -> None:
        self.app = app
        self.most = most
        self.pause = pause
        self.whole = whole

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request; its body is counted as it comes in, and wrong ones raise `HTTPException` (408, 413)."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        said = dict(scope["headers"]).get(b"content-length", b"0")
        refused = not said.isdigit() or len(said) > 18 or int(said) > self.most
        taken, whole, until = 0, False, asyncio.get_running_loop().time() + self.whole

        async def counted() -> Message:
            nonlocal taken, whole
            if refused:
                raise HTTPException(TOO_LARGE, headers=_CLOSE)
            if whole:  # what comes after the body is only that the client went away: that may take as long as it likes
                return await receive()
            left = until - asyncio.get_running_loop().time()
            try:
                message = await asyncio.wait_for(receive(), max(0, min(self.pause, left)))
            except TimeoutError:
                raise HTTPException(TOO_SLOW, headers=_CLOSE) from None
            taken += len(message.get("body", b""))
            whole = not message.get("more_body", False)
            if taken > self.most:
                raise HTTPException(TOO_LARGE, headers=_CLOSE)
            return message

        await self.app(scope, counted, send)
