"""What commands there are, and their arguments: everything that `--help` needs, and nothing that is slow to load."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Callable, Mapping
from typing import NamedTuple

PATHS_HELP = "a module: its folder, its one file, or a folder or pattern with several (areas/*)"
SCHEMAS = ("module", "network", "scenario")
PICTURES = ("mermaid", "svg")
STATES = ("waiting", "due", "failed", "dead")
DEFAULT_TEMPLATE = "std/request"
FULL_NETWORK, FULL_STAFF = 13_000, 35_000
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


def _verify(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--anchors",
        metavar="FOLDER",
        help="the anchors kept outside the database (default: COUNTERPART_ANCHORS, else those in the data folder)",
    )
    _json(parser)
    parser.epilog = DATABASE_HELP


def _install(parser: ArgumentParser) -> None:
    help_of_paths = f"{PATHS_HELP}; or a network profile"
    parser.add_argument("paths", nargs="+", metavar="PATH", help=help_of_paths)
    parser.add_argument("--network", metavar="PATH", help="the network profile to compose with, and to install")
    parser.add_argument("--dry-run", action="store_true", help="say what would happen, and change nothing")
    _json(parser)
    parser.epilog = DATABASE_HELP


def _list(parser: ArgumentParser) -> None:
    _json(parser)
    parser.epilog = DATABASE_HELP


def _import(parser: ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="the list: CSV (UTF-8) or XLSX")
    parser.add_argument("--dry-run", action="store_true", help="say what would happen, and change nothing")
    _list(parser)


def _export(parser: ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="the file to make: its name ends in .csv or .xlsx")
    parser.add_argument("--member", metavar="CODE", help="only authorities of this member")
    parser.add_argument("--module", metavar="MODULE", help="only those that take part in this policy area")
    parser.epilog = DATABASE_HELP


def _generate(parser: ArgumentParser) -> None:
    defaults = {"authorities": FULL_NETWORK, "users": FULL_STAFF, "seed": 0}
    for name, default in defaults.items():
        parser.add_argument(f"--{name}", metavar="NUMBER", type=int, default=default, help=f"default: {default}")
    parser.epilog = f"Another seed draws other places and people. {DATABASE_HELP}"


def _worker(parser: ArgumentParser) -> None:
    parser.add_argument("--once", action="store_true", help="do what is to be done now, and end")
    parser.add_argument("--for", dest="seconds", type=float, metavar="SECONDS", help="end after so many seconds")
    parser.add_argument("--json", action="store_true", help="log lines of JSON, for machines")
    parser.epilog = DATABASE_HELP


def _health(parser: ArgumentParser) -> None:
    parser.add_argument("--metrics", action="store_true", help="print the metrics instead, as Prometheus reads them")
    _list(parser)


def _resume(parser: ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME", help="the consumer, as `counterpart consumers list` names it")
    parser.add_argument("--past-it", action="store_true", help="pass by the fact that it stumbles over; this is logged")
    parser.epilog = DATABASE_HELP


def _deliveries(parser: ArgumentParser) -> None:
    parser.add_argument("--state", choices=STATES, help="only these (default: failed and dead)")
    parser.add_argument("--most", type=int, default=50, metavar="NUMBER", help="how many (default: 50)")
    _list(parser)


def _replay(parser: ArgumentParser) -> None:
    parser.add_argument("ids", nargs="*", type=int, metavar="ID", help="these, as `counterpart deliveries list` says")
    parser.add_argument("--dead", action="store_true", help="all that were given up")
    parser.epilog = DATABASE_HELP


def _retire(parser: ArgumentParser) -> None:
    parser.add_argument("module", metavar="MODULE", help="its name")
    _json(parser)
    parser.epilog = DATABASE_HELP


def _web(parser: ArgumentParser) -> None:
    parser.add_argument("--host", metavar="NAME", default="127.0.0.1", help="where to serve (default: 127.0.0.1)")
    _port(parser)
    parser.epilog = DATABASE_HELP


def _demo(parser: ArgumentParser) -> None:
    _port(parser)
    parser.epilog = DATABASE_HELP


def _port(parser: ArgumentParser) -> None:
    parser.add_argument("--port", metavar="NUMBER", type=int, default=8000, help="the port (default: 8000)")


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
        "install": Command("check modules, play their scenarios, and install them", "policy_areas.install", _install),
        "list": Command("list what is installed", "policy_areas.list", _list),
        "retire": Command("let no new exchanges begin under a module", "policy_areas.retire", _retire),
    },
)

DATABASE = Group(
    "start, stop, back up and check the database",
    {
        "start": Command("start the embedded server, or prepare another one", "database.start", _plain),
        "stop": Command("stop the embedded server", "database.stop", _plain),
        "status": Command("say whether the database answers, and where it is", "database.status", _json),
        "migrate": Command("make the tables, or bring them up to this release", "database.migrate", _plain),
        "backup": Command("write everything into a new folder", "database.backup", _backup),
        "restore": Command("put a backup into a database that is empty", "database.restore", _restore),
        "check": Command("look whether everything stored can be read", "database.check", _json),
    },
)

LOG = Group(
    "look whether anybody changed the record",
    {
        "verify": Command("name every entry and sealed value that was changed behind the log", "log.verify", _verify),
    },
)

VAULT = Group(
    "look after the masters, under which all keys lie",
    {
        "status": Command("say which masters there are, and how old", "vault.status", _list),
        "renew": Command("make another master, and destroy the old one", "vault.renew", _list),
    },
)

CONSUMERS = Group(
    "see who reads what happened, and have one that is held go on",
    {
        "list": Command("say how far each consumer has come", "consumers.list", _list),
        "resume": Command("have a consumer go on that was held", "consumers.resume", _resume),
    },
)

DELIVERIES = Group(
    "see what is to leave the system, and have it sent again",
    {
        "list": Command("list what was not sent", "deliveries.list", _deliveries),
        "replay": Command("have deliveries sent again", "deliveries.replay", _replay),
        "release": Command("have sent what has waited for a room that is there now", "deliveries.release", _plain),
    },
)

DIRECTORY = Group(
    "bring whole lists of authorities in and out, or invent a network",
    {
        "import": Command("import a list of authorities, all of it or nothing", "directory.import_", _import),
        "export": Command("write the authorities as a list", "directory.export", _export),
        "generate": Command("lay down an invented network in an empty database", "directory.generate", _generate),
    },
)

GROUPS: Mapping[str, Group] = {
    "module": MODULE,
    "directory": DIRECTORY,
    "db": DATABASE,
    "log": LOG,
    "vault": VAULT,
    "consumers": CONSUMERS,
    "deliveries": DELIVERIES,
}

ALONE: Mapping[str, Command] = {
    "worker": Command("do what happens after the commit: deadlines, notices, deliveries, jobs", "worker.run", _worker),
    "web": Command("serve the pages", "serving.web", _web),
    "demo": Command("everything on this machine, for a look: Ctrl-C stops it", "serving.demo", _demo),
    "demo-data": Command("lay down the demonstration network in an empty database", "demo_data.run", _plain),
    "health": Command("say whether everything works, and what to do where it does not", "health.ask", _health),
}
"""Commands that are no part of a group."""
