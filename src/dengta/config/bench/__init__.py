"""How fast the pages are at size, against a reference view measured in the same run."""
