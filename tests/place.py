"""Where a test run keeps its servers and files: in memory, where there is room for them.

A book is copied for nearly every test, eight hundred files each time; on a disk that costs several
times what the test itself does. Nothing here asks what survives a power cut, so memory will do.
"""

import os
import shutil
from pathlib import Path

_SHARED_MEMORY = Path(os.sep, "dev", "shm")
_ROOM = 4 << 30  # bytes that four workers never come near


def room_in_memory(place: Path = _SHARED_MEMORY) -> str | None:
    """The folder in memory to work in; None where there is none, or too little room left."""
    if not os.access(place, os.W_OK | os.X_OK) or os.statvfs(place).f_flag & os.ST_NOEXEC:
        return None
    return str(place) if min(shutil.disk_usage(place).free, _memory_free()) >= _ROOM else None


def _memory_free() -> int:
    for line in Path("/proc/meminfo").read_text().splitlines():
        if line.startswith("MemAvailable:"):
            return int(line.split()[1]) << 10
    return 0
