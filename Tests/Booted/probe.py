#!/usr/bin/python3
"""Tries what the daemon's unit forbids, and prints a line for each directive: its name, and `allowed` or `denied`.

It runs once as a normal process of the user and once under the directives. The unit forbids what only the second is denied.
The arguments are the id of another process of the same user, and the namespaces of that process.
"""
import ctypes
import errno
import mmap
import os
import resource
import socket
import subprocess
import sys

OTHER = sys.argv[1]
HOME = os.environ["HOME"]
STATE = HOME + "/.local/state/smartpush"
NAMESPACES = dict(word.split(":", 1) for word in sys.argv[2:])

libc = ctypes.CDLL(None, use_errno=True)
ADDR_NO_RANDOMIZE, CLONE_NEWUSER, PTRACE_TRACEME = 0x0040000, 0x10000000, 0
KEYCTL_SEARCH, SESSION_KEYRING = 10, -3
# System calls for which the C library has no function, or one with checks of its own.
SYSCALL_ADD_KEY, SYSCALL_KEYCTL = 248, 250


def call(function, *arguments):
    """Calls a function of the C library, and raises its error."""
    if function(*arguments) == -1:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))


def require(condition):
    if not condition:
        raise PermissionError


def in_child(attempt):
    """Tries in a child process what would change this process for good."""
    child = os.fork()
    if child == 0:
        try:
            attempt()
            os._exit(0)
        except OSError:
            os._exit(1)
    require(os.waitpid(child, 0)[1] == 0)


def status(field):
    with open("/proc/self/status") as file:
        return dict(line.split(":", 1) for line in file)[field].strip()


def shares(namespace):
    require(os.readlink("/proc/self/ns/" + namespace) == NAMESPACES[namespace])


def add_file(path, mode):
    os.close(os.open(path, os.O_CREAT | os.O_WRONLY, mode))


def make_control_group():
    with open("/proc/self/cgroup") as file:
        group = [line.strip()[3:] for line in file if line.startswith("0::")][0]
    os.mkdir("/sys/fs/cgroup" + group + "/probe")


def ask_for_packets():
    """The kernel refuses this to every unprivileged process, but with another error than the unit's filter."""
    try:
        socket.socket(socket.AF_PACKET, socket.SOCK_DGRAM)
    except OSError as error:
        require(error.errno != errno.EAFNOSUPPORT)


def find_key():
    """The first run puts the key into the user's keyring."""
    call(libc.syscall, SYSCALL_KEYCTL, KEYCTL_SEARCH, SESSION_KEYRING, b"user", b"smartpush-probe", 0)


def make_setuid():
    path = STATE + "/setuid"
    add_file(path, 0o700)
    os.chmod(path, 0o4700)


def make_readable():
    path = STATE + "/mask"
    add_file(path, 0o666)
    require(os.stat(path).st_mode & 0o044)


def run_other_architecture():
    """A program for i386 that ends with 7, by a system call of that architecture."""
    code = bytes.fromhex("b801000000bb07000000cd80")
    start, size = 0x8048000, 84 + len(code)

    def words(*values):
        return b"".join(value.to_bytes(4, "little") for value in values)

    def halves(*values):
        return b"".join(value.to_bytes(2, "little") for value in values)

    path = STATE + "/i386"
    with open(path, "wb") as file:
        file.write(b"\x7fELF\1\1\1".ljust(16, b"\0") + halves(2, 3) + words(1, start + 84, 52, 0, 0))
        file.write(halves(52, 32, 1, 0, 0, 0) + words(1, 0, start, start, size, size, 5, 4096) + code)
    os.chmod(path, 0o700)
    require(subprocess.run([path]).returncode == 7)


ATTEMPTS = {
    "CapabilityBoundingSet": lambda: require(int(status("CapBnd"), 16) != 0),
    "KeyringMode": find_key,
    "LimitCORE": lambda: require(resource.getrlimit(resource.RLIMIT_CORE)[1] != 0),
    "LockPersonality": lambda: call(libc.personality, ADDR_NO_RANDOMIZE),
    "MemoryDenyWriteExecute": lambda: mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC),
    "NoExecPaths": lambda: subprocess.run(["/usr/bin/true"]),
    "NoNewPrivileges": lambda: require(status("NoNewPrivs") == "0"),
    "PrivateDevices": lambda: os.stat("/dev/net/tun"),
    "PrivateMounts": lambda: shares("mnt"),
    "PrivateTmp": lambda: os.stat("/tmp/probe"),
    "PrivateUsers": lambda: shares("user"),
    "ProtectClock": lambda: call(libc.clock_settime, 0, bytes(16)),
    "ProtectControlGroups": make_control_group,
    "ProtectHome": lambda: os.stat(HOME + "/probe"),
    "ProtectHostname": lambda: shares("uts"),
    "ProtectKernelLogs": lambda: require(os.stat("/proc/kmsg").st_mode & 0o777),
    "ProtectKernelModules": lambda: os.listdir("/usr/lib/modules"),
    "ProtectKernelTunables": lambda: open("/proc/kallsyms").close(),
    "ProtectProc": lambda: open("/proc/" + OTHER + "/environ").close(),
    "ProtectSystem": lambda: add_file("/srv/probe/new", 0o600),
    "RestrictAddressFamilies": ask_for_packets,
    "RestrictNamespaces": lambda: in_child(lambda: call(libc.unshare, CLONE_NEWUSER)),
    "RestrictRealtime": lambda: os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(1)),
    "RestrictSUIDSGID": make_setuid,
    "SystemCallArchitectures": run_other_architecture,
    "SystemCallFilter": lambda: in_child(lambda: call(libc.ptrace, PTRACE_TRACEME, 0, 0, 0)),
    "UMask": make_readable,
}

if os.path.exists(HOME + "/probe"):
    libc.syscall(SYSCALL_ADD_KEY, b"user", b"smartpush-probe", b"x", 1, SESSION_KEYRING)
for name, attempt in ATTEMPTS.items():
    try:
        attempt()
        print(name, "allowed")
    except OSError:
        print(name, "denied")
