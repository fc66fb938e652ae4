"""Makes a document smaller, as long as the two sides disagree about it."""
from dataclasses import replace

ROUNDS = 24


def shrunk(verdict, comparison):
    """A verdict on what is left when whatever the disagreement doesn't need is taken away, as far as rounds go."""
    size = max(1, len(verdict.document.parts) // 4)
    for _ in range(ROUNDS):
        parts = verdict.document.parts
        needless = [run for run, each in tried(runs(parts, size), verdict, comparison) if is_alike(each, verdict)]
        together = [set().union(*needless[start:]) for start in range(len(needless))][:8]
        smaller = [each for _, each in tried(together + needless[-1:], verdict, comparison) if is_alike(each, verdict)]
        if smaller:
            verdict = smaller[0]
        elif size == 1:
            break
        else:
            size = max(1, size // 3)
    return verdict


def tried(runs, verdict, comparison):
    """The verdicts on the document without each of some runs of its parts."""
    runs = list(runs)
    without = [replace(verdict.document, parts=[part for place, part in enumerate(verdict.document.parts)
                                                if place not in run]) for run in runs]
    return list(zip(runs, comparison.verdicts(without)))


def is_alike(found, verdict):
    """Whether it is still a disagreement, between sides of which the same can read the document."""
    return not found.is_same and all(
        (one.printed is None) == (other.printed is None)
        for one, other in ((found.ours, verdict.ours), (found.theirs, verdict.theirs)))


def runs(parts, size):
    """What may be taken away together: neighbours, brackets and what is inside, brackets alone."""
    yield from (set(range(start, start + size)) for start in range(0, len(parts), size))
    opened = []
    for place, part in enumerate(parts):
        if part in ("(", "[", "{"):
            opened.append(place)
        elif part in (")", "]", "}") and opened:
            start = opened.pop()
            yield from (set(range(start, place + 1)), {start, place})
