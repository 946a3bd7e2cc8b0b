"""Everything of an installation in one archive, and back.

`databases` takes a snapshot and puts one back, `archive` is the file, `services` are the two decisions.
"""
