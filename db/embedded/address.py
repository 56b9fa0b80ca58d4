"""The address of a database as libpq's URL, which psql and every driver take as it stands."""

from urllib.parse import quote, urlencode


def url(login: str, database: str, **parameters: str) -> str:
    """`postgresql://login@/database?host=…`; parameters are libpq's own (host, port, passfile)."""
    asked = urlencode({name: value for name, value in parameters.items() if value}, quote_via=quote)
    return f"postgresql://{quote(login, safe='')}@/{quote(database, safe='')}?{asked}"
