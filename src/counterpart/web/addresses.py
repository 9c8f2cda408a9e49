"""Every page: its address, what answers, and the gate before it."""

from __future__ import annotations

from django.urls import URLPattern

from counterpart.web.gates import Gate, page
from counterpart.web.static_files import serve_static
from counterpart.web.views import (
    allocating,
    beginning,
    doing,
    exchange,
    finding,
    history,
    home,
    language,
    my_work,
    signing_in,
    talking,
)

FOR = "for/<slug:acting>"
"""The authority acted for is part of every address: two tabs may act for two."""

urlpatterns: list[URLPattern] = [
    page("", home.home, "home", Gate.SIGNED_IN),
    page("static/<str:name>", serve_static, "static", Gate.OPEN),
    page("sign-in", signing_in.sign_in_page, "sign_in", Gate.OPEN),
    page("sign-out", signing_in.sign_out_page, "sign_out", Gate.OPEN),
    page("language", language.change, "language", Gate.OPEN),
    page(f"{FOR}/work", my_work.overview, "my_work", Gate.ACTING),
    page(f"{FOR}/work/<slug:whose>", my_work.one_list, "work_list", Gate.ACTING),
    page(f"{FOR}/new", beginning.choose, "new", Gate.ACTING),
    page(f"{FOR}/new/<slug:module>/<slug:procedure>", beginning.begin, "begin", Gate.ACTING),
    page(f"{FOR}/authorities", finding.find, "find_authority", Gate.ACTING),
    page(f"{FOR}/authorities/<uuid:ref>", finding.authority, "authority", Gate.ACTING),
    page(f"{FOR}/our-authority", finding.own_authority, "our_authority", Gate.ACTING),
    page(f"{FOR}/exchanges/<str:number>", exchange.show, "exchange", Gate.ACTING),
    page(f"{FOR}/exchanges/<str:number>/do/<str:action>", doing.do, "do", Gate.ACTING),
    page(f"{FOR}/exchanges/<str:number>/message", talking.message, "message", Gate.ACTING),
    page(f"{FOR}/exchanges/<str:number>/note", talking.note, "note", Gate.ACTING),
    page(f"{FOR}/exchanges/<str:number>/history", history.history, "history", Gate.ACTING),
    page(f"{FOR}/exchanges/<str:number>/handlers", allocating.allocate, "allocate", Gate.ACTING),
]
