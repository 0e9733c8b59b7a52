#ifndef SMARTPUSH_BENCHMARKS_REFERENCE_H
#define SMARTPUSH_BENCHMARKS_REFERENCE_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/* Every function returns -1 and sets errno where it fails. */

/* The reference for a request: for every `request` bytes that come in, `response` bytes go out. Returns 0 when the other
   end has closed the connection. */
int reference_echo(int connection, size_t request, size_t response);

/* A connection to a Unix stream socket. */
int benchmark_connect(const char *path);
/* A Unix datagram socket with a name. */
int benchmark_datagram(const char *path);
/* Two Unix stream sockets that are connected with each other. */
int benchmark_pair(int ends[2]);
/* A TCP socket that listens on any port of 127.0.0.1. */
int benchmark_listen(uint16_t *port);
/* The next connection, without delay of small segments. */
int benchmark_accept(int listener);

/* Starts a program that dies with the thread that started it. `input` and `errors` become its stdin, and its stdout and
   stderr. */
pid_t benchmark_spawn(const char *program, char *const arguments[], char *const environment[], int input, int errors);
/* Waits for this time, or until the process ends. Returns 1 if it has ended, else 0. */
int benchmark_await_end(pid_t process, int milliseconds);

#endif
