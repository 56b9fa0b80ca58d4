"""Payment files on screen: loaded through a preview, settled line by line, ended."""
