"""Reports that a request brings: as JSON, or as files of a form."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, TypeVar

from fastapi import Depends, HTTPException, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.datastructures import UploadFile

from khabar.errors import KhabarError, UnreadableError, saying
from khabar.record import Report
from khabar.sources import report_of_text
from khabar.web.api.shapes import JSON
from khabar.web.asking import Day
from khabar.web.uploads import read_upload

M = TypeVar("M", bound=BaseModel)
LONGEST = 300_000
"""Characters that are read while who asks waits; longer ones are for a job."""
MOST = 50
"""Reports that are read so."""
_FORM = "multipart/form-data"
_MOST_FILES = 200
_LONGEST_NAME = 200
_TOO_LARGE, _OTHER_TYPE, _UNPROCESSABLE = 413, 415, 422


class Told(BaseModel):
    """What is known of a report beside its text."""

    model_config = ConfigDict(extra="forbid")

    published: Annotated[Day | None, Field(description="Day of publication; without it no weekday has a day.")] = None
    title: Annotated[str | None, Field(max_length=500)] = None
    outlet: Annotated[str | None, Field(max_length=300, description="Who published it.")] = None
    agency: Annotated[str | None, Field(max_length=300, description="The news agency that it credits.")] = None
    byline: Annotated[str | None, Field(max_length=300)] = None
    uri: Annotated[str | None, Field(max_length=2000, pattern=r"^https?://[^\s]+$", description="Its address.")] = None

    def of(self, report: Report) -> Report:
        """Return a report with what is told here."""
        told = self.model_dump(exclude={"text", "published"}, exclude_none=True)
        return report.model_copy(update=told)


class GivenReport(Told):
    """A report as JSON: its text exactly as it was published, and what is known of it."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "text": "قال وزير الخارجية المصري إن القاهرة ترفض أي هدنة لا تشمل حلب.",
                    "published": "2016-10-03",
                    "outlet": "صحيفة المثال",
                }
            ]
        },
    )

    text: Annotated[str, Field(min_length=1)]

    def report(self) -> Report:
        """Return the report; raise `KhabarError` if it cannot be one."""
        if not self.text.strip():
            raise UnreadableError(saying("the text is empty: there is nothing to read"))
        return self.of(report_of_text(self.text, published=self.published))


class GivenReports(BaseModel):
    """Several reports as JSON."""

    model_config = ConfigDict(extra="forbid")

    reports: Annotated[list[GivenReport], Field(min_length=1, max_length=10_000)]


class Body:
    """What a request brought: the bytes of JSON, or files with what the form tells of them."""

    def __init__(
        self, data: bytes | None, files: list[tuple[str, bytes]] | None = None, told: dict[str, Any] | None = None
    ) -> None:
        self.data = data
        self.files = files or []
        self.told = told or {}

    def reports(self) -> list[Report]:
        """Return the report of the JSON, or those of the files; raise the error of the first that cannot be read."""
        if self.data is not None:
            return [valid(GivenReport, self.data).report()]
        return [_sound(item) for item in self._of_files()]

    def items(self) -> list[Report | KhabarError]:
        """Return the reports of JSON with several, or of files; in the place of what is none the error that says why."""
        if self.data is None:
            return list(self._of_files())
        items: list[Report | KhabarError] = []
        for given in valid(GivenReports, self.data).reports:
            try:
                items.append(given.report())
            except KhabarError as error:
                items.append(error)
        return items

    def _of_files(self) -> Iterator[Report | KhabarError]:
        told = valid(Told, self.told)
        if not self.files:
            raise HTTPException(_UNPROCESSABLE, "the form has no file: send the report as its field `file`")
        for name, data in self.files:
            for item in read_upload(name, data, published=told.published):
                yield told.of(item) if isinstance(item, Report) else item


def _sound(item: Report | KhabarError) -> Report:
    if isinstance(item, KhabarError):
        raise item
    return item


async def _body(request: Request) -> Body:
    """Take in a body of one of the types that are read."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == JSON:
        return Body(await request.body())
    if kind != _FORM:
        told = f"send a report as {JSON}, or as the file of a {_FORM}; this is {kind or 'of no type'}"
        raise HTTPException(_OTHER_TYPE, told, {"Accept-Post": f"{JSON}, {_FORM}"})
    async with request.form(max_files=_MOST_FILES, max_fields=20) as form:
        given = form.multi_items()
        files = [
            ((x.filename or "the file")[:_LONGEST_NAME], await x.read()) for _, x in given if isinstance(x, UploadFile)
        ]
        return Body(None, files, {name: x for name, x in given if isinstance(x, str) and x})


async def _json(request: Request) -> bytes:
    """Take in a body that is JSON."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != JSON:
        raise HTTPException(_OTHER_TYPE, f"send {JSON}; this is {kind or 'of no type'}", {"Accept-Post": JSON})
    return await request.body()


TheJson = Annotated[bytes, Depends(_json)]
"""The body of a request that is JSON, as a parameter of an endpoint; see `valid`."""
TheBody = Annotated[Body, Depends(_body)]
"""The body of a request, as a parameter of an endpoint."""


def valid(model: type[M], data: bytes | dict[str, Any]) -> M:
    """Return a model of JSON or of the fields of a form; what does not fit becomes the answer 422."""
    try:
        return model.model_validate_json(data) if isinstance(data, bytes) else model.model_validate(data)
    except ValidationError as error:
        wrong = [x | {"loc": ("body", *x["loc"])} for x in error.errors(include_url=False, include_input=False)]
        raise RequestValidationError(wrong) from error


def short(reports: list[Report]) -> list[Report]:
    """Return reports that can be read while who asks waits; what is longer is refused (413)."""
    if len(reports) > MOST or sum(len(report.text) for report in reports) > LONGEST:
        told = f"more than {MOST} reports or {LONGEST} characters are read as a job: POST them to /api/v1/jobs"
        raise HTTPException(_TOO_LARGE, told)
    return reports


def request_body(json_model: type[BaseModel]) -> dict[str, Any]:
    """Return what OpenAPI says of such a body: for `openapi_extra=`."""
    fields = Told.model_json_schema()["properties"]
    file = {"type": "string", "format": "binary", "description": "Text, HTML, JSON or JSON lines."}
    form = {"type": "object", "required": ["file"], "properties": {"file": file, **fields}}
    reference = {"$ref": f"#/components/schemas/{json_model.__name__}"}
    return {
        "requestBody": {"required": True, "content": {JSON: {"schema": reference}, _FORM: {"schema": form}}},
    }


def json_body(json_model: type[BaseModel]) -> dict[str, Any]:
    """Return what OpenAPI says of a body that is JSON only."""
    reference = {"$ref": f"#/components/schemas/{json_model.__name__}"}
    return {"requestBody": {"required": True, "content": {JSON: {"schema": reference}}}}
