#ifndef SMARTPUSH_CSYSTEMD_SHIM_H
#define SMARTPUSH_CSYSTEMD_SHIM_H

#include <linux/rtnetlink.h>
#include <net/if.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <spawn.h>
#include <sys/pidfd.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/timerfd.h>
#include <systemd/sd-bus.h>
#include <systemd/sd-daemon.h>
#include <systemd/sd-journal.h>

/* prctl(2) takes a variable number of arguments, and such functions are not imported into Swift. */
static inline int smartpush_forbid_dumps(void) {
    return prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
}

/* A variable that anybody can change, which Swift does not read. */
extern char **environ;
static inline char **smartpush_environment(void) {
    return environ;
}

/* The constants of rtnetlink(7) that are macros or casts, as Swift wants them. */
enum {
    smartpush_group_link = RTMGRP_LINK,
    smartpush_group_ipv4_address = RTMGRP_IPV4_IFADDR,
};

/* The flags of epoll(7) that Swift would take for another type than that of the field they go into. */
enum {
    smartpush_epoll_once = EPOLLONESHOT,
};

#endif
