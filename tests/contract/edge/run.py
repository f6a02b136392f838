"""Contract of the edge: run.py <edge_server> <source folder> [part of a check's name]
Every function in a CHECKS list is a check; its name says what must hold."""
import os
import resource
import sys
import time
import traceback

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import http_checks  # noqa: E402
import load_checks  # noqa: E402
import nginx_checks  # noqa: E402
import ws_checks  # noqa: E402


def main():
    program, source = sys.argv[1], sys.argv[2]
    only = sys.argv[3] if len(sys.argv) > 3 else ""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 20000), hard))
    os.environ["KBOSS_SOURCE"] = source
    checks = http_checks.CHECKS + ws_checks.CHECKS + load_checks.CHECKS + nginx_checks.CHECKS
    passed = failed = 0
    for check in checks:
        name = check.__name__.replace("_", " ")
        if only not in check.__name__:
            continue
        started = time.monotonic()
        try:
            check(program)
            passed += 1
            print("ok %d - %s (%.1f s)" % (passed + failed, name, time.monotonic() - started),
                  flush=True)
        except Exception:
            failed += 1
            print("not ok %d - %s" % (passed + failed, name), flush=True)
            print("  " + traceback.format_exc().replace("\n", "\n  "), flush=True)
    print("# contract_edge: %d passed, %d failed" % (passed, failed))
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
