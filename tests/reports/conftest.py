import io

import pytest

from reports.formats import writer
from tests.factory import rich_report
from verify.models import Report


@pytest.fixture(scope="session")
def report() -> Report:
    return rich_report()


@pytest.fixture
def written(report):
    def write(name: str) -> bytes:
        out = io.BytesIO()
        writer(name)(report, out)
        return out.getvalue()

    return write
