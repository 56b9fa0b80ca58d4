"""The group roles of a book: cluster-wide names that carry the book's id."""

from psycopg import sql

GROUPS = ("owner", "operator", "assistant", "supervisor", "manager", "auditor", "night")

# Each group stands on the one it names: a supervisor may key, an auditor only reads.
STANDS_ON = {
    "assistant": "operator",
    "supervisor": "assistant",
    "manager": "supervisor",
    "auditor": "operator",
    "night": "operator",
}


def group_role(book_id: str, group: str) -> str:
    """The role of a group in the book with that id, e.g. `rb_0a1b2c3d_assistant`."""
    assert group in GROUPS
    return f"rb_{book_id}_{group}"


def named_for(text: str, book_id: str) -> str:
    """The SQL text with every `@group@` as that book's quoted role."""
    for group in GROUPS:
        text = text.replace(f"@{group}@", f'"{group_role(book_id, group)}"')
    return text


def group_identifier(book_id: str, group: str) -> sql.Identifier:
    """The same role for a composed statement."""
    return sql.Identifier(group_role(book_id, group))
