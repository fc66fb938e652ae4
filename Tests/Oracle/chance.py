"""Chance with a seed: the same for the same seed."""
import random


class Chance(random.Random):
    """What an operation's making draws on, with what kinds of things it came to and the one mistake it may hold."""

    MISTAKES = {None: 85, "hidden field": 4, "wrong value": 4, "refusable list": 4, "null for a value": 3}

    def begin(self):
        """Starts on another operation."""
        self.kinds = set()
        self.mistake = self.choices(list(self.MISTAKES), self.MISTAKES.values())[0]

    def often(self, share):
        return self.random() < share

    def errs(self, mistake, share):
        """Whether to make a mistake here; there is at most one, since sides may differ in which of two they tell."""
        if self.mistake != mistake or not self.often(share):
            return False
        self.kinds.add(mistake)
        self.mistake = None
        return True
