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

/* Swift does not import prctl(2), because it has a variable number of arguments. */
static inline int smartpush_forbid_dumps(void) {
    return prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
}

/* Swift 6 does not accept this global variable, because any thread can change it. */
extern char **environ;
static inline char **smartpush_environment(void) {
    return environ;
}

/* The macros of rtnetlink(7), as constants. */
enum {
    smartpush_group_link = RTMGRP_LINK,
    smartpush_group_ipv4_address = RTMGRP_IPV4_IFADDR,
    smartpush_group_ipv6_address = RTMGRP_IPV6_IFADDR,
};

/* Flags of epoll(7) that Swift would import with a type other than that of the field. */
enum {
    smartpush_epoll_once = EPOLLONESHOT,
};

#endif
