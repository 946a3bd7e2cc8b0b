"""What is entered, one module per part."""
