// A Swift program that does nothing: the reference for the daemon's start.
