"""The words of the open wing: found in templates and Python, kept in catalogs, checked for completeness."""
