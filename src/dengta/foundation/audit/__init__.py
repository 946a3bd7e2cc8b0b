"""The append-only, hash-chained record of who did what.

`record`, `seal` and `verify` are imported from their modules: this package loads before models are ready.
"""
