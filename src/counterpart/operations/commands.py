"""What commands there are, and their arguments: everything that `--help` needs, and nothing that is slow to load."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Callable, Mapping
from typing import NamedTuple

PATHS_HELP = "a module: its folder, its one file, or a folder or pattern with several (areas/*)"
SCHEMAS = ("module", "network", "scenario")
PICTURES = ("mermaid", "svg")
DEFAULT_TEMPLATE = "std/request"
DATABASE_HELP = "The environment says which database: COUNTERPART_DATA, or DATABASE_URL and DATABASE_OWNER_URL."


class Command(NamedTuple):
    """A command: what it does in one line, its arguments, and the part of this room that holds its `run`."""

    summary: str
    room: str
    arguments: Callable[[ArgumentParser], None]


class Group(NamedTuple):
    """Commands about one subject."""

    summary: str
    commands: Mapping[str, Command]


def _json(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="say it as JSON, for machines")


def _paths(parser: ArgumentParser) -> None:
    parser.add_argument("paths", nargs="+", metavar="PATH", help=PATHS_HELP)
    _json(parser)


def _new(parser: ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME", help="the folder to make; its last part names the module")
    parser.add_argument(
        "--from",
        dest="template",
        metavar="TEMPLATE",
        default=DEFAULT_TEMPLATE,
        help=f"the template that its procedure extends (default: {DEFAULT_TEMPLATE})",
    )
    _json(parser)


def _check(parser: ArgumentParser) -> None:
    _paths(parser)
    parser.add_argument("--why", action="store_true", help="say what would go wrong in the running system")


def _simulate(parser: ArgumentParser) -> None:
    help_of_paths = f"{PATHS_HELP}; or one scenario file"
    parser.add_argument("paths", nargs="+", metavar="PATH", help=help_of_paths)
    parser.add_argument("-v", "--verbose", action="store_true", help="show everything that happens, with its time")
    parser.add_argument("--scenario", metavar="NAME", help="play only this one: the name of its file, or its title")
    _json(parser)


def _procedure(parser: ArgumentParser) -> None:
    parser.add_argument("path", metavar="PATH", help="the module")
    parser.add_argument("procedure", metavar="PROCEDURE", help="one of its procedures")


def _explain(parser: ArgumentParser) -> None:
    _procedure(parser)
    _json(parser)


def _diagram(parser: ArgumentParser) -> None:
    _procedure(parser)
    parser.add_argument("--format", choices=PICTURES, default=PICTURES[0], help=f"default: {PICTURES[0]}")
    parser.add_argument("--lang", metavar="LANGUAGE", help="the language of the words (default: that of the module)")
    parser.add_argument("--track", metavar="NAME", default="", help="draw this track alone (svg draws one machine)")


def _diff(parser: ArgumentParser) -> None:
    parser.add_argument("old", metavar="OLD", help="the module as it was")
    parser.add_argument("new", metavar="NEW", help="the module as it is")
    _json(parser)


def _units(parser: ArgumentParser) -> None:
    parser.add_argument("path", metavar="PATH", help="the module, or a network profile")
    parser.add_argument("--lang", metavar="LANGUAGE", help="the translation to bring up to date (default: the .pot)")
    parser.add_argument("--write", action="store_true", help="write the file in locale/ instead of printing it")
    _json(parser)


def _schema(parser: ArgumentParser) -> None:
    parser.add_argument("which", nargs="?", choices=SCHEMAS, default=SCHEMAS[0], help=f"default: {SCHEMAS[0]}")


def _plain(parser: ArgumentParser) -> None:
    parser.epilog = DATABASE_HELP


def _backup(parser: ArgumentParser) -> None:
    parser.add_argument("folder", metavar="FOLDER", help="the folder to make")
    parser.add_argument(
        "--keys", metavar="FOLDER", help="put the keys into another folder, to be kept for 30 days only"
    )
    parser.epilog = DATABASE_HELP


def _restore(parser: ArgumentParser) -> None:
    parser.add_argument("folder", metavar="FOLDER", help="the backup")
    parser.add_argument("--keys", metavar="FOLDER", help="where its keys are, when they were put elsewhere")
    parser.epilog = DATABASE_HELP


MODULE = Group(
    "write, check and try out policy areas",
    {
        "new": Command("write a small module that works", "policy_areas.new", _new),
        "check": Command("find mistakes", "policy_areas.check", _check),
        "simulate": Command("play the scenarios of a module", "policy_areas.simulate", _simulate),
        "explain": Command("say what a procedure has from where", "policy_areas.explain", _explain),
        "diagram": Command("draw a procedure", "policy_areas.diagram", _diagram),
        "diff": Command("say what has changed, and which version that needs", "policy_areas.diff", _diff),
        "units": Command("list the texts, or bring a translation up to date", "policy_areas.units", _units),
        "schema": Command("print the JSON Schema, for editors", "policy_areas.schema", _schema),
    },
)

DATABASE = Group(
    "start, stop, back up and check the database",
    {
        "start": Command("start the embedded server, or prepare another one", "database.start", _plain),
        "stop": Command("stop the embedded server", "database.stop", _plain),
        "status": Command("say whether the database answers, and where it is", "database.status", _json),
        "backup": Command("write everything into a new folder", "database.backup", _backup),
        "restore": Command("put a backup into a database that is empty", "database.restore", _restore),
        "check": Command("look whether everything stored can be read", "database.check", _json),
    },
)

GROUPS: Mapping[str, Group] = {"module": MODULE, "db": DATABASE}
