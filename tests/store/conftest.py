import pytest

from reports.cli import main
from reports.store import database, keeping
from tests.factory import rich_report


@pytest.fixture
def path(tmp_path):
    return tmp_path / "desk.db"


@pytest.fixture
def db(path):
    with database.opened(path, create=True) as opened:
        yield opened


@pytest.fixture
def kept(db):
    """The made-up story, kept as the first run."""
    return keeping.save(db, rich_report())


@pytest.fixture
def run(capfd):
    def call(*args):
        code = main([str(arg) for arg in args])
        out, err = capfd.readouterr()
        return code, out, err

    return call
