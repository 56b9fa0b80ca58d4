"""A person's own data on its way out: a folder of tables and one paper."""
