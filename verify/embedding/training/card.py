"""The card that travels with the model: where it comes from and what may be done with it."""

from collections import Counter, defaultdict

from verify.embedding.training.corpus import Corpus
from verify.embedding.training.objective import Settings

# Where the sources of the training text come from, by the beginning of their names.
ORIGINS = {
    "tatoeba": ("Tatoeba challenge test sets, Helsinki-NLP/OPUS-MT-testsets", "CC BY 2.0 FR"),
    "tico19": ("TICO-19, Helsinki-NLP/OPUS-MT-testsets", "CC0"),
    "xquad": ("google-deepmind/xquad", "CC BY-SA 4.0"),
    "stsb": ("PhilipMay/stsb-multi-mt, training part", "CC BY-SA 4.0"),
    "cldr": ("Unicode CLDR, through Babel", "Unicode-3.0"),
    "mozilla": ("mozilla-l10n/www-l10n", "MPL 2.0"),
    "thunderbird": ("mozilla-l10n, Thunderbird", "MPL 2.0"),
    "coop-Security-101": ("microsoft/Security-101", "CC0"),
    "coop-": ("microsoft/*-for-beginners, Azure/co-op-translator", "MIT"),
    "msdocs": ("MicrosoftDocs", "CC BY 4.0, MIT"),
    "mslearn": ("MicrosoftLearning", "CC BY 4.0, MIT"),
    "hf-": ("huggingface/course", "Apache-2.0"),
    "tf-": ("tensorflow/docs-l10n", "Apache-2.0"),
    "react": ("react documentation", "CC BY 4.0"),
    "tldr": ("tldr-pages", "CC BY 4.0"),
    "python": ("python/python-docs-pl", "CC0"),
    "nodejs": ("nodejs.org", "MIT"),
    "fastapi": ("FastAPI documentation", "MIT"),
    "godot": ("Godot editor", "MIT"),
}
CARD = """\
---
license: cc-by-sa-4.0
library_name: model2vec
pipeline_tag: sentence-similarity
language: [{languages}]
---
# Crosscheck's multilingual sentence encoder

A static encoder: each of {vocabulary:,} subword tokens has a vector of {dimension} components; a text is the sum of its
tokens' vectors, of unit length. Sentences that say the same lie close together whatever language they are in:
English and {count} others ({languages}).

The folder is in the format of model2vec, with one byte for each component and one length for each token; model2vec
and sentence-transformers (`StaticEmbedding.from_model2vec`) read it.

## How it was made

`python -m verify.embedding.train --data DIR --out DIR`, with {settings}.{started}

{pairs:,} pairs of English and a translation. A pair must recognise each other among {batch:,} drawn together, both
ways; {between:.0%} of the pairs are two translations of one English sentence instead. A translation with other
figures in it is one more that must not be taken for the right one. {likeness} Shorter
runs follow, in which half of the pairs are drawn together with others that are alike; each begins with the mean of what
the one before it began and ended with. The last such mean is what ships, its strongest
directions taken back a little, and no token longer than 8.

| text from | licence | pairs | share of what is drawn |
|---|---|---|---|
{sources}

Pairs of each language: {sizes}.

## What it is not for

It has no notion of word order, so it can't tell who did what to whom, and a negation moves the vector but little.
It finds sentences that may be about one thing; whether they agree is for others to say.
{figures}"""
TAUGHT = (
    "Cosines of general sentences are also drawn towards those of the English sides under "
    "sentence-transformers/all-MiniLM-L6-v2 (Apache-2.0)."
)
STARTED = " In place of the main run stood an earlier model, made from the same data (`--start`)."


def describe(corpus: Corpus, settings: Settings, vocabulary: int, figures: str, started: bool = False) -> str:
    """The card as Markdown."""
    sizes = corpus.sizes()
    return CARD.format(
        languages=", ".join(sorted({"en", *sizes})),
        count=len(sizes),
        vocabulary=vocabulary,
        dimension=settings.dimension,
        settings=", ".join(f"{name} {value}" for name, value in vars(settings).items()),
        pairs=len(corpus.english),
        batch=settings.batch,
        between=settings.between,
        likeness=TAUGHT if settings.likeness > 0 else "",
        started=STARTED if started else "",
        sources=_sources(corpus),
        sizes=", ".join(f"{language} {size:,}" for language, size in sorted(sizes.items())),
        figures=f"\n## Figures\n\n{figures}" if figures else "",
    )


def _sources(corpus: Corpus) -> str:
    """A line for each origin, the most drawn first."""
    pairs: Counter[tuple[str, str]] = Counter()
    drawn: defaultdict[tuple[str, str], float] = defaultdict(float)
    for number, source in enumerate(corpus.sources):
        rows = corpus.source == number
        origin = next((of for start, of in ORIGINS.items() if source.startswith(start)), (source, "not stated"))
        pairs[origin] += int(rows.sum())
        drawn[origin] += float(corpus.share[rows].sum())
    return "\n".join(
        f"| {name} | {licence} | {pairs[name, licence]:,} | {share:.1%} |"
        for (name, licence), share in sorted(drawn.items(), key=lambda row: (-row[1], row[0]))
    )
