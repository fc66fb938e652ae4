"""Damages text: tokens, characters, strings, numbers, the ends of lines and the end of everything."""
import re

from oddities import DEFINITIONS, NUMBERS, SIGNS, STRINGS, WORDS

TOKEN = re.compile(r'"""(?:\\"""|.)*?"""|"(?:\\.|[^"\\\r\n])*"|#[^\r\n]*|\w+|\.\.\.|\s+|.', re.DOTALL)


def parts(text):
    """The text in pieces by which it can be made smaller."""
    return TOKEN.findall(text)


def mangled(random, tokens):
    """The tokens, or others, as text with one to three damages."""
    drawn = random.random()
    if drawn < 0.1:
        tokens = [random.choice(WORDS + SIGNS + NUMBERS + STRINGS) for _ in range(random.randrange(1, 12))]
    elif drawn < 0.25:
        tokens = [token for _ in range(random.randrange(1, 4)) for token in random.choice(DEFINITIONS).split(" ")]
    else:
        tokens = list(tokens)
    for _ in range(random.choice([0, 1, 1, 1, 2])):
        random.choice(ON_TOKENS)(random, tokens)
    return tokens


def damaged(random, text):
    """The text with damages to its characters."""
    for _ in range(random.choice([0, 0, 0, 1, 1, 2])):
        text = random.choice(ON_TEXT)(random, text)
    return text


def delete_token(random, tokens):
    if tokens:
        del tokens[random.randrange(len(tokens))]


def repeat_token(random, tokens):
    if tokens:
        place = random.randrange(len(tokens))
        tokens[place:place] = [tokens[place]]


def swap_tokens(random, tokens):
    if tokens:
        one, other = random.randrange(len(tokens)), random.randrange(len(tokens))
        tokens[one], tokens[other] = tokens[other], tokens[one]


def insert_token(random, tokens):
    odd = random.choice([STRINGS, NUMBERS, SIGNS, WORDS])
    tokens.insert(random.randrange(len(tokens) + 1), random.choice(odd))


def replace_value(random, tokens):
    """An odd string or number where an argument's value stands, so that what is before it and behind it is sound."""
    places = [place + 1 for place, token in enumerate(tokens[:-1]) if token == ":"]
    if places:
        tokens[random.choice(places)] = random.choice(random.choice([STRINGS, NUMBERS]))


def end_early(random, tokens):
    del tokens[random.randrange(len(tokens) + 1):]


def nest(random, tokens):
    """A value, a selection or a type far inside of others, and now and then not all the way out again."""
    opening, closing = random.choice(
        [("[", "]"), ("{ a :", "}"), ("{ a", "}"), ("... {", "}"), ("[", "] !"), ("(", ")")])
    depth = random.randrange(2, 120)
    core = [opening] * depth + ["a"] + [closing] * random.choice([depth, depth, depth - 1, depth + 1])
    place = random.randrange(len(tokens) + 1)
    tokens[place:place] = " ".join(core).split(" ")


ON_TOKENS = [delete_token, repeat_token, swap_tokens, insert_token, replace_value, replace_value, end_early,
             nest]


def delete_characters(random, text):
    start = random.randrange(len(text) + 1)
    return text[:start] + text[start + random.randrange(1, 4):]


def repeat_characters(random, text):
    start = random.randrange(len(text) + 1)
    return text[:start] + text[start:start + random.randrange(1, 6)] * 2 + text[start:]


def swap_characters(random, text):
    start = random.randrange(len(text) + 1)
    return text[:start] + text[start + 1:start + 2] + text[start:start + 1] + text[start + 2:]


def insert_character(random, text):
    start = random.randrange(len(text) + 1)
    return text[:start] + random.choice(['"', '"""', "\\", "\r", "\n", "0", "e", "-", "#", *SIGNS]) + text[start:]


def cut(random, text):
    return text[:random.randrange(len(text) + 1)]


def mix_line_ends(random, text):
    text = text.replace(" ", "\n") if random.random() < 0.3 else text
    ends = ["\n", "\r", "\r\n", "\n\r", "\r\r\n"]
    return "".join(line + random.choice(ends) for line in re.split("\r\n|\r|\n", text))


def cut_character_in_half(random, text):
    start = random.randrange(len(text) + 1)
    return text[:start] + random.choice("\ud83d\ude00\udbff") + text[start + random.randrange(2):]


def insert_bytes(random, text):
    """Bytes that may be no UTF-8; Python stands for those that aren't by half characters."""
    start = random.randrange(len(text) + 1)
    content = random.choice([random.randbytes(random.randrange(1, 4)), "😀".encode()[:random.randrange(1, 4)],
                             b"\xc0\xaf", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xef\xbb\xbf", b"\x00"])
    return text[:start] + content.decode("utf-8", "surrogateescape") + text[start:]


ON_TEXT = [delete_characters, repeat_characters, swap_characters, insert_character, cut, mix_line_ends] * 3 + [
    cut_character_in_half, insert_bytes]
