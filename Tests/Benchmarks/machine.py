"""Describes the machine on which the figures were measured."""
import os, pathlib, platform, re, shutil


def describe():
    cpu = re.search(r"^model name\s*:\s*(.+)$", read("/proc/cpuinfo"), re.M)
    memory = re.search(r"^MemTotal:\s*(\d+)", read("/proc/meminfo"), re.M)
    system = re.search(r'^PRETTY_NAME="?([^"\n]+)', read("/etc/os-release"), re.M)
    return {"cpu": cpu[1] if cpu else platform.machine(), "cores": os.cpu_count(), "memory": round(int(memory[1]) / 1e6) if memory else 0,
            "system": f"{system[1] if system else platform.system()}, kernel {platform.release()}"}


def available_memory():
    """Returns the number of bytes that a program may use."""
    found = re.search(r"^MemAvailable:\s*(\d+)", read("/proc/meminfo"), re.M)
    return int(found[1]) * 1024 if found else 0


def is_tmpfs(folder):
    """Returns the file system of a folder: the mount with the longest path that contains it."""
    path = str(pathlib.Path(folder).resolve()) + "/"
    mounts = [line.split()[1:3] for line in read("/proc/mounts").splitlines()]
    point, kind = max((mount for mount in mounts if path.startswith(mount[0].rstrip("/") + "/")), key=lambda mount: len(mount[0]))
    return kind == "tmpfs"


def free(folder): return shutil.disk_usage(folder).free


def read(path):
    try:
        return pathlib.Path(path).read_text()
    except OSError:
        return ""
