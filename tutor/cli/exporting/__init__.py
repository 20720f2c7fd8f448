"""Exporting: what the learner or a teacher takes elsewhere, as files.

`sheets.py` makes Markdown (a sheet for a class, a page of what was missed), `deck.py` an Anki deck through genanki;
`recalling.py` puts a logged question again as it was; `writing.py` writes a file whole or not at all.
"""
