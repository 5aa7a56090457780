"""The description of the API is true: schemathesis asks every operation what the description allows, and what not.

Bounded, and the same examples each time. Two of its checks are left out: what is well formed may still mean nothing
(a distance from no place), and an empty parameter counts as not given.
"""

import re

import pytest
import schemathesis
from desk_reports import Here
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import negative_data_rejection, positive_data_acceptance

from khabar.web import Desk, create_app

FEW = settings(
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.generate],
)


@pytest.fixture(scope="module")
def described(tmp_path_factory):
    """The description of a desk that may be changed."""
    app = create_app(
        Desk(place=str(tmp_path_factory.mktemp("openapi") / "khabar.db"), model=False, hosts=("testserver",))
    )
    app.state.pool = Here()
    yield schemathesis.openapi.from_asgi("/api/v1/openapi.json", app)
    app.state.store.close()


@pytest.mark.parametrize(("mode", "number"), [(GenerationMode.POSITIVE, 10), (GenerationMode.NEGATIVE, 3)])
def test_answers_are_as_described(described, mode, number):
    wrong = {}
    for found in described.get_all_operations():
        operation = found.ok()

        @settings(FEW, max_examples=number)
        @given(case=operation.as_strategy(generation_mode=mode))
        def ask(case):
            case.call_and_validate(timeout=60, excluded_checks=[positive_data_acceptance, negative_data_rejection])

        try:
            ask()
        except Unsatisfiable:
            assert mode is GenerationMode.NEGATIVE  # nothing can be wrong with it
        except BaseExceptionGroup as error:
            wrong[operation.label] = str(error.exceptions[0])
    assert not wrong, "\n\n".join(f"{label}: {told}" for label, told in wrong.items())


def test_every_operation_reads_well(client):
    described = client.get("/api/v1/openapi.json").json()
    names = []
    for path, operations in described["paths"].items():
        for method, operation in operations.items():
            names.append(operation["operationId"])
            assert re.fullmatch(r"[a-z]+(_[a-z]+)*", operation["operationId"]), path
            assert operation["description"], path
            assert operation["tags"], path
            if path.startswith("/api/"):
                assert "application/problem+json" in operation["responses"]["default"]["content"]
                assert {"get", "post", "delete"} >= {method}
    assert len(names) == len(set(names)) > 20
    tags = {tag["name"] for tag in described["tags"]}
    assert tags >= {tag for way in described["paths"].values() for one in way.values() for tag in one["tags"]}


def test_every_operation_says_who_may(client):
    from khabar.web.security.roles import need_of

    described = client.get("/api/v1/openapi.json").json()
    schemes = described["components"]["securitySchemes"]
    assert (schemes["token"]["scheme"], schemes["session"]["in"]) == ("bearer", "cookie")
    for path, operations in described["paths"].items():
        for method, operation in operations.items():
            need = need_of(method.upper(), path)
            if need.role is None:
                assert operation["security"] == []
                continue
            assert operation["security"] == [{"token": [need.role]}, {"session": [need.role]}, {}]
            assert operation["responses"].keys() >= {"401", "403"}
            assert need.reads == ("429" in operation["responses"])


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_page_of_the_api_shows_every_operation_and_takes_nothing_from_elsewhere(client, language):
    described = client.get("/api/v1/openapi.json").json()
    page = client.get(f"/api/docs?language={language}")
    client.cookies.clear()
    assert page.headers["content-type"].startswith("text/html")
    for path, operations in described["paths"].items():
        for method, operation in operations.items():
            assert f'id="o-{operation["operationId"]}"' in page.text, (method, path)
    targets = set(re.findall(r'href="#([^"]+)"', page.text))
    assert targets <= set(re.findall(r'id="([^"]+)"', page.text))
    assert not re.search(r'(?:src|href)="https?:', page.text)
    assert "<script>" not in page.text


def test_every_reference_resolves(client):
    text = client.get("/api/v1/openapi.json").text
    known = client.get("/api/v1/openapi.json").json()["components"]["schemas"]
    assert set(re.findall(r'"#/components/schemas/([^"]+)"', text)) <= known.keys()


def test_what_no_path_or_method_has_is_a_problem(client):
    for answer, status in (
        (client.get("/api/v1/nothing"), 404),
        (client.put("/api/v1/reports"), 405),
        (client.delete("/api/v1/statements"), 405),
    ):
        assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
        assert answer.json()["status"] == status
    assert client.put("/api/v1/reports").headers["allow"]


def test_a_failure_tells_nothing_but_where_the_log_has_it(client, monkeypatch, caplog):
    store = client.app.state.store
    monkeypatch.setattr(type(store), "events", lambda *_, **__: 1 / 0)
    answer = client.get("/api/v1/events")
    assert (answer.status_code, answer.headers["content-type"]) == (500, "application/problem+json")
    assert "ZeroDivision" not in answer.text
    assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", answer.json()["instance"])
    assert answer.json()["instance"] in caplog.text
    assert "ZeroDivisionError" in caplog.text


def test_a_store_that_cannot_answer_is_told_to_be_asked_again(client, monkeypatch):
    from sqlalchemy.exc import OperationalError

    def locked(*_, **__):
        raise OperationalError("SELECT", {}, Exception("database is locked"))

    monkeypatch.setattr(type(client.app.state.store), "events", locked)
    answer = client.get("/api/v1/events")
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
    assert "SELECT" not in answer.text
