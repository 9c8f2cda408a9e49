"""The embedded server is started, stopped, found again, and refused where it cannot run."""

from __future__ import annotations

import os
import shutil
import socket
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from counterpart.foundation.database import embedded
from counterpart.foundation.database.addresses import Addresses, Role
from counterpart.foundation.database.cluster import last_line, open_log
from counterpart.foundation.database.opening import open_database
from counterpart.foundation.database.place import (
    LONGEST_SOCKET,
    REMOTE,
    User,
    make_place,
    place_of,
    reaches,
    server_user,
)
from counterpart.foundation.database.programs import PACKAGE, our_programs
from counterpart.foundation.database.roles import sign_in
from counterpart.foundation.database.trouble import DatabaseTrouble
from tests.architecture.guards.files import ROOT
from tests.foundation.database.installing import install_into

root_only = pytest.mark.skipif(os.geteuid() != 0, reason="only root can do this")
LEFT_OUT = shutil.ignore_patterns("pginstall", "include", "*.a")
COMMAND = [sys.executable, "-m", "counterpart.operations.command_line", "db"]


@pytest.fixture
def made(folder: Path) -> Addresses:
    """A data folder whose server has been made, and stopped."""
    addresses = Addresses(folder / "data", {})
    open_database(addresses)
    embedded.stop(addresses.data)
    return addresses


def code_of_start(data: Path) -> str:
    with pytest.raises(DatabaseTrouble) as told:
        embedded.start(data)
    assert embedded.supervisor_of(data) is None
    return told.value.code


def test_a_server_is_made_started_found_and_stopped(folder: Path) -> None:
    addresses = Addresses(folder / "data", {})
    assert embedded.supervisor_of(addresses.data) is None
    opened = open_database(addresses)
    assert opened.version == 18
    assert embedded.supervisor_of(addresses.data) == opened.supervisor
    with sign_in(addresses.parameters(Role.APP)) as session:
        assert session.execute("select user").fetchone() == ("counterpart_app",)
    assert embedded.stop(addresses.data)
    assert not embedded.stop(addresses.data)
    with pytest.raises(DatabaseTrouble, match="unreachable"):
        sign_in(addresses.parameters(Role.APP))


def test_a_second_start_on_the_same_folder_is_refused(made: Addresses) -> None:
    running = embedded.start(made.data)
    with pytest.raises(DatabaseTrouble) as told:
        embedded.start(made.data)
    assert told.value.code == "database.already_running"
    assert told.value.parameters["pid"] == str(running.pid)
    sign_in(made.parameters(Role.APP)).close()


def test_files_are_for_their_owner_alone(made: Addresses) -> None:
    secrets = list(made.place.secrets.iterdir())
    assert {path.name for path in secrets} >= {f"{role}.pgpass" for role in Role}
    for path in (*secrets, made.place.log, made.place.lock):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600, path
    assert stat.S_IMODE(made.place.cluster.stat().st_mode) == 0o700
    assert made.place.cluster.stat().st_uid == server_user().uid != 0


def test_the_log_quotes_no_value(made: Addresses) -> None:
    embedded.start(made.data)
    with sign_in(made.parameters(Role.OWNER)) as owner:
        owner.execute("create table people(name text primary key)")
        owner.execute("insert into people values ('Brennan')")
        with pytest.raises(Exception, match="Brennan"):
            owner.execute("insert into people values ('Brennan')")
    said = made.place.log.read_text()
    assert "duplicate key" in said
    assert "Brennan" not in said


def test_a_path_that_is_too_long_for_a_socket_is_no_obstacle(folder: Path) -> None:
    addresses = Addresses(folder / ("deep" * 15) / ("deeper" * 15) / "data", {})
    assert len(str(addresses.place.server)) > LONGEST_SOCKET
    open_database(addresses)
    short = addresses.place.socket
    assert len(str(addresses.place.socket_file)) <= LONGEST_SOCKET
    sign_in(addresses.parameters(Role.APP)).close()
    embedded.stop(addresses.data)
    shutil.rmtree(short)
    shutil.rmtree(folder / ("deep" * 15))


@pytest.mark.parametrize("squatter", ["link", "folder"])
def test_a_socket_folder_of_somebody_else_is_not_used(folder: Path, squatter: str) -> None:
    addresses = Addresses(folder / ("deep" * 30) / "data", {})
    make_place(addresses.place)
    taken = addresses.place.socket
    if squatter == "link":
        taken.symlink_to(folder)
    elif os.geteuid() == 0:
        taken.mkdir()
        os.chown(taken, 12345, 12345)
    else:
        pytest.skip("only root can make a folder of somebody else")
    try:
        assert code_of_start(addresses.data) == "database.no_permission"
    finally:
        taken.unlink() if taken.is_symlink() else taken.rmdir()
        shutil.rmtree(folder / ("deep" * 30))


def test_a_folder_of_another_version_is_left_alone(made: Addresses) -> None:
    version = made.place.cluster / "PG_VERSION"
    version.write_text("14\n")
    with pytest.raises(DatabaseTrouble) as told:
        embedded.start(made.data)
    assert told.value.code == "database.other_version"
    assert told.value.parameters["found"] == "14"
    version.write_text("18\n")
    embedded.start(made.data)


@pytest.mark.parametrize("lost", ["PG_VERSION", "global/pg_control", "pg_wal"])
def test_a_damaged_folder_is_told(made: Addresses, lost: str) -> None:
    path = made.place.cluster / lost
    shutil.rmtree(path) if path.is_dir() else path.unlink()
    assert code_of_start(made.data) == "database.damaged"


def test_a_server_that_lets_nobody_in_because_of_damage_says_so(made: Addresses) -> None:
    """Its processes in the background start; only who signs in needs the description of the tables."""
    for path in (made.place.cluster / "base").glob("*/pg_filenode.map"):
        path.unlink()
    with pytest.raises(DatabaseTrouble) as told:
        open_database(made)
    assert told.value.code == "database.damaged"
    assert "pg_filenode.map" in str(told.value)
    assert embedded.supervisor_of(made.data) is None


def test_a_control_file_full_of_zeros_is_told(made: Addresses) -> None:
    (made.place.cluster / "global" / "pg_control").write_bytes(bytes(8192))
    assert code_of_start(made.data) == "database.damaged"


@pytest.fixture
def small_disk(folder: Path) -> Iterator[Path]:
    disk = folder / "disk"
    disk.mkdir()
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=60m,mode=711", "tmpfs", disk], check=False)
    if done.returncode:
        pytest.skip("a small disk cannot be made here")
    yield disk
    embedded.stop(disk / "data")
    subprocess.run(["umount", "--lazy", disk], check=True)


def fill(disk: Path, leaving: int) -> Path:
    ballast = disk / "ballast"
    free = os.statvfs(disk)
    ballast.write_bytes(bytes(max(free.f_bavail * free.f_frsize - leaving, 0)))
    return ballast


@root_only
def test_a_full_disk_is_told_at_the_first_start_and_later(small_disk: Path) -> None:
    data = small_disk / "data"
    ballast = fill(small_disk, leaving=1_000_000)
    assert code_of_start(data) == "database.disk_full"
    ballast.unlink()
    embedded.start(data)
    embedded.stop(data)
    place = place_of(data)
    place.alive.unlink()
    (place.cluster / "pg_wal" / "archive_status").rmdir()
    ballast = fill(small_disk, leaving=0)
    assert code_of_start(data) == "database.disk_full"
    ballast.unlink()
    embedded.start(data)


@root_only
def test_root_starts_it_from_a_folder_that_others_cannot_reach(folder: Path) -> None:
    """Program and data lie below a folder that is closed, as in a clone below the home of root."""
    closed = folder / "closed"
    closed.mkdir(mode=0o700)
    package = our_programs().folder.parents[1]
    shutil.copytree(package, closed / PACKAGE, ignore=LEFT_OUT)
    shutil.copytree(package.parent / f"{PACKAGE}.libs", closed / f"{PACKAGE}.libs")
    shutil.copytree(ROOT / "src", closed / "src", ignore=shutil.ignore_patterns("__pycache__"))
    data = closed / "data"
    environment = {"PATH": os.defpath, "PYTHONPATH": f"{closed}:{closed}/src", "COUNTERPART_DATA": str(data)}
    done = subprocess.run([*COMMAND, "start"], env=environment, cwd=closed, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    place = place_of(data)
    assert place.server.is_relative_to(REMOTE)
    assert list(place.server.glob("programs/*/*/*/bin/postgres"))
    sign_in(Addresses(data, {}).parameters(Role.APP)).close()
    done = subprocess.run([*COMMAND, "check"], env=environment, cwd=closed, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@root_only
def test_an_ordinary_user_starts_it_and_root_is_not_needed(folder: Path) -> None:
    data = folder / "data"
    data.mkdir()
    os.chown(data, 65534, 65534)
    python = python_for_everybody()
    install_into(folder / "site")
    environment = {"PATH": os.defpath, "PYTHONPATH": str(folder / "site"), "COUNTERPART_DATA": str(data)}
    said = []
    for word in ("start", "check", "stop"):
        command = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", python, *COMMAND[1:], word]
        done = subprocess.run(command, env=environment, cwd="/", capture_output=True, text=True, check=False)
        said.append((done.returncode, done.stderr))
    assert said == [(0, "")] * 3
    assert (data / "database" / "cluster").stat().st_uid == 65534


def python_for_everybody() -> str:
    """Return a Python of our version that an ordinary user can run; ours may lie below the home of root."""
    for path in (Path(sys.executable).resolve(), *map(Path, ("/usr/bin/python3", "/usr/local/bin/python3"))):
        if path.exists() and reaches(path.resolve(), User(65534, 65534)):
            told = subprocess.run([path, "-V"], capture_output=True, text=True, check=True).stdout
            if told.startswith(f"Python {sys.version_info.major}.{sys.version_info.minor}."):
                return str(path)
    pytest.skip("no Python here that an ordinary user can run")


def test_a_folder_that_may_not_be_written_is_told(folder: Path) -> None:
    (folder / "data").write_text("a file, where a folder should be")
    assert code_of_start_without_place(folder / "data" / "below") == "database.no_permission"


def code_of_start_without_place(data: Path) -> str:
    with pytest.raises(DatabaseTrouble) as told:
        embedded.start(data)
    return told.value.code


def test_a_secret_that_others_can_read_is_refused(folder: Path) -> None:
    data = folder / "data"
    make_place(place_of(data))
    exposed = place_of(data).secrets / "postgres.pgpass"
    exposed.write_text("*:*:*:postgres:known\n")
    exposed.chmod(0o644)
    assert code_of_start(data) == "database.exposed_secret"


def test_a_start_that_was_cut_off_leaves_nothing_behind(folder: Path) -> None:
    place = place_of(folder / "data")
    make_place(place)
    (place.server / "cluster.new" / "base").mkdir(parents=True)
    (place.server / "cluster.password").write_text("left behind")
    embedded.start(folder / "data")
    assert not (place.server / "cluster.new").exists()
    assert not (place.server / "cluster.password").exists()


def test_a_pid_file_of_a_living_stranger_is_no_obstacle(made: Addresses) -> None:
    place = made.place
    stale = f"{os.getpid()}\n{place.cluster}\n0\n5432\n{place.socket}\n\n0 0\nready\n"
    (place.cluster / "postmaster.pid").write_text(stale)
    os.chown(place.cluster / "postmaster.pid", server_user().uid, server_user().gid)
    with socket.socket(socket.AF_UNIX) as dead:
        dead.bind(str(place.socket_file))
    (place.socket / ".s.PGSQL.5432.lock").write_text(stale)
    place.lock.write_text(f"{os.getpid()}\n")
    assert embedded.supervisor_of(made.data) is None
    embedded.start(made.data)
    sign_in(made.parameters(Role.APP)).close()


def test_a_log_that_has_grown_large_is_put_aside(made: Addresses, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("counterpart.foundation.database.cluster.LARGEST_LOG", 10)
    os.close(open_log(made.place))
    assert made.place.log.stat().st_size == 0
    assert (made.place.server / "postgres.log.old").stat().st_size > 10


def test_the_reason_is_the_line_that_says_it_is_one() -> None:
    said = "2026 LOG:  starting\n2026 [7] FATAL:  no such thing\n2026 LOG:  database system is shut down\n\n"
    assert last_line(said) == "no such thing"
    assert last_line("") == ""
