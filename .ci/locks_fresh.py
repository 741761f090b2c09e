"""Fails when a lock file lacks, or holds in another version, what pyproject.toml asks for."""

import re
import sys
import tomllib
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name


def locked(file: str) -> dict[str, str]:
    found = re.findall(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", Path(file).read_text(), re.MULTILINE)
    return {canonicalize_name(name): version for name, version in found}


def faults(asked: list[str], file: str) -> list[str]:
    have = locked(file)
    needs = [Requirement(line) for line in asked]
    return [
        f"{file}: {need} is asked for, locked is {have.get(canonicalize_name(need.name), 'nothing')}"
        for need in needs
        if not need.specifier.contains(have.get(canonicalize_name(need.name), "0"), prereleases=True)
    ]


def main() -> int:
    project = tomllib.loads(Path("pyproject.toml").read_text())["project"]
    run, dev = project["dependencies"], project["optional-dependencies"]["dev"]
    found = faults(run, "requirements.lock") + faults(run + dev, "requirements-dev.lock")
    for file in ("requirements.lock", "requirements-dev.lock"):
        text = Path(file).read_text()
        found += [f"{file} names an index"] if "://" in text else []
    both = locked("requirements-dev.lock")
    found += [
        f"{name} is {version} in requirements.lock, {both.get(name)} in requirements-dev.lock"
        for name, version in locked("requirements.lock").items()
        if both.get(name) != version
    ]
    sys.stdout.write("".join(f"{line}\n" for line in found))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
