from collections.abc import Iterator

import pytest

from reports.desk.server import Options
from reports.store import database, queue
from tests.desk.client import Browser, served
from tests.factory import rich_report

TOLL = "dead in the flood"


@pytest.fixture
def store(tmp_path):
    return tmp_path / "news.desk"


@pytest.fixture
def port(store):
    """A desk with the made-up story, where Ann decides."""
    with served(Options(store=store, user="ann"), rich_report()) as port:
        yield port


@pytest.fixture
def browser(port):
    return Browser(port)


TOKENS = {"ann-token-0123456789": "ann", "ben-token-0123456789": "ben", "eva-token-0123456789": "eva"}


@pytest.fixture
def shared(store):
    """The port of a desk that several people enter with tokens."""
    with served(Options(store=store, tokens=TOKENS), rich_report()) as port:
        yield port


@pytest.fixture
def people(shared):
    """Two people at one desk, both logged in."""

    def enter(token):
        someone = Browser(shared)
        someone.go(f"/login?token={token}")
        return someone

    return [enter(token) for token in TOKENS][:2]


@pytest.fixture
def asked(store):
    """What the store holds, read from outside the desk."""

    def read(function, *args):
        with database.opened(store) as db:
            found = function(db, *args)
            return list(found) if isinstance(found, Iterator) else found

    return read


@pytest.fixture
def finding(asked):
    """The address of the finding on this."""

    def address(attribute=TOLL):
        return next(f"/f/{item.id}" for item in asked(queue.items) if item.attribute == attribute)

    return address
