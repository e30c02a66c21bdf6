"""The API's description: valid, true of what the API answers, and true of what it refuses."""

import json
from copy import deepcopy

import pytest
from jsonschema import Draft202012Validator

from tests.running import ROOT
from webapp import create_app
from webapp.inspector.example import NOW, Example, claims, header, macked
from webapp.inspector.example_certificates import ROOT as ROOT_CERTIFICATE
from webapp.inspector.example_keys import OTHER_P256, P256, key_file
from webapp.inspector.profiles import BUILT_IN
from webapp.inspector.reference.index import address
from webapp.inspector.reference.kinds import KINDS
from webapp.inspector.rules import ALL_RULES
from webapp.inspector.rules.chain import SOUND as CHAINED
from webapp.settings import Settings

SOUND = Example().paste
OPENAPI_3_1 = json.loads((ROOT / "tests/data/openapi/schema-3.1.json").read_text("utf-8"))
JWK = key_file(OTHER_P256)


@pytest.fixture(scope="module")
def visitor():
    return create_app(Settings.from_environment({})).test_client()


@pytest.fixture(scope="module")
def described(visitor):
    return visitor.get("/api/openapi.json").json


@pytest.fixture(scope="module")
def faults(described):
    """What is wrong with some data by one of the schemas; a member that it does not describe is wrong."""
    components = {name: closed(it) for name, it in described["components"]["schemas"].items()}

    def faults_of(data, name):
        schema = {"$ref": f"#/components/schemas/{name}", "components": {"schemas": components}}
        errors = Draft202012Validator(schema).iter_errors(data)
        return [f"{error.json_path}: {error.message[:300]}" for error in errors]

    return faults_of


def closed(schema):
    """The schema, and those within it, with no member besides those it names."""
    if isinstance(schema, list):
        return [closed(it) for it in schema]
    if not isinstance(schema, dict):
        return schema
    inner = {name: closed(it) for name, it in schema.items()}
    if schema.get("type") == "object" and "properties" in schema:
        inner["additionalProperties"] = False
    return inner


def test_a_member_that_is_not_described_would_be_found(visitor, faults):
    report = visitor.post("/api/inspect", json={"text": SOUND, "now": NOW}).json
    assert faults(report | {"new": 1}, "Report")
    report["tokens"][0]["gates"]["new"] = "pass"
    assert faults(report, "Report")


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


CURL = f"curl https://appleid.apple.com/auth/token -d client_id=com.example.app -d client_secret={SOUND}"
CERTIFICATE = f"-----BEGIN CERTIFICATE-----\n{ROOT_CERTIFICATE}\n-----END CERTIFICATE-----\n"
KEY_SET = json.dumps({"keys": [{**P256, "kid": "a", "d": "AAAA"}, {**OTHER_P256, "kid": "a"}, 7]})
DISCOVERY = '{"issuer": "http://a.example/", "jwks_uri": [], "other": 1}'
SUBMISSIONS = {
    "chain": {"text": CHAINED.paste, "now": NOW},
    "chain with its root": {
        "text": CHAINED.paste,
        "keys": [{"name": "root.pem", "text": CERTIFICATE}],
        "now": NOW,
    },
    "chain of nonsense": {"text": header(x5c=["AAAA", 7, CERTIFICATE]).paste, "now": NOW},
    "bundle": {"text": SOUND, "keys": [{"name": "bundle.pem", "text": CERTIFICATE * 2}], "now": NOW},
    "key set": {"text": KEY_SET},
    "key set beside it": {"text": SOUND, "keys": [{"name": "jwks.json", "text": KEY_SET}], "now": NOW},
    "discovery document": {"text": DISCOVERY},
    "discovery document beside it": {
        "text": SOUND,
        "keys": [{"name": "d.json", "text": DISCOVERY}],
        "now": NOW,
    },
    "sound": {"text": SOUND, "now": NOW},
    "nothing": {"text": ""},
    "noise": {"text": "no token here"},
    "cut": {"text": SOUND[:60], "now": NOW},
    "dots": {"text": "eyJ...."},
    "not json": {"text": Example(payload="{").paste},
    "json of another kind": {"text": Example(payload="[1]").paste},
    "numbers": {"text": Example(payload='{"a":1e400,"b":NaN,"c":100002348117421473}').paste},
    "surrogate": {"text": Example(payload='{"sub":"\\ud800"}').paste},
    "unsigned": {"text": Example(header={"alg": "none"}, signature="").paste},
    "encrypted": {"text": f"eyJhbGciOiJkaXIiLCJlbmMiOiJBMTI4R0NNIn0..{'A' * 16}.AAAA.{'A' * 22}"},
    "selective": {"text": f"{SOUND}~WyJhIiwiYiIsMV0~"},
    "several": {"text": f"{SOUND}\n{claims(exp=1).paste}", "now": NOW},
    "request": {"text": CURL, "now": NOW},
    "repaired": {"text": f'Authorization: Bearer "{SOUND}"', "now": NOW},
    "answer": {"text": '{"error":"invalid_client"}'},
    "answer beside it": {"text": SOUND, "error_text": "invalid_grant", "profile": "apple-client-secret"},
    "other key": {"text": SOUND, "keys": [{"name": "key.json", "text": JWK}], "deep": True, "now": NOW},
    "kinds of key": {
        "text": SOUND,
        "keys": [
            {"text": "no key"},
            {"name": "empty", "base64": ""},
            {"name": "a.p8", "text": JWK, "password": None},
        ],
    },
    "secret": {"text": macked("secret").paste, "secret": "secret", "secret_encoding": "text", "leeway": 60},
    "nulls": {
        "text": SOUND,
        **dict.fromkeys(("keys", "secret", "secret_encoding", "client_id", "profile")),
        **dict.fromkeys(("error_text", "now", "leeway", "deep")),
    },
}


@pytest.mark.parametrize("submission", SUBMISSIONS.values(), ids=SUBMISSIONS)
def test_submission_and_answer_are_as_described(visitor, faults, submission):
    assert faults(submission, "Inspection") == []
    answer = visitor.post("/api/inspect", json=submission)
    assert answer.status_code == 200
    assert faults(answer.json, "Report") == []


@pytest.mark.parametrize("rule", ALL_RULES.values(), ids=ALL_RULES)
def test_answer_to_the_examples_of_every_rule_is_as_described(visitor, faults, rule):
    for example in (*rule.bad, *rule.good):
        body = {
            "text": example.paste,
            "now": example.now,
            "profile": example.profile,
            "client_id": example.client_id,
        }
        body["keys"] = [{"name": file.name, "text": file.data.decode()} for file in example.keys]
        answer = visitor.post("/api/inspect", json={**body, "secret": example.secret})
        assert faults(answer.json, "Report") == []


def test_answer_with_causes_and_a_repaired_token_is_as_described(visitor, faults):
    secret = "a secret of some thirty-two bytes"
    body = {"text": f"{macked(secret).paste}=", "secret": secret, "now": NOW}
    report = visitor.post("/api/inspect", json=body).json
    assert report["tokens"][0]["signature"]["causes"][0]["repaired"]
    assert faults(report, "Report") == []


def test_answer_with_the_key_that_verified_is_as_described(visitor, faults):
    secret = "a secret of some thirty-two bytes"
    report = visitor.post("/api/inspect", json={"text": macked(secret).paste, "secret": secret}).json
    assert report["tokens"][0]["signature"]["key"]
    assert faults(report, "Report") == []


@pytest.mark.parametrize("key", [JWK, "no key", "", SOUND], ids=["key", "text", "nothing", "token"])
def test_public_key_is_as_described(visitor, faults, key):
    body = {"name": "key.json", "text": key}
    assert faults(body, "KeyFile") == []
    answer = visitor.post("/api/public-key", json=body)
    assert answer.status_code == 200
    assert faults(answer.json, "KeyRow") == []


def test_mended_key_is_as_described(visitor, faults):
    damaged = (ROOT / "tests/data/keys/p256.p8").read_text("utf-8").replace("\n", " ")
    answer = visitor.post("/api/mended-key", json={"name": "key.pem", "text": damaged})
    assert answer.status_code == 200
    assert faults(answer.json, "MendedKey") == []


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"text": 1},
        {"text": None},
        {"text": "", "now": "1795400000"},
        {"text": "", "now": 1.5},
        {"text": "", "now": True},
        {"text": "", "now": 10**15},
        {"text": "", "leeway": -1},
        {"text": "", "leeway": 10**10},
        {"text": "", "deep": "yes"},
        {"text": "", "secret": 1},
        {"text": "", "secret_encoding": "rot13"},
        {"text": "", "profile": "no-such-profile"},
        {"text": "", "keys": {}},
        {"text": "", "keys": ["key"]},
        {"text": "", "keys": [{"name": "a"}]},
        {"text": "", "keys": [{"text": "a", "base64": "YQ=="}]},
        {"text": "", "keys": [{"text": 1}]},
        {"text": "", "keys": [{"name": 1, "text": ""}]},
    ],
    ids=json.dumps,
)
def test_what_is_refused_is_described_as_wrong(visitor, faults, body):
    assert faults(body, "Inspection") != []
    answer = visitor.post("/api/inspect", json=body)
    assert answer.status_code == 400
    assert faults(answer.json, "Problem") == []


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
