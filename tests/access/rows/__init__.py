"""One module per room: who may use its addresses."""
