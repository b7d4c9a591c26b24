"""Lets `python -m toolkit` stand for the `kindword` command."""

from toolkit.cli import main

if __name__ == "__main__":
    main()
