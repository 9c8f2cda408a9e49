"""Public entries are open data: anybody gets them as CSV and as a valid catalogue, and nothing that is not public."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from django.test import Client
from pyshacl import validate
from rdflib import Graph, URIRef
from rdflib.namespace import DCAT, DCTERMS, RDF

from counterpart.exchanges.actions.beginning import Written
from tests.repositories import open_data
from tests.repositories.licences import install_licences, licensed
from tests.repositories.registers import followed, moved, published
from tests.web.door import Door

SHAPES = Path(open_data.__file__).parent / "base_registries.ttl"
FORMS = {"ttl": "turtle", "rdf": "xml", "jsonld": "json-ld"}
PLACE = "/open-data/registers/entry"


def fetched(file: str) -> bytes:
    """Fetch a file as somebody whom nobody knows."""
    answer = Client(SERVER_NAME="localhost").get(file)
    assert answer.status_code == 200
    return answer.getvalue()


def graph_of(form: str) -> Graph:
    return Graph().parse(data=fetched(f"{PLACE}.{form}"), format=FORMS[form])


def lines() -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(fetched(f"{PLACE}.csv").decode("utf-8-sig"))))


def wrong_in(graph: Graph) -> str:
    fits, _, said = validate(graph, shacl_graph=Graph().parse(SHAPES))
    return "" if fits else str(said)


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # the reader of JSON-LD in rdflib
@pytest.mark.parametrize("form", sorted(FORMS))
def test_the_catalogue_is_valid_in_every_form(form: str, offices: Door) -> None:
    published(offices.actor("anna"), contact="krs@office.example", description="Wszystkie spółki.")
    published(offices.actor("eleni"), name="Μητρώο", kept_in="GR", access="request", link=None, languages=["el", "en"])
    graph = graph_of(form)
    assert wrong_in(graph) == ""
    assert len(set(graph.subjects(RDF.type, DCAT.Dataset))) == 2


def test_a_catalogue_without_what_the_profile_demands_is_found_out(offices: Door, register: Written) -> None:
    graph = graph_of("ttl")
    graph.remove((None, DCTERMS.publisher, None))
    assert "publisher" in wrong_in(graph)


def test_values_are_said_in_the_vocabulary_that_the_form_names(offices: Door, register: Written) -> None:
    graph = graph_of("ttl")
    dataset = URIRef(f"http://localhost{PLACE}/{register.number}")
    said = {str(one) for _, _, one in graph.triples((dataset, None, None))}
    assert "http://publications.europa.eu/resource/authority/country/POL" in said
    assert "http://publications.europa.eu/resource/authority/language/POL" in said
    assert {"Krajowy Rejestr Sądowy", "spółka przedsiębiorca"} <= said
    assert (None, DCAT.accessURL, URIRef("https://ekrs.example/")) in graph


def test_the_list_has_codes_with_their_labels_and_no_formula(offices: Door) -> None:
    published(offices.actor("anna"), name="=1+1")
    [line] = lines()
    assert (line["kind"], line["kind_label"], line["member"]) == ("companies", "Companies", "PL")
    assert line["name"] == "'=1+1"


def test_what_is_taken_down_is_no_open_data_any_more(offices: Door, register: Written) -> None:
    assert len(lines()) == 1
    moved(offices.actor("anna"), register, "archive")
    followed()
    assert lines() == []
    assert (None, RDF.type, DCAT.Dataset) not in graph_of("ttl")


def test_what_is_not_public_is_not_there_for_everybody(offices: Door) -> None:
    install_licences()
    licensed(offices.people.newcomer("PL", ("euro-cash", "authority"))[1])
    page = Client(SERVER_NAME="localhost")
    assert "euro" not in page.get("/open-data").content.decode().lower()
    for file in ("euro-cash/licence.csv", "pq/request.csv", "registers/entry.exe", "registers/nothing.csv"):
        assert page.get(f"/open-data/{file}").status_code == 404
