"""Which runs are on one story: the files of two stories may have the same names, so their texts say it.

A story is given files and loses some from day to day, and files are edited where they lie. A run goes on from an
earlier one where half of the articles of the smaller of the two are in the other as well: with the same text, or under
the same path with half of the words.
"""

import json
from collections.abc import Sequence

from claims.models import Article
from reports.store import runs
from reports.store.database import Database
from reports.store.keys import words
from reports.store.runs import Kept

ALIKE = 0.5  # share of words, figures left out, that a text and its later version have in common
ENOUGH = 0.5  # share of the articles of the smaller run


def run_before(db: Database, articles: Sequence[Article]) -> Kept | None:
    """The run that a run on these articles goes on from: that with the most in common, the latest of equals."""
    shares = [(_in_common(runs.articles(db, kept.seq), articles), kept.seq, kept) for kept in _near(db, articles)]
    share, _, kept = max(shares, default=(0.0, 0, None))
    return kept if share >= ENOUGH else None


def _near(db: Database, articles: Sequence[Article]) -> list[Kept]:
    """The last runs of all series, of those that read one of these texts or a file of the same name."""
    rows = db.execute(
        "SELECT run FROM member WHERE kind = 'article' AND id IN (SELECT value FROM json_each(?))"
        " UNION SELECT run FROM place WHERE path IN (SELECT value FROM json_each(?))",
        (json.dumps([article.id for article in articles]), json.dumps([article.path for article in articles])),
    )
    found = {row["run"] for row in rows}
    return [kept for kept in runs.latest(db) if kept.seq in found]


def _in_common(old: Sequence[Article], new: Sequence[Article]) -> float:
    """The share of the articles of the smaller run that the other has as well."""
    texts = {article.id for article in old}
    files = {article.path: article for article in old}
    known = [item for item in new if item.id in texts or (item.path in files and _alike(files[item.path], item))]
    return len(known) / max(1, min(len(old), len(new)))


def _alike(old: Article, new: Article) -> bool:
    one, two = set(words(old.text)), set(words(new.text))
    return len(one & two) >= ALIKE * len(one | two) > 0
