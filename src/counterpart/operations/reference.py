"""`make docs`: writes the generated pages into docs/reference, or with `--check` says which are out of date."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from counterpart.core.composing import Area, load_area
from counterpart.core.definitions.schema import MODELS, json_schema
from counterpart.core.drawing import graph_of, svg
from counterpart.core.findings import Findings
from counterpart.core.reference import codes_page, keys_page, template_page, templates_index
from counterpart.core.texts import speaker_for

ROOT = Path(__file__).resolve().parents[3]
LIBRARY = "std"


def pages(areas: Path) -> dict[str, str]:
    """Return every generated file by its path below docs/reference. Raises SystemExit when the library is broken."""
    findings = Findings()
    area = load_area(areas / LIBRARY, findings)
    if area is None or findings.errors:
        raise SystemExit("\n".join(f"{finding.position}: {finding.message}" for finding in findings.errors))
    found = {"codes.md": codes_page(), "keys.md": keys_page(), f"{LIBRARY}/README.md": templates_index(area)}
    for name in MODELS:
        found[f"{name}.schema.json"] = json.dumps(json_schema(name), indent=1, ensure_ascii=False) + "\n"
    for name in area.definition.procedures:
        found[f"{LIBRARY}/{name}.md"] = template_page(area, name)
        found[f"{LIBRARY}/{name}.svg"] = _picture(area, name)
    return found


def _picture(area: Area, name: str) -> str:
    speaker = speaker_for(area, area.definition.source_language)
    return svg(graph_of(name, area.definition.procedures[name], speaker.pattern))


def main(arguments: list[str] | None = None) -> int:
    """Write the pages; with `--check` write nothing and return 1 when one would change."""
    parser = argparse.ArgumentParser(prog="reference", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; say what is out of date")
    parser.add_argument("--folder", type=Path, default=ROOT / "docs" / "reference")
    chosen = parser.parse_args(arguments)
    stale = []
    for path, text in pages(ROOT / "areas").items():
        file = chosen.folder / path
        if file.is_file() and file.read_text(encoding="utf-8") == text:
            continue
        stale.append(path)
        if not chosen.check:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
    word = "out of date" if chosen.check else "written"
    print(f"{len(stale)} pages {word}" + (": " + ", ".join(stale) if stale else ""))
    return 1 if stale and chosen.check else 0


if __name__ == "__main__":
    sys.exit(main())
