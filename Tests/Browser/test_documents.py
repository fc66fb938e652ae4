"""Every document that the front sends is valid against schema.graphql, by the reference's own rules."""
from pathlib import Path

import pytest
from graphql import build_schema, parse, validate
from graphql.language import OperationDefinitionNode

ROOT = Path(__file__).resolve().parents[2]
SCHEMA = build_schema((ROOT / "schema.graphql").read_text())
DOCUMENTS = sorted((ROOT / "web" / "queries").glob("*.graphql"))


@pytest.mark.parametrize("path", DOCUMENTS, ids=[path.stem for path in DOCUMENTS])
def test_the_document_asks_only_for_what_exists(path):
    document = parse(path.read_text())
    assert validate(SCHEMA, document) == []
    operations = [node for node in document.definitions if isinstance(node, OperationDefinitionNode)]
    assert [node.name.value for node in operations] == [path.stem[0].upper() + path.stem[1:]]


def test_the_sign_in_leaves_the_token_out():
    assert "token" not in (ROOT / "web/queries/signIn.graphql").read_text().replace("The token", "")
