"""The pages, one file each: from the request to a query or an action, and from its outcome to a template.

No view, template or address is named after an action or a kind of exchange. May import every room but no tables.
"""
