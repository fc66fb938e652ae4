"""The public audits of GraphQL over HTTP, asked of the real server in both profiles of statuses.

The ids are those of the 61 audits in the package graphql-http, as of October 2025. What an audit asks for is what the
profile audit2025 must give; beside it stands the one status of spec2026, after the draft of 2026.
"""
import http.client
import json
from contextlib import closing
from typing import Container, NamedTuple
from urllib.parse import urlencode

import pytest

from conftest import ADMIN, PASSWORD
from portico_server import running

MUST, SHOULD, MAY = "MUST", "SHOULD", "MAY"
GRAPHQL, JSON = "application/graphql-response+json", "application/json"


class Request(NamedTuple):
    method: str
    target: str
    headers: dict
    body: bytes = b""

    @property
    def answer_type(self):
        return GRAPHQL if self.headers.get("accept") == GRAPHQL else JSON

    def signed(self, token):
        return self._replace(headers=self.headers | {"authorization": f"Bearer {token}"})


def post(accept=None, content_type=JSON, raw=None, **parameters):
    """A POST with the parameters as JSON, or else with a raw body; a header that is None isn't sent."""
    body = json.dumps(parameters, ensure_ascii=False).encode() if raw is None else raw
    headers = {"content-type": content_type, "accept": accept, "content-length": str(len(body))}
    return Request("POST", "/graphql", {name: value for name, value in headers.items() if value}, body)


def get(accept=None, **parameters):
    return Request("GET", "/graphql?" + urlencode(parameters), {"accept": accept} if accept else {})


class Verdict(NamedTuple):
    audit2025: Container
    spec2026: Container
    # The answer has exactly these.
    members: set


def refused(asked, draft):
    return Verdict(asked, [draft], {"errors"})


DATA = Verdict([200], [200], {"data"})
ILL_FORMED = refused([400], draft=422)


class Audit(NamedTuple):
    id: str
    level: str
    sentence: str
    request: Request
    verdict: Verdict

    def __str__(self):
        return f"{self.id} {self.level} {self.sentence}"


TYPENAME = "{ __typename }"
NAMED = "query Query { __typename }"
WITH_VARIABLE = "query Type($name: String!) { __type(name: $name) { name } }"
VARIABLES = {"name": "sometype"}
NOT_COERCIBLE = {"query": "query CoerceFailure($id: ID!) { __typename }", "variables": {"id": None}}
NOT_JSON = b'{ "not a JSON'
NOT_PARSABLE = "{"
# The audits of validation name their field so; since no name begins with a digit, it doesn't parse either.
NOT_VALID = "{ 8f31403dfe404bccbb0e835f2629c6a7 }"
NOT_STRINGS = {"an object": {"obj": "ect"}, "a number": 0, "a boolean": False, "an array": ["array"]}
NOT_MAPS = {"a string": "string", "a number": 0, "a boolean": False, "an array": ["array"]}


def ill_formed(prefix, parameter, values):
    """The four audits of a parameter with a value of the wrong kind."""
    return [
        Audit(f"{prefix}{number}", MAY, f"refuse {kind} as {parameter}",
              post(**{"query": TYPENAME, parameter: value}), ILL_FORMED)
        for number, (kind, value) in enumerate(values.items())
    ]


def nulls(prefix, level, accept):
    return [
        Audit(f"{prefix}{number}", level, f"take null as {parameter}, for {accept}",
              post(accept, **{"query": TYPENAME, parameter: None}), DATA)
        for number, parameter in enumerate(["variables", "operationName", "extensions"])
    ]


AUDITS = [
    # Media types
    Audit("22EB", SHOULD, f"answer in {GRAPHQL} where asked to", post(GRAPHQL, query=TYPENAME), DATA),
    Audit("4655", MUST, f"answer in {JSON} where asked to", post(JSON, query=TYPENAME), DATA),
    Audit("47DE", SHOULD, f"answer in {JSON} where any type will do", post("*/*", query=TYPENAME), DATA),
    Audit("80D8", SHOULD, f"answer in {JSON} where nothing is said", post(query=TYPENAME), DATA),
    Audit("82A3", MUST, "answer in UTF-8", post(query=TYPENAME), DATA),
    Audit("BF61", MUST, "take a request in UTF-8",
          post(content_type=JSON + "; charset=utf-8", query='{ __type(name: "Run🏃Swim🏊") { name } }'), DATA),
    Audit("78D5", MUST, "take a request for UTF-8 where nothing is said", post(query=TYPENAME), DATA),
    # Requests
    Audit("2C94", MUST, "take a POST", post(query=TYPENAME), DATA),
    Audit("5A70", MAY, "take a GET", get(query=TYPENAME), DATA),
    Audit("9C48", MAY, "refuse a mutation by GET", get(GRAPHQL, query="mutation { __typename }"),
          refused(range(400, 500), draft=405)),
    Audit("9ABE", SHOULD, "refuse a POST that doesn't say what its body is", post(content_type=None, query=TYPENAME),
          refused(range(400, 500), draft=415)),
    Audit("03D4", MUST, f"take a POST in {JSON}", post(query=TYPENAME), DATA),
    Audit("A5BF", MAY, "refuse a POST without a body", post(raw=b""), refused([400], draft=400)),
    # Parameters
    Audit("423L", MAY, "refuse a request without query", post(GRAPHQL, notquery=TYPENAME), ILL_FORMED),
    *ill_formed("LKJ", "query", NOT_STRINGS),
    Audit("34A2", SHOULD, f"take a string as query, for {GRAPHQL}", post(GRAPHQL, query=TYPENAME), DATA),
    Audit("13EE", MUST, f"take a string as query, for {JSON}", post(JSON, query=TYPENAME), DATA),
    *ill_formed("6C0", "operationName", NOT_STRINGS),
    Audit("8161", SHOULD, f"take a string as operationName, for {GRAPHQL}",
          post(GRAPHQL, query=NAMED, operationName="Query"), DATA),
    Audit("B8B3", MUST, f"take a string as operationName, for {JSON}",
          post(JSON, query=NAMED, operationName="Query"), DATA),
    *nulls("94B", SHOULD, GRAPHQL),
    *nulls("022", MUST, JSON),
    *ill_formed("476", "variables", NOT_MAPS),
    Audit("2EA1", SHOULD, f"take a map as variables, for {GRAPHQL}",
          post(GRAPHQL, query=WITH_VARIABLE, variables=VARIABLES), DATA),
    Audit("28B9", MUST, f"take a map as variables, for {JSON}",
          post(JSON, query=WITH_VARIABLE, variables=VARIABLES), DATA),
    Audit("D6D5", MAY, f"take variables as JSON in a GET, for {GRAPHQL}",
          get(GRAPHQL, query=WITH_VARIABLE, variables=json.dumps(VARIABLES)), DATA),
    Audit("6A70", MAY, f"take variables as JSON in a GET, for {JSON}",
          get(JSON, query=WITH_VARIABLE, variables=json.dumps(VARIABLES)), DATA),
    *ill_formed("58B", "extensions", NOT_MAPS),
    Audit("428F", SHOULD, f"take a map as extensions, for {GRAPHQL}",
          post(GRAPHQL, query=TYPENAME, extensions={"some": "value"}), DATA),
    Audit("1B7A", MUST, f"take a map as extensions, for {JSON}",
          post(JSON, query=TYPENAME, extensions={"some": "value"}), DATA),
    # Failures before the document is read
    Audit("B6DC", MAY, f"answer 2xx, 4xx or 5xx to what isn't JSON, for {JSON}", post(JSON, raw=NOT_JSON),
          refused([*range(200, 300), *range(400, 600)], draft=400)),
    Audit("BCF8", SHOULD, f"answer 400 to what isn't JSON, for {JSON}", post(JSON, raw=NOT_JSON),
          refused([400], draft=400)),
    Audit("B7N8", SHOULD, f"answer 400 to what isn't JSON, for {GRAPHQL}", post(GRAPHQL, raw=NOT_JSON),
          refused([400], draft=400)),
    Audit("8764", MAY, "answer 4xx or 5xx to parameters that can't be used", post(qeury=TYPENAME),
          refused(range(400, 600), draft=422)),
    Audit("3E3A", MAY, "answer 400 to parameters that can't be used", post(qeury=TYPENAME), ILL_FORMED),
    # Failures of the document, answered in the older type
    Audit("572B", SHOULD, f"answer 200 to what doesn't parse, for {JSON}", post(JSON, query=NOT_PARSABLE),
          refused([200], draft=400)),
    Audit("FDE2", SHOULD, f"answer 200 to what isn't valid, for {JSON}", post(JSON, query=NOT_VALID),
          refused([200], draft=400)),
    Audit("7B9B", SHOULD, f"answer 200 to variables that can't be coerced, for {JSON}", post(JSON, **NOT_COERCIBLE),
          refused([200], draft=422)),
    # Failures of the document, answered in the newer type
    Audit("865D", SHOULD, f"answer 4xx or 5xx to what doesn't parse, for {GRAPHQL}", post(GRAPHQL, query=NOT_PARSABLE),
          refused(range(400, 600), draft=400)),
    Audit("556A", SHOULD, f"answer 400 to what doesn't parse, for {GRAPHQL}", post(GRAPHQL, query=NOT_PARSABLE),
          refused([400], draft=400)),
    Audit("D586", SHOULD, f"answer no data to what doesn't parse, for {GRAPHQL}", post(GRAPHQL, query=NOT_PARSABLE),
          refused(range(600), draft=400)),
    Audit("51FE", SHOULD, f"answer 4xx or 5xx to what isn't valid, for {GRAPHQL}", post(GRAPHQL, query=NOT_VALID),
          refused(range(400, 600), draft=400)),
    Audit("74FF", SHOULD, f"answer 400 to what isn't valid, for {GRAPHQL}", post(GRAPHQL, query=NOT_VALID),
          refused([400], draft=400)),
    Audit("5E5B", SHOULD, f"answer no data to what isn't valid, for {GRAPHQL}", post(GRAPHQL, query=NOT_VALID),
          refused(range(600), draft=400)),
    Audit("86EE", SHOULD, f"answer 400 to variables that can't be coerced, for {GRAPHQL}",
          post(GRAPHQL, **NOT_COERCIBLE), refused([400], draft=422)),
]

UNKNOWN_FIELD = "{ unknown }"
# BC58 is an audit that the package plans; the others are ours.
FURTHER = [
    Audit("BC58", SHOULD, "answer 401 to a credential that isn't valid",
          post(GRAPHQL, query=TYPENAME).signed("unknown"), refused([401], draft=401)),
    Audit("OWN0", MUST, "refuse a POST of plain text", post(content_type="text/plain;charset=UTF-8", query=TYPENAME),
          refused([415], draft=415)),
    Audit("OWN1", MUST, f"answer by profile to a field that doesn't exist, for {JSON}",
          post(JSON, query=UNKNOWN_FIELD), refused([200], draft=422)),
    Audit("OWN2", MUST, f"answer by profile to a field that doesn't exist, for {GRAPHQL}",
          post(GRAPHQL, query=UNKNOWN_FIELD), refused([400], draft=422)),
]


class Answer(NamedTuple):
    status: int
    content_type: str
    body: dict


class Audited:
    """A server in one of the profiles."""

    def __init__(self, port, profile):
        self.port, self.profile = port, profile

    def answer(self, request):
        """Sends the headers of the request, `Host` and no others; reads the answer as JSON in UTF-8."""
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)) as connection:
            connection.putrequest(request.method, request.target, skip_accept_encoding=True)
            for name, value in request.headers.items():
                connection.putheader(name, value)
            connection.endheaders(request.body)
            response = connection.getresponse()
            return Answer(response.status, response.getheader("content-type"), json.loads(response.read().decode()))


@pytest.fixture(scope="module", params=["audit2025", "spec2026"])
def server(request, binary):
    # Five audits ask for a type without signing in.
    settings = {"PORTICO_HTTP_PROFILE": request.param, "PORTICO_INTROSPECTION": "on"}
    with running(binary, **settings) as server:
        yield Audited(server.port, request.param)


@pytest.mark.parametrize("audit", AUDITS + FURTHER, ids=str)
def test_audit(server, audit):
    status, content_type, body = server.answer(audit.request)
    assert status in getattr(audit.verdict, server.profile)
    assert body.keys() == audit.verdict.members
    assert content_type == audit.request.answer_type + "; charset=utf-8"


def test_the_public_audits_are_61_and_spec2026_keeps_every_must():
    assert len({audit.id for audit in AUDITS}) == len(AUDITS) == 61
    musts = [audit.verdict for audit in AUDITS if audit.level == MUST]
    assert len(musts) == 13
    assert all(verdict.audit2025 == verdict.spec2026 for verdict in musts)


@pytest.mark.parametrize("accept, draft", [(JSON, 200), (GRAPHQL, 294)], ids=[JSON, GRAPHQL])
def test_EE52_data_with_errors_is_2xx(server, accept, draft):
    sign_in = f'mutation {{ signIn(input: {{email: "{ADMIN}", password: "{PASSWORD}"}}) {{ token }} }}'
    token = server.answer(post(query=sign_in)).body["data"]["signIn"]["token"]
    # The first mutation ends the session, so the second can't run.
    query = 'mutation { signOut { __typename } updateCustomer(input: {id: "none"}) { __typename } }'
    status, content_type, body = server.answer(post(accept, query=query).signed(token))
    assert status == {"audit2025": 200, "spec2026": draft}[server.profile]
    assert content_type == accept + "; charset=utf-8"
    assert body["data"] == {"signOut": {"__typename": "SignOutPayload"}, "updateCustomer": None}
    assert [error["path"] for error in body["errors"]] == [["updateCustomer"]]
