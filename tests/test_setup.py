"""The environment can be made again, anywhere, from what the repository says about it."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

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
