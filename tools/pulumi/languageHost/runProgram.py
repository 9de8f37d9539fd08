"""Runs a Python program for our stand-in of the language host; see pulumi-language-nodejs, which starts it."""

import argparse
import asyncio
import os
import runpy
import sys
import traceback

import pulumi

ALREADY_REPORTED = 32


def main() -> int:
    parser = argparse.ArgumentParser()
    for name in ("monitor", "engine", "organization", "project", "stack", "root-directory", "pwd"):
        parser.add_argument(f"--{name}", required=True)
    parser.add_argument("--parallel", type=int, default=0)
    parser.add_argument("--dry-run", action="store_true")
    parser.add_argument("program")
    given = parser.parse_args()
    pulumi.runtime.configure(
        pulumi.runtime.Settings(
            project=given.project,
            stack=given.stack,
            monitor=given.monitor,
            engine=given.engine,
            parallel=given.parallel,
            dry_run=given.dry_run,
            organization=given.organization,
            root_directory=given.root_directory,
        )
    )
    os.chdir(given.pwd)
    sys.path.insert(0, given.pwd)
    program = os.path.join(given.pwd, given.program)
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    try:
        loop.run_until_complete(pulumi.runtime.run_in_stack(lambda: runpy.run_path(program, run_name="__main__")))
        return 0
    except pulumi.RunError as error:
        pulumi.log.error(str(error))
    except Exception:  # The SDK has reported what a resource's registration has thrown, as the engine did.
        pulumi.log.error(traceback.format_exc())
    return ALREADY_REPORTED


code = main()
sys.stdout.flush()
sys.stderr.flush()
# Threads of gRPC may still wait.
os._exit(code)
