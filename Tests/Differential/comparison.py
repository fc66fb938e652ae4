"""Asks both sides about the documents of a seed, and counts what they say."""
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import sides
from differences import leveled
from leveling import Answer
from documents import document

BATCH = 500


@dataclass
class Verdict:
    """What both sides say of a document, and which differences are between them."""
    document: object
    ours: Answer
    theirs: Answer
    differences: list
    is_same: bool


class Comparison:
    """Both sides, and the schemas that they know."""

    def __init__(self, path):
        self.validating = sides.portico("validate", "--schemas", path)
        self.parsing = sides.portico("parse")
        self.reference = sides.reference(path)
        self.pool = ThreadPoolExecutor(3)

    def end(self):
        for side in (self.validating, self.parsing, self.reference):
            side.end()
        self.pool.shutdown()

    def asked(self, documents):
        """The answers to come."""
        def question(each, text):
            return {"schema": each.schema, "query": text, "isBytes": each.is_bytes}

        questions = [question(each, each.text) for each in documents]
        bare = [question(each, each.bare) for each in documents]
        sources = [{"source": each.text, "isBytes": each.is_bytes} for each in documents]
        return [self.pool.submit(self.validating.ask, questions), self.pool.submit(self.parsing.ask, sources),
                self.pool.submit(self.reference.ask, bare)]

    def verdicts(self, documents, asked=None):
        for each, *answers in zip(documents, *(answers.result() for answers in asked or self.asked(documents))):
            yield verdict(each, *answers)

    def run(self, seed, schemas, numbers):
        """The verdicts on some of the documents of a seed; while the sides answer, the next ones are made."""
        waiting = None
        for start in range(0, len(numbers), BATCH):
            made = [document(seed, schemas, number) for number in numbers[start:start + BATCH]]
            if waiting:
                yield from self.verdicts(*waiting)
            waiting = made, self.asked(made)
        if waiting:
            yield from self.verdicts(*waiting)


def verdict(document, validated, parsed, checked):
    ours, theirs = Answer.of_portico(validated, parsed), Answer.of_reference(checked)
    same, used = leveled(ours, theirs, document)
    return Verdict(document, ours, theirs, used, same)


class Figures:
    """What came out of a run."""

    def __init__(self):
        self.kinds = Counter()
        self.refused = Counter()
        self.differences = Counter()
        self.made, self.found = set(), set()
        self.disagreements = []
        self.wrongly_valid = []

    def add(self, verdict):
        kind = verdict.document.kind
        self.kinds[kind] += 1
        self.refused[kind] += bool(verdict.theirs.errors)
        self.differences.update(verdict.differences)
        if verdict.document.fault:
            self.made.add(verdict.document.fault)
            if verdict.theirs.errors or verdict.ours.errors:
                self.found.add(verdict.document.fault)
        if kind == "valid" and verdict.theirs.errors:
            self.wrongly_valid.append(verdict)
        if not verdict.is_same:
            self.disagreements.append(verdict)
