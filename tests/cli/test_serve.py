"""`khabar serve`: only for this machine, over a store that can be opened, stopped in an orderly way."""

import os
import re
import signal
import subprocess
import sys
import threading
from pathlib import Path

import httpx
import pytest
from typer.testing import CliRunner

from khabar.cli import app
from khabar.cli.serve import is_loopback

SRC = Path(__file__).parents[2] / "src"


@pytest.mark.parametrize("host", ["0.0.0.1", "::", "192.168.1.5", "example.org", ""])
def test_an_address_others_can_reach_is_refused(host, tmp_path):
    result = CliRunner().invoke(app, ["serve", "--host", host, "--db", str(tmp_path / "khabar.db")])
    assert result.exit_code == 2
    assert "no users" in result.stderr


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.8.8", "::1", "localhost"])
def test_addresses_of_this_machine(host):
    assert is_loopback(host)


def test_a_store_that_cannot_be_opened_is_said(tmp_path):
    result = CliRunner().invoke(app, ["serve", "--db", str(tmp_path / "no" / "folder.db")])
    assert result.exit_code == 2
    assert "there is no folder" in result.stderr


@pytest.mark.parametrize("workers", ["1", "2"])
def test_it_serves_until_it_is_told_to_stop(tmp_path, workers):
    place = str(tmp_path / "khabar.db")
    command = [sys.executable, "-m", "khabar", "serve", "--port", "0", "--db", place, "--workers", workers]
    environment = {**os.environ, "PYTHONPATH": str(SRC), "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment) as process:
        stopping = threading.Timer(60, process.kill)
        stopping.start()
        line = process.stderr.readline()
        address = re.search(r"http://[^ ]+", line)[0]
        assert httpx.get(f"{address}/health", timeout=40).status_code == 200
        process.send_signal(signal.SIGTERM)
        process.communicate()
        stopping.cancel()
        assert process.returncode in (0, -signal.SIGTERM)
