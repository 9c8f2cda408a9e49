"""The catalogue of a public repository as RDF, by BRegDCAT-AP 2: DCAT for base registries.

Whatever the profile calls mandatory is always there, made from what every entry has; the rest follows from the
properties that the form names (`core:`). Values without a property stay in the CSV alone.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import DCAT, DCTERMS, FOAF, RDF, XSD
from rdflib.term import Node

from counterpart.core.definitions.forms import PlacedField, placed_fields
from counterpart.core.texts import Speaker
from counterpart.directory.queries.players import Participant
from counterpart.exchanges.queries.published import public_fields
from counterpart.modules.pins import Pinned, network
from counterpart.repositories.open_data.vocabulary import AUTHORITY_TABLE, PREFIXES, Describing, named_by, node_of
from counterpart.repositories.queries.public import PublicEntry
from counterpart.repositories.search.indexing import TEXTS, values_at

PUBLIC = URIRef(f"{AUTHORITY_TABLE}/access-right/PUBLIC")
NATIONAL_AUTHORITY = URIRef("http://purl.org/adms/publishertype/NationalAuthority")
SUPRANATIONAL = URIRef("http://purl.org/adms/publishertype/SupraNationalAuthority")
CSV = URIRef(f"{AUTHORITY_TABLE}/file-type/CSV")
OF_DISTRIBUTIONS = frozenset({DCAT.accessURL, DCAT.downloadURL})
"""Properties that are not a dataset's own: they are said of a distribution of it."""


def catalogue(
    pin: Pinned, entries: Iterable[PublicEntry], speakers: Mapping[str, Speaker], place: str, at: dt.datetime
) -> Graph:
    """Return the catalogue of a repository; `place` is its address, `at` when it was made.

    `speakers` say titles and codes, by language; at least one is needed.
    """
    graph = Graph()
    for prefix, space in PREFIXES.items():
        graph.bind(prefix, space)
    countries = {code: member.iso or code for code, member in network().members.items()}
    about = Describing(graph, place, speakers, countries)
    top = URIRef(place)
    graph.add((top, RDF.type, DCAT.Catalog))
    _titled(graph, top, pin, speakers)
    operator = URIRef(f"{place}#network")
    _agent(graph, operator, [(network().title, network().source_language)], SUPRANATIONAL)
    graph.add((top, DCTERMS.publisher, operator))
    graph.add((top, DCTERMS.modified, Literal(at.isoformat(), datatype=XSD.dateTime)))
    form = pin.rules.module.forms[str(pin.rules.procedure.subject)]
    if named_by(form.core) == DCAT.Dataset:
        fields = [one for one in placed_fields(form) if one.name in public_fields(pin.rules)]
        for entry in entries:
            graph.add((top, DCAT.dataset, _dataset(about, entry, fields)))
    else:
        graph.add((top, DCAT.dataset, _as_a_whole(about, pin, operator)))
    return graph


def _titled(graph: Graph, node: Node, pin: Pinned, speakers: Mapping[str, Speaker]) -> None:
    """Say what the repository is called, and what it is for, in every language."""
    for language, speaker in speakers.items():
        graph.add((node, DCTERMS.title, Literal(speaker.text(f"procedure.{pin.procedure}.title"), lang=language)))
        graph.add((node, DCTERMS.description, Literal(speaker.text("module.summary"), lang=language)))


def _agent(graph: Graph, node: Node, names: Iterable[tuple[str, str]], kind: URIRef) -> None:
    graph.add((node, RDF.type, FOAF.Agent))
    graph.add((node, DCTERMS.type, kind))
    for name, language in names:
        graph.add((node, FOAF.name, Literal(name, lang=language)))


def _dataset(about: Describing, entry: PublicEntry, fields: list[PlacedField]) -> Node:
    """Describe one entry that is a dataset of its own: a register."""
    graph, node = about.graph, URIRef(f"{about.place}/{entry.number}")
    graph.add((node, RDF.type, DCAT.Dataset))
    graph.add((node, DCTERMS.identifier, Literal(entry.number)))
    graph.add((node, DCTERMS.issued, Literal(entry.published_at.isoformat(), datatype=XSD.dateTime)))
    changed = entry.changed_at or entry.published_at
    graph.add((node, DCTERMS.modified, Literal(changed.isoformat(), datatype=XSD.dateTime)))
    graph.add((node, DCTERMS.accessRights, PUBLIC))
    if entry.keeper is not None:
        graph.add((node, DCTERMS.publisher, _keeper(about, entry.keeper)))
    own = entry.keeper.own_name[0] if entry.keeper is not None else ""
    distribution = BNode()
    for one in fields:
        named = named_by(one.field.core)
        for value in values_at(entry.values, one.name) if named is not None else ():
            said = node_of(about, one.field, value, own)
            if named in OF_DISTRIBUTIONS:
                graph.add((node, DCAT.distribution, distribution))
                graph.add((distribution, RDF.type, DCAT.Distribution))
            graph.add((distribution if named in OF_DISTRIBUTIONS else node, named, said))  # type: ignore[arg-type]
    _described(about, node, entry, fields, own)
    return node


def _described(about: Describing, node: Node, entry: PublicEntry, fields: list[PlacedField], own: str) -> None:
    """Say title and description, which the profile demands, from the first texts where the form names none."""
    texts = [str(value) for one in fields if one.field.type in TEXTS for value in values_at(entry.values, one.name)]
    for wanted, said in ((DCTERMS.title, texts[:1]), (DCTERMS.description, texts[1:2] or texts[:1])):
        if (node, wanted, None) not in about.graph:
            about.graph.add((node, wanted, Literal(said[0] if said else entry.number, lang=own or None)))


def _keeper(about: Describing, keeper: Participant) -> Node:
    node = URIRef(f"{about.place}#authority/{keeper.ref}")
    if (node, RDF.type, FOAF.Agent) not in about.graph:
        _agent(about.graph, node, ((name, language) for language, name in keeper.names.items()), NATIONAL_AUTHORITY)
    return node


def _as_a_whole(about: Describing, pin: Pinned, operator: Node) -> Node:
    """Describe a repository that is one dataset: its entries are the lines of the CSV."""
    graph, node, listed = about.graph, URIRef(f"{about.place}#entries"), BNode()
    graph.add((node, RDF.type, DCAT.Dataset))
    _titled(graph, node, pin, about.speakers)
    graph.add((node, DCTERMS.publisher, operator))
    graph.add((node, DCTERMS.accessRights, PUBLIC))
    graph.add((node, DCAT.distribution, listed))
    graph.add((listed, RDF.type, DCAT.Distribution))
    graph.add((listed, DCAT.accessURL, URIRef(f"{about.place}.csv")))
    graph.add((listed, DCTERMS["format"], CSV))
    return node
