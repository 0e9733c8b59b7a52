#include "driver.h"

// libFuzzer's library has its own main, which is linked but not used. That main would call this function.
int LLVMFuzzerTestOneInput(const uint8_t *start, size_t count) {
    (void)start;
    (void)count;
    return 0;
}
