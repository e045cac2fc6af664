"""Writing files so that a killed process leaves either the old or the new, never a half."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path


def sha256_of(content: Path | bytes) -> str:
    """Return the hex digest of a file or of bytes."""
    if isinstance(content, bytes):
        return hashlib.sha256(content).hexdigest()
    with content.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def hash_of(hashes: dict[str, str]) -> str:
    """Return one hash over named hashes."""
    return sha256_of("".join(f"{name}\t{hashes[name]}\n" for name in sorted(hashes)).encode())


def sync(path: Path) -> None:
    """Force a file or folder to disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_all(paths: Iterable[Path]) -> None:
    """Force many files and folders to disk, which is many times faster at once than one after the other."""
    with ThreadPoolExecutor(16) as threads:
        for _ in threads.map(sync, paths):
            pass


def replace_folder(draft: Path, target: Path) -> None:
    """Put a finished folder in the place of another.

    Two renames: between them the target is missing for an instant, never half-filled; the old one waits beside the
    draft, in the scratch folder.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    old = draft.with_name(f"{draft.name}.old")
    if target.exists():
        target.rename(old)
    draft.rename(target)
    sync(target.parent)
    shutil.rmtree(old, ignore_errors=True)


def replace_file(target: Path, content: bytes) -> None:
    """Put whole content in the place of a file, or none of it: nobody ever sees a half."""
    target.parent.mkdir(parents=True, exist_ok=True)
    # A name with a dot in front is not taken for a delivery; a short one fits beside the longest.
    draft = target.with_name(f".{sha256_of(os.fsencode(target.name))[:16]}.part")
    draft.write_bytes(content)
    sync(draft)
    draft.replace(target)
    sync(target.parent)
