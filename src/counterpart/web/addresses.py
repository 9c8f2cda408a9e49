"""Every page: its address, what answers, and the gate before it."""

from __future__ import annotations

from django.urls import URLPattern, register_converter
from django.urls.converters import StringConverter

from counterpart.web.gates import Gate, page
from counterpart.web.static_files import serve_static
from counterpart.web.views import (
    allocating,
    answering,
    asking_at_once,
    authority,
    beginning,
    checking,
    comparing,
    copying,
    doing,
    exchange,
    file_history,
    files,
    finding,
    health,
    helping,
    history,
    home,
    joining,
    keeping,
    language,
    linking,
    mails,
    my_work,
    noticing,
    participants,
    passwords,
    picturing,
    reporting,
    saving,
    searching,
    signing_in,
    talking,
    versions,
    writing,
)
from counterpart.web.views.desk import deciding, importing, inviting, lists, overview, registering
from counterpart.web.views.our_authority import (
    access,
    care,
    competences,
    coordinators,
    data,
    ending,
    naming,
    people,
    person,
    switches,
)
from counterpart.web.views.repositories import finding as repositories
from counterpart.web.views.repositories import importing as lists_of_entries
from counterpart.web.views.repositories import looking_up, open_data

FOR = "for/<slug:acting>"
"""The authority acted for is part of every address: two tabs may act for two."""


KEPT = f"{FOR}/repositories/<slug:module>/<slug:procedure>"
"""One repository, by its policy area and procedure."""


class ExchangeNumber(StringConverter):
    """The number of an exchange, with its part where it is one of several in a file: `7F3K-92QM/2`."""

    regex = r"[^/]+(?:/[0-9]+)?"


register_converter(ExchangeNumber, "exchange")

urlpatterns: list[URLPattern] = [
    page("", home.home, "home", Gate.SIGNED_IN),
    page("static/<str:name>", serve_static, "static", Gate.OPEN),
    page("sign-in", signing_in.sign_in_page, "sign_in", Gate.OPEN),
    page("join", joining.ask_code, "join", Gate.OPEN),
    page("join/sent", joining.sent, "join_sent", Gate.OPEN),
    page("join/<str:code>", joining.register, "join_with", Gate.OPEN),
    page("password/forgotten", passwords.forgotten, "forgotten", Gate.OPEN),
    page("password/<str:token>", passwords.choose, "choose_password", Gate.OPEN),
    page("sign-out", signing_in.sign_out_page, "sign_out", Gate.OPEN),
    page("language", language.change, "language", Gate.OPEN),
    page("health", health.health_page, "health", Gate.OPEN),
    page("open-data", open_data.overview, "open_data_overview", Gate.OPEN),
    page("open-data/<slug:module>/<str:file>", open_data.hand_out, "open_data", Gate.OPEN),
    page("mail/stop/<str:token>", mails.stop, "stop_mails", Gate.OPEN),
    page(f"{FOR}/help", helping.help_page, "help", Gate.ACTING),
    page(f"{FOR}/work", my_work.overview, "my_work", Gate.ACTING),
    page(f"{FOR}/work/<slug:whose>", my_work.one_list, "work_list", Gate.ACTING),
    page(f"{FOR}/search", searching.find_exchange, "search", Gate.ACTING),
    page(f"{FOR}/search/list", searching.as_list, "search_list", Gate.ACTING),
    page(f"{FOR}/search/save", searching.save, "search_save", Gate.ACTING),
    page(f"{FOR}/search/<uuid:ref>", searching.kept, "search_kept", Gate.ACTING),
    page(f"{FOR}/search/<uuid:ref>/list", searching.kept_as_list, "search_kept_list", Gate.ACTING),
    page(f"{FOR}/search/<uuid:ref>/remove", searching.remove, "search_remove", Gate.ACTING),
    page(f"{FOR}/notices", noticing.notices, "notices", Gate.ACTING),
    page(f"{FOR}/new", beginning.choose, "new", Gate.ACTING),
    page(f"{FOR}/new/<slug:module>/<slug:procedure>", beginning.begin, "begin", Gate.ACTING),
    page(f"{FOR}/ask/<slug:module>/<slug:procedure>", asking_at_once.ask, "ask", Gate.ACTING),
    page(f"{FOR}/authorities", finding.find, "find_authority", Gate.ACTING),
    page(f"{FOR}/authorities/<uuid:ref>", authority.authority, "authority", Gate.ACTING),
    page(f"{FOR}/our-authority", care.own_authority, "our_authority", Gate.ACTING),
    page(f"{FOR}/authorities/<uuid:ref>/care", care.overview, "authority_care", Gate.ACTING),
    page(f"{FOR}/authorities/<uuid:ref>/data", data.data, "authority_data", Gate.ACTING),
    page(f"{FOR}/authorities/<uuid:ref>/competences", competences.competences, "authority_competences", Gate.ACTING),
    page(f"{FOR}/authorities/<uuid:ref>/access", access.access, "authority_access", Gate.ACTING),
    page(f"{FOR}/authorities/<uuid:ref>/coordinators", coordinators.named, "authority_coordinators", Gate.ACTING),
    page(f"{FOR}/authorities/<uuid:ref>/coordinators/<slug:part>", naming.name, "authority_coordinator", Gate.ACTING),
    page(f"{FOR}/authorities/<uuid:ref>/switches", switches.switches, "authority_switches", Gate.ACTING),
    page(f"{FOR}/authorities/<uuid:ref>/ending", ending.ending, "authority_ending", Gate.ACTING),
    page(f"{FOR}/authorities/<uuid:ref>/people", people.people, "authority_people", Gate.ACTING),
    page(f"{FOR}/authorities/<uuid:ref>/people/new", people.enter, "authority_enter", Gate.ACTING),
    page(f"{FOR}/authorities/<uuid:ref>/people/<uuid:user>", person.person, "authority_person", Gate.ACTING),
    page(f"{FOR}/authorities/<uuid:ref>/people/<uuid:user>/leaves", person.leaves, "authority_leaves", Gate.ACTING),
    page(f"{FOR}/desk", overview.desk, "desk", Gate.ACTING),
    page(f"{FOR}/desk/late/<slug:which>", lists.late_list, "desk_late", Gate.ACTING),
    page(f"{FOR}/desk/remind", lists.remind_one, "desk_remind", Gate.ACTING),
    page(f"{FOR}/desk/care/<slug:concern>", lists.care_list, "desk_care", Gate.ACTING),
    page(f"{FOR}/desk/authorities", lists.authorities, "desk_authorities", Gate.ACTING),
    page(f"{FOR}/desk/gaps", lists.gap_list, "desk_gaps", Gate.ACTING),
    page(f"{FOR}/desk/invite", inviting.invite_page, "invite", Gate.ACTING),
    page(f"{FOR}/desk/invitations", inviting.invitations, "invitations", Gate.ACTING),
    page(f"{FOR}/desk/register", registering.register, "register", Gate.ACTING),
    page(f"{FOR}/desk/registrations/<uuid:ref>", deciding.decide, "decide", Gate.ACTING),
    page(f"{FOR}/desk/import", importing.import_page, "import", Gate.ACTING),
    page(f"{FOR}/desk/import/<uuid:ref>", importing.state, "import_state", Gate.ACTING),
    page(f"{FOR}/desk/export/<slug:kind>", importing.export, "export", Gate.ACTING),
    page(f"{FOR}/repositories", repositories.choose, "repositories", Gate.ACTING),
    page(KEPT, repositories.find, "repository", Gate.ACTING),
    page(f"{KEPT}/<exchange:number>", repositories.show, "entry", Gate.ACTING),
    page(f"{FOR}/lists/<slug:module>/<slug:procedure>", lists_of_entries.take, "entries_import", Gate.ACTING),
    page(f"{FOR}/lists/<uuid:ref>", lists_of_entries.state, "entries_import_state", Gate.ACTING),
    page(f"{FOR}/look-up/<slug:module>/<slug:procedure>/<slug:lookup>", looking_up.ask, "look_up", Gate.ACTING),
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
    page(
        f"{FOR}/exchanges/<exchange:number>/parties/<slug:party>",
        participants.participants,
        "participants",
        Gate.ACTING,
    ),
    page(f"{FOR}/exchanges/<exchange:number>/procedure", picturing.procedure, "procedure", Gate.ACTING),
    page(f"{FOR}/exchanges/<exchange:number>/file", file_history.file_history, "file_history", Gate.ACTING),
    page(f"{FOR}/exchanges/<exchange:number>/versions", versions.versions, "versions", Gate.ACTING),
    page(f"{FOR}/exchanges/<exchange:number>/reports", reporting.reports, "reports", Gate.ACTING),
    page(f"{FOR}/exchanges/<exchange:number>/reports/now", reporting.report, "report", Gate.ACTING),
    page(f"{FOR}/exchanges/<exchange:number>/reports/<uuid:ref>", reporting.document, "document", Gate.ACTING),
    page(f"{FOR}/exchanges/<exchange:number>/copy", copying.copy, "copy", Gate.ACTING),
    page(f"{FOR}/exchanges/<exchange:number>/compare", comparing.compare, "compare", Gate.ACTING),
    page(f"{FOR}/exchanges/<exchange:number>/link", linking.link, "link", Gate.ACTING),
    page(f"{FOR}/exchanges/<exchange:number>/handlers", allocating.allocate, "allocate", Gate.ACTING),
]
