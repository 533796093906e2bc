"""Previews or deploys the program by the Automation API: `python deploy.py preview` or `python deploy.py up`."""

import pathlib
import runpy
import sys

from pulumi import automation

folder = pathlib.Path(__file__).parent


def program() -> None:
    runpy.run_path(str(folder / "__main__.py"))


def main(operation: str) -> None:
    options = automation.LocalWorkspaceOptions(work_dir=str(folder))
    stack = automation.create_or_select_stack(
        "dev", project_name="contact-centre", program=program, opts=options
    )
    if operation == "up":
        outputs = stack.up(on_output=print).outputs
        print(f"People sign in at {outputs['signInUrl'].value}")
    else:
        stack.preview(on_output=print)


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except automation.CommandError as error:
        sys.exit(1)
