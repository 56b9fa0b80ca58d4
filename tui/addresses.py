"""An address as a narrow list has room for it."""

import re

# The part that has house number and street; a flat or garage may stand before it.
_STREET = re.compile(r"\d\S* [^\W\d_]{3,}")


def short_address(address: str) -> str:
    """The address without its town, where house number and street can be told."""
    parts = address.split(", ")
    for place, part in enumerate(parts, 1):
        if _STREET.search(part):
            return ", ".join(parts[:place])
    return address
