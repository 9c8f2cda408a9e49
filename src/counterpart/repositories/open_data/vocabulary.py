"""How values become RDF: by the type of their field, with the authority tables of the EU where there is one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pycountry
from rdflib import BNode, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCAT, DCTERMS, FOAF, RDF, SKOS, XSD
from rdflib.term import Node

from counterpart.core.definitions.forms import FormField
from counterpart.core.texts import Speaker

ADMS = Namespace("http://www.w3.org/ns/adms#")
VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
AUTHORITY_TABLE = "http://publications.europa.eu/resource/authority"
PREFIXES: Mapping[str, Namespace] = {
    "adms": ADMS,
    "dcat": Namespace(str(DCAT)),
    "dct": Namespace(str(DCTERMS)),
    "foaf": Namespace(str(FOAF)),
    "m8g": Namespace("http://data.europa.eu/m8g/"),
    "schema": Namespace("http://schema.org/"),
    "skos": Namespace(str(SKOS)),
    "vcard": VCARD,
}
"""Vocabularies that `core:` may name by a prefix."""
TYPED = {"date": XSD.date, "datetime": XSD.dateTime, "number": XSD.decimal, "yes_no": XSD.boolean}


@dataclass(frozen=True, slots=True)
class Describing:
    """What describing a repository takes: the graph, the address of its catalogue, who says codes in each language.

    `countries` are the codes of ISO 3166-1 by member of the network.
    """

    graph: Graph
    place: str
    speakers: Mapping[str, Speaker]
    countries: Mapping[str, str]


def named_by(core: str | None) -> URIRef | None:
    """Return the property or class that `core:` names, as a full address or with a known prefix; else None."""
    if not core:
        return None
    if core.startswith(("http://", "https://")):
        return URIRef(core)
    prefix, _, name = core.partition(":")
    return PREFIXES[prefix][name] if prefix in PREFIXES and name else None


def node_of(about: Describing, field: FormField, value: object, own_language: str) -> Node:
    """Return one value of a field as a node; what it needs beside it is added to the graph.

    A code becomes a concept with its labels in every language, an address of mail a contact, and people's own words a
    text in the language of who wrote them.
    """
    said = str(value)
    if field.type in ("code", "codes"):
        return _concept(about, field.list or "", said)
    if field.type in ("country", "countries", "member", "members"):
        return country_node(about, said)
    if field.type == "email":
        return _contact(about.graph, said)
    if field.type == "language":
        return _language(said)
    if field.type == "url":
        return URIRef(said)
    if field.type in TYPED:
        return Literal(value if field.type == "yes_no" else said, datatype=TYPED[field.type])
    return Literal(said, lang=own_language or None)


def country_node(about: Describing, code: str) -> Node:
    """Return a country of the world, or a member, as the authority table of countries has it."""
    known = pycountry.countries.get(alpha_2=about.countries.get(code, code))
    if known is None:  # a member that is no country: by its code
        place: Node = BNode()
        about.graph.add((place, SKOS.prefLabel, Literal(code)))
    else:
        place = URIRef(f"{AUTHORITY_TABLE}/country/{known.alpha_3}")
    about.graph.add((place, RDF.type, DCTERMS.Location))
    return place


def _language(code: str) -> Node:
    known = pycountry.languages.get(alpha_2=code.partition("-")[0])
    return URIRef(f"{AUTHORITY_TABLE}/language/{known.alpha_3.upper()}") if known is not None else Literal(code)


def _concept(about: Describing, code_list: str, code: str) -> URIRef:
    concept = URIRef(f"{about.place}#{code_list}/{code}")
    if (concept, RDF.type, SKOS.Concept) not in about.graph:
        about.graph.add((concept, RDF.type, SKOS.Concept))
        about.graph.add((concept, SKOS.notation, Literal(code)))
        for language, speaker in about.speakers.items():
            about.graph.add((concept, SKOS.prefLabel, Literal(speaker.code(code_list, code), lang=language)))
    return concept


def _contact(graph: Graph, mail: str) -> Node:
    contact = BNode()
    graph.add((contact, RDF.type, VCARD.Kind))
    graph.add((contact, VCARD.hasEmail, URIRef(f"mailto:{mail}")))
    return contact
