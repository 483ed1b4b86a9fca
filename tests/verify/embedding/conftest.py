"""A model small enough to be trained inside a test."""

from pathlib import Path

import pytest

from verify.embedding.static import StaticEncoder
from verify.embedding.train import Places, train
from verify.embedding.training.objective import Settings

# Nouns, verbs and places in English, Polish and Greek; every sentence is one of each.
NOUNS = [("ship", "statek", "πλοίο"), ("train", "pociąg", "τρένο"), ("doctor", "lekarz", "γιατρός")]
VERBS = [("waits", "czeka", "περιμένει"), ("sleeps", "śpi", "κοιμάται"), ("sings", "śpiewa", "τραγουδά")]
PLACES = [
    ("in Rome", "w Rzymie", "στη Ρώμη"),
    ("in Paris", "w Paryżu", "στο Παρίσι"),
    ("in Oslo", "w Oslo", "στο Όσλο"),
]
TOY = Settings(dimension=16, vocabulary=2500, epochs=1, batch=32, rate=0.05, likeness=0, seed=3)


def sentences(language: int) -> list[str]:
    """The 27 sentences of English (0), Polish (1) or Greek (2)."""
    return [f"{n[language]} {v[language]} {p[language]}" for n in NOUNS for v in VERBS for p in PLACES]


def write_parallel(folder: Path) -> Path:
    """The Polish and Greek sentences as training files."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, language in ((1, "pl"), (2, "el")):
        lines = [f"{a}\t{b}\ttatoeba\n" for a, b in zip(sentences(0), sentences(number), strict=True)]
        (folder / f"{language}.tsv").write_text("".join(lines), encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def toy_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("encoder")
    places = Places(write_parallel(root / "data"), root / "model", root / "work")
    train(places, Settings(**{**vars(TOY), "epochs": 8.0}))
    return places.out


@pytest.fixture(scope="session")
def toy(toy_folder: Path) -> StaticEncoder:
    return StaticEncoder(toy_folder, "toy")
