#include "reference.h"
#include "names.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

static int serve(int connection, char *buffer, size_t request, size_t response) {
    for (;;) {
        for (size_t seen = 0; seen < request;) {
            ssize_t count = read(connection, buffer, request - seen);
            if (count <= 0) return (int)count;
            seen += (size_t)count;
        }
        for (size_t sent = 0; sent < response;) {
            ssize_t count = write(connection, buffer, response - sent);
            if (count < 0) return -1;
            sent += (size_t)count;
        }
    }
}

int reference_echo(const char *path, size_t request, size_t response) {
    struct sockaddr_un name;
    if (benchmark_name(path, &name) < 0) return -1;
    char *buffer = calloc(1, request > response ? request : response);
    if (buffer == NULL) return -1;
    int listener = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (listener < 0 || bind(listener, (struct sockaddr *)&name, sizeof name) < 0 || listen(listener, 8) < 0) return -1;
    for (;;) {
        int connection = accept(listener, NULL, NULL);
        if (connection < 0) return -1;
        serve(connection, buffer, request, response);
        close(connection);
    }
}
