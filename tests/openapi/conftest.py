"""The API's description as a client gets it, and what is wrong with some data by it."""

import pytest
from jsonschema import Draft202012Validator

from webapp import create_app
from webapp.settings import Settings


@pytest.fixture(scope="package")
def visitor():
    """A client of the application with its default settings, but that nobody waits for long."""
    return create_app(Settings.from_environment({"JWTCLINIC_DEEP_SEARCH": "0.3"})).test_client()


@pytest.fixture(scope="package")
def described(visitor):
    return visitor.get("/api/openapi.json").json


@pytest.fixture(scope="package")
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
