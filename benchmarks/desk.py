"""How quick the desk is while many use it: virtual users on this machine ask pages and the API as reports are added.

    python benchmarks/desk.py --db copy-of-a-store.db [--users 50] [--requests 1000] [--pause 10]

Reports are added to the store: give a copy. Each user waits `pause` seconds on average between an answer and the next
request, as somebody who reads; `--pause 0` asks for all the machine can give. It stops by itself, after the number of
requests or after `--seconds`. Printed: what each path costs the server alone (processor milliseconds, where Linux tells
them: on a busy machine the clock says little), then milliseconds at the median, the 95th percentile and at most, per
path, and what went wrong; the exit code is 1 if anything did. Paths that the desk does not have are left out.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import re
import subprocess
import sys
import time
from collections import defaultdict
from pathlib import Path

import httpx

PAGES = (
    "/", "/reports", "/reports/{report}", "/negotiations", "/positions?type=ceasefire", "/timeline", "/map", "/parties",
    "/party?party={party}", "/search?words={word}", "/sources", "/queue",
)  # fmt: skip
API = (
    "/api/v1/reports", "/api/v1/reports/{report}", "/api/v1/statements?party={party}", "/api/v1/proposals?type=ceasefire",
    "/api/v1/positions?act=reject", "/api/v1/events?type=ASSAULT", "/api/v1/parties", "/api/v1/timeline?party={party}",
    "/api/v1/search?words={word}", "/api/v1/threads?type=ceasefire", "/api/v1/contradictions", "/api/v1/queue",
)  # fmt: skip
WORDS = ("هدنة", "محادثات", "قصف", "الأمم المتحدة", "انسحاب", "حلب", "اتفاق")
REPORT = (
    "قال المتحدث باسم الحكومة في تصريح رقم {n} إن المحادثات ستبدأ بعد {days} أيام. وقتل {n} مدنيا في قصف على المدينة."
)
ADDING = "POST /api/v1/reports"
BUSY = 429


class Times:
    """Milliseconds of answers by path, and what went wrong."""

    def __init__(self) -> None:
        self.taken: dict[str, list[float]] = defaultdict(list)
        self.wrong: dict[str, int] = defaultdict(int)

    def print(self) -> None:
        """Print a line a path, then all pages, all of the API, and errors."""
        groups = {
            "all pages": [
                x for path, held in self.taken.items() if path.startswith("/") and "/api/" not in path for x in held
            ],
            "all of the API": [x for path, held in self.taken.items() if path.startswith("/api/") for x in held],
        }
        print(f"{'path':44}{'asked':>7}{'p50 ms':>9}{'p95 ms':>9}{'most':>9}")
        for path, held in [*sorted(self.taken.items()), *groups.items()]:
            if held:
                print(f"{path:44}{len(held):7}{at(held, 0.5):9.0f}{at(held, 0.95):9.0f}{max(held):9.0f}")
        print("errors:", ", ".join(f"{n} × {what}" for what, n in self.wrong.items()) or "none")


def at(held: list[float], share: float) -> float:
    """Return the value below which this share lies."""
    return sorted(held)[min(len(held) - 1, int(share * len(held)))]


async def ask(client: httpx.AsyncClient, times: Times, name: str, method: str, path: str, **more: object) -> None:
    """Ask once and note how long it took."""
    began = time.perf_counter()
    try:
        answer = await client.request(method, path, **more)
    except httpx.HTTPError as error:
        times.wrong[f"{name}: {type(error).__name__}"] += 1
        return
    times.taken[name].append(1000 * (time.perf_counter() - began))
    if answer.status_code >= 400 and answer.status_code != BUSY:
        times.wrong[f"{name}: {answer.status_code}"] += 1


async def use(
    client: httpx.AsyncClient,
    times: Times,
    left: list[int],
    known: dict[str, list[str]],
    paths: list[str],
    *,
    pause: float,
) -> None:
    """Be one user, until no requests are left."""
    await asyncio.sleep(random.uniform(0, max(pause, 0.1)))
    while left[0] > 0:
        left[0] -= 1
        path = random.choice(paths)
        filled = path.format(**{name: random.choice(values) for name, values in known.items()})
        await ask(client, times, path, "GET", filled)
        await asyncio.sleep(random.uniform(0, 2 * pause))


async def add(client: httpx.AsyncClient, times: Times, left: list[int]) -> None:
    """Add reports, one after the other, while others ask."""
    n = 0
    while left[0] > 0:
        n += 1
        body = {"text": REPORT.format(n=n, days=n % 9 + 2), "published": "2016-10-03", "outlet": "صحيفة الحمل"}
        await ask(client, times, ADDING, "POST", "/api/v1/reports", json=body)
        await asyncio.sleep(1)


async def alone(client: httpx.AsyncClient, known: dict[str, list[str]], server: int) -> list[str]:
    """Ask each path a few times with nothing else going on, print what it costs, and return those that there are."""
    found = []
    print(f"{'alone':44}{'ms':>9}{'processor ms':>14}{'KB':>7}")
    for path in PAGES + API:
        filled = [path.format(**{name: values[n] for name, values in known.items()}) for n in range(4)]
        if (await client.get(filled[0])).status_code >= 400:  # once, not counted: templates and plans are made ready
            continue
        found.append(path)
        began, spent = time.perf_counter(), processor(server)
        sizes = [len((await client.get(one)).content) for one in filled[1:]]
        taken = 1000 * (time.perf_counter() - began) / len(sizes)
        print(f"{path:44}{taken:9.0f}{1000 * (processor(server) - spent) / len(sizes):14.0f}{max(sizes) // 1024:7}")
    return found


def processor(pid: int) -> float:
    """Return the processor seconds of a process so far, 0 where the system does not tell."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


async def load(address: str, server: int, options: argparse.Namespace) -> Times:
    """Let all users ask, and return what they met."""
    times, left = Times(), [options.requests]
    limits = httpx.Limits(max_connections=options.users + 1)
    async with httpx.AsyncClient(base_url=address, timeout=60, limits=limits) as client:
        reports = (await client.get("/api/v1/reports?limit=200")).json()["items"]
        parties = (await client.get("/api/v1/parties?limit=50")).json()["items"]
        known = {"report": [x["id"] for x in reports], "party": [x["name"] for x in parties], "word": list(WORDS)}
        paths = await alone(client, known, server)
        users = [use(client, times, left, known, paths, pause=options.pause) for _ in range(options.users)]
        try:
            await asyncio.wait_for(asyncio.gather(add(client, times, left), *users), options.seconds)
        except TimeoutError:
            print(f"stopped after {options.seconds} s; {left[0]} requests were left")
    return times


def main() -> int:
    """Start the desk, load it, stop it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--db", required=True, help="a copy of a store")
    parser.add_argument("--users", type=int, default=50)
    parser.add_argument("--requests", type=int, default=600)
    parser.add_argument("--pause", type=float, default=10, help="seconds between an answer and the next request")
    parser.add_argument("--seconds", type=float, default=300, help="stop after so long at the latest")
    parser.add_argument("--serve", default="", help="more options of khabar serve, as one word list")
    options = parser.parse_args()
    random.seed(7)
    command = [sys.executable, "-m", "khabar", "serve", "--db", options.db, "--port", "0", *options.serve.split()]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
        try:
            said = ""
            for line in server.stderr or ():
                said += line
                found = re.search(r"http://[^ ]+", line)
                if found:
                    break
            else:
                print(said, file=sys.stderr)
                return 2
            times = asyncio.run(load(found.group(), server.pid, options))
        finally:
            server.terminate()
    times.print()
    return 1 if times.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
