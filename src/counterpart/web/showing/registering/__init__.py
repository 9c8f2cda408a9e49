"""The form by which an authority is registered: its fields page by page, what is wrong, and all of it to be checked.

Read back by `reading.registering`. `fields.py`: the fields of a page. `told.py`: a record as facts, for whoever checks
it before it is sent or decides on it. Draws nothing: templates do.
"""
