// What a Swift program costs that does nothing: the reference for the daemon's start.
