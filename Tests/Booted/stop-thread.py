#!/usr/bin/python3
"""Stops one thread of a process for good, as a deadlock would. Its other threads keep running.

The arguments are the process and the beginning of the thread's name. The program ends when the thread ends. A thread
has the name of the one that started it until it gets its own, so of several with the name the first one is meant.
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


thread = min(int(thread) for thread in os.listdir(f"/proc/{process}/task") if called(thread).startswith(name))
ptrace(PTRACE_SEIZE, thread)
ptrace(PTRACE_INTERRUPT, thread)
os.waitpid(thread, WALL)
print("stopped", flush=True)
try:
    while os.WIFSTOPPED(os.waitpid(thread, WALL)[1]):
        pass
except ChildProcessError:
    pass
