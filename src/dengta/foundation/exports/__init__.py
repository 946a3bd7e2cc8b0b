"""Every list as XLSX and CSV."""
