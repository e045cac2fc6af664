"""The programs and templates an edition was made by: their version, and hashes of their files. No version control is asked."""

from __future__ import annotations

import tomllib
from pathlib import Path

from warehouse.files import hash_of, sha256_of

_ROOT = Path(__file__).resolve().parents[2]
_DOCUMENTS = _ROOT / "reports" / "documents"
_PROJECT = _ROOT / "pyproject.toml"
_PACKAGES = ("dbt_project", "ingest", "reports", "rulebook", "tongbao", "warehouse")
_SUFFIXES = {".py", ".sql", ".yml", ".csv", ".toml", ".tsv"}
_MADE = {"target", "logs", "__pycache__"}


def version() -> str:
    """Return the version of the programs, as CHANGELOG.md numbers them."""
    said: str = tomllib.loads(_PROJECT.read_text("utf-8"))["project"]["version"]
    return said


def code() -> str:
    """Return one hash over all that computes: our sources, the models, the pinned libraries, and the version."""
    paths = [path for package in _PACKAGES for path in _below(_ROOT / package) if path.suffix in _SUFFIXES]
    return _hash([*paths, _PROJECT, _ROOT / "requirements.lock"])


def templates() -> str:
    """Return one hash over what documents are poured into: templates, scripts, styles."""
    return _hash([path for name in ("templates", "assets") for path in _below(_DOCUMENTS / name)])


def _below(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file() and _MADE.isdisjoint(path.parts)]


def _hash(paths: list[Path]) -> str:
    return hash_of({path.relative_to(_ROOT).as_posix(): sha256_of(path) for path in paths})
