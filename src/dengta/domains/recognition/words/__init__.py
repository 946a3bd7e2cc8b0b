"""What the room says in refusals, records and notices, one module per part."""
