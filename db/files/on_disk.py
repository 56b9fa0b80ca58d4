"""A payment file on disk: its bytes within the limit, read by a profile, known by its digest."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from core.file_text import CONTENT_MAX
from core.payment_file import Reading
from core.payment_file.read import read_pasted, read_payment_file
from core.profile import Profile
from core.profile.toml_file import TEXT_MAX, read_profile
from core.refusal import Refusal
from core.text import clean
from db.files.shipped import shipped_profiles


@dataclass(frozen=True, slots=True)
class PaymentFile:
    """A file as read, and the sha256 of its bytes in hex, by which it is known again."""

    name: str
    digest: str
    reading: Reading


def read_file(path: Path, profile: Profile, *, pasted: bool = False) -> PaymentFile:
    """The file by its profile, with every fault. Raises Refusal `bad_file`: it cannot be opened."""
    content = _content(path, CONTENT_MAX)
    if pasted:
        reading = read_pasted(profile, content.decode("utf-8-sig", "replace"))
    else:
        reading = read_payment_file(profile, content)
    return PaymentFile(clean(path.name), hashlib.sha256(content).hexdigest(), reading)


def content_of(path: Path) -> bytes:
    """The bytes of a payment file. Raises Refusal `bad_file`: unreadable or over the limit."""
    return _content(path, CONTENT_MAX)


def profile_text(named: str) -> str:
    """The TOML of a shipped profile, or of a file ending in .toml.

    Raises Refusal: unknown_profile, bad_file.
    """
    if named.endswith(".toml"):
        return _content(Path(named), TEXT_MAX).decode("utf-8", "replace")
    shipped = shipped_profiles()
    if named not in shipped:
        says = f"there is no profile {clean(named, 40)}: name one of {', '.join(shipped)}"
        raise Refusal("unknown_profile", f"{says}, or a .toml file", list(shipped))
    return shipped[named]


def profile_named(named: str) -> Profile:
    """The profile of that name. Raises Refusal: unknown_profile, bad_file, profile_faults."""
    profile, faults = read_profile(profile_text(named))
    if profile is None:
        told = [{"where": one.where, "rule": one.rule, "says": one.says} for one in faults]
        first = f"{faults[0].where}: {faults[0].says}"
        more = f", and {len(faults) - 1} more" if len(faults) > 1 else ""
        raise Refusal("profile_faults", f"{clean(named, 60)}: {first}{more}", told)
    return profile


def _content(path: Path, limit: int) -> bytes:
    try:
        with path.open("rb") as file:
            content = file.read(limit + 1)
    except OSError as error:
        says = f"{clean(path.name)} cannot be read: {error.strerror or error}"
        raise Refusal("bad_file", says, "unreadable") from None
    if len(content) > limit:
        says = f"{clean(path.name)} is over {limit // 1024:,} KB: is it the right file?"
        raise Refusal("bad_file", says, "file_too_large")
    return content
