"""Every planted bug must be found: planted.py BUILD SEEDS. Each program of tests/sim/planted is
run over the seeds until one fails; one that passes them all is a bug that is not seen."""
import glob
import os
import re
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.dont_write_bytecode = True
sys.path.insert(0, HERE)

from plant import read  # noqa: E402

SEED = re.compile(r"^seed (\d+): (\w+)", re.M)
DIED = re.compile(r"^a worker process died", re.M)


def found_by(program, seeds):
    """What saw it and in which world, or None."""
    done = subprocess.run([program, "--seeds", f"1..{seeds}", "--events", "5000", "--jobs", "2",
                           "--until-failure"], capture_output=True, text=True, errors="replace",
                          timeout=900)
    if found := SEED.search(done.stdout):
        return f"{found.group(2)} (seed {found.group(1)})"
    if done.returncode and DIED.search(done.stdout):
        return "a broken promise in the code"
    return None


def main():
    build, seeds = sys.argv[1], int(sys.argv[2])
    passed = failed = 0
    for plant in sorted(glob.glob(os.path.join(HERE, "planted", "*.plant"))):
        name = os.path.basename(plant).removesuffix(".plant")
        by = found_by(os.path.join(build, "kboss-sim-" + name), seeds)
        passed, failed = passed + bool(by), failed + (not by)
        print(f"  {'found ' if by else 'FAILED'} {name:28} {by or 'not seen: ' + read(plant)[0]}",
              flush=True)
    print(f"# planted: {passed} passed, {failed} failed")
    sys.exit(1 if failed or not passed else 0)


if __name__ == "__main__":
    main()
