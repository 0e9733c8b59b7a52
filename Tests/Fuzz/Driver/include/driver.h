#ifndef FUZZ_DRIVER_H
#define FUZZ_DRIVER_H

#include <stddef.h>
#include <stdint.h>

/// libFuzzer's loop: calls `target` with one input after the other. Returns the exit status for the process.
int LLVMFuzzerRunDriver(int *argc, char ***argv, int (*target)(const uint8_t *start, size_t count));

int LLVMFuzzerTestOneInput(const uint8_t *start, size_t count);

#endif
