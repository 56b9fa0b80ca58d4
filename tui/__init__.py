"""What the operator sees and types, and the command line beside it."""

# Textual reads its settings when first imported, and every way in comes by here.
from tui.terminal import settings as settings
