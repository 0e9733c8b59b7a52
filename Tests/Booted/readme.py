#!/usr/bin/python3
"""Takes the commands out of README.md: a file for each block that is marked as sh, in their order.

Its arguments are README.md and the folder for the files. A block that is not to be run, or that goes on for ever, has a
comment above it that says so:

    <!-- not run: why -->
    <!-- run for a moment -->
"""
import pathlib
import re
import sys

BLOCK = re.compile(r"(?:^<!-- (?P<mark>[^\n]*) -->\n\n?)?^```sh\n(?P<commands>.*?)^```$", re.MULTILINE | re.DOTALL)

readme, folder = map(pathlib.Path, sys.argv[1:])
for number, block in enumerate(BLOCK.finditer(readme.read_text())):
    mark = block["mark"] or ""
    if mark.startswith("not run: "):
        continue
    assert mark in ("", "run for a moment"), f"what is meant by the mark '{mark}'?"
    kind = "moment" if mark else "whole"
    (folder / f"{number:02}.{kind}").write_text(block["commands"])
