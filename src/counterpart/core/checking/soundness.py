"""The first list of checks: machines, time, effects, tracks, children, conditions."""

from __future__ import annotations

from counterpart.core.checking import guards as conditions
from counterpart.core.checking import parties, references, tracks
from counterpart.core.checking.area import Check
from counterpart.core.checking.children import declared as children
from counterpart.core.checking.children import filled as children_filled
from counterpart.core.checking.effects import values as effects_values
from counterpart.core.checking.effects import verbs as effects
from counterpart.core.checking.machines import actions as machines_actions
from counterpart.core.checking.machines import automatic as machines_automatic
from counterpart.core.checking.machines import names as machines_names
from counterpart.core.checking.machines import owners as machines_owners
from counterpart.core.checking.machines import reach as machines_reach
from counterpart.core.checking.machines import states as machines_states
from counterpart.core.checking.time import clocks as time_clocks
from counterpart.core.checking.time import deadlines as time_deadlines
from counterpart.core.checking.time import reminders as time_reminders

CHECKS: tuple[Check, ...] = (
    machines_names.the_start_is_a_state,
    machines_names.actions_lead_from_states_to_states,
    machines_names.every_action_says_from_where,
    machines_names.somebody_may_do_every_action,
    machines_names.parties_exist,
    machines_names.time_does_actions_that_exist,
    machines_names.names_mean_one_thing,
    machines_actions.only_reopening_leaves_a_final_state,
    machines_actions.reopening_leads_from_the_end_back,
    machines_actions.branches_end_with_an_open_way,
    machines_actions.what_others_see_is_complete,
    machines_actions.what_is_completed_was_written,
    machines_actions.actions_say_where_they_lead,
    machines_actions.working_copies_take_effect,
    machines_reach.every_state_is_reached,
    machines_reach.some_state_is_final,
    machines_reach.every_state_leads_to_an_end,
    machines_reach.the_owner_can_leave,
    machines_reach.some_way_out_is_free,
    machines_owners.the_owner_has_something_to_do,
    machines_states.every_open_state_has_an_owner,
    machines_states.every_open_state_has_a_date,
    machines_states.every_deadline_has_a_consequence,
    machines_states.final_states_wait_for_nothing,
    machines_states.who_has_to_act_sees_the_state,
    machines_automatic.the_clock_is_never_refused,
    machines_automatic.automatic_actions_do_not_clash,
    machines_automatic.nobody_waits_in_vain,
    machines_automatic.automatic_actions_do_not_go_round,
    machines_automatic.the_system_fills_in_nothing,
    time_deadlines.anchors_lie_on_every_path,
    time_deadlines.deadlines_name_dates,
    time_deadlines.dates_are_there_in_time,
    time_deadlines.deadlines_with_tracks_have_rows,
    time_deadlines.overdue_actions_do_not_go_round,
    time_deadlines.overdue_actions_change_something,
    time_clocks.clocks_name_what_exists,
    time_clocks.clocks_pause_and_stop_where_they_run,
    time_clocks.running_out_is_never_refused,
    time_clocks.states_wait_for_a_clock_that_runs,
    time_clocks.clocks_matter,
    time_clocks.a_clock_and_a_deadline_do_not_compete,
    time_clocks.extensions_are_counted,
    time_clocks.extensions_hit_a_deadline,
    time_reminders.standing_states_are_never_overdue,
    time_reminders.reminders_are_shorter_than_the_deadline,
    time_reminders.nothing_waits_behind_the_overdue_action,
    effects.effects_happen_on_one_branch,
    effects.locks_and_charges_are_certain,
    effects.effects_name_parties,
    effects.choices_have_somebody_who_chooses,
    effects.questions_are_there_to_be_split,
    effects_values.set_keeps_types,
    effects_values.somebody_is_assigned,
    effects_values.tracks_are_opened_for_somebody,
    tracks.tracks_end_with_the_main,
    tracks.tracks_are_opened,
    tracks.rows_belong_to_somebody,
    tracks.states_of_a_track_belong_to_its_rows,
    children.children_are_procedures,
    children.children_are_started,
    children.starts_do_not_go_round,
    children.parents_wait_for_their_children,
    children.signals_reach_an_action,
    children_filled.started_parties_are_filled,
    children_filled.started_parties_agree,
    children_filled.copies_fit,
    parties.parties_come_from_somewhere,
    parties.parties_of_parties_end_somewhere,
    parties.coordinators_are_coordinators,
    parties.parties_lie_within_groups,
    references.procedures_name_what_exists,
    references.machines_name_forms_of_the_procedure,
    references.effects_name_what_exists,
    references.operations_name_what_exists,
    references.calls_reach_an_operation,
    conditions.every_condition_makes_sense,
    conditions.what_happens_by_itself_reads_nothing_sealed,
)
