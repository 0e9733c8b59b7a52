#!/usr/bin/python3
"""Extracts the commands of README.md: one file for each block that is marked as sh, in order.

The arguments are README.md and the folder for the files. A block that must not be run, or that never ends, has a comment
above it:

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
    assert mark in ("", "run for a moment"), f"unknown mark '{mark}'"
    kind = "moment" if mark else "whole"
    (folder / f"{number:02}.{kind}").write_text(block["commands"])
