#define _GNU_SOURCE
#include "reference.h"
#include "names.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

static int fail(int descriptor) {
    int error = errno;
    close(descriptor);
    errno = error;
    return -1;
}

int benchmark_connect(const char *path) {
    struct sockaddr_un name;
    if (benchmark_name(path, &name) < 0) return -1;
    int descriptor = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (descriptor < 0) return -1;
    return connect(descriptor, (struct sockaddr *)&name, sizeof name) < 0 ? fail(descriptor) : descriptor;
}

int benchmark_datagram(const char *path) {
    struct sockaddr_un name;
    if (benchmark_name(path, &name) < 0) return -1;
    int descriptor = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (descriptor < 0) return -1;
    return bind(descriptor, (struct sockaddr *)&name, sizeof name) < 0 ? fail(descriptor) : descriptor;
}

int benchmark_pair(int ends[2]) {
    return socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends);
}

int benchmark_listen(uint16_t *port) {
    struct sockaddr_in name = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof name;
    int descriptor = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (descriptor < 0) return -1;
    if (bind(descriptor, (struct sockaddr *)&name, size) < 0 || listen(descriptor, 64) < 0
        || getsockname(descriptor, (struct sockaddr *)&name, &size) < 0) {
        return fail(descriptor);
    }
    *port = ntohs(name.sin_port);
    return descriptor;
}

int benchmark_accept(int listener) {
    int on = 1;
    int descriptor = accept4(listener, NULL, NULL, SOCK_CLOEXEC);
    if (descriptor >= 0) setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    return descriptor;
}
