"""Files into facts: staged, validated, quarantined, published."""
