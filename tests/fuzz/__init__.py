"""Arbitrary pages, feeds, questions and updates: no exception, no broken law, no lost time.

`make fuzz` tries 50,000 cases, `make test` some hundred. A fault is shown as small as hypothesis
can make it.
"""
