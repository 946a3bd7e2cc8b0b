"""Reading files record by record, so that every physical line is accounted for."""

from dengta.foundation.imports.readers.base import Layout, Record, open_file, recognise

__all__ = ["Layout", "Record", "open_file", "recognise"]
