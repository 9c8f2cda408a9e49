"""Plays a scenario on the simulator's stage and in the tables at once, and compares the two after every step."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from counterpart.core.composing.area import Area
from counterpart.core.deadlines import parse_period
from counterpart.core.definitions.scenarios import Step
from counterpart.core.errors import NotFound, OutOfTurn, Refused
from counterpart.core.simulation.doing import _handed_in, author_of, perform
from counterpart.core.simulation.stage import ROOT, Stage
from counterpart.core.simulation.stories import Story
from counterpart.core.workflow import Player, next_alarms
from counterpart.core.writing import Author
from counterpart.exchanges.actions.beginning import Capacity
from counterpart.exchanges.actions.moving import Given, act
from counterpart.exchanges.actions.opening import Begun, Cover, open_exchange
from counterpart.exchanges.actions.ringing import fire_deadlines
from counterpart.exchanges.actions.writing import Answers, answer, ask, edit, edit_cover
from counterpart.exchanges.storage.differences import ALARMS
from counterpart.foundation.actor import Actor, ActorKind, Right
from counterpart.foundation.doing import Asked
from counterpart.foundation.refs import new_ref
from tests.database.servers import Server, as_owner
from tests.exchanges.stories import stored

RIGHTS = (
    "basic", "handler", "allocator", "referral_handler", "alert_handler", "alert_disseminator",
    "notification_handler", "notification_broadcaster", "repository_manager",
)  # fmt: skip
AUTHORITY = """
insert into directory_authority(ref, country, tz, kind, state, names, titles, acronym, langs, street, postcode, city,
  phone, email, website, opening, description, keywords, territory, public_contact, record_version,
  registered_at, changed_at)
values (%s, %s, %s, 5, 1, '{"en": "Played"}', '{}', '', '{en}', '', '', '', '', '', '', '{}', '{}', '{}', '{}', false,
  1, %s, %s) returning id
"""


@dataclass
class Cast:
    """The authorities of a scenario: one for each party and member, or for each name."""

    server: Server
    area: Area
    stage: Stage
    refs: dict[tuple[str, str], UUID] = field(default_factory=dict)
    ids: dict[UUID, int] = field(default_factory=dict)
    members: dict[UUID, str] = field(default_factory=dict)

    def ref(self, party: str, player: Player) -> UUID:
        key = (player.name if player.authority else party, player.member)
        if key not in self.refs:
            self.refs[key] = self._make(player.member)
        ref = self.refs[key]
        with as_owner(self.server) as owner:
            for role in self._roles(party):
                owner.execute(
                    "insert into directory_access(module, role, authority_id, state, since) values (%s, %s, %s, 1, %s)"
                    " on conflict do nothing",
                    [self.area.name, role, self.ids[ref], self.stage.now],
                )
        return ref

    def _roles(self, party: str) -> set[str]:
        """The roles that play a party in any procedure: children have parties of their own."""
        procedures = self.area.definition.procedures.values()
        return {role for one in procedures if party in one.parties for role in one.parties[party].role}

    def _make(self, member: str) -> UUID:
        now = self.stage.now
        zone = self.stage.profile.calendar(member).zone
        ref = new_ref(now)
        with as_owner(self.server) as owner:
            [id_] = owner.execute(AUTHORITY, [ref, member, zone, now, now]).fetchone() or (0,)
        self.ids[ref], self.members[ref] = int(str(id_)), member
        return ref

    def actor(self, ref: UUID | None, person: str) -> Actor:
        rights = frozenset(Right(self.area.name, name) for name in RIGHTS)
        who = UUID(int=abs(hash(person)) % (1 << 100))
        if ref is None:
            return Actor(ActorKind.APPLICANT, who, rights=rights)
        return Actor(ActorKind.PERSON, who, ref, self.ids[ref], user_id=1, rights=rights)


class Played:
    """One scenario under way."""

    def __init__(self, server: Server, area: Area, story: Story) -> None:
        assert area.network is not None
        self.area, self.story = area, story
        self.stage = Stage(area, area.network, story.scenario)
        self.cast = Cast(server, area, self.stage)
        self.refs: dict[str, UUID] = {}
        self.now = self.stage.now
        self._lay_out()

    def _lay_out(self) -> None:
        given, rules = self.story.scenario.given, self.stage.rules
        for whose, values in given.switches.items():
            self._switch(whose, {name: value in (True, "on") for name, value in values.items()})
        for party, declared in rules.parties.items():
            if declared.many and party not in given.parties:
                for member in self.stage.setting.members or self.stage.profile.members:
                    self.cast.ref(party, Player(member))
        situation = self.stage.matter.exchanges[ROOT].situation
        seats = {party: [self.cast.ref(party, one) for one in situation.players(party)]
                 for party in rules.parties if not rules.parties[party].external}  # fmt: skip
        outside = {party: given.parties[party][0].member for party in rules.parties
                   if rules.parties[party].external and party in given.parties}  # fmt: skip
        self._coordinate(seats)
        starter = next(iter(seats.get(rules.starter, [])), None)
        marks: dict[str, Any] = {name: given.exchange[name] for name in ("urgent", "copied") if name in given.exchange}
        days = ("wanted_on", "agreed_on")
        dates: dict[str, Any] = {name: dt.date.fromisoformat(given.exchange[name]) for name in days
                 if given.exchange.get(name)}  # fmt: skip
        begun = Begun(
            parties={party: refs for party, refs in seats.items() if refs and rules.parties[party].of is None},
            outside=outside, subject=given.subject, ask=given.ask, cover=Cover(**dates, **marks),
            consulted=given.consulted,
        )  # fmt: skip
        actor = self.cast.actor(starter, rules.starter)
        made = open_exchange(actor, self.asked(), self.area.name, self.story.scenario.procedure, begun)
        self.refs[ROOT] = made.ref
        self.pass_time(self.now)

    def _coordinate(self, seats: dict[str, list[UUID]]) -> None:
        with as_owner(self.cast.server) as owner:
            for party, declared in self.stage.rules.parties.items():
                for coordinator in seats.get(party, []) if declared.of else []:
                    for other in seats.get(declared.of or "", []):
                        owner.execute(
                            "insert into directory_relation(authority_id, module, kind, coordinator_id, chosen, since)"
                            " values (%s, %s, 3, %s, true, %s) on conflict do nothing",
                            [self.cast.ids[other], self.area.name, self.cast.ids[coordinator], self.now],
                        )

    def _switch(self, whose: str, values: dict[str, bool]) -> None:
        member, _, name = whose.partition("/")
        authority = self.cast.ids[self.cast.ref("", Player(member, name))] if name else 0
        with as_owner(self.cast.server) as owner:
            for key, value in values.items():
                owner.execute(
                    "insert into directory_switch(module, country, authority_id, key, value, since)"
                    " values (%s, %s, %s, %s, %s, %s)",
                    [self.area.name, member, authority, key, value, self.now],
                )

    def asked(self) -> Asked:
        return Asked(new_ref(self.now), self.now)

    # ---------------------------------------------------------------------------------------------------------- steps
    def play(self) -> None:
        self.compare("given")
        for number, step in enumerate(self.story.scenario.steps):
            self.step(step)
            self.compare(f"step {number}: {step.do or step.wait or step.until or step.expect}")

    def step(self, step: Step) -> None:
        if step.wait is not None:
            self.stage.pass_time(self.stage.later(parse_period(step.wait)))
        if step.until is not None:
            self.stage.pass_time(self.stage.moment(step.until))
        self.pass_time(self.stage.now)
        if not step.model_fields_set & {"subject", "exchange", "ask", "answer", "do"}:
            return
        if step.refused is not None:
            self._refused(step)
            return
        author = author_of(self.stage, step)
        self._perform(step, author)
        perform(self.stage, step)
        self.pass_time(self.now)

    def _refused(self, step: Step) -> None:
        """Both refuse; only what is one action is tried in the tables."""
        try:
            author = author_of(self.stage, step)
        except (Refused, OutOfTurn):
            return
        try:
            perform(self.stage, step)
        except (Refused, OutOfTurn) as reason:
            if not step.model_fields_set & {"subject", "exchange", "ask", "answer"}:
                try:
                    self._perform(step, author)
                except (Refused, OutOfTurn, NotFound) as other:
                    assert other.code in (reason.code, "not_seated", "exchange_unknown"), (other, reason)
                else:
                    raise AssertionError(f"{step.do} was done in the tables") from reason

    def _perform(self, step: Step, author: Author) -> None:
        ref = self.ref_of(author.key)
        player, capacity = self._player(author), self._capacity(author)
        own = self._authority(author, player)
        actor = self.cast.actor(own, author.person)
        if step.subject:
            edit(actor, self.asked(), ref, capacity, "subject", step.subject)
        if step.exchange:
            edit_cover(actor, self.asked(), ref, capacity, step.exchange)
        if step.ask:
            ask(actor, self.asked(), ref, capacity, step.ask)
        if step.answer:
            answer(actor, self.asked(), ref, capacity, Answers(step.answer))
        if step.do is not None:
            rules = self.stage.rules_of(author.key)
            forms, edits = _handed_in(rules, author.place, step)
            targets = rules.machine(author.place.track).actions[step.do].chooses_for
            party = self._filled(rules, targets)
            choose = [str(self._chosen(party, Player(one.member, one.authority or ""))) for one in step.choose]
            given = Given(forms, edits, step.reason or "", choose, step.questions)
            act(actor, self.asked(), ref, step.do, capacity, given)

    def _chosen(self, party: str, player: Player) -> UUID:
        """An authority that was not there before, with the coordinator that the party has."""
        before = [ref for ref in self.seated(ROOT, party) if self.cast.members.get(ref) == player.member]
        if before and not player.authority and party in self.stage.rules.parties:
            player = Player(player.member, f"another {party}")
        ref = self.cast.ref(party, player)
        for name, declared in self.stage.rules.parties.items():
            if declared.of == party:
                self._coordinate({name: self.seated(ROOT, name), party: [ref]})
        return ref

    def _filled(self, rules: Any, targets: tuple[str, ...]) -> str:
        for target in targets:
            track = target.removeprefix("track.")
            if track in rules.tracks and rules.tracks[track].owners:
                return str(rules.tracks[track].owners[0])
            if target in rules.parties:
                return target
        return ""

    def _player(self, author: Author) -> Player:
        situation = self.stage.matter.exchanges[author.key].situation
        row = situation.row(author.place.track, author.place.key) if author.place.track else None
        if author.player is not None:
            seated = [one for one in situation.players(author.party) if one.same_as(author.player)]
            return seated[0] if seated else author.player
        owners = self.stage.rules_of(author.key).machine(author.place.track).owners if author.place.track else ()
        if row is not None and author.party in owners:
            return row.player
        return next(iter(situation.players(author.party)), Player())

    def _authority(self, author: Author, player: Player) -> UUID | None:
        rules = self.stage.rules_of(author.key)
        if author.party in rules.parties and rules.parties[author.party].external:
            return None
        same = [ref for ref in self.seated(author.key, author.party) if self.cast.members.get(ref) == player.member]
        named = self.cast.refs.get((player.name, player.member))
        if named is not None or not same:
            return named or self.cast.ref(author.party, player)
        return same[0]

    def seated(self, key: str, party: str) -> list[UUID]:
        query = """select p.authority_ref from exchanges_party p join exchanges_exchange e on e.id = p.exchange_id
            where e.ref = %s and p.name = %s and p.until_n is null union all
            select (t.machine -> 'player' ->> 1)::uuid from exchanges_track t
            join exchanges_exchange e on e.id = t.exchange_id
            where e.ref = %s and t.archived_n is null and t.authority_id is not null"""
        ref = self.ref_of(key)
        return [found for (found,) in stored(query, [ref, party, ref]) if found is not None]

    def _capacity(self, author: Author) -> Capacity:
        if not author.place.track:
            return Capacity(author.party)
        row = self.stage.matter.exchanges[author.key].situation.row(author.place.track, author.place.key)
        keys = [str(found) for (found,) in stored(
            "select t.key from exchanges_track t join exchanges_exchange e on e.id = t.exchange_id"
            " where e.ref = %s and t.name = %s and t.archived_n is null order by t.id",
            [self.ref_of(author.key), author.place.track],
        )]  # fmt: skip
        rows = [one for one in self.stage.matter.exchanges[author.key].situation.rows.values()
                if one.track == author.place.track]  # fmt: skip
        if row is None:
            return Capacity(author.party, author.place.track, author.place.key)
        return Capacity(author.party, author.place.track, keys[rows.index(row)])

    def ref_of(self, key: str) -> UUID:
        if key not in self.refs:
            parent, name, number = key.rsplit("/", 2)
            children = stored(
                "select c.ref from exchanges_exchange c join exchanges_exchange p on p.id = c.parent_id"
                " where p.ref = %s and c.child = %s order by c.id",
                [self.ref_of(parent), name],
            )
            self.refs[key] = children[int(number) - 1][0]
        return self.refs[key]

    def pass_time(self, until: dt.datetime) -> None:
        for _ in range(10_000):
            [(first,)] = stored("select min(fire_at) from exchanges_deadline")
            if first is None or first > until:
                self.now = max(self.now, until)
                return
            self.now = max(self.now, first)
            fire_deadlines(self.now)

    # -------------------------------------------------------------------------------------------------------- compare
    def compare(self, where: str) -> None:
        for key, linked in self.stage.matter.exchanges.items():
            assert self._stored(key) == self._played(key, linked), f"{self.story.title}, {where}, {key}"

    def _played(self, key: str, linked: Any) -> dict[str, Any]:
        situation = linked.situation
        alarms = next_alarms(linked.rules, situation)
        record = self.stage.records[key]
        terms = self.stage.terms(key)
        return {
            "state": situation.state,
            "rows": [(row.track, row.round, row.state, row.player.member) for row in situation.rows.values()],
            "asked": sorted(record.asked),
            "answers": sorted(question for answers in record.answers.values() for question in answers),
            "alarms": sorted((one.place.track, one.place.clock, ALARMS[one.kind], one.fire_at) for one in alarms),
            "members": {party: sorted(one.member for one in situation.players(party))
                        for party in linked.rules.parties if situation.players(party)},
            "agreed_on": situation.agreed_on,
            "closed_at": situation.closed_at,
            "block_at": min((one.block_at for one in terms.values() if one.block_at), default=None),
            "erase_at": min((one.erase_at for one in terms.values() if one.erase_at), default=None),
        }  # fmt: skip

    def _stored(self, key: str) -> dict[str, Any]:
        ref = self.ref_of(key)
        [(id_, state, agreed_on, closed_at, block_at, erase_at)] = stored(
            "select id, state, agreed_on, closed_at, block_at, erase_at from exchanges_exchange where ref = %s", [ref]
        )
        members: dict[str, list[str]] = {}
        for party, member in stored(
            "select name, member from exchanges_party where exchange_id = %s and until_n is null order by member", [id_]
        ):
            members.setdefault(party, []).append(member)
        return {
            "state": state,
            "rows": stored("select name, round, state, member from exchanges_track where exchange_id = %s"
                           " and archived_n is null order by id", [id_]),
            "asked": [one for (one,) in stored("select code from exchanges_question where exchange_id = %s and asked_n"
                                               " is not null and ended_n is null order by code", [id_])],
            "answers": sorted(one for (one,) in stored("select slot from exchanges_content where exchange_id = %s and"
                                                       " kind = 3 and ended_n is null", [id_])),
            "alarms": sorted(stored("select track, clock, kind, fire_at from exchanges_deadline"
                                    " where exchange_id = %s", [id_])),
            "members": members,
            "agreed_on": agreed_on,
            "closed_at": closed_at,
            "block_at": block_at,
            "erase_at": erase_at,
        }  # fmt: skip
