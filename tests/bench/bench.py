"""What nudge costs, each figure beside the least it could cost, measured in
the same run.  Usage: bench.py [SIZE...]; SIZE is how many touchpoints, and
how many pending messages, the database holds."""
import os
import pathlib
import re
import select
import shutil
import socket
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import fill
import harness

TOOLS = harness.BUILD / "tests/bench"
RUNS = 300      # spawns per figure
ROUNDS = 100    # batches of a hundred claims
IDLE_S = 30     # nudged is watched doing nothing
NOW = harness.instant("2026-11-16 09:00")


def tool(name, *args, env=None):
    run = subprocess.run([TOOLS / name, *map(str, args)], text=True, env=env,
                         capture_output=True)
    assert run.returncode == 0, f"{name} {args}: {run.stderr}"
    return [float(word) for word in run.stdout.split()]


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as free:
        return free.getsockname()[1]


def listening(process, port):
    """process, once it takes connections."""
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
            return process
        except ConnectionRefusedError:
            pass
    raise AssertionError(f"{process.args[0]} does not listen")


def unit_nice(name):
    """Nice= of a unit of the system; 0 where it has none."""
    text = (harness.SOURCE / f"contrib/systemd/{name}.service.in").read_text()
    found = re.search(r"^Nice=(-?\d+)$", text, re.M)
    return int(found[1]) if found else 0


def renice(pid, nice):
    """What it is now, for only root may go below 0."""
    try:
        for thread in pathlib.Path(f"/proc/{pid}/task").iterdir():
            os.setpriority(os.PRIO_PROCESS, int(thread.name), nice)
    except PermissionError:
        pass
    return os.getpriority(os.PRIO_PROCESS, pid)


def tell(what, ours, limit, unit, goal):
    """One line: figure, limit, ratio, goal."""
    if limit is None:
        print(f"  {what:<34}{ours:>10.2f} {unit:<4}{'':>28}goal {goal}", flush=True)
    else:
        print(f"  {what:<34}{ours:>10.2f} {unit:<4} limit {limit:>9.2f}"
              f"  ×{ours / limit:>6.2f}  goal {goal}", flush=True)


def prepare(folder, size):
    """A home with a database of that size."""
    folder.mkdir()
    clock = harness.Clock(folder / "clock")
    clock.write(int(time.time()))
    nudge = harness.Nudge(folder, clock, harness.BUILD / "cli/nudge")
    nudge.ok("init")
    nudge.ok("rep", "add", "Li Wei", "--zone", "Asia/Shanghai")
    fill.fill(nudge.db, size, time.strftime("%Y-%m-%d"))
    return nudge


def spawn(nudge, *args):
    env = harness.environment(nudge.home, nudge.clock, NUDGE_DB=str(nudge.db))
    return tool("bench_spawn", RUNS, nudge.program, *args, env=env)


def commands(nudge, how, goal, first_id):
    true, ours, _ = spawn(nudge, "add", "customer1", "call", "--due", "+3d")
    tell(f"nudge add, {how}", ours / 1000, true / 1000, "ms", goal)
    true, ours, _ = spawn(nudge, "done", f"@{first_id}", "ok", "fine")
    tell(f"nudge done, {how}", ours / 1000, true / 1000, "ms", goal)


def status(pid):
    """Memory in KiB, and how often any thread of pid has slept or was made to."""
    resident = switches = 0
    for task in pathlib.Path(f"/proc/{pid}/task").iterdir():
        for line in (task / "status").read_text().splitlines():
            name, _, value = line.partition(":")
            if name == "VmRSS":
                resident = int(value.split()[0])
            elif name.endswith("ctxt_switches"):
                switches += int(value)
    return resident, switches


def watch(daemon, seconds):
    """Lets time pass; an end of nudged is an error."""
    pidfd = os.pidfd_open(daemon.pid)
    ended = select.select([pidfd], [], [], seconds)[0]
    os.close(pidfd)
    assert not ended, daemon.log


def settle(daemon):
    """Until the work of starting is over: two seconds without a switch."""
    before = -1
    while (now := status(daemon.pid)[1]) != before:
        before = now
        watch(daemon, 2)


def idle(daemon):
    settle(daemon)
    before = status(daemon.pid)[1]
    watch(daemon, IDLE_S)
    resident, after = status(daemon.pid)
    tell("nudged idle: resident", resident / 1024, None, "MiB", "≤ 20")
    tell(f"nudged idle: wake-ups in {IDLE_S} s", after - before, None, "", "0")


def outbox(folder, size):
    """Next due, and a hundred claims, with size messages pending."""
    nudge = prepare(folder, 100)
    fill.queue(nudge.db, size, ROUNDS * 100, NOW)
    probe = folder / "probe.db"
    shutil.copy(nudge.db, probe)
    next_due, bare, ours, worst = tool(
        "bench_claim", nudge.db, probe, ROUNDS, NOW)
    tell("next due", next_due, None, "µs", "≤ 10")
    tell("claim 100", ours / 1000, bare / 1000, "ms", "≤ 2×")
    tell("claim 100, 99 of 100", worst / 1000, None, "ms", "≤ 10")


def main(sizes):
    with tempfile.TemporaryDirectory(prefix="nudge-bench.") as top:
        for size in sizes:
            print(f"{size} touchpoints")
            nudge = prepare(pathlib.Path(top, f"a{size}"), size)
            commands(nudge, "alone", "≤ 6×", 1)
            daemon = harness.Nudged(nudge.home, nudge.db, nudge.clock,
                                    program=harness.BUILD / "daemon/nudged").start()
            try:
                commands(nudge, "beside nudged", "≤ 4×", 1 + RUNS)
                idle(daemon)
                daemon.stop()
            finally:
                daemon.kill()
            print(f"{size} pending messages")
            outbox(pathlib.Path(top, f"b{size}"), max(size, ROUNDS * 100))


if __name__ == "__main__":
    main([int(float(word)) for word in sys.argv[1:]] or [1000])
