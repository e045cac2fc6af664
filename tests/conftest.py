"""What holds for every test: a private Airflow, a place and time no office has, and no network."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tongbao.place import Place

REPOSITORY = Path(__file__).parents[1]
# Airflow reads its settings when it is imported, so they must stand before any test module is.
_AIRFLOW_HOME = Path(tempfile.mkdtemp(prefix="tongbao-airflow-"))

for name in [name for name in os.environ if name.startswith(("AIRFLOW_", "TONGBAO_", "DBT_"))]:
    del os.environ[name]
os.environ |= {
    "AIRFLOW_HOME": str(_AIRFLOW_HOME),
    "AIRFLOW__CORE__DAGS_FOLDER": str(REPOSITORY / "dags"),
    "AIRFLOW__CORE__HOSTNAME_CALLABLE": "socket.gethostname",  # the default asks the network
    "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
    "AIRFLOW__USAGE_DATA_COLLECTION__ENABLED": "False",
    "DBT_SEND_ANONYMOUS_USAGE_STATS": "False",
    "DO_NOT_TRACK": "1",
    "GX_ANALYTICS_ENABLED": "False",
    "LC_ALL": "C",
    "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
    "PYTHONUTF8": "1",
    "TZ": "Pacific/Chatham",
}
time.tzset()


# Folders whose files build whole offices.
_LONG_FOLDERS = {REPOSITORY / "tests" / name for name in ("tongbao", "orgs", "dags", "dbt_project", "rulebook", "golden")}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes long: of two processes neither is to wait for a long file that the other began last."""
    if "PYTEST_XDIST_WORKER" in os.environ:
        items.sort(key=lambda item: not _LONG_FOLDERS.isdisjoint(item.path.parents), reverse=True)


@pytest.fixture(scope="session", autouse=True)
def _no_waiting_for_files_to_settle() -> Iterator[None]:
    """Files of tests are whole when they are written; tests of the wait itself say how long it is."""
    from ingest import limits

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(limits, "SETTLE_SECONDS", 0.0)
        yield


@pytest.fixture(autouse=True)
def _every_test_is_spoken_to_in_chinese() -> None:
    """A command run in this process before may have been asked for another language."""
    from tongbao.speaking import speak

    speak("zh")


@pytest.fixture(scope="session")
def golden(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """The small office whose arithmetic is done by hand, built once; whoever changes it works on a copy."""
    from tests.building import OFFICES, built_once
    from tests.golden.renew import golden_place

    return built_once(tmp_path_factory, "golden", OFFICES / "golden", golden_place)


@pytest.fixture
def built_without_claims() -> Iterator[None]:
    """The builds of this test are not the subject of the models' own tests."""
    from tests.building import without_claims

    with without_claims():
        yield


@pytest.fixture(scope="session")
def repository() -> Path:
    """The root of the checkout."""
    return REPOSITORY


def pytest_unconfigure() -> None:
    shutil.rmtree(_AIRFLOW_HOME, ignore_errors=True)
