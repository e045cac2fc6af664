"""A detached signature of `edition.json`, which holds the hash of everything else: Ed25519, keys as PEM files."""

from __future__ import annotations

import base64
import binascii
from pathlib import Path

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key, load_pem_public_key

from warehouse.errors import DataError

FILE = "edition.json.sig"


def signed(content: bytes, key_file: Path) -> bytes:
    """Return the signature of some bytes as one line of base64; raise `DataError` if the file holds no such key."""
    try:
        key = load_pem_private_key(_read(key_file), password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        key = None
    if not isinstance(key, Ed25519PrivateKey):
        raise DataError(
            f"{key_file} 不是没有口令的 Ed25519 私钥（PEM）：可用 openssl genpkey -algorithm ed25519 -out {key_file} 生成",
            f"{key_file} is no Ed25519 private key without a password: openssl genpkey -algorithm ed25519 makes one",
        )
    return base64.b64encode(key.sign(content)) + b"\n"


def holds(content: bytes, signature: bytes, key_file: Path) -> bool:
    """Tell whether the owner of a public key signed these bytes; raise `DataError` if the file holds no such key."""
    try:
        key = load_pem_public_key(_read(key_file))
    except (ValueError, UnsupportedAlgorithm):
        key = None
    if not isinstance(key, Ed25519PublicKey):
        raise DataError(
            f"{key_file} 不是 Ed25519 公钥（PEM）：可用 openssl pkey -in 私钥 -pubout -out {key_file} 导出",
            f"{key_file} is no Ed25519 public key: openssl pkey -in PRIVATE -pubout writes one",
        )
    try:
        key.verify(base64.b64decode(signature.strip(), validate=True), content)
    except (InvalidSignature, binascii.Error):
        return False
    return True


def _read(path: Path) -> bytes:
    if not path.is_file():
        raise DataError(f"找不到密钥文件 {path}", f"no key file {path}")
    return path.read_bytes()
