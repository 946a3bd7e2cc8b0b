"""Time zones, business dates and statutory days.

`zones` is plain arithmetic of days and moments; `days` answers what kind of day it is; `services` changes that.
"""
