"""Why something is refused, family by family: each function gives the sentences of its codes in the reader's language.

Names of the definition stand in no sentence (the page says them by their titles, where it can): a sentence must read
well when nothing but its code is known. Start reading at `counterpart.web.showing.reasons`.
"""
