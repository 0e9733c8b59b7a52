#define _GNU_SOURCE
#include "reference.h"

#include <poll.h>
#include <signal.h>
#include <sys/pidfd.h>
#include <sys/prctl.h>
#include <unistd.h>

pid_t benchmark_spawn(const char *program, char *const arguments[], char *const environment[], int input, int errors) {
    /* Not fork: copying this process's page tables would count as the program's start. */
    pid_t child = vfork();
    if (child != 0) return child;
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    if (prctl(PR_SET_PDEATHSIG, SIGKILL) < 0 || dup2(input, 0) < 0 || dup2(errors, 1) < 0 || dup2(errors, 2) < 0) {
        _exit(127);
    }
    execve(program, arguments, environment);
    _exit(127);
}

int benchmark_await_end(pid_t process, int milliseconds) {
    int descriptor = pidfd_open(process, 0);
    if (descriptor < 0) return -1;
    struct pollfd entry = {.fd = descriptor, .events = POLLIN};
    int ended = poll(&entry, 1, milliseconds);
    close(descriptor);
    return ended;
}
