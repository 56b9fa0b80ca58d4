"""Profiles: the layouts shipped with the program, and the house's own, versioned in the book."""

import hashlib
from dataclasses import dataclass

from core.profile import Profile
from core.profile.toml_file import read_profile
from core.refusal import Refusal
from db.acting import act, derived_key
from db.book import Book, Session
from db.errors import translated
from db.files.shipped import shipped_profiles


@dataclass(frozen=True, slots=True)
class Layout:
    """A profile with the TOML it was read from; `own` was added here, not shipped."""

    profile: Profile
    words: str
    own: bool

    def document(self) -> dict[str, object]:
        """What the acts keep beside whatever is read by it."""
        return {
            "name": self.profile.name,
            "version": self.profile.version,
            "words": self.words,
            "digest": hashlib.sha256(self.words.encode()).hexdigest(),
        }


def shipped() -> tuple[Layout, ...]:
    """The profiles that come with the program, by name."""
    return tuple(_layout(text, own=False) for text in shipped_profiles().values())


def layouts(session: Session) -> tuple[Layout, ...]:
    """The latest version of every profile, the house's own before a shipped one of its name."""
    rows = session.execute(
        "SELECT DISTINCT ON (name) words FROM rb.profile WHERE own ORDER BY name, version DESC"
    ).fetchall()
    own = [_layout(words, own=True) for (words,) in rows]
    named = {_name(one): one for one in (*shipped(), *own)}
    return tuple(named[name] for name in sorted(named))


def all_layouts(book: Book) -> tuple[Layout, ...]:
    """The profiles an operator of this book may choose among."""
    with book.session() as session, translated():
        return layouts(session)


def layout_named(session: Session, name: str) -> Layout:
    """The profile of that name. Raises Refusal: unknown_profile."""
    known = layouts(session)
    for one in known:
        if _name(one) == name:
            return one
    words = f"there is no profile {name}: " + ", ".join(map(_name, known))
    raise Refusal("unknown_profile", words, name)


def add_profile(book: Book, content: bytes, key: str | None = None) -> Layout:
    """Adds a version of the house's own profile. Raises Refusal: profile_refused with its faults,
    profile_version, not_permitted."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        raise Refusal("profile_refused", "the profile is not UTF-8: save it as UTF-8") from wrong
    profile, faults = read_profile(text)
    if profile is None:
        told = "; ".join(f"{one.where}: {one.says}" for one in faults)
        raise Refusal("profile_refused", told, [one.where for one in faults])
    layout = Layout(profile, text, own=True)
    document = layout.document()
    key = key or derived_key("profile", document["digest"])
    with book.session() as session:
        act(session, "add_profile", key, document)
    return layout


def _layout(words: str, *, own: bool) -> Layout:
    profile, faults = read_profile(words)
    if profile is None:
        raise Refusal(
            "profile_refused",
            f"a kept profile reads no more ({faults[0].says}): add a corrected version",
        )
    return Layout(profile, words, own)


def _name(layout: Layout) -> str:
    return layout.profile.name
