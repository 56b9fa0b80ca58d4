"""No file knows a machine or a registry: what is cloned anywhere works there."""

import re

from tests.house.sources import readable, report

HOSTS = re.compile(
    r"https?://[^\s)\"'`>]*(?:pypi|pythonhosted|artifactory|nexus|/simple\b)|"
    r"--(?:extra-)?index-url|--find-links|index_url|\bregistry\s*=",
    re.IGNORECASE,
)
MACHINE = re.compile(r"(?<![\w.$}/-])/(?:work|root|home|tmp|Users|mnt|private|opt)/[\w.-]+")

# file: reason
MAY_NAME_HOSTS = {
    "tests/house/test_paths.py": "the rule itself",
    "requirements/pin": "tells uv to leave addresses out",
}
MAY_NAME_PATHS: dict[str, str] = {
    "tests/house/test_paths.py": "the rule itself",
}


def test_no_file_names_a_package_registry() -> None:
    faults = [
        f"{name}:{number} {line.strip()[:80]}"
        for name, text in readable()
        if name not in MAY_NAME_HOSTS
        for number, line in enumerate(text.splitlines(), 1)
        if HOSTS.search(line)
    ]
    report(faults, "Pin by hash (requirements/pin); where packages come from is the machine's own.")


def test_no_file_names_a_folder_of_one_machine() -> None:
    faults = [
        f"{name}:{number} {line.strip()[:80]}"
        for name, text in readable()
        if name not in MAY_NAME_PATHS
        for number, line in enumerate(text.splitlines(), 1)
        if MACHINE.search(line)
    ]
    report(faults, "Take it from an argument, platformdirs, tempfile or a test's tmp_path.")
