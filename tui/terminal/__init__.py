"""The terminal as we need it: one key at a time, only changed cells, an orderly end.

The only room that touches private parts of Textual (8.x, pinned), each with its own test:

key_gate    keys and pastes are delivered one at a time, when their predecessor has had its effect
settled     whether everything done so far has had its effect
question    which key answers a question about money (pure)
frame       the cells the terminal shows, and the bytes that change them (pure)
frame_diff  every frame goes through `frame`
last_words  a fault leaves a traceback, and nothing of what the program held
tty         the driver: hang-up, termination, stop and continue
escapes     Esc told from the beginning of a sequence (pure)
settings    what must stand in the environment before Textual is imported
signs       marks and lines, with plain fallbacks where the locale is not UTF-8
"""
