"""A real cluster for tests: a scheduler and workers of Dask, each a process of its own, to be killed and stopped."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

TTL = 10
"""Seconds after which a scheduler gives up a worker that says nothing."""


def free_port() -> int:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return held.getsockname()[1]


class Cluster:
    """Processes of one cluster. environment: of all of them; within: a command line that runs another elsewhere."""

    def __init__(self, folder: Path, environment: dict[str, str], host: str = "127.0.0.1") -> None:
        self.folder, self.host, self.port = folder, host, free_port()
        folder.mkdir(parents=True, exist_ok=True)
        self.environment = environment | {
            "DASK_DISTRIBUTED__SCHEDULER__WORKER_TTL": f"{TTL}s",
            "DASK_DISTRIBUTED__COMM__TIMEOUTS__TCP": "12s",
            "DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT": "20s",
        }
        self.processes: list[subprocess.Popen] = []
        self.scheduler: subprocess.Popen | None = None

    @property
    def address(self) -> str:
        return f"tcp://{self.host}:{self.port}"

    def __enter__(self):
        return self

    def __exit__(self, *_) -> None:
        for process in self.processes:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGCONT)
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()

    def schedule(self, within=()) -> subprocess.Popen:
        """Start the scheduler, again on the same port."""
        self.scheduler = self._start(
            "scheduler", within, "--host", self.host, "--port", str(self.port), "--no-dashboard"
        )
        return self.scheduler

    def work(self, name: str, within=(), *more: str) -> subprocess.Popen:
        """Start a worker of one thread."""
        given = ("--nthreads", "1", "--no-dashboard", "--name", name, "--memory-limit", "0", *more)
        return self._start("worker", within, self.address, "--local-directory", str(self.folder / name), *given)

    def drive(self, program: list[str]) -> subprocess.Popen:
        """Start a run on the cluster."""
        return self._open("driver", program)

    def _start(self, what: str, within, *given: str) -> subprocess.Popen:
        return self._open(what, [*within, sys.executable, "-m", f"distributed.cli.dask_{what}", *given])

    def _open(self, what: str, program: list[str]) -> subprocess.Popen:
        with (self.folder / f"{what}.log").open("ab") as log:
            process = subprocess.Popen(
                program, env=self.environment, stdout=log, stderr=log, stdin=subprocess.DEVNULL, start_new_session=True
            )
        self.processes.append(process)
        return process


def wait_until(true, seconds: float = 180) -> None:
    begun = time.monotonic()
    while not true():
        assert time.monotonic() - begun < seconds, "waited too long"
        time.sleep(0.05)


def done_in(out: Path) -> int:
    return len(list((out / "manifests").glob("*.json")))
