"""Answers, and what can be between those of the two sides: each kind of difference takes itself out of both."""
import re
from dataclasses import dataclass, replace

import merging

HALF = "[\ud800-\udfff]"


@dataclass
class Answer:
    """What a side says of a document; `printed` is None of one that can't be parsed."""
    errors: list
    printed: str
    skipped: str = None  # a rule that the reference could not apply

    @staticmethod
    def of_portico(validated, parsed):
        """Both commands must say the same of a document that can't be parsed."""
        errors = validated["errors"] if "errors" in validated else [validated["error"]]
        if "printed" not in parsed and errors != [parsed.get("error")]:
            errors = [*errors, {"message": f"parse says {parsed}"}]
        return Answer(errors, parsed.get("printed"))

    @staticmethod
    def of_reference(checked):
        return Answer(checked["errors"], checked.get("printed"), checked.get("skipped"))

    def says(self, pattern):
        return any(re.match(pattern, error["message"]) for error in self.errors)

    def matching(self, pattern):
        return [error for error in self.errors if re.match(pattern, error["message"])]

    def without(self, pattern):
        return replace(self, errors=[error for error in self.errors if not re.match(pattern, error["message"])])

    def same(self, other):
        return self.errors == other.errors and self.printed == other.printed


@dataclass
class Difference:
    section: str
    why: str
    example: tuple  # the schema and the text of a document that shows it


@dataclass
class OursAlone(Difference):
    """Errors that only Portico reports."""
    pattern: str

    def leveled(self, ours, theirs, document):
        kept = [error for error in ours.errors
                if error in theirs.errors or not re.match(self.pattern, error["message"])]
        return replace(ours, errors=kept), theirs


@dataclass
class Incomparable(Difference):
    """Documents that the reference can't read, and Portico perhaps can."""
    pattern: str

    def leveled(self, ours, theirs, document):
        return (ours, ours) if theirs.printed is None and theirs.says(self.pattern) else (ours, theirs)


@dataclass
class Reworded(Difference):
    """Messages of the reference in the words of Portico."""
    theirs: str
    ours: str

    def leveled(self, ours, theirs, document):
        return ours, replace(theirs, errors=[
            error if error in ours.errors else {**error, "message": re.sub(self.theirs, self.ours, error["message"])}
            for error in theirs.errors])


@dataclass
class BothRefuse(Difference):
    """Documents that both sides refuse to read, each in its words."""
    theirs: str
    ours: str

    def leveled(self, ours, theirs, document):
        is_so = theirs.printed is ours.printed is None and theirs.says(self.theirs) and ours.says(self.ours)
        return (ours, ours) if is_so else (ours, theirs)


@dataclass
class NotRead(Difference):
    """Documents that don't get as far as Portico's parser."""
    pattern: str

    def leveled(self, ours, theirs, document):
        return (ours, ours) if ours.printed is None and ours.says(self.pattern) else (ours, theirs)


class WholeCharacters(Difference):
    """Messages in which the reference quotes half of a character, and Portico all of it."""

    def leveled(self, ours, theirs, document):
        if not theirs.says(f".*{HALF}"):
            return ours, theirs
        return tuple(replace(answer, errors=[
            {**error, "message": re.sub(f"{HALF}|[\U00010000-\U0010ffff]", "?", error["message"])}
            for error in answer.errors]) for answer in (ours, theirs))


class Described(Difference):
    """The reference was given blanks for the descriptions: the errors must be the same, but not what is printed.

    What is described begins with its description.
    """

    def leveled(self, ours, theirs, document):
        moved = document.described()
        if not moved:
            return ours, theirs
        errors = [{**error, "locations": [moved.get((place["line"], place["column"]), place)
                                          for place in error["locations"]]} for error in theirs.errors]
        return replace(ours, printed=None), replace(theirs, errors=errors, printed=None)


class Refused(Difference):
    """The reference looks into definitions that it has refused, and knows what they define from there on."""

    def leveled(self, ours, theirs, document):
        if not ours.says("The .* definition is not executable"):
            return ours, theirs
        names = [re.match(r'The "(\w+)" definition', error["message"]) for error in ours.errors]
        defined = "|".join(name[1] for name in names if name) or "(?!)"
        about = f'(Unknown (type|directive)|Directive|The directive|Unknown argument).*"@?({defined})"'
        # What is proposed goes first: it may be of those that the document defines, about whatever else.
        ours, theirs = (replace(answer, errors=[
            {**error, "message": re.sub("^(Unknown type .*?) Did you mean.*", r"\1", error["message"])}
            for error in answer.errors if "refused" not in error]) for answer in (ours, theirs))
        return ours.without(about), theirs.without(about)


@dataclass
class Conditions(Difference):
    """Where there is @skip or @include, only Portico counts the fields whatever the variables are.

    The reference asks for their arguments, and fails where it doesn't get good ones.
    """
    where: str
    pattern: str

    def leveled(self, ours, theirs, document):
        if not ours.says(self.where) and not theirs.skipped:
            return ours, theirs
        return ours.without(self.pattern), replace(theirs.without(self.pattern), skipped=None)


class Merging(Difference):
    """Conflicts are the same in sum, or those that graphql-core finds, which has mended the rule as graphql-js has."""

    def leveled(self, ours, theirs, document):
        pattern = "Fields .* conflict because"
        found = ours.matching(pattern)
        if found == theirs.matching(pattern):
            return ours, theirs
        if summed(found) != summed(theirs.matching(pattern)) \
                and summed(found) != summed(merging.conflicts(document.schema, document.bare)):
            return ours, theirs
        return ours.without(pattern), theirs.without(pattern)


REASON = re.compile('because ("[^"]*" and "[^"]*" are different fields|they (?:have|return)[^.]*?)(?=\\.| and subfields)')


def summed(errors):
    """All reasons and places of conflicts: versions differ in how often, below which field and which way around."""
    reasons = {tuple(sorted(reason.split())) for error in errors for reason in REASON.findall(error["message"])}
    return reasons, {(place["line"], place["column"]) for error in errors for place in error["locations"]}


class LinesOfVariables(Difference):
    """Printed documents, the variables of each operation on one line."""

    def leveled(self, ours, theirs, document):
        return ours.printed and replace(ours, printed=joined(ours.printed)) or ours, \
            theirs.printed and replace(theirs, printed=joined(theirs.printed)) or theirs


def joined(printed):
    return printed.replace("(\n$", "($").replace("\n$", ", $").replace("\n)", ")")
