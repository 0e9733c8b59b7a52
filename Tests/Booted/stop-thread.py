#!/usr/bin/python3
"""Stops one thread of a process for good, as a deadlock would. Its other threads keep running.

The arguments are the process and the beginning of the thread's name. The program ends when the thread ends.
"""
import ctypes
import os
import sys

PTRACE_SEIZE, PTRACE_INTERRUPT, WALL = 0x4206, 0x4207, 0x40000000

libc = ctypes.CDLL(None, use_errno=True)
process, name = sys.argv[1:]


def ptrace(request, thread):
    if libc.ptrace(request, thread, 0, 0) == -1:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))


def called(thread):
    with open(f"/proc/{process}/task/{thread}/comm") as file:
        return file.read()


threads = [int(thread) for thread in os.listdir(f"/proc/{process}/task") if called(thread).startswith(name)]
assert len(threads) == 1, f"{len(threads)} threads are called {name}"
ptrace(PTRACE_SEIZE, threads[0])
ptrace(PTRACE_INTERRUPT, threads[0])
os.waitpid(threads[0], WALL)
print("stopped", flush=True)
try:
    while os.WIFSTOPPED(os.waitpid(threads[0], WALL)[1]):
        pass
except ChildProcessError:
    pass
