#ifndef SMARTPUSH_CSYSTEMD_SHIM_H
#define SMARTPUSH_CSYSTEMD_SHIM_H

#include <sys/prctl.h>
#include <sys/timerfd.h>
#include <systemd/sd-daemon.h>
#include <systemd/sd-journal.h>

/* prctl(2) takes a variable number of arguments, and such functions are not imported into Swift. */
static inline int smartpush_forbid_dumps(void) {
    return prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
}

#endif
