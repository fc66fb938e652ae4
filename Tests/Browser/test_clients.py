"""Real clients on the real server: PyPI's gql runs queries, and both reference implementations take the schema."""
import json
import os
import shutil
import subprocess

import pytest
from gql import Client, gql
from gql.transport.exceptions import TransportQueryError
from gql.transport.requests import RequestsHTTPTransport
from graphql import build_client_schema, get_introspection_query, validate_schema

from portico_server import sign_in

EVERYBODY = {
    "ADMIN": ("admin@nordlys.test", "PARTNER"),
    "USER": ("user@nordlys.test", "PARTNER"),
    "MARKETING": ("marketing@nordlys.test", "PARTNER"),
    "OPERATOR": ("operator@portico.test", "OPERATOR"),
}
BUILD_IN_JS = """const {buildClientSchema, validateSchema, printSchema} = require('graphql');
const read = require('fs').readFileSync(0, 'utf8');
const schema = buildClientSchema(JSON.parse(read));
const errors = validateSchema(schema);
if (errors.length) { console.error(errors.map(String).join('\\n')); process.exit(1); }
console.log(printSchema(schema).length);"""


@pytest.fixture(scope="module")
def tokens(base_url):
    return {role: sign_in(base_url, *who) for role, who in EVERYBODY.items()}


def client(base_url, token, fetch=False):
    transport = RequestsHTTPTransport(url=base_url + "/graphql", headers={"authorization": f"Bearer {token}"})
    return Client(transport=transport, fetch_schema_from_transport=fetch)


@pytest.mark.parametrize("role", EVERYBODY)
def test_both_reference_implementations_take_the_schema_of_every_role(base_url, tokens, role):
    introspection = client(base_url, tokens[role]).execute(gql(get_introspection_query()))
    schema = build_client_schema(introspection)
    assert validate_schema(schema) == []
    assert ("customers" in schema.query_type.fields) == (role in ("ADMIN", "USER"))
    modules = "/usr/share/nodejs"
    if not os.path.isdir(modules + "/graphql"):
        pytest.skip("Debian's node-graphql isn't installed")
    said = subprocess.run([shutil.which("node"), "-e", BUILD_IN_JS], input=json.dumps(introspection), text=True,
                          env={**os.environ, "NODE_PATH": modules}, capture_output=True)
    assert said.returncode == 0, said.stderr


def test_a_client_fetches_the_schema_and_sends_variables(base_url, tokens):
    with client(base_url, tokens["USER"], fetch=True) as session:
        query = gql("query ($first: Int!, $filter: CustomerFilter) { customers(first: $first, filter: $filter) "
                    "{ totalCount nodes { id name } } }")
        query.variable_values = {"first": 2, "filter": {"status": {"in": ["ENABLED", "DISABLED"]}}}
        page = session.execute(query)["customers"]
        assert page["totalCount"] == 3
        assert len(page["nodes"]) == 2


def test_a_client_sees_the_codes_of_errors(base_url, tokens):
    with client(base_url, tokens["MARKETING"]) as session:
        with pytest.raises(TransportQueryError) as refused:
            session.execute(gql("{ customers { totalCount } }"))
    assert refused.value.errors[0]["extensions"]["code"] == "VALIDATION"
