"""The book's refusals in words; what is unknown or out of reach is told apart from them."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from psycopg import errors

from core.refusal import Refusal, Unknown, Unreached
from db.rights import not_permitted

# Our acts raise it; message: one line for people, detail: {"code", "subject"}.
REFUSED = "RB001"

_BUSY = ("55P03", "40P01", "57014")


def refusal_of(error: psycopg.Error) -> Refusal:
    """The refusal behind a database error; a rule of the schema is named by its constraint."""
    diagnosis = error.diag
    if error.sqlstate == REFUSED:
        told: dict[str, Any] = json.loads(diagnosis.message_detail or "{}")
        return Refusal(str(told["code"]), diagnosis.message_primary or "", told.get("subject"))
    if isinstance(error, errors.InsufficientPrivilege):
        return not_permitted(diagnosis.message_primary or "")
    if error.sqlstate in _BUSY:
        return Refusal("busy", "somebody else holds it for the moment: try again")
    if isinstance(error, errors.IntegrityError | errors.DataError):
        rule = diagnosis.constraint_name or diagnosis.message_primary
        return Refusal("rule", f"the book's own rule {rule} refuses it", rule)
    raise error


@contextmanager
def translated(key: str | None = None) -> Iterator[None]:
    """Turns what psycopg raises into Refusal, Unreached, or (an act under way) Unknown."""
    try:
        yield
    except errors.Warning as error:  # 01000 on a commit: the server cannot say
        raise Unknown(key or "") from error
    except psycopg.OperationalError as error:
        if error.sqlstate in _BUSY:
            raise refusal_of(error) from None
        if key is not None:
            raise Unknown(key) from error
        raise Unreached(first_line(error)) from error
    except psycopg.InterfaceError as error:  # the session died before anything was sent
        raise Unreached(first_line(error)) from error
    except psycopg.Error as error:
        raise refusal_of(error) from None


def first_line(error: BaseException) -> str:
    """What went wrong, in one line."""
    return (str(error).strip() or type(error).__name__).splitlines()[0]
