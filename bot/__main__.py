"""`python -m bot` is `wence`."""

from bot.cli import main

main()
