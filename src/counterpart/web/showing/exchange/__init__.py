"""What the page of an exchange shows of it: status, path, due date, actions, parties, history, in the reader's words.

Everything takes a `Scene`, which is the exchange as its query gave it and who reads it, and returns plain values for a
template. Nothing decides. Start reading at `scene.py`, then `status.py`.
"""
