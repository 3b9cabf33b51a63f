"""What a worker may not do, whatever it is asked: connect, start a program, take all memory, outlive its parent.

The guard of `graph.query` already refuses what would reach out. This stands behind it, where the system can.
"""

from __future__ import annotations

import ctypes
import os
import platform
import struct
import sys
import threading
import time

_PDEATHSIG, _NO_NEW_PRIVS = 1, 38  # of prctl(2)
_FILTER, _TSYNC = 1, 1  # SECCOMP_SET_MODE_FILTER and its flag for all threads
_KILL = 9
_LOAD, _EQUAL, _RETURN = 0x20, 0x15, 0x06  # of BPF: ld [k], jeq, ret
_ALLOW, _ERRNO = 0x7FFF0000, 0x00050000
_EACCES = 13
# By the machine: its name for audits, the number of seccomp(2), and of the calls that are refused:
# socket, connect, bind, listen, execve, execveat, ptrace.
_MACHINES = {
    "x86_64": (0xC000003E, 317, (41, 42, 49, 50, 59, 322, 101)),
    "aarch64": (0xC00000B7, 277, (198, 203, 200, 201, 221, 281, 117)),
}


def enter() -> bool:
    """Lock the process up; whether the system keeps it from the network."""
    _end_with_parent()
    return sys.platform == "linux" and _without_network()


def bounded(more: int) -> None:
    """Let the process take no more memory than it has and so many bytes."""
    if sys.platform != "linux":
        return
    import resource  # noqa: PLC0415 - not on every system

    with open("/proc/self/statm", encoding="ascii") as file:
        now = int(file.read().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (now + more, now + more))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _end_with_parent() -> None:
    """A worker that nobody asks any more would go on with a query without an end."""
    parent = os.getppid()
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PDEATHSIG, _KILL)

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _without_network() -> bool:
    known = _MACHINES.get(platform.machine())
    if known is None:
        return False
    audit, seccomp, refused = known
    program = _program(audit, refused)
    buffer = ctypes.create_string_buffer(program)
    filters = struct.pack("HP", len(program) // 8, ctypes.addressof(buffer))
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        return False
    return bool(libc.syscall(seccomp, _FILTER, _TSYNC, filters) == 0)


def _program(audit: int, refused: tuple[int, ...]) -> bytes:
    """A filter of system calls: another machine's are all refused, of ours those listed, with "permission denied"."""
    deny = _ERRNO | _EACCES
    lines = [(_LOAD, 0, 0, 4), (_EQUAL, 1, 0, audit), (_RETURN, 0, 0, deny), (_LOAD, 0, 0, 0)]
    for place, call in enumerate(refused):
        lines.append((_EQUAL, len(refused) - place, 0, call))
    lines += [(_RETURN, 0, 0, _ALLOW), (_RETURN, 0, 0, deny)]
    return b"".join(struct.pack("HBBI", *line) for line in lines)
