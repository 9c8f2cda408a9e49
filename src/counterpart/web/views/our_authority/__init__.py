"""The pages of an authority for those who belong to it, and for the coordinators who look after it.

One module for each page; `frame.py` is what all of them share. The same pages serve both: what somebody may not do is
greyed with its reason, and whoever has no business here is refused before anything is shown.
"""
