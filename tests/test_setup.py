"""The environment can be made again, anywhere, from what the repository says about it."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.test_names import PACKAGES

# Put together here, so that this file does not name them either.
HOSTS = [
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("pypi", "python", "org"),
        ("npmjs", "org"),
        ("anaconda", "org"),
        ("crates", "io"),
        ("proxy", "golang", "org"),
        ("tuna", "tsinghua", "edu", "cn"),
        ("mirrors", "aliyun", "com"),
        ("mirrors", "cloud", "tencent", "com"),
        ("mirrors", "ustc", "edu", "cn"),
    )
]


@pytest.fixture(scope="module")
def lock(repository):
    return (repository / "requirements.lock").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def locked(lock):
    """The lock's versions by package; a package may have one for each range of interpreters."""
    versions = {}
    for name, version in re.findall(r"^([a-zA-Z0-9._-]+)==([^ \\]+)", lock, re.MULTILINE):
        versions.setdefault(canonicalize_name(name), []).append(version)
    return versions


@pytest.fixture(scope="module")
def wanted(repository):
    """What pyproject.toml asks for, developers' tools included."""
    project = tomllib.loads((repository / "pyproject.toml").read_text(encoding="utf-8"))
    return [
        Requirement(line) for line in project["project"]["dependencies"] + project["dependency-groups"]["dev"]
    ]


def test_the_lock_holds_no_address(lock):
    assert "://" not in lock
    assert " @ " not in lock
    assert not re.search(r"^-", lock, re.MULTILINE)


def test_the_lock_has_a_hash_for_every_package(lock, locked):
    blocks = re.split(r"\n(?=\S)", lock.strip())
    bare = [block.splitlines()[0] for block in blocks if not re.search(r"--hash=sha256:[0-9a-f]{64}", block)]
    assert bare == []
    assert len(blocks) == sum(len(versions) for versions in locked.values()) > 150


def test_every_pin_and_range_is_met_by_the_lock(locked, wanted):
    broken = [
        f"{one} but {version}"
        for one in wanted
        for version in locked.get(canonicalize_name(one.name), ["nothing"])
        if version == "nothing" or not one.specifier.contains(version)
    ]
    assert broken == []
    assert len(wanted) >= 35


def test_every_dependency_has_an_upper_bound(wanted):
    assert len(wanted) >= 35
    assert [str(one) for one in wanted if not re.search("==|<", str(one.specifier))] == []


# Used without being imported: what it is used by.
_BESIDE = {"apache-airflow": "starts the DAGs", "defusedxml": "openpyxl parses with it"}


def test_what_is_imported_is_declared_and_what_is_declared_is_imported(repository):
    found = imported(repository)
    distributions = packages_distributions()
    declared = tomllib.loads((repository / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    names = {canonicalize_name(Requirement(line).name) for line in declared}
    givers = {module: {canonicalize_name(each) for each in distributions.get(module, ())} & names for module in found}
    assert len(found) > 25
    assert [module for module, of in sorted(givers.items()) if not of] == []
    assert names - set().union(*givers.values()) == set(_BESIDE)


def imported(repository):
    """Return the names of other people's packages that ours import."""
    trees = (ast.parse(path.read_text("utf-8")) for package in PACKAGES for path in (repository / package).rglob("*.py"))
    nodes = [node for tree in trees for node in ast.walk(tree)]
    whole = {name.name for node in nodes if isinstance(node, ast.Import) for name in node.names}
    parts = {node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module}
    return {name.partition(".")[0] for name in whole | parts} - {*PACKAGES, *sys.stdlib_module_names}


def test_no_file_of_the_repository_names_a_package_registry(repository):
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listing = subprocess.run(command, cwd=repository, capture_output=True, check=False)
    if listing.returncode:
        pytest.skip("not a git checkout: there is no list of the repository's files")
    files = [repository / name.decode() for name in listing.stdout.split(b"\0") if name]
    files = [file for file in files if file.is_file()]
    assert len(files) > 50
    assert [
        f"{file.relative_to(repository)} names {host}"
        for file in files
        for host in HOSTS
        if host.encode() in file.read_bytes()
    ] == []


def test_the_command_is_installed_beside_the_interpreter(tmp_path):
    """As the Makefile leaves it: it must find its packages from any folder."""
    command = Path(sys.executable).with_name("tongbao")
    answer = subprocess.run([command, "--help"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stderr
    assert "land" in answer.stdout
