#include "driver.h"

// libFuzzer's library has a main of its own, which is linked and not used; this is what that one would call.
int LLVMFuzzerTestOneInput(const uint8_t *start, size_t count) {
    (void)start;
    (void)count;
    return 0;
}
