"""Codes of the network profile: N."""

from __future__ import annotations

from counterpart.core.findings.codes.code import Code, family

CODES = family(
    Code("N001", "A time zone does not exist", "Nobody could say when a day ends for this member."),
    Code("N002", "A calendar is not known", "Deadlines would fall on public holidays."),
    Code("N003", "A language is not one of the network", "Officials of the member would find no texts."),
    Code("N004", "The source language is not one of the network", "The texts that modules are written in would be shown to nobody."),
    Code("N005", "A group names a member that does not exist", "The group would be smaller than was meant."),
    Code("N006", "A date does not exist, or ends before it begins", "Nobody would belong to the network or group on any day."),
    Code("N007", "Limits of the law contradict one another", "No module could keep them, or none would have to."),
    Code("N008", "A member never works, or a day of rest stands twice", "No deadline could ever end on a working day."),
    Code("N009", "A pattern of the profile cannot be used", "What it is held against would always be doubted, or never."),
    Code("N010", "A group is called like a member", "A module could not say which of the two it means."),
    Code("N011", "A field of the person form is not complete", "Every form of a person would inherit the mistake."),
    Code("N012", "Something stands twice", "Two members would be one country or cover one another on the map, or a language be counted twice."),
)  # fmt: skip
