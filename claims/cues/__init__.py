"""The words of a language that carry status, attribution and comparison: one TOML a language, one matcher."""

from claims.cues.lexicon import Lexicon, load
from claims.cues.matching import Match
from claims.cues.tokens import Token, tokenize

__all__ = ["Lexicon", "Match", "Token", "load", "tokenize"]
