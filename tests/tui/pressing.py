"""Keys as the terminal sends them, without the forty milliseconds the pilot rests after each."""

import unicodedata

from textual.events import Key
from textual.keys import REPLACED_KEYS, _character_to_key, _get_unicode_name_from_key
from textual.pilot import Pilot


async def press(pilot: Pilot, *keys: str) -> None:
    """Each key with all its effects, which the gate knows; then what is to be seen is drawn."""
    for key in keys:
        _send(pilot, _character_to_key(key) if len(key) == 1 and not key.isalnum() else key)
        await pilot.app.gate.settled()
    await pilot.pause(0)


def _send(pilot: Pilot, key: str) -> None:
    name = _get_unicode_name_from_key(REPLACED_KEYS.get(key, key))
    try:
        sign: str | None = unicodedata.lookup(name)
    except KeyError:
        sign = key if len(key) == 1 else None
    driver = pilot.app._driver
    assert driver is not None, "a running app has a driver"
    event = Key(key, sign)
    event.set_sender(pilot.app)
    driver.send_message(event)
