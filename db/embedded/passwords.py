"""Generated passwords, kept in libpq's passfile format where only the folder's owner reads."""

import os
import secrets
from pathlib import Path


def new_password() -> str:
    """A password nobody has to type: 192 bits, without characters any format would escape."""
    return secrets.token_urlsafe(24)


def keep(passfile: Path, login: str, password: str) -> None:
    """Sets the password of one login; the file is whole at every moment. Callers hold the lock."""
    kept = {**_read(passfile), login: password}
    lines = [f"*:*:*:{_escaped(name)}:{_escaped(secret)}\n" for name, secret in kept.items()]
    draft = passfile.with_name(passfile.name + ".new")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as out:
        out.writelines(lines)
        out.flush()
        os.fsync(out.fileno())
    draft.replace(passfile)


def password(passfile: Path, login: str) -> str | None:
    """The password kept for a login, or None."""
    return _read(passfile).get(login)


def _read(passfile: Path) -> dict[str, str]:
    if not passfile.exists():
        return {}
    rows = (_fields(line) for line in passfile.read_text().splitlines() if line.startswith("*:"))
    return {row[3]: row[4] for row in rows if len(row) == 5}


def _escaped(field: str) -> str:
    return field.replace("\\", "\\\\").replace(":", "\\:")


def _fields(line: str) -> list[str]:
    fields, escaping = [""], False
    for letter in line:
        if not escaping and letter == ":":
            fields.append("")
        elif escaping or letter != "\\":
            fields[-1] += letter
        escaping = letter == "\\" and not escaping
    return fields
