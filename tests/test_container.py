"""The container files, read without Docker: known instructions, nobody is root, plain image names, commands that exist."""

import json
import re
import shlex
from pathlib import Path

import yaml
from typer.main import get_command

from khabar.cli import app

ROOT = Path(__file__).parents[1]
KNOWN = {"FROM", "WORKDIR", "COPY", "RUN", "ENV", "USER", "VOLUME", "EXPOSE", "STOPSIGNAL", "HEALTHCHECK", "CMD"}


def instructions():
    text = re.sub(r"^#.*\n", "", (ROOT / "Dockerfile").read_text("utf-8"), flags=re.MULTILINE)
    lines = re.sub(r"\\\n\s*", " ", text).splitlines()
    return [tuple(line.split(None, 1)) for line in lines if line.strip()]


def options_of(command):
    """What a command line asks of khabar, checked against the commands there are."""
    assert command[0] == "khabar"
    known = get_command(app).commands[command[1]]
    names = {name for parameter in known.params for name in parameter.opts}
    return {word for word in command[2:] if word.startswith("--")} - names


def test_the_image_is_built_of_known_instructions_and_runs_as_nobody():
    found = instructions()
    assert {name for name, _ in found} <= KNOWN
    last = max(number for number, (name, _) in enumerate(found) if name == "FROM")
    stage = dict(found[last:])
    assert stage["USER"] not in ("root", "0")
    assert "HEALTHCHECK" in stage
    assert "/health" in stage["HEALTHCHECK"]
    json.loads(stage["HEALTHCHECK"].partition("CMD ")[2])
    assert options_of(json.loads(stage["CMD"])) == set()
    for name, rest in found:
        if name == "FROM":
            assert re.fullmatch(r"python:3\.\d+-slim( AS build)?", rest)
        if name == "COPY" and not rest.startswith("--from"):
            assert all((ROOT / path).exists() for path in shlex.split(rest)[:-1])


def test_compose_names_no_registry_and_publishes_to_this_machine_alone():
    held = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))
    services = held["services"]
    assert set(services) == {"desk", "database"}
    assert all("/" not in service["image"] for service in services.values())
    desk, database = services["desk"], services["database"]
    assert all(port.startswith("127.0.0.1:") for port in desk["ports"])
    assert "ports" not in database
    assert desk["read_only"]
    assert desk["depends_on"]["database"]["condition"] == "service_healthy"
    assert "healthcheck" in database
    assert options_of(desk["command"]) == set()
    assert [volume.partition(":")[0] for volume in database["volumes"]] == list(held["volumes"])
    assert "PASSWORD:?" in database["environment"]["POSTGRES_PASSWORD"], "no password stands in the file"
