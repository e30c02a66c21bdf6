"""The API's description: valid, complete, and true of what is refused and of the installation it is about."""

import json
from copy import deepcopy

import pytest
from jsonschema import Draft202012Validator

from tests.running import ROOT
from webapp import create_app
from webapp.inspector.profiles import BUILT_IN
from webapp.inspector.reference.index import address
from webapp.inspector.reference.kinds import KINDS
from webapp.settings import Settings

OPENAPI_3_1 = json.loads((ROOT / "tests/data/openapi/schema-3.1.json").read_text("utf-8"))


def test_description_is_openapi_3_1(described):
    assert described["openapi"].startswith("3.1.")
    Draft202012Validator(OPENAPI_3_1).validate(described)


def test_a_wrong_description_would_be_found(described):
    wrong = deepcopy(described)
    del wrong["info"]["title"]
    assert not Draft202012Validator(OPENAPI_3_1).is_valid(wrong)


def test_every_schema_is_one_and_every_reference_leads_to_one(described):
    schemas = described["components"]["schemas"]
    for schema in schemas.values():
        Draft202012Validator.check_schema(schema)
    written = json.dumps(described)
    for kind in ("schemas", "responses"):
        names = described["components"][kind]
        referred = {it.partition('"')[0] for it in written.split(f'"#/components/{kind}/')[1:]}
        assert referred <= set(names)
    assert set(schemas) - referred_to(described) == set()


def test_what_is_described_by_hand_is_not_described_otherwise_by_a_class(described):
    """A receiver of tokens stands in a report, and on the page of a cause."""
    when = described["components"]["schemas"]["Receiver"]["properties"]["when"]
    assert when["description"] == "of which of these tokens it is true; of all, if empty"


def referred_to(described):
    return {it.partition('"')[0] for it in json.dumps(described).split('"#/components/schemas/')[1:]}


def test_every_operation_is_served_and_is_named_once(visitor, described):
    operations = [
        (path, method, it) for path, methods in described["paths"].items() for method, it in methods.items()
    ]
    names = [it["operationId"] for _, _, it in operations]
    assert len(names) == len(set(names))
    for path, method, _ in operations:
        kind = KINDS.get(path.split("/")[1])
        name = next(iter(kind.known(BUILT_IN))) if kind else ""
        answer = visitor.open(path.replace("{name}", name), method=method.upper())
        assert answer.status_code in (200, 415)


def test_every_address_of_the_contract_is_described(described):
    assert {"/api/inspect", "/api/public-key", "/api/mended-key", "/api/openapi.json", "/healthz"} <= set(
        described["paths"]
    )
    assert {f"/{kind}.json" for kind in KINDS} <= set(described["paths"])
    assert {f"/{kind}/{{name}}.json" for kind in KINDS} <= set(described["paths"])


@pytest.mark.parametrize(
    ("path", "sent", "status"),
    [
        ("/api/inspect", {"data": "{"}, 415),
        ("/api/inspect", {"data": "{", "content_type": "application/json"}, 400),
        ("/api/inspect", {"data": b"\xff", "content_type": "application/json"}, 400),
        ("/api/inspect", {"json": {"text": "x" * 3_000_000}}, 413),
        ("/api/inspect", {"json": {"text": ""}, "headers": {"Origin": "https://evil.example"}}, 403),
        ("/api/public-key", {"json": {}}, 400),
        ("/api/public-key", {"data": ""}, 415),
        ("/api/mended-key", {"json": {"text": "hello"}}, 400),
        ("/api/mended-key", {"data": ""}, 415),
    ],
)
def test_refusal_is_one_that_is_described(visitor, described, faults, path, sent, status):
    answer = visitor.post(path, **sent)
    assert answer.status_code == status
    assert str(status) in described["paths"][path]["post"]["responses"]
    assert str(status) in described["components"]["responses"]
    assert faults(answer.json, "Problem") == []


@pytest.mark.parametrize("kind", KINDS)
def test_pages_of_the_reference_are_as_described(visitor, described, faults, kind):
    assert faults(visitor.get(f"/{kind}.json").json, "Index") == []
    operation = described["paths"][f"/{kind}/{{name}}.json"]["get"]
    schema = operation["responses"]["200"]["content"]["application/json"]["schema"]["$ref"].rpartition("/")[2]
    for name in KINDS[kind].known(BUILT_IN):
        assert faults(visitor.get(f"{address(kind, name)}.json").json, schema) == []
    assert faults(visitor.get(f"/{kind}/no such thing.json").json, "Problem") == []


def test_limits_and_profiles_are_those_of_the_installation(tmp_path):
    (tmp_path / "house-token.toml").write_text('title = "x"\naudience = "x"\nurl = "https://x.example"\n')
    environ = {
        "JWTCLINIC_PROFILES": str(tmp_path),
        "JWTCLINIC_PREFIX": "/jwt",
        "JWTCLINIC_MAX_BODY": "1 MiB",
        "JWTCLINIC_MAX_TOKEN": "64 KiB",
    }
    described = create_app(Settings.from_environment(environ)).test_client().get("/api/openapi.json").json
    profile = described["components"]["schemas"]["Inspection"]["properties"]["profile"]
    assert "house-token" in profile["anyOf"][0]["enum"]
    assert described["servers"] == [{"url": "/jwt"}]
    assert "One request may hold 1 MiB" in described["info"]["description"]
    assert "characters read of one token: 64 KiB" in described["info"]["description"]
