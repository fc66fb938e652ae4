"""Lays tokens out as text: tight, readable, or with everything between them that means nothing."""

WILD = [" ", "  ", "\t", "\n", "\r", "\r\n", "\n\r", ",", ", ,", "\ufeff", "#\n", "# é 漢 😀 \"{\r\n", " #,}\r", "\n\n  "]


def laid_out(random, tokens):
    """The parts of the text: the tokens, with what is between them."""
    style = random.choice(["plain", "plain", "tight", "lines", "wild"])
    if style == "plain":
        return between(tokens, lambda left, right: " ")
    if style == "tight":
        return between(tokens, lambda left, right: " " if is_word(left) and is_word(right) else "")
    if style == "lines":
        end = random.choice(["\n", "\r\n", "\r"])
        return between(tokens, lambda left, right: end if left in "{}" else " ")
    parts = between(tokens, lambda left, right: random.choice(WILD) if random.random() < 0.5 else " ")
    return [random.choice(["", "\ufeff", "\n", "# first\n"]), *parts, random.choice(["", "", "# last", "\r"])]


def between(tokens, separator):
    """The tokens with what the function says of each two neighbours between them."""
    parts = tokens[:1]
    for left, right in zip(tokens, tokens[1:]):
        parts += [separator(left, right), right]
    return parts


def is_word(token):
    """Whether a token may grow together with another that is one too."""
    return token[:1].isalnum() or token[:1] in '_-"$' or token == "..."
