"""The page of keys says what the screens' own tables say."""

from pathlib import Path

from tests.house.keys_page import page

ROOT = Path(__file__).parent.parent.parent


def test_the_page_of_keys_is_what_the_screens_say() -> None:
    way_out = "Make it anew: python -m tests.house.keys_page > docs/keys.md"
    assert (ROOT / "docs" / "keys.md").read_text() == page(), way_out
