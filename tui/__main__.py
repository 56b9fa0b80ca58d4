"""The command `rentbook`."""

import sys


def main() -> None:
    """Run the command line of this process and leave with its exit code."""
    from tui.command.run import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
