"""A page from which a file can be loaded: the form, the preview, then the file itself."""

from tui.page import Page


class LoadsFiles(Page):
    """`act_load` opens the form; a loaded file opens at its first exception."""

    def act_load(self) -> None:
        """L."""
        self.load()

    def load(self, replaces: int | None = None) -> None:
        """Open the form, of a file that corrects another one where `replaces` says so."""
        from tui.files.load_page import LoadPage

        self.desk.push_screen(LoadPage(replaces=replaces), self._loaded)

    def _loaded(self, files: tuple[int, ...] | None) -> None:
        """The file, or of a bank's file of several cashbooks the list that shows each."""
        if not files:
            return
        if len(files) == 1:
            self.open("file", file=files[0])
            return
        named = ", ".join(map(str, files))
        self.say(f"files {named} are loaded, a batch in each cashbook")
        if not self.desk.is_open("files"):
            self.open("files")
