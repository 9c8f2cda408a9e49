"""`counterpart module list`: what is installed, which versions, and how complete its languages are."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from counterpart.core.errors import CounterpartError
from counterpart.modules.queries import Module, installed_modules, installed_network
from counterpart.operations.operator import operator
from counterpart.operations.policy_areas.words import say_why
from counterpart.operations.tables import open_tables
from counterpart.operations.terminal import BOLD, DIM, YELLOW, Styled, Terminal
from counterpart.operations.usage import ALL_WELL


def run(options: Namespace, terminal: Terminal) -> int:
    """Print the network and all modules and libraries, by name."""
    try:
        open_tables()
        network, modules = installed_network(operator()), installed_modules(operator())
    except CounterpartError as error:
        return say_why(error, terminal)
    if options.json:
        profile = None if network is None else {"network": network.network, "revision": network.revision}
        terminal.say_json({"network": profile, "modules": [_as_json(module) for module in modules]})
        return ALL_WELL
    if network is None and not modules:
        terminal.say("Nothing is installed yet: counterpart module install areas/*")
        return ALL_WELL
    if network is not None:
        terminal.say(f"network {network.network}, revision {network.revision}")
    for module in modules:
        _say(module, terminal)
    return ALL_WELL


def _say(module: Module, terminal: Terminal) -> None:
    newest = module.versions[0]
    kind = "library" if module.library else module.status
    state = Styled("retired", YELLOW) if module.retired else Styled(kind, DIM)
    terminal.say(Styled(f"{module.name} {newest.version}", BOLD), f"  {module.title}  ", state)
    if newest.procedures:
        terminal.say(f"    procedures: {', '.join(newest.procedures)}")
    spoken = ", ".join(f"{one.language} {one.percent} %" for one in module.languages)
    terminal.say(f"    languages: {spoken}")
    if len(module.versions) > 1:
        terminal.say(f"    before: {', '.join(version.version for version in module.versions[1:])}")


def _as_json(module: Module) -> dict[str, Any]:
    return {
        "module": module.name,
        "title": module.title,
        "library": module.library,
        "status": module.status,
        "retired": module.retired,
        "versions": [
            {
                "version": version.version,
                "line": version.line,
                "installed_at": version.installed_at.isoformat(),
                "retired_at": None if version.retired_at is None else version.retired_at.isoformat(),
                "procedures": list(version.procedures),
            }
            for version in module.versions
        ],
        "languages": [
            {
                "language": one.language,
                "revision": one.revision,
                "texts": one.texts,
                "translated": one.translated,
            }
            for one in module.languages
        ],
    }
