"""Characters that act on a reader without being seen: shown as signs, never carried out."""

import re

# Controls, direction marks and overrides, zero-width and blank "letters", interlinear and tag characters.
_HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
    "\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0"
    "\ufff0-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
    # The joiners are spelling in Persian, Indic scripts and emoji: hidden only where nothing before can join.
    "|(?<![^\x00-\x7f\u200c\u200d])[\u200c\u200d]"
)


def plain(text: str) -> bool:
    """Whether nothing can be hidden in the text, told at a glance: most texts need no closer look."""
    return text.isascii() and text.isprintable()


def parts(text: str) -> list[tuple[str, bool]]:
    """The text in order as (piece, is a hidden character) pairs; joined again they are the text."""
    if plain(text):
        return [(text, False)] if text else []
    pieces: list[tuple[str, bool]] = []
    done = 0
    for match in _HIDDEN.finditer(text):
        pieces.append((text[done : match.start()], False))
        pieces.append((match.group(), True))
        done = match.end()
    pieces.append((text[done:], False))
    return [(piece, hidden) for piece, hidden in pieces if piece]


def sign(character: str) -> str:
    """What stands for a hidden character."""
    return f"⟨U+{ord(character):04X}⟩"


def visible(text: str) -> str:
    """The text with every hidden character replaced by its sign."""
    return text if plain(text) else _HIDDEN.sub(lambda match: sign(match.group()), text)


def one_line(text: str) -> str:
    """The text on one line: runs of white space become one blank, hidden characters signs."""
    return visible(" ".join(text.split()))
