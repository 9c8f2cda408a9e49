"""Every page: its address, what answers, and the gate before it."""

from __future__ import annotations

from django.urls import URLPattern, register_converter
from django.urls.converters import StringConverter

from counterpart.web.gates import Gate, page
from counterpart.web.static_files import serve_static
from counterpart.web.views import (
    allocating,
    answering,
    beginning,
    checking,
    doing,
    exchange,
    files,
    finding,
    health,
    helping,
    history,
    home,
    keeping,
    language,
    mails,
    my_work,
    noticing,
    saving,
    signing_in,
    talking,
    writing,
)

FOR = "for/<slug:acting>"
"""The authority acted for is part of every address: two tabs may act for two."""


class ExchangeNumber(StringConverter):
    """The number of an exchange, with its part where it is one of several in a file: `7F3K-92QM/2`."""

    regex = r"[^/]+(?:/[0-9]+)?"


register_converter(ExchangeNumber, "exchange")

urlpatterns: list[URLPattern] = [
    page("", home.home, "home", Gate.SIGNED_IN),
    page("static/<str:name>", serve_static, "static", Gate.OPEN),
    page("sign-in", signing_in.sign_in_page, "sign_in", Gate.OPEN),
    page("sign-out", signing_in.sign_out_page, "sign_out", Gate.OPEN),
    page("language", language.change, "language", Gate.OPEN),
    page("health", health.health_page, "health", Gate.OPEN),
    page("mail/stop/<str:token>", mails.stop, "stop_mails", Gate.OPEN),
    page(f"{FOR}/help", helping.help_page, "help", Gate.ACTING),
    page(f"{FOR}/work", my_work.overview, "my_work", Gate.ACTING),
    page(f"{FOR}/work/<slug:whose>", my_work.one_list, "work_list", Gate.ACTING),
    page(f"{FOR}/notices", noticing.notices, "notices", Gate.ACTING),
    page(f"{FOR}/new", beginning.choose, "new", Gate.ACTING),
    page(f"{FOR}/new/<slug:module>/<slug:procedure>", beginning.begin, "begin", Gate.ACTING),
    page(f"{FOR}/authorities", finding.find, "find_authority", Gate.ACTING),
    page(f"{FOR}/authorities/<uuid:ref>", finding.authority, "authority", Gate.ACTING),
    page(f"{FOR}/our-authority", finding.own_authority, "our_authority", Gate.ACTING),
    page(f"{FOR}/exchanges/<exchange:number>", exchange.show, "exchange", Gate.ACTING),
    page(f"{FOR}/exchanges/<exchange:number>/do/<str:action>", doing.do, "do", Gate.ACTING),
    page(f"{FOR}/exchanges/<exchange:number>/write", writing.write, "write", Gate.ACTING),
    page(f"{FOR}/exchanges/<exchange:number>/check", checking.check, "check", Gate.ACTING),
    page(f"{FOR}/exchanges/<exchange:number>/autosave", saving.autosave, "autosave", Gate.ACTING),
    page(f"{FOR}/exchanges/<exchange:number>/answers", answering.save, "answer", Gate.ACTING),
    page(f"{FOR}/exchanges/<exchange:number>/kept/<str:where>", keeping.keep, "keep", Gate.ACTING),
    page(f"{FOR}/exchanges/<exchange:number>/files/<uuid:ref>", files.download, "file", Gate.ACTING),
    page(f"{FOR}/exchanges/<exchange:number>/message", talking.message, "message", Gate.ACTING),
    page(f"{FOR}/exchanges/<exchange:number>/note", talking.note, "note", Gate.ACTING),
    page(f"{FOR}/exchanges/<exchange:number>/history", history.history, "history", Gate.ACTING),
    page(f"{FOR}/exchanges/<exchange:number>/handlers", allocating.allocate, "allocate", Gate.ACTING),
]
