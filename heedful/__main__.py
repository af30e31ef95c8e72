"""`python -m heedful` is the same as `heedful`."""

from heedful.config.cli import main

if __name__ == "__main__":
    main()
