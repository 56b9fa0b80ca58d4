"""Screens opened by name: no screen imports another, and none is imported before it is opened."""

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any

from textual.app import App

from tui.keymap import Action
from tui.page import Page

Opens = str | Callable[..., Page]  # "package.module:Class", or what makes the page
Then = Callable[[Any], None]
_OVERLAYS: dict[str, Opens] = {
    "key_card": "tui.widgets.overlays:KeyCard",
    "palette": "tui.widgets.overlays:Palette",
}


class OpensPages(App[Any]):
    """App mixin: the pages of this session, by name, and the first of them."""

    pages: Mapping[str, Opens]
    first: str

    def has_page(self, name: str) -> bool:
        """Whether a screen of this name can be opened."""
        return name in self.pages

    @property
    def open_pages(self) -> list[Page]:
        """The screens that are open, the one that shows last."""
        return [each for each in self.screen_stack if isinstance(each, Page)]

    def is_open(self, name: str) -> bool:
        """Whether a screen of this name is open already, on top or beneath."""
        return any(page.opened_as == name for page in self.open_pages)

    def open(self, name: str, then: Then | None = None, **given: object) -> None:
        """Open a screen by name over the present one; KeyError for a name nobody has."""
        self.push_screen(self._page_named(name, **given), then)

    def push_overlay(
        self, name: str, actions: tuple[Action, ...], then: Then | None = None
    ) -> None:
        """Open the key card or the palette of these actions."""
        self.push_screen(_made(_OVERLAYS[name], actions=actions), then)

    def get_default_screen(self) -> Page:
        """The first page is the bottom of the stack: nothing else is ever painted."""
        return self._page_named(self.first)

    def _page_named(self, name: str, **given: object) -> Page:
        page = _made(self.pages[name], **given)
        page.opened_as = name
        return page


def _made(opens: Opens, **given: Any) -> Page:
    if isinstance(opens, str):
        module, _, name = opens.partition(":")
        opens = getattr(import_module(module), name)
    assert callable(opens)
    page = opens(**given)
    assert isinstance(page, Page)
    return page
