#include "reference.h"

#include <stdlib.h>
#include <unistd.h>

int reference_echo(int connection, size_t request, size_t response) {
    char *buffer = calloc(1, request > response ? request : response);
    if (buffer == NULL) return -1;
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
