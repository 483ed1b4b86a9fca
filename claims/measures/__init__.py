"""What news measures: a multilingual lexicon of measure concepts and the words that name them."""

from claims.measures.concepts import Concept, Relation, concept, concepts, related
from claims.measures.matching import find

__all__ = ["Concept", "Relation", "concept", "concepts", "find", "related"]
