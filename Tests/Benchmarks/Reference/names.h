#ifndef SMARTPUSH_BENCHMARKS_NAMES_H
#define SMARTPUSH_BENCHMARKS_NAMES_H

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>

static inline int benchmark_name(const char *path, struct sockaddr_un *name) {
    memset(name, 0, sizeof *name);
    name->sun_family = AF_UNIX;
    if (strlen(path) >= sizeof name->sun_path) {
        errno = ENAMETOOLONG;
        return -1;
    }
    strcpy(name->sun_path, path);
    return 0;
}

#endif
