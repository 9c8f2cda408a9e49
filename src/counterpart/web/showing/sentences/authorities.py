"""Why something about authorities and the people in them is not done."""

from __future__ import annotations

from counterpart.foundation.words import Words


def of_people(words: Words) -> dict[str, str]:
    """Return the sentences for people of an authority: rights, absence, substitutes."""
    return {
        "absence_ends_before": words.gettext("The absence ends before it begins."),
        "absence_over": words.gettext("This absence is over already."),
        "absence_overlaps": words.gettext("There is another absence in this time."),
        "absence_unknown": words.gettext("There is no such absence."),
        "member_elsewhere": words.gettext(
            "This person works for another authority, too: only who administers all of them can change this."
        ),
        "successor_self": words.gettext("Who leaves cannot go on with their own work: name a colleague."),
        "last_administrator": words.gettext("Somebody has to administer the authority: name another person first."),
        "member_already": words.gettext("This person belongs to the authority already."),
        "member_unknown": words.gettext("This person does not belong to the authority."),
        "right_unknown": words.gettext("There is no such right."),
        "right_needs_module": words.gettext("This right belongs to a policy area: say to which."),
        "right_without_module": words.gettext("This right belongs to no policy area."),
        "substitute_self": words.gettext("Nobody can stand in for themselves."),
    }


def of_records(words: Words) -> dict[str, str]:
    """Return the sentences for what is recorded of an authority."""
    return {
        "authority_not_active": words.gettext("This authority is not active (any more)."),
        "authority_unknown": words.gettext("There is no such authority."),
        "external_id_taken": words.gettext("Another authority has this number already."),
        "fixed_field": words.gettext("This cannot be changed."),
        "kind_not_registered": words.gettext("Your authority does not register authorities of this kind."),
        "kind_unknown": words.gettext("There is no such kind of authority."),
        "language_twice": words.gettext("This language stands in the list twice: put both texts together."),
        "languages_missing": words.gettext("Name at least one language that the authority understands."),
        "list_missing": words.gettext("Choose a file."),
        "member_of_body": words.gettext("A body of the network belongs to no country."),
        "national_exists": words.gettext("This country has a national coordinator already."),
        "official_field": words.gettext("Only the coordinator that validated the authority can change this."),
        "record_changed": words.gettext("Somebody has changed this record meanwhile. Look again before you go on."),
        "region_invalid": words.gettext("This is no code of a region, for example PL21."),
        "text_long": words.gettext("This is too long: at most %(most)s letters."),
        "website_invalid": words.gettext("This is no web address, for example https://example.org."),
    }


def of_relations(words: Words) -> dict[str, str]:
    """Return the sentences for access to policy areas, coordinators, switches, and the end of an authority."""
    return {
        "access_granted": words.gettext("The authority takes part in this policy area already."),
        "access_none": words.gettext("The authority does not take part in this policy area."),
        "competence_unknown": words.gettext("There is no such field of competence."),
        "coordinates_others": words.gettext(
            "Others are coordinated by this authority: find them another coordinator first."
        ),
        "coordinator_itself": words.gettext("An authority cannot coordinate itself."),
        "coordinator_none": words.gettext("Who was chosen is no coordinator."),
        "coordinator_of_another_region": words.gettext("Who was chosen coordinates authorities of another region."),
        "coordinator_of_other_kinds": words.gettext("Who was chosen does not coordinate authorities of this kind."),
        "coordinator_outside_area": words.gettext("Who was chosen does not take part in this policy area."),
        "coordinator_of_another": words.gettext("Who was chosen coordinates authorities of another country."),
        "chase_nobody": words.gettext("Choose whom to remind."),
        "chase_too_many": words.gettext("Choose at most %(most)s at once."),
        "chased_lately": words.gettext("The authority was reminded of this in the last seven days. Try again later."),
        "concern_not_chased": words.gettext("Nobody can be reminded of this: repeat the invitation."),
        "handed_over_kind": words.gettext(
            "Only the part of who registered the authority, or of who gives it access, is handed over."
        ),
        "nothing_to_hand_over": words.gettext("Your authority has nothing of this kind to hand over."),
        "module_missing": words.gettext("Say for which policy area."),
        "module_not_meant": words.gettext("This holds for all policy areas: name none."),
        "related": words.gettext("This coordinator is named already."),
        "relation_needed": words.gettext("The authority needs one of these: name another first."),
        "relation_none": words.gettext("There is no such relation."),
        "successor_itself": words.gettext("An authority cannot succeed itself."),
        "successor_of_another": words.gettext("The successor belongs to another country."),
        "successors_of_kind": words.gettext("This way of ending wants another number of successors."),
        "switch_later": words.gettext("This switch was set for a later day already."),
        "switch_unknown": words.gettext("There is no such switch in this policy area."),
        "switch_stands_so": words.gettext("The switch stands like this already."),
        "work_open": words.gettext("The authority still has open exchanges (%(exchanges)s): hand them over first."),
    }


def of_areas(words: Words) -> dict[str, str]:
    """Return the sentences for policy areas."""
    return {
        "already_installed": words.gettext("This version is installed already."),
        "already_retired": words.gettext("This policy area is retired already."),
        "line_unknown": words.gettext("There is no such version of the policy area."),
        "module_broken": words.gettext("The policy area has mistakes: check it first."),
        "module_retired": words.gettext("This policy area is closed: nothing new can be begun."),
        "module_superseded": words.gettext("There is a newer version of this policy area. Open the page again."),
        "module_unknown": words.gettext("There is no such policy area."),
        "network_missing": words.gettext("The network is not set up yet. Please tell its operator."),
        "procedure_unknown": words.gettext("There is no such procedure."),
        "role_unknown": words.gettext("There is no such part for authorities in this policy area."),
    }
