"""A real clamd with one signature of our own, that of the test file which every scanner knows (EICAR)."""

from __future__ import annotations

import io
import os
import shutil
import signal
import subprocess
import time
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from counterpart.foundation.scanning.clamd import version_of
from counterpart.foundation.scanning.setting import Clamd

EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS" + b"-TEST-FILE!$H+H*"
"""In pieces, so that no scanner of a machine takes this file for it."""

RULE = "Counterpart.Eicar"
SAID = f"{RULE}.UNOFFICIAL"
"""What clamd calls a rule of a database that is not signed by ClamAV."""

CLAMD = shutil.which("clamd") or shutil.which("clamd", path="/usr/sbin:/usr/local/sbin")
CONFIGURATION = """
LocalSocket {folder}/clamd.socket
TCPSocket {port}
TCPAddr 127.0.0.1
DatabaseDirectory {folder}/signatures
PidFile {folder}/clamd.pid
Foreground yes
AlertExceedsMax yes
AlertEncrypted yes
StreamMaxLength {most}
MaxFileSize 300M
MaxScanSize 400M
"""
READY = 20.0
SHORT = "/tmp"
"""Where sockets are: their names have at most 107 letters, and the folder of a test may have more."""


@dataclass(slots=True)
class Scanner:
    """A clamd that runs: its settings, and its process, which a test may stop and let go on."""

    clamd: Clamd
    process: subprocess.Popen[bytes]
    tcp: str

    def stop(self) -> None:
        """Have it take connections, by the system, and say nothing."""
        os.kill(self.process.pid, signal.SIGSTOP)

    def go_on(self) -> None:
        """Let it work again."""
        os.kill(self.process.pid, signal.SIGCONT)


@contextmanager
def running_scanner(*, most: str = "300M", port: int = 0) -> Iterator[Scanner]:
    """Run a clamd; skips the test where there is none on this machine."""
    if CLAMD is None:
        pytest.skip("clamd is not installed (Debian: apt install clamav-daemon)")
    with TemporaryDirectory(dir=SHORT) as folder, _running(CLAMD, Path(folder), most, port) as running:
        yield running


@contextmanager
def _running(command: str, folder: Path, most: str, port: int) -> Iterator[Scanner]:
    (folder / "signatures").mkdir(parents=True)
    (folder / "signatures" / "counterpart.ndb").write_text(f"{RULE}:0:*:{EICAR.hex()}\n")
    said = CONFIGURATION.format(folder=folder, most=most, port=port)
    (folder / "clamd.conf").write_text("\n".join(line for line in said.splitlines() if port or "TCP" not in line))
    with (folder / "clamd.log").open("wb") as log:
        process = subprocess.Popen([command, "-c", str(folder / "clamd.conf")], stdout=log, stderr=log)
    clamd = Clamd(path=str(folder / "clamd.socket"), patience=20)
    try:
        _wait(clamd, process, folder / "clamd.log")
        yield Scanner(clamd, process, f"127.0.0.1:{port}")
    finally:
        process.kill()
        process.wait()


def _wait(clamd: Clamd, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + READY
    while time.monotonic() < until and process.poll() is None:
        try:
            version_of(clamd)
        except OSError:
            time.sleep(0.01)  # it has just begun and makes its socket when it is ready
            continue
        return
    pytest.fail(f"clamd did not begin: {log.read_text()}")


def packed(content: bytes, name: str = "inside.txt", times: int = 1) -> bytes:
    """A zip with something in it, or a zip in a zip in a zip …"""
    for _ in range(times):
        held = io.BytesIO()
        with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(name, content)
        content, name = held.getvalue(), "inside.zip"
    return content


def locked(content: bytes) -> bytes:
    """A zip of which the headers say that it needs a password."""
    made = bytearray(packed(content))
    made[6] |= 1
    made[made.index(b"PK\x01\x02") + 8] |= 1
    return bytes(made)


def pdf(stream: bytes, filters: str = "/FlateDecode") -> bytes:
    """A PDF with one stream in it."""
    head = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
    middle = f"3 0 obj<</Filter {filters}/Length {len(stream)}>>stream\n".encode()
    return head + middle + stream + b"\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF"


def pdf_bomb(megabytes: int = 512) -> bytes:
    """A PDF of a few kilobytes, of which one stream unpacks twice, to so many megabytes."""
    packing = zlib.compressobj(9)
    once = b"".join(packing.compress(bytes(1 << 20)) for _ in range(megabytes)) + packing.flush()
    return pdf(zlib.compress(once, 9), "[/FlateDecode/FlateDecode]")
