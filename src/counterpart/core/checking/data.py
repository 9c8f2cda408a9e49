"""The second list of checks: forms, questions, visibility, law, statistics, lookups, interfaces, names, texts."""

from __future__ import annotations

from counterpart.core.checking import header, interfaces, roles, spoken, statistics, unused, unused_libraries
from counterpart.core.checking.area import Check
from counterpart.core.checking.forms import fields as forms
from counterpart.core.checking.forms import keys as form_keys
from counterpart.core.checking.forms import limits as form_limits
from counterpart.core.checking.forms import links as form_links
from counterpart.core.checking.forms import questions
from counterpart.core.checking.law import covered as law
from counterpart.core.checking.law import limits as law_limits
from counterpart.core.checking.lookups import asked as lookups
from counterpart.core.checking.lookups import followed as lookups_then
from counterpart.core.checking.visibility import leaks as visibility_leaks
from counterpart.core.checking.visibility import said as visibility

CHECKS: tuple[Check, ...] = (
    header.languages_are_those_of_the_network,
    header.nothing_is_listed_twice,
    header.acts_are_named_as_acts,
    header.codes_can_be_chosen,
    roles.roles_name_what_exists,
    roles.minimums_can_be_counted,
    roles.portals_and_registers_have_their_roles,
    forms.codes_come_from_a_list,
    forms.groups_have_fields,
    forms.every_field_says_whether_it_is_personal,
    forms.placeholders_name_fields,
    forms.searched_fields_can_be_indexed,
    forms.nothing_personal_is_public,
    forms.names_of_fields_are_distinct,
    forms.fields_do_not_wait_for_each_other,
    form_keys.keys_fit_the_type,
    form_keys.patterns_can_be_used,
    form_limits.limits_can_be_understood,
    form_links.links_name_procedures,
    form_links.members_come_from_groups,
    form_links.filled_fields_fit,
    questions.question_ids_are_used_once,
    questions.question_placeholders_exist,
    questions.answers_come_from_somewhere,
    questions.somebody_answers,
    questions.questions_do_not_wait_for_each_other,
    questions.nothing_is_offered_after_an_answer,
    questions.groups_of_questions_are_distinct,
    questions.answers_about_people_are_personal,
    visibility.visible_to_names_parties,
    visibility.visible_to_names_states,
    visibility.procedures_restrict_what_exists,
    visibility.visible_to_says_something,
    visibility.who_may_see_may_open,
    visibility.every_field_has_a_reader,
    visibility.what_is_public_is_not_hidden,
    visibility.something_is_published,
    visibility_leaks.questions_name_what_is_seen,
    visibility_leaks.refusals_tell_nothing_hidden,
    lookups.lookups_ask_for_searched_fields,
    lookups.lookups_give_what_exists,
    lookups.lookups_give_nothing_hidden,
    lookups.searches_for_people_are_accounted_for,
    lookups.lookups_are_no_fishing,
    lookups.lookups_look_somewhere,
    lookups.somebody_may_search,
    lookups_then.hits_lead_somewhere,
    law.retention_covers_what_is_held,
    law.nothing_is_covered_twice,
    law.rules_name_what_exists,
    law.terms_begin,
    law.rules_end,
    law.what_is_sensitive_goes_first,
    law_limits.limits_of_the_law_are_kept,
    statistics.statistics_say_one_thing,
    statistics.statistics_name_procedures,
    statistics.statistics_count_what_exists,
    statistics.statistics_are_grouped_by_few_values,
    statistics.buckets_are_in_order,
    statistics.figures_tell_nothing_hidden,
    interfaces.rates_can_be_understood,
    interfaces.legacy_names_are_distinct,
    spoken.messages_hold_nothing_personal,
    spoken.texts_name_what_is_filled,
    unused.own_parts_are_used,
    unused.operations_are_called,
    unused.documents_are_made,
    unused_libraries.libraries_are_used,
)
