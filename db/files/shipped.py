"""The profiles that ship with the program, as TOML text, before a house adds its own."""

from importlib.resources import files


def shipped_profiles() -> dict[str, str]:
    """The TOML text of each shipped profile by its name, in the order of names."""
    folder = files("core.profile").joinpath("shipped")
    found = sorted(folder.iterdir(), key=lambda entry: entry.name)
    return {
        entry.name.removesuffix(".toml"): entry.read_text("utf-8")
        for entry in found
        if entry.name.endswith(".toml")
    }
