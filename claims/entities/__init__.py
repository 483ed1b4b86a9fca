"""Names across scripts and inflections, product codes, and places."""

from claims.entities.find import display, find
from claims.entities.gazetteer import lies_in
from claims.entities.likeness import same, sound

__all__ = ["display", "find", "lies_in", "same", "sound"]
