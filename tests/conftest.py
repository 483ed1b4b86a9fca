"""What every test may count on."""

import pytest
from hypothesis import settings

# How long an example takes says more of the machine than of the code; bench/ is for that.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.fixture(autouse=True, scope="session")
def _own_folders(tmp_path_factory: pytest.TempPathFactory):
    """Nothing is kept in, or read from, the folders of whoever runs the tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        patch.setenv("CROSSCHECK_JOBS", "1")
        yield
