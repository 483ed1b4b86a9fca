import os
import sqlite3
import sys
from concurrent.futures.process import BrokenProcessPool
from time import sleep

import pytest

from claims import cache as cache_module
from claims import work
from claims.cache import READ, ClaimCache, dumped, key
from claims.extraction import extract
from claims.models import Article, Skipped
from claims.work import Extraction, WorkError, apart, at_once, beside, one_by_one

TEXTS = {
    "en": "The flood killed 42 people on 12 August 2025, officials said.\nThe army sent 300 soldiers.\n",
    "pl": "W powodzi zginęły 24 osoby.\nWysłano 300 żołnierzy.\n",
    "it": "La piena ha causato 42 vittime.\nIl danno è di 3 milioni di euro.\n",
    "de": "Bei der Flut starben 17 Menschen.\n",
    "ar": "قتل 24 شخصا في الفيضانات.\n",
}


def article(tag="en", **fields):
    given = {"path": f"{tag}.txt", "sha256": "0" * 64, "language": tag, "published": "2025-08-13"}
    return Article.model_validate({**given, "id": f"a{tag}", "text": TEXTS[tag], **fields})


ARTICLES = [article(language) for language in TEXTS]
CLAIMS = [extract(item) for item in ARTICLES]


@pytest.fixture
def place(tmp_path):
    return tmp_path / "sub" / "claims.sqlite3"


def extracted(place, articles=ARTICLES, **options):
    work = Extraction(cache=ClaimCache(place), **options)
    return list(work(articles)), work.reused


def test_what_is_kept_is_what_was_read(place):
    assert extracted(place) == (CLAIMS, 0)
    assert extracted(place) == (CLAIMS, len(ARTICLES))
    assert extracted(place, ARTICLES[::-1]) == (CLAIMS[::-1], len(ARTICLES))


def test_only_what_is_new_is_read(place, monkeypatch):
    extracted(place, ARTICLES[:3])
    read = []
    monkeypatch.setattr(work, "extract", lambda item: read.append(item.id) or extract(item))
    assert extracted(place)[0] == CLAIMS
    assert sorted(read) == ["aar", "ade"]


@pytest.mark.parametrize(("jobs", "seed"), [(1, 0), (1, 1), (1, 99), (2, 7)])
def test_neither_jobs_nor_seed_change_anything(jobs, seed):
    assert list(Extraction(jobs=jobs, seed=seed)(ARTICLES)) == CLAIMS == list(one_by_one(ARTICLES))


def ahead(work, items):
    """What comes of reading articles and extracting them as the program does."""
    read = list(work.ahead(items))
    return read, list(work([item for item in read if isinstance(item, Article)]))


NOTHING = Skipped(path="x.txt", reason="empty")


@pytest.mark.parametrize("jobs", [0, 1, 2, 3])
def test_begun_while_others_are_read_they_are_the_same(jobs):
    items = [ARTICLES[0], NOTHING, *ARTICLES[1:]]
    assert ahead(Extraction(jobs=jobs), items) == (items, CLAIMS)


def test_work_begins_before_all_is_read(monkeypatch):
    begun = []

    class Workers:
        def __init__(self, jobs):
            self.jobs = jobs

        def begin(self, articles):
            begun.extend(item.id for item in articles)

        def close(self):
            begun.append("closed")

    monkeypatch.setattr(work, "_Workers", Workers)
    reading = Extraction(jobs=2).ahead(ARTICLES)
    seen = [[next(reading).id, list(begun)] for _ in range(3)]
    assert seen == [["aen", []], ["apl", ["aen", "apl"]], ["ait", ["aen", "apl", "ait"]]]
    reading.close()
    assert begun[-1] == "closed"


def test_few_articles_begin_no_workers_while_they_are_read(monkeypatch):
    monkeypatch.setattr(work, "_Workers", None)
    assert ahead(Extraction(), ARTICLES) == (ARTICLES, CLAIMS)


def test_what_the_cache_knows_is_not_begun(place, monkeypatch):
    extracted(place)
    monkeypatch.setattr(work, "_Workers", None)
    again = Extraction(jobs=2, cache=ClaimCache(place))
    assert ahead(again, ARTICLES) == (ARTICLES, CLAIMS)
    assert again.reused == len(ARTICLES)


def test_the_seed_draws_the_order(monkeypatch):
    orders = set()
    for seed in range(6):
        read = []
        monkeypatch.setattr(work, "extract", lambda item, read=read: read.append(item.id) or ())
        list(Extraction(jobs=1, seed=seed)(ARTICLES))
        orders.add(tuple(read))
    assert len(orders) > 1
    assert {tuple(sorted(order)) for order in orders} == {tuple(sorted(item.id for item in ARTICLES))}


def test_an_interrupted_run_keeps_what_it_finished(place, monkeypatch):
    done = []

    def interrupted(item):
        if len(done) == 3:
            raise KeyboardInterrupt
        done.append(item.id)
        return extract(item)

    monkeypatch.setattr(work, "extract", interrupted)
    with pytest.raises(KeyboardInterrupt):
        extracted(place)
    monkeypatch.setattr(work, "extract", extract)
    assert extracted(place) == (CLAIMS, 3)


@pytest.mark.parametrize("field", READ)
def test_each_thing_that_claims_depend_on_is_in_the_key(field):
    other = 1 if field == "body_start" else "2024-01-01"
    assert key(article(**{field: other})) != key(article())


@pytest.mark.parametrize("field", sorted(set(Article.model_fields) - set(READ) - {"text_is_file"}))
@pytest.mark.parametrize("language", TEXTS)
def test_claims_depend_on_nothing_else(field, language):
    assert extract(article(language, **{field: "something else 7"})) == extract(article(language))
    assert key(article(language, **{field: "something else 7"})) == key(article(language))


def test_another_version_of_the_code_reads_again(place, monkeypatch):
    extracted(place)
    monkeypatch.setattr(cache_module, "fingerprint", lambda: "another")
    assert extracted(place) == (CLAIMS, 0)


def test_the_fingerprint_is_of_every_file(tmp_path, monkeypatch):
    (tmp_path / "cue.toml").write_text("a = 1")
    monkeypatch.setattr(cache_module, "__file__", str(tmp_path / "cache.py"))
    first = cache_module.fingerprint.__wrapped__()
    (tmp_path / "cue.toml").write_text("a = 2")
    assert cache_module.fingerprint.__wrapped__() != first


@pytest.mark.parametrize("damage", [b"", b"no database at all" * 100, b"SQLite format 3\x00 broken"])
def test_a_damaged_file_is_begun_anew(place, damage):
    place.parent.mkdir()
    place.write_bytes(damage)
    assert extracted(place) == (CLAIMS, 0)
    assert extracted(place) == (CLAIMS, len(ARTICLES))


@pytest.mark.parametrize("blob", [b"", b"x", dumped(CLAIMS[0])[:-5]])
def test_a_damaged_row_is_read_again(place, blob):
    extracted(place)
    with sqlite3.connect(place) as store:
        store.execute("UPDATE claims SET claims = ?", (blob,))
    store.close()
    assert extracted(place) == (CLAIMS, 0)


def test_where_nothing_can_be_written_nothing_is_lost(tmp_path):
    (tmp_path / "file").write_text("in the way")
    assert extracted(tmp_path / "file" / "claims.sqlite3") == (CLAIMS, 0)


def test_nobody_else_reads_it(place):
    extracted(place)
    assert place.stat().st_mode & 0o077 == 0
    assert place.parent.stat().st_mode & 0o077 == 0


def test_it_does_not_grow_without_end(place, monkeypatch):
    extracted(place)
    monkeypatch.setattr(cache_module, "MAX_BYTES", 1)
    with ClaimCache(place):
        pass
    with ClaimCache(place) as kept:
        assert kept.count() == len(ARTICLES) - len(ARTICLES) // 2


def test_the_oldest_goes_first(place, monkeypatch):
    monkeypatch.setattr(cache_module, "today", lambda: 100)
    extracted(place)
    monkeypatch.setattr(cache_module, "today", lambda: 200)
    extracted(place, ARTICLES[:3])
    monkeypatch.setattr(cache_module, "MAX_BYTES", 1)
    with ClaimCache(place):
        pass
    monkeypatch.undo()
    with ClaimCache(place) as kept:
        assert all(kept.get(item) for item in ARTICLES[:3])


def test_two_runs_may_write_at_once(place):
    with ClaimCache(place) as one, ClaimCache(place) as two:
        for number, (item, claims) in enumerate(zip(ARTICLES, CLAIMS, strict=True)):
            (one, two)[number % 2].put(item, dumped(claims))
        assert [one.get(item) for item in ARTICLES] == [two.get(item) for item in ARTICLES] == CLAIMS


def _dies(item):
    os._exit(9)


def test_a_worker_that_dies_is_told(monkeypatch):
    monkeypatch.setattr(work, "_work", _dies)
    with pytest.raises(WorkError, match="--jobs 1") as told:
        list(Extraction(jobs=2)(ARTICLES))
    assert isinstance(told.value.__cause__, BrokenProcessPool)


def test_a_worker_that_dies_while_others_are_read_is_told(monkeypatch):
    monkeypatch.setattr(work, "_work", _dies)

    def read():
        for number in range(3000):  # a minute, on a busy machine: a worker takes seconds to begin
            sleep(0.02)
            yield article("en", id=f"a{number}")

    with pytest.raises(WorkError, match="--jobs 1"):
        list(Extraction(jobs=2).ahead(read()))


@pytest.mark.parametrize("jobs", [1, 2])
def test_one_article_given_twice_is_told_twice(jobs):
    twice = [ARTICLES[0], ARTICLES[1], ARTICLES[0]]
    assert list(Extraction(jobs=jobs)(twice)) == [CLAIMS[0], CLAIMS[1], CLAIMS[0]]


def test_few_articles_need_no_workers(monkeypatch):
    monkeypatch.setattr(work, "_Workers", None)
    assert list(Extraction()(ARTICLES)) == CLAIMS


@pytest.mark.parametrize("begin", [apart, at_once])
def test_work_in_a_process_of_its_own_has_the_same_result(begin):
    waiting = [begin(sorted, word) for word in ("beta", "alpha")]
    assert [wait() for wait in waiting] == [sorted("beta"), sorted("alpha")]


def test_a_process_that_dies_is_told_where_its_result_is_waited_for():
    wait = apart(os._exit, 3)
    with pytest.raises(WorkError, match="--jobs 1"):
        wait()


@pytest.mark.skipif(sys.platform != "linux", reason="no other system copies a process cheaply")
def test_what_the_work_raises_is_raised_where_its_result_is_waited_for():
    wait = apart(int, "a dozen")
    with pytest.raises(ValueError, match="a dozen"):
        wait()


@pytest.mark.skipif(sys.platform != "linux", reason="no other system copies a process cheaply")
def test_a_copy_holds_what_its_model_holds_and_changes_nothing_of_it():
    known = ["here"]
    assert apart(known.append, "there")() is None
    assert known == ["here"]


@pytest.mark.parametrize(("jobs", "articles", "two"), [(1, 1000, False), (2, 1000, True), (2, 10, False)])
def test_a_second_process_is_for_many_articles(jobs, articles, two):
    assert beside(jobs, articles) is (apart if two and sys.platform == "linux" else at_once)
