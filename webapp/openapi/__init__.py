"""The API's description of itself, in OpenAPI 3.1, made from the tables and classes behind the API."""

from collections.abc import Iterator, Mapping
from typing import Any, get_args, get_type_hints

from ..errors import TITLES
from ..inspector.profiles import Profile
from ..inspector.reference.index import Index
from ..inspector.reference.kinds import KINDS, Kind
from ..inspector.rule import Citation
from ..kinds import write_size
from ..settings import SETTINGS, Settings
from ..version import VERSION
from . import inspection
from .schema import Classes, Schema, named, text

_POSTED = (400, 403, 413, 415, 500)


def description(settings: Settings, profiles: Mapping[str, Profile]) -> dict[str, Any]:
    """The API as it is here, with the limits and the profiles of this installation."""
    classes = Classes()
    paths = {**_inspecting(settings), **_reference(classes), **_others()}
    classes.of(Citation)  # which a finding has, too
    # Of a class that is described by hand as well, that is the fuller description.
    schemas = {**classes.components, **inspection.taken(sorted(profiles)), **inspection.GIVEN}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "JWT Clinic",
            "version": VERSION,
            "summary": "Says what is wrong with a JSON Web Token, and what to write instead.",
            "description": _about(settings),
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "servers": [{"url": settings.prefix or "/"}],
        "paths": paths,
        "components": {"schemas": schemas, "responses": dict(_refusals())},
    }


def _about(settings: Settings) -> str:
    limits = (
        f"* {row.meaning}: {row.kind.write(getattr(settings.limits, row.limit))}"
        for row in SETTINGS
        if row.limit
    )
    return "\n".join(
        (
            "Nothing that is sent is written to a disk or a log. Members may be added to any object.",
            f"One request may hold {write_size(settings.max_body)}. Of what is within it:",
            "",
            *limits,
        )
    )


def _inspecting(settings: Settings) -> dict[str, Any]:
    return {
        "/api/inspect": {
            "post": _posted(
                "inspect",
                "Inspect whatever was pasted",
                named("Inspection"),
                named("Report", "the report, whatever was pasted"),
                (*_POSTED, 429),
                settings,
            )
        },
        "/api/public-key": {
            "post": _posted(
                "publicKey",
                "Read a key and give its public half",
                named("KeyFile"),
                named("KeyRow"),
                _POSTED,
                settings,
            )
        },
        "/api/mended-key": {
            "post": _posted(
                "mendedKey",
                "Write a damaged key file again as it should be",
                named("KeyFile"),
                named("MendedKey", "sound PEM, of the private key where the file held one"),
                _POSTED,
                settings,
            )
        },
    }


def _posted(
    name: str, summary: str, body: Schema, answer: Schema, refusals: tuple[int, ...], settings: Settings
) -> dict[str, Any]:
    return {
        "operationId": name,
        "summary": summary,
        "requestBody": {
            "required": True,
            "description": f"At most {write_size(settings.max_body)} in all.",
            "content": {"application/json": {"schema": body}},
        },
        "responses": _answers(summary, answer, refusals),
    }


def _reference(classes: Classes) -> dict[str, Any]:
    """The reference: a list of each kind of page, and the pages."""
    index = classes.of(Index)
    listed = {f"/{it.id}.json": {"get": _list(it, index)} for it in KINDS.values()}
    pages = {f"/{it.id}/{{name}}.json": {"get": _page(it, classes)} for it in KINDS.values()}
    return {**listed, **pages}


def _list(kind: Kind, index: Schema) -> dict[str, Any]:
    query = {"name": "q", "in": "query", "schema": text("words that must occur", maxLength=200)}
    return {
        "operationId": f"list{kind.id.capitalize()}",
        "summary": kind.title,
        "description": kind.about,
        "parameters": [query],
        "responses": _answers(kind.title, index),
    }


def _page(kind: Kind, classes: Classes) -> dict[str, Any]:
    class_ = get_args(get_type_hints(kind.page)["return"])[0]  # a page, or None
    name = {"name": "name", "in": "path", "required": True, "schema": text("its id or name")}
    return {
        "operationId": f"show{kind.id[:-1].capitalize()}",
        "summary": f"One of the {kind.title.lower()}",
        "parameters": [name],
        "responses": _answers(f"One of the {kind.title.lower()}", classes.of(class_), (404,)),
    }


def _others() -> dict[str, Any]:
    description_ = {"type": "object", "description": "an OpenAPI 3.1 description"}
    return {
        "/api/openapi.json": {
            "get": {
                "operationId": "describe",
                "summary": "This description",
                "responses": _answers("This description", description_),
            }
        },
        "/healthz": {
            "get": {
                "operationId": "healthz",
                "summary": "Whether the process answers",
                "responses": {
                    "200": {"description": "It does.", "content": {"text/plain": {"schema": {"const": "ok"}}}}
                },
            }
        },
    }


def _answers(what: str, answer: Schema, refusals: tuple[int, ...] = ()) -> dict[str, Any]:
    served = {"description": what, "content": {"application/json": {"schema": answer}}}
    refused = {str(it): {"$ref": f"#/components/responses/{it}"} for it in refusals}
    return {"200": served, **refused}


def _refusals() -> Iterator[tuple[str, Any]]:
    """Every answer but 200, each of the one shape that errors have."""
    for status, title in TITLES.items():
        answer = {
            "description": title,
            "content": {"application/json": {"schema": named("Problem")}},
        }
        wait = {"description": "seconds after which to try again", "schema": {"type": "integer"}}
        yield str(status), {**answer, "headers": {"Retry-After": wait}} if status == 429 else answer
