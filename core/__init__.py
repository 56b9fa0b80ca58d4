"""The rules of rent accounting: values in, values out; no database, screen, file or clock."""
