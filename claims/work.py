"""Extraction of many articles: from the cache where it knows them, else here or in worker processes.

However it is done, the claims are the same and in the order of the articles.
"""

import atexit
import gc
import os
import pickle
import random
import signal
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, nullcontext
from multiprocessing import get_context
from typing import Any, NoReturn, TypeVar, cast

from claims.cache import CLAIMS, ClaimCache, dumped
from claims.extraction import extract
from claims.models import Article, Claim

Result = TypeVar("Result")
Item = TypeVar("Item")
Progress = Callable[[str, int], None]
Extracted = Iterable[tuple[Claim, ...]]
Begin = Callable[..., Callable[[], Any]]  # begins a function with its arguments, and gives what waits for its result

SELDOM = 500_000  # new objects between two looks
DIED = "a worker process ended early, for want of memory perhaps: try --jobs 1"
ENOUGH = 20  # articles for each worker; for fewer it takes longer to start one than to do its work


class WorkError(Exception):
    """A worker process ended before its work was done; the message says what to do."""


def beside(jobs: int, articles: int) -> Begin:
    """What begins work beside this process's own: `apart`, where it may (`jobs` 0: if it pays) and there is enough.

    Only Linux copies a process with all that it holds, cheaply and safely: elsewhere the work is done here and now.
    """
    copies = sys.platform == "linux" and (jobs or _cores()) > 1 and articles >= 2 * ENOUGH
    return apart if copies else at_once


def one_by_one(articles: Sequence[Article]) -> Iterator[tuple[Claim, ...]]:
    """The claims of each article, read here and now."""
    return map(extract, articles)


class Extraction:
    """Extracts articles: `jobs` processes (0: as many as pay), `cache` or none, in an order drawn from `seed`.

    What worker processes begin while others are read, they begin in the order of reading. Raises WorkError where one of
    them dies.
    """

    def __init__(
        self, jobs: int = 0, cache: ClaimCache | None = None, seed: int = 0, progress: Progress | None = None
    ) -> None:
        self._jobs, self._cache, self._seed = jobs, cache, seed
        self._progress = progress or (lambda stage, size: None)
        self._known: dict[str, tuple[Claim, ...] | None] = {}  # by article, what the cache told of it
        self._workers: _Workers | None = None
        self.reused = 0  # articles whose claims came from the cache

    def ahead(self, items: Iterable[Item]) -> Iterator[Item]:
        """The items as they come; once there is work for all processes, they begin it while others are read."""
        jobs = self._jobs or _cores()
        least = jobs if self._jobs else jobs * ENOUGH
        with self._cache or nullcontext(), self._closing_on_error():
            waiting: list[Article] = []
            for item in items:
                if jobs > 1 and isinstance(item, Article) and self._look_up(item) is None:
                    waiting.append(item)
                    if self._workers or len(waiting) >= least:
                        self._workers = self._workers or _Workers(jobs)
                        self._workers.begin(waiting)
                        waiting.clear()
                yield item

    def __call__(self, articles: Sequence[Article]) -> Extracted:
        """The claims of each article, in the order of the articles."""
        with self._cache or nullcontext():
            return self._all(articles)

    def _all(self, articles: Sequence[Article]) -> Extracted:
        known = [self._look_up(article) for article in articles]
        self._known.clear()
        todo = [place for place, claims in enumerate(known) if claims is None]
        self.reused += len(articles) - len(todo)
        random.Random(self._seed).shuffle(todo)  # noqa: S311 - nothing secret about an order
        for left, (place, claims) in enumerate(self._done(articles, todo), 1):
            self._progress("extract", len(todo) - left)
            known[place] = CLAIMS.validate_json(claims)
            if self._cache:
                self._cache.put(articles[place], claims)
        return [claims for claims in known if claims is not None]

    def _look_up(self, article: Article) -> tuple[Claim, ...] | None:
        if article.id not in self._known:
            self._known[article.id] = self._cache.get(article) if self._cache else None
        return self._known[article.id]

    def _done(self, articles: Sequence[Article], todo: Sequence[int]) -> Iterator[tuple[int, bytes]]:
        jobs = self._jobs or min(_cores(), len(todo) // ENOUGH)
        if self._workers or (jobs > 1 and len(todo) > 1):
            self._workers = self._workers or _Workers(min(jobs, len(todo)))
            with self._closing_on_error():
                yield from self._workers.done(articles, todo)
            self._close()
        else:
            yield from ((place, _work(articles[place])) for place in todo)

    @contextmanager
    def _closing_on_error(self) -> Iterator[None]:
        try:
            yield
        except BaseException:  # also where nobody asks for the next item
            self._close()
            raise

    def _close(self) -> None:
        if self._workers:
            self._workers.close()
        self._workers = None


class _Workers:
    """Processes that extract articles, begun one by one."""

    def __init__(self, jobs: int) -> None:
        # Fresh processes, not copies of this one: it may have threads (progress), and a copied lock never opens.
        self._pool = ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_worker)
        self._begun: dict[str, Future[bytes]] = {}

    def begin(self, articles: Iterable[Article]) -> None:
        """Hand out those articles that were not yet."""
        try:
            for article in articles:
                if article.id not in self._begun:
                    self._begun[article.id] = self._pool.submit(_work, article)
        except BrokenProcessPool as error:
            raise WorkError(DIED) from error

    def done(self, articles: Sequence[Article], todo: Sequence[int]) -> Iterator[tuple[int, bytes]]:
        """The places of articles and their claims as JSON, as each is done."""
        self.begin(articles[place] for place in todo)
        places = defaultdict(list)
        for place in todo:
            places[self._begun[articles[place].id]].append(place)
        self._begun.clear()  # what is done and told need not be kept
        try:
            for future in as_completed(places):
                for place in places.pop(future):
                    yield place, future.result()
        except BrokenProcessPool as error:
            raise WorkError(DIED) from error

    def close(self) -> None:
        """End, whatever is under way."""
        self._pool.shutdown(wait=False, cancel_futures=True)


def at_once(work: Callable[..., Result], *given: object) -> Callable[[], Result]:
    """The work done here and now."""
    found = work(*given)
    return lambda: found


def apart(work: Callable[..., Result], *given: object) -> Callable[[], Result]:
    """The work begun in a copy of this process; what is given back waits for the result.

    The copy holds all that this one holds, so nothing but the result is handed over. Waiting raises WorkError where
    the copy dies, and whatever the work raises.
    """
    ours, theirs = os.pipe()
    copy = os.fork()
    if not copy:
        _answer(theirs, work, given)
    os.close(theirs)

    def result() -> Result:
        with open(ours, "rb") as pipe:
            answer = pipe.read()
        os.waitpid(copy, 0)
        try:
            found, error = pickle.loads(answer)  # noqa: S301 - from ourselves
        except (EOFError, pickle.UnpicklingError) as died:
            raise WorkError(DIED) from died
        if error is not None:
            raise error
        return cast("Result", found)

    return result


def _answer(pipe: int, work: Callable[..., object], given: Sequence[object]) -> NoReturn:
    """Do the work and end at once: streams and locks came along as some thread (progress) may have held them."""
    try:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        answer: tuple[object, Exception | None]
        try:
            answer = work(*given), None
        except Exception as error:  # it is raised where the result is waited for
            answer = None, error
        with open(pipe, "wb") as out:
            pickle.dump(answer, out, protocol=pickle.HIGHEST_PROTOCOL)
    finally:
        os._exit(0)


def _work(article: Article) -> bytes:
    return dumped(extract(article))


def _worker() -> None:
    """Ctrl-C is for the process that hands out the work; workers end with it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    collect_seldom()


def collect_seldom() -> None:
    """Look for garbage in cycles less often: what this program makes has hardly any, and looking takes long."""
    gc.set_threshold(SELDOM, 50, 100)
    atexit.register(gc.freeze)  # nor at the end, when all is given back at once


def _cores() -> int:
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on every system
        return os.cpu_count() or 1
