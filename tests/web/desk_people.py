"""The users of the guarded desk, and browsers for them."""

import re

from starlette.testclient import TestClient

PASSWORDS = {"amal": "three quiet rivers", "sami": "seven open gates", "rima": "nine small boats"}
ROLES = {"amal": "admin", "sami": "analyst", "rima": "reader"}


class Browser:
    """A browser with cookies of its own, which sends the token of the last page with every form."""

    def __init__(self, client, name=None):
        self.client = TestClient(
            client.app, base_url="http://localhost", follow_redirects=False, raise_server_exceptions=False
        )
        self.token = ""
        if name:
            assert self.sign_in(name, PASSWORDS[name]).status_code == 303
            self.get("/account")

    def get(self, path, **more):
        answer = self.client.get(path, **more)
        found = re.search(r'name="csrf-token" content="([^"]+)"', answer.text)
        self.token = found[1] if found else self.token
        return answer

    def post(self, path, data=None, **more):
        headers = {"origin": "http://localhost", "sec-fetch-site": "same-origin"} | more.pop("headers", {})
        return self.client.post(path, data={"csrf": self.token} | (data or {}), headers=headers, **more)

    def sign_in(self, name, password, next="/"):
        self.get(f"/sign-in?next={next}")
        return self.post("/sign-in", {"name": name, "password": password, "next": next})
