"""run.py CMAKE BUILD: installs the build into a folder of its own and looks at what is there."""

import os
import re
import shutil
import subprocess
import sys
import tempfile

CMAKE, BUILD = sys.argv[1], sys.argv[2]
EXPOSURE_MAX = 2.0
UNITS = ("kbossd.service", "kboss-agent.service")


def expect(holds, what):
    if not holds:
        raise AssertionError(what)


def run(*command, status=0):
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    expect(done.returncode == status, f"{command}: {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout + done.stderr


def unit(root, name):
    with open(os.path.join(root, "lib/systemd/system", name)) as f:
        return f.read()


def programs_run_where_they_are_installed(root):
    expect(run(f"{root}/bin/kboss", "--version").startswith("kboss "), "kboss --version")
    expect('"openapi"' in run(f"{root}/bin/kbossd", "openapi"), "kbossd openapi")
    run(f"{root}/bin/kboss-agent", status=2)


def units_name_the_installed_programs(root):
    for name in UNITS:
        text = unit(root, name)
        expect("@" not in re.sub(r"@(system-service|privileged|resources)", "", text), text)
        program = re.search(r"^ExecStart=(\S+) (serve|run)", text, re.M).group(1)
        expect(os.access(program, os.X_OK), f"{name}: {program}")


def systemd_understands_the_units(root):
    for name in UNITS:
        path = os.path.join(root, "lib/systemd/system", name)
        said = run("systemd-analyze", "verify", "--man=no", path)
        expect(name not in said, said)


def units_are_hardened(root):
    for name in UNITS:
        path = os.path.join(root, "lib/systemd/system", name)
        said = run("systemd-analyze", "security", "--offline=yes", "--no-pager", path)
        level = float(re.search(r"exposure level for \S+: ([\d.]+)", said).group(1))
        expect(level <= EXPOSURE_MAX, f"{name}: {level}\n{said}")


def the_sample_names_options_that_there_are(root):
    with open(os.path.join(root, "share/kboss/sample/kbossd.env")) as f:
        options = re.findall(r"--[a-z-]+", re.search(r"^KBOSSD_OPTIONS=(.*)", f.read(), re.M)[1])
    usage = run(f"{root}/bin/kbossd", "--help")
    for option in options:
        expect(option in usage, f"{option} is not in\n{usage}")


def completion_is_what_kboss_prints(root):
    with open(os.path.join(root, "share/bash-completion/completions/kboss")) as f:
        installed = [line for line in f if not line.startswith("#")]
    printed = run(f"{root}/bin/kboss", "completion", "bash").splitlines(keepends=True)
    expect(installed == [line for line in printed if not line.startswith("#")], "they differ")


TESTS = [
    programs_run_where_they_are_installed,
    units_name_the_installed_programs,
    systemd_understands_the_units,
    units_are_hardened,
    the_sample_names_options_that_there_are,
    completion_is_what_kboss_prints,
]


def main():
    passed = failed = 0
    with tempfile.TemporaryDirectory(prefix="kboss-install-") as root:
        # the units' paths are those of the configured prefix, so this is configured with it
        run(CMAKE, "-S", os.path.dirname(os.path.dirname(os.path.dirname(os.path.dirname(
            os.path.abspath(__file__))))), "-B", f"{root}/build", "-G", "Ninja",
            "-DKB_TESTS=OFF", f"-DCMAKE_INSTALL_PREFIX={root}")
        for name in ("kbossd", "kboss", "kboss-agent"):
            shutil.copy(os.path.join(BUILD, name), f"{root}/build/{name}")
        run(CMAKE, "--install", f"{root}/build")
        for test in TESTS:
            try:
                test(root)
                passed += 1
            except Exception as e:  # the others are still to be tried
                failed += 1
                print(f"FAILED {test.__name__}: {e}")
    print(f"# contract_install: {passed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


main()
