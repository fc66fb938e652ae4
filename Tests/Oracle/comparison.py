"""What two answers differ in, and the cursors that were met on the way."""
from collections import defaultdict, deque

from graphql import parse_value, print_ast

from lists import Cursor

KEPT_OF_A_LIST, KEPT = 40, 200


class Book:
    """The server's cursors, each with the place that it stood at: one text for one place, and the other way round."""

    def __init__(self):
        self._places, self._texts = {}, {}
        #: The texts that the reference was asked about, in the answer that it gives.
        self.looked_at = set()
        self._lists = defaultdict(lambda: deque(maxlen=KEPT_OF_A_LIST))
        self._recent = deque(maxlen=KEPT)

    def place(self, text):
        self.looked_at.add(text)
        return self._places.get(text)

    def meet(self, text, place):
        """Remembers a cursor; false where text or place have met another one before."""
        if text not in self._places:
            self._lists[place.coordinate, place.organization].append(text)
            self._recent.append(text)
        return self._places.setdefault(text, place) == place and self._texts.setdefault(place, text) == text

    def of_list(self, coordinate, organization):
        """The last cursors of a list with their places, in the order in which they were met."""
        return [(text, self._places[text]) for text in self._lists[coordinate, organization]]

    def recent(self):
        """The last cursors of any list."""
        return list(self._recent)


def plain(server):
    """The server's answer with its errors as codes and paths."""
    answer = {name: server[name] for name in ("data",) if name in server}
    if "errors" in server:
        answer["errors"] = [{"code": error.get("extensions", {}).get("code"), "path": error.get("path")}
                            for error in server["errors"]]
    return answer


def differences(reference, server, book, path=()):
    """Each place where the answers aren't the same, with both values; the order of names counts."""
    if isinstance(reference, dict) and isinstance(server, dict):
        if list(reference) != list(server):
            return [(path, f"names {list(reference)}", f"names {list(server)}")]
        return [found for name in reference
                for found in differences(reference[name], server[name], book, (*path, name))]
    if isinstance(reference, list) and isinstance(server, list):
        if len(reference) != len(server):
            return [(path, f"{len(reference)} items", f"{len(server)} items")]
        return [found for place, (one, other) in enumerate(zip(reference, server))
                for found in differences(one, other, book, (*path, place))]
    if isinstance(reference, Cursor) and isinstance(server, str):
        return [] if book.meet(server, reference.place) else [(path, reference.place, book.place(server))]
    same = type(reference) is type(server) and reference == server
    return [] if same or is_one_value(reference, server, path) else [(path, reference, server)]


def is_one_value(reference, server, path):
    """Whether a default value is the same but for blanks in it, which the specification leaves to whoever prints it."""
    if not (path and path[-1] == "defaultValue" and isinstance(reference, str) and isinstance(server, str)):
        return False
    return print_ast(parse_value(reference)) == print_ast(parse_value(server))
