#!/bin/sh
# Stands for a person before dunst's menu: of the lines that are offered, takes the one that begins with their choice.
grep --fixed-strings -- "$(cat "$HOME/choice")" | head -n 1
