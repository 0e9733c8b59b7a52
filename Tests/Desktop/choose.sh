#!/bin/sh
# Plays the user of dunst's menu: prints the offered line that contains the choice.
grep --fixed-strings -- "$(cat "$HOME/choice")" | head -n 1
