"""The fields of each page of the form by which an authority is registered, as the template draws them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from babel.languages import get_official_languages

from counterpart.directory.areas import area, area_names
from counterpart.directory.kinds import AuthorityKind
from counterpart.directory.search.competences import codes
from counterpart.foundation.words import SPOKEN, Words, country_name, language_name, own_name
from counterpart.modules.pins import network
from counterpart.web.reading.registering import ADD, Step, Typed, Wrong
from counterpart.web.showing.fields import FieldShown
from counterpart.web.showing.options import Option
from counterpart.web.showing.reasons import reason
from counterpart.web.showing.regions import regions_of
from counterpart.web.showing.sorting import alphabet
from counterpart.web.showing.titles import area_title, role_title

LONG = frozenset({"opening", "description"})
KEYBOARDS = {"email": "email", "phone": "tel", "website": "url", "person_email": "email"}
SHORT = frozenset({"acronym", "postcode", "region", "phone"})


@dataclass(frozen=True, slots=True)
class RowOfText:
    """A text in one language: what the two controls are called, and what stands in them."""

    id: str
    language_name: str
    language: str
    text: str
    error: str
    languages: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class TextsShown:
    """A text that is given in several languages, with the button that adds one."""

    id: str
    label: str
    rows: tuple[RowOfText, ...]
    hint: str = ""
    required: bool = False
    long: bool = False
    control: str = "texts"

    @property
    def add(self) -> str:
        """What the button sends."""
        return f"{ADD}{self.id}"


@dataclass(frozen=True, slots=True)
class CodesShown:
    """What an authority can be competent for in one policy area: boxes under a heading."""

    id: str
    label: str
    options: tuple[Option, ...]
    control: str = "competences"


Shown = FieldShown | TextsShown | CodesShown


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the fields of a page are drawn with.

    `lists` are the policy areas and lists of which competences are asked. `kinds`, `roles` and `members` are what a
    coordinator may choose; nobody else is asked for them. `region` is given where the invitation says it.
    """

    words: Words
    typed: Typed
    member: str
    wrong: tuple[Wrong, ...] = ()
    lists: tuple[tuple[str, str], ...] = ()
    kinds: tuple[AuthorityKind, ...] = ()
    roles: tuple[tuple[str, str], ...] = ()
    region: str | None = None
    added: frozenset[str] = frozenset()
    members: tuple[str, ...] = ()
    kind: AuthorityKind = AuthorityKind.AUTHORITY

    def said(self, id_: str) -> str:
        """Return what is wrong at a control, nothing where all is well."""
        found = next((one for one in self.wrong if one.id == id_), None)
        return reason(self.words, found.code, found.parameters) if found is not None else ""


def errors_of(sheet: Sheet) -> list[tuple[str, str]]:
    """Return what is wrong for the head of the page: which control, and a sentence that names the field."""
    named = labels(sheet.words)
    return [
        (
            one.id,
            sheet.words.gettext(
                "%(label)s: %(problem)s",
                label=named.get(one.field, one.field),
                problem=reason(sheet.words, one.code, one.parameters),
            ),
        )
        for one in sheet.wrong
    ]


def fields_of(step: Step, sheet: Sheet) -> tuple[Shown, ...]:
    """Return the fields of one page."""
    if step is Step.ROLES:
        return tuple(_roles(sheet))
    if step is Step.NAMES:
        names = (_texts(sheet, "names", required=True), _texts(sheet, "titles"))
        return (*names, *(_line(sheet, name) for name in ("acronym", "street", "postcode", "city")), *_region(sheet))
    if step is Step.CONTACT:
        lines = (_line(sheet, name) for name in ("email", "phone", "website"))
        texts = (_texts(sheet, name) for name in ("opening", "description", "keywords"))
        return (_understood(sheet), *lines, *texts)
    if step is Step.COMPETENCES:
        return tuple(_codes(sheet, module, name) for module, name in sheet.lists)
    if step is Step.PERSON:
        return (_line(sheet, "person_name", required=True), _line(sheet, "person_email", required=True), _spoken(sheet))
    return ()


def labels(words: Words) -> dict[str, str]:
    """Return what each field is called."""
    return {
        "acronym": words.gettext("Acronym"),
        "city": words.gettext("Town"),
        "competence": words.gettext("What the authority is competent for"),
        "description": words.gettext("What the authority does"),
        "email": words.gettext("E-mail address of the office"),
        "keywords": words.gettext("Keywords by which others may find you"),
        "kind": words.gettext("Kind of authority"),
        "languages": words.gettext("Languages that your staff understands"),
        "member": words.gettext("Country"),
        "names": words.gettext("Official name"),
        "opening": words.gettext("Office hours"),
        "person_email": words.gettext("E-mail address"),
        "person_language": words.gettext("Language"),
        "person_name": words.gettext("Name of the person"),
        "phone": words.gettext("Telephone"),
        "postcode": words.gettext("Postcode"),
        "region": words.gettext("Region"),
        "role": words.gettext("Takes part in"),
        "street": words.gettext("Street and number"),
        "titles": words.gettext("Short name, as authorities abroad should read it"),
        "website": words.gettext("Website"),
    }


def hints(words: Words) -> dict[str, str]:
    """Return what helps with a field."""
    return {
        "email": words.gettext("Used when nobody of your authority can be reached by name."),
        "keywords": words.gettext("Words that people would look for, with commas between them."),
        "languages": words.gettext("Others see in which languages they may write to you."),
        "names": words.gettext("As it stands in your law, in each official language of your authority."),
        "person_email": words.gettext("With this address the person signs in."),
        "region": words.gettext("Its code in ISO 3166-2: two letters of the country, a hyphen, the region."),
        "titles": words.gettext("For example in English: who reads another language finds you by it."),
    }


def kinds_said(words: Words) -> dict[AuthorityKind, str]:
    """Return what the kinds of authorities are called."""
    return {
        AuthorityKind.NATIONAL: words.gettext("National coordinator"),
        AuthorityKind.REGIONAL: words.gettext("Coordinator of a region"),
        AuthorityKind.AREA: words.gettext("Coordinator of a policy area"),
        AuthorityKind.DELEGATED: words.gettext("Delegated coordinator"),
        AuthorityKind.AUTHORITY: words.gettext("Competent authority"),
        AuthorityKind.SUPERVISOR: words.gettext("Supervising body"),
        AuthorityKind.BODY: words.gettext("Agency or board"),
        AuthorityKind.EXTERNAL: words.gettext("Organisation outside the network"),
        AuthorityKind.REGISTER: words.gettext("Register that answers by itself"),
    }


def official_languages(member: str) -> tuple[str, ...]:
    """Return the languages of a member: those of its profile, then those that are official in a part of it (CLDR)."""
    known = network().members.get(member)
    if known is None:
        return ()
    regional = get_official_languages(known.iso, regional=True, de_facto=True) if known.iso else ()
    return tuple(dict.fromkeys([*known.languages, *regional]))


def languages_offered(words: Words, member: str, chosen: Sequence[str] = ()) -> tuple[str, ...]:
    """Return in which languages a text may be given: those of the member first, the others in the alphabet."""
    own = official_languages(member)
    others = {*network().languages, *chosen} - {*own, ""}
    order = alphabet(words.language)
    return (*own, *sorted(others, key=lambda code: order(language_name(words.language, code))))


def role_words(words: Words, module: str, role: str) -> str:
    """Return what a role is called together with its policy area."""
    return words.gettext("%(area)s: %(role)s", area=area_title(words, module), role=role_title(words, module, role))


def competence_lists(roles: Sequence[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Return the lists from which authorities in these roles pick what they are competent for."""
    known = frozenset(area_names())
    found = ((module, area(module).roles.get(role)) for module, role in roles if module in known)
    return tuple(dict.fromkeys((module, one.competence) for module, one in found if one is not None and one.competence))


def _line(sheet: Sheet, name: str, *, required: bool = False) -> FieldShown:
    return FieldShown(
        id=name,
        name=name,
        label=labels(sheet.words)[name],
        control="line",
        value=sheet.typed.one(name),
        hint=hints(sheet.words).get(name, ""),
        error=sheet.said(name),
        required=required,
        keyboard=KEYBOARDS.get(name, ""),
        short=name in SHORT,
    )


def _region(sheet: Sheet) -> tuple[FieldShown, ...]:
    if sheet.region:
        return ()
    return (region_field(sheet.words, sheet.member, sheet.typed.one("region"), sheet.said("region")),)


def region_field(words: Words, member: str, chosen: str, error: str = "") -> FieldShown:
    """Return the list of the regions of a member; a line for the code where their names are not known."""
    known = regions_of(member, words.language, [chosen.upper()] if chosen and not error else [])
    label = labels(words)["region"]
    if error or not known:
        return FieldShown("region", "region", label, "line", chosen, hint=hints(words)["region"], error=error)
    options = tuple(Option(code, name, chosen=code == chosen.upper()) for code, name in known)
    return FieldShown("region", "region", label, "list", options=options)


def _texts(sheet: Sheet, name: str, *, required: bool = False) -> TextsShown:
    rows = list(sheet.typed.rows(name)) or _first_rows(sheet, name)
    if name in sheet.added:
        rows.append((_next_language(sheet, rows), ""))
    offered = languages_offered(sheet.words, sheet.member, [language for language, _ in rows])
    shown = tuple(_row(sheet, f"{name}.{at}", row, offered) for at, row in enumerate(rows))
    label, hint = labels(sheet.words)[name], hints(sheet.words).get(name, "")
    return TextsShown(name, label, shown, hint, required=required, long=name in LONG)


def _first_rows(sheet: Sheet, name: str) -> list[tuple[str, str]]:
    """Return the rows of a text that nobody has written yet."""
    known = network().members.get(sheet.member)
    own = known.languages if known is not None else network().languages[:1]
    if name == "names":
        return [(language, "") for language in own]
    return [(network().source_language if name == "titles" else own[0], "")]


def _next_language(sheet: Sheet, rows: Sequence[tuple[str, str]]) -> str:
    taken = {language for language, _ in rows}
    offered = languages_offered(sheet.words, sheet.member)
    return next((language for language in offered if language not in taken), offered[0])


def _row(sheet: Sheet, at: str, row: tuple[str, str], offered: Sequence[str]) -> RowOfText:
    language, text = row
    named = tuple(Option(code, language_name(sheet.words.language, code), chosen=code == language) for code in offered)
    return RowOfText(f"{at}.text", f"{at}.lang", language, text, sheet.said(f"{at}.text"), named)


def _boxes(sheet: Sheet, name: str, options: tuple[Option, ...], *, control: str = "boxes") -> FieldShown:
    label, hint = labels(sheet.words)[name], hints(sheet.words).get(name, "")
    said = sheet.said(name)
    return FieldShown(name, name, label, control, options=options, hint=hint, error=said, required=True)


def _understood(sheet: Sheet) -> FieldShown:
    chosen = sheet.typed.several("languages")
    if "languages" not in sheet.typed.sent:  # not asked yet: whoever has a name in a language reads it
        chosen = tuple(sheet.typed.texts("names"))
    offered = languages_offered(sheet.words, sheet.member, chosen)
    options = (Option(code, language_name(sheet.words.language, code), chosen=code in chosen) for code in offered)
    return _boxes(sheet, "languages", tuple(options))


def _codes(sheet: Sheet, module: str, name: str) -> CodesShown:
    chosen, order = sheet.typed.several("competence"), alphabet(sheet.words.language)
    said = codes()
    titles = [(one, said.title(one, sheet.words.language)) for one in said.titles if one[:2] == (module, name)]
    options = tuple(
        Option("|".join(one), title, chosen="|".join(one) in chosen)
        for one, title in sorted(titles, key=lambda pair: order(pair[1]))
    )
    return CodesShown(f"competence-{module}-{name}", area_title(sheet.words, module), options)


def _spoken(sheet: Sheet) -> FieldShown:
    chosen = sheet.typed.one("person_language") or sheet.words.language
    options = tuple(
        Option(code, own_name(code), language=code, chosen=code == chosen) for code in person_languages()
    )  # fmt: skip
    label, said = labels(sheet.words)["person_language"], sheet.said("person_language")
    return FieldShown(
        "person_language", "person_language", label, "list", options=options, error=said, required=True
    )  # fmt: skip


def person_languages() -> tuple[str, ...]:
    """Return the languages that people can be spoken to in: those of the interface that the network has."""
    return tuple(sorted(code for code in SPOKEN if code in network().languages))


def _roles(sheet: Sheet) -> Sequence[FieldShown]:
    words, order = sheet.words, alphabet(sheet.words.language)
    said = kinds_said(words)
    kinds = tuple(Option(str(int(one)), said[one], chosen=one is sheet.kind) for one in sheet.kinds)
    found = [_boxes(sheet, "kind", kinds, control="buttons"), roles_field(words, sheet.roles, sheet.typed)]
    if len(sheet.members) > 1:
        named = sorted(((code, member_name(words, code)) for code in sheet.members), key=lambda one: order(one[1]))
        members = tuple(Option(code, name, chosen=code == sheet.member) for code, name in named)
        found.insert(0, FieldShown("member", "member", labels(words)["member"], "list", options=members))
    return found


def member_name(words: Words, member: str) -> str:
    """Return what a member of the network is called in the reader's language."""
    known = network().members.get(member)
    return country_name(words.language, known.iso) if known is not None and known.iso else member


def roles_field(words: Words, roles: Sequence[tuple[str, str]], typed: Typed) -> FieldShown:
    """Return the boxes for the roles that an authority is to be given."""
    chosen, order = typed.roles(), alphabet(words.language)
    named = sorted(((one, role_words(words, *one)) for one in roles), key=lambda pair: order(pair[1]))
    options = tuple(Option("|".join(one), title, chosen=one in chosen) for one, title in named)
    hint = words.gettext("The authority can be found there at once. You can change it later.")
    return FieldShown("role", "role", labels(words)["role"], "boxes", options=options, hint=hint, required=True)
