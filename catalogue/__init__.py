"""The catalogue: the pages that readers of policy live in.

Pure functions over a read-only connection to a finished database; they know nothing of how it
was made (``extract/``, ``load/``) nor of who serves it (``plugins/catalogue.py``, the static
site). ``pages`` says what a page is, ``registry`` lists them all.
"""
