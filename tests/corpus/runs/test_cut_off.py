"""Two machines, as network namespaces joined by a cable that is pulled and put back: nothing is lost, nothing doubled.

Namespaces take the tools of Debian's iproute2 and the right to make them (root, or a container that grants it). Where
a machine refuses, this asserts that it does so for one of these two reasons; `tests/corpus/runs/test_cluster.py` kills
and stops workers on any machine.
"""

import contextlib
import os
import shutil
import subprocess
import sys

from clusters import Cluster, done_in, wait_until
from corpora import corpus, outputs, run_here
from poison import SRC, poisoned

PROGRAM = f"import sys; sys.path.insert(0, {SRC!r}); from khabar.cli import main; main()"
NUMBER = 90
HERE, THERE = f"khabar-a-{os.getpid()}", f"khabar-b-{os.getpid()}"


def ip(*given: str) -> subprocess.CompletedProcess:
    return subprocess.run([shutil.which("ip") or "ip", *given], capture_output=True, text=True, check=False)


def refused() -> str | None:
    """Why the machine makes no namespaces joined by a cable; None where it does."""
    if shutil.which("ip") is None:
        return "no iproute2"
    for given in (
        ("netns", "add", HERE),
        ("netns", "add", THERE),
        ("link", "add", "veth0", "netns", HERE, "type", "veth", "peer", "name", "veth0", "netns", THERE),
    ):
        done = ip(*given)
        if done.returncode:
            return done.stderr
    return None


@contextlib.contextmanager
def machines():
    """Two namespaces, 10.77.0.1 and 10.77.0.2; gives why there are none, or None."""
    try:
        why = refused()
        if why is None:
            for name, address in ((HERE, "10.77.0.1/24"), (THERE, "10.77.0.2/24")):
                for given in (
                    ("addr", "add", address, "dev", "veth0"),
                    ("link", "set", "veth0", "up"),
                    ("link", "set", "lo", "up"),
                ):
                    assert ip("-n", name, *given).returncode == 0
        yield why
    finally:
        if shutil.which("ip"):
            for name in (HERE, THERE):
                ip("netns", "del", name)


def within(name: str) -> list[str]:
    return [shutil.which("ip"), "netns", "exec", name]


def workers_known(cluster) -> int:
    return (
        (cluster.folder / "scheduler.log").read_text("utf-8", "replace").count("Register worker addr: tcp://10.77.0.2")
    )


def test_a_machine_that_is_cut_off_and_comes_back(tmp_path, monkeypatch):
    news, out = corpus(tmp_path / "news", NUMBER), tmp_path / "out"
    run_here(monkeypatch, news, tmp_path / "whole")
    with machines() as why:
        if why is not None:
            assert why == "no iproute2" or "not permitted" in why or "denied" in why, why
            return
        environment = poisoned(tmp_path / "site") | {"KHABAR_TEST_SLEEP": "0.1"}
        with Cluster(tmp_path / "cluster", environment, "10.77.0.1") as cluster:
            cluster.schedule(within(HERE))
            cluster.work("here", within(HERE), "--no-nanny")
            far = cluster.work("there", within(THERE), "--no-nanny")
            given = ("corpus", "run", news, out, "--no-model", "--shard", "0.0015", "--scheduler", cluster.address)
            wait_until(lambda: workers_known(cluster) == 1)
            command = [*within(HERE), sys.executable, "-c", PROGRAM, *map(str, given)]
            driver = cluster.drive(command)
            wait_until(lambda: done_in(out) >= 3)
            assert ip("-n", THERE, "link", "set", "veth0", "down").returncode == 0
            there = done_in(out)
            wait_until(lambda: done_in(out) >= there + 3)
            wait_until(
                lambda: (
                    "Removing worker" in (cluster.folder / "scheduler.log").read_text() or driver.poll() is not None
                ),
            )
            assert ip("-n", THERE, "link", "set", "veth0", "up").returncode == 0
            driver.wait(timeout=180)
            said = (cluster.folder / "driver.log").read_text("utf-8")
            assert driver.returncode == 0, said
            wait_until(lambda: far.poll() is not None)  # it was given up, and ends; who minds it starts it again
    assert f"{NUMBER} reports read" in said
    assert outputs(out) == outputs(tmp_path / "whole")
