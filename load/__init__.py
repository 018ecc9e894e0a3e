"""From extractions to a database file: the rooms of ``build_db.py``.

``inputs`` finds the files and reads the catalogue, ``rows`` turns extractions into
rows, ``linking`` finds the documents that citations name, ``database`` writes the
file, ``checks`` holds it to the invariants, ``report`` tells the person who waits.
"""
