"""The documents, each made from the seed and its number alone."""
import re
from dataclasses import dataclass
from random import Random
from typing import Optional

from faults import faulty
from layout import laid_out
from mangling import damaged, mangled, parts
from tree import Description, bare, tokens
from valid import Author

KINDS = ("valid", "nearly valid", "mangled")


@dataclass
class Document:
    """A document in parts, by which it can be made smaller."""
    schema: str
    kind: str
    number: int
    parts: list
    fault: Optional[str] = None

    @property
    def text(self):
        return "".join(self.parts)

    @property
    def bare(self):
        """The text for a reference that knows no descriptions on what is executed: blanks in their place."""
        return "".join(map(bare, self.parts))

    def described(self):
        """Where each description is, by where that begins which it describes."""
        found, text, waiting = {}, "", None
        for part in self.parts:
            if waiting and re.match(r"[\w$]", part):
                line, column = place(text)
                found[line, column] = waiting
                waiting = None
            if isinstance(part, Description):
                waiting = dict(zip(("line", "column"), place(text)))
            text += part
        return found

    @property
    def is_bytes(self):
        """Whether it has bytes that are no UTF-8, and no other halves of characters."""
        halves = [character for character in self.text if "\ud800" <= character <= "\udfff"]
        return bool(halves) and all("\udc80" <= half <= "\udcff" for half in halves)


def place(text):
    """The line and column behind a text, as graphql-js counts them: in units of UTF-16."""
    lines = re.split("\r\n|\r|\n", text)
    return len(lines), len(lines[-1].encode("utf-16-le", "surrogatepass")) // 2 + 1


def document(seed, schemas, number):
    """One of the documents of a seed: the schemas and kinds take turns."""
    schema = schemas[number % len(schemas)]
    kind = KINDS[number // len(schemas) % len(KINDS)]
    random = Random(f"{seed} {number}")
    tree = Author(random, schema, describes=kind != "mangled").document()
    if kind == "mangled":
        text = damaged(random, "".join(laid_out(random, mangled(random, tokens(tree)))))
        return Document(schema.name, kind, number, parts(text))
    fault = faulty(random, schema, tree) if kind == "nearly valid" else None
    return Document(schema.name, kind, number, laid_out(random, tokens(tree)), fault)
