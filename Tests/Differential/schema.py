"""What the generator knows of a schema: the answer to the introspection query, by name."""


class Schema:
    """Types, their fields and which types can be where."""

    def __init__(self, name, introspection):
        said = introspection["__schema"]
        self.name = name
        self.types = {named["name"]: named for named in said["types"]}
        self.directives = {directive["name"]: directive for directive in said["directives"]}
        self.roots = {kind: said[kind + "Type"]["name"] for kind in ("query", "mutation", "subscription")
                      if said[kind + "Type"]}
        self.names = sorted(self.types)
        self.inputs = [name for name in self.names if self.kind(name) in ("SCALAR", "ENUM", "INPUT_OBJECT")]
        self.leaves = [name for name in self.names if self.kind(name) in ("SCALAR", "ENUM")]
        self.composites = [name for name in self.names if self.kind(name) in ("OBJECT", "INTERFACE", "UNION")]

    def kind(self, name):
        return self.types[name]["kind"]

    def fields(self, name):
        """The fields of a type, none of one that a fault made up, and what it may be asked of introspection."""
        fields = list((self.types.get(name) or {}).get("fields") or []) + [TYPENAME]
        return fields + [SCHEMA, TYPE] if name == self.roots["query"] else fields

    def inputs_of(self, name):
        return self.types[name]["inputFields"]

    def values(self, name):
        return [value["name"] for value in self.types[name]["enumValues"]]

    def possible(self, name):
        """The object types that values of a type can have: none where it isn't composite, or unknown."""
        known = self.types.get(name) or {}
        if known.get("kind") == "OBJECT":
            return {name}
        return {possible["name"] for possible in known.get("possibleTypes") or []}

    def conditions(self, name, overlapping=True):
        """The types that a fragment inside a type may, or may not, be on."""
        own = self.possible(name)
        return [other for other in self.composites if bool(own & self.possible(other)) == overlapping]

    def directives_at(self, place):
        return [directive for directive in self.directives.values() if place in directive["locations"]]

    def is_leaf(self, name):
        return self.kind(name) in ("SCALAR", "ENUM")


def innermost(reference):
    """The name inside lists and non-nulls."""
    while reference["ofType"]:
        reference = reference["ofType"]
    return reference["name"]


def written(reference):
    """The reference as a document writes it: `[Int!]`."""
    if reference["kind"] == "NON_NULL":
        return written(reference["ofType"]) + "!"
    if reference["kind"] == "LIST":
        return f"[{written(reference['ofType'])}]"
    return reference["name"]


def is_required(value):
    """Whether an argument or input field can't be left out."""
    return value["type"]["kind"] == "NON_NULL" and value["defaultValue"] is None


def named(kind, name):
    return {"kind": kind, "name": name, "ofType": None}


def non_null(reference):
    return {"kind": "NON_NULL", "name": None, "ofType": reference}


TYPENAME = {"name": "__typename", "args": [], "type": non_null(named("SCALAR", "String"))}
SCHEMA = {"name": "__schema", "args": [], "type": non_null(named("OBJECT", "__Schema"))}
TYPE = {"name": "__type", "type": named("OBJECT", "__Type"),
        "args": [{"name": "name", "type": non_null(named("SCALAR", "String")), "defaultValue": None}]}
