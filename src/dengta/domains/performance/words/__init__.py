"""Words for refusals, for the record and for notices, one module per part of the room."""
