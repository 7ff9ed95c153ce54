#!/usr/bin/env python3
"""Holds the direction of dependencies: which folder may include what.

The layers are the subfolders of lib/ in the order of lib/CMakeLists.txt; each may include its own
headers and those of the layers before it. Prints one line a violation; exit code 1 when there is one.

    tools/check_includes.py [repository]
"""

import pathlib
import re
import sys

# Product folders outside lib/, each with the folders whose headers it may include.
TOP_LEVEL = {
    "lib": {"lib"},
    "services": {"lib", "services"},
    "tools": {"lib", "tools"},
    "tests": {"lib", "services", "tools", "tests"},
}
# Headers that only some folders may see; tests may see everything.
RESTRICTED = [
    (re.compile(r"rocksdb/"), {"lib/storage"}),
    (re.compile(r"prometheus/"), {"lib/rpc", "services"}),
    (
        re.compile(r"(grpcpp|grpc)/|.*\.grpc\.pb\.h$"),
        {"lib/rpc", "lib/client", "services", "tools/sambyd"},
    ),
]
# The engines, each with the layers it may use besides its own: plain structs in, plain structs out.
ENGINES = {
    "domain": {"base"},
    "breakdown": {"base", "domain"},
    "market": {"base", "domain"},
    "consortium": {"base", "domain", "market"},
}
# Without protobuf: the engines and what they stand on.
WITHOUT_PROTO = {"lib/" + name for name in ("base", *ENGINES)}
# Clocks, chance, input, output and threads: no engine includes them.
IMPURE = re.compile(
    r"lib/base/(clock|encryption|log|mutex)\.h$"
    r"|(ctime|filesystem|fstream|future|iostream|random|thread|unistd\.h)$"
)

INCLUDE = re.compile(r'^\s*#\s*include\s*[<"]([^>"]+)[>"]')


def read_layers(root):
    """The layers of lib/, lowest first."""
    text = (root / "lib/CMakeLists.txt").read_text()
    loop = re.search(r"foreach\(layer\s+([^)]+)\)", text)
    if not loop:
        raise SystemExit("lib/CMakeLists.txt: found no foreach(layer ...) with the order")
    return loop.group(1).split()


def is_within(path, folders):
    return any(path == folder or path.startswith(folder + "/") for folder in folders)


def why_forbidden(path, header, layers):
    """Why the file at `path` must not include `header`; None when it may."""
    top = path.split("/")[0]
    target = header.split("/")[0]
    if target in TOP_LEVEL and target not in TOP_LEVEL[top]:
        return f"{top}/ knows only {', '.join(sorted(TOP_LEVEL[top]))}"
    if top == "lib" and target == "lib":
        own, other = path.split("/")[1], header.split("/")[1]
        if other not in layers:
            return f"lib/{other} is no layer of lib/CMakeLists.txt"
        if layers.index(other) > layers.index(own):
            return f"lib/{other} stands above lib/{own}"
    if top == "tests":
        return None
    engine = path.split("/")[1] if top == "lib" else ""
    if engine in ENGINES:
        if IMPURE.match(header):
            return "an engine has no clock, chance, input, output or thread"
        if target == "lib" and header.split("/")[1] not in ENGINES[engine] | {engine}:
            return f"lib/{engine} uses only {', '.join(sorted(ENGINES[engine]))}"
    for pattern, folders in RESTRICTED:
        if pattern.match(header) and not is_within(path, folders):
            return f"only {', '.join(sorted(folders))} may"
    if header.endswith(".pb.h") and is_within(path, WITHOUT_PROTO):
        return "this folder never sees protobuf"
    return None


def find_violations(root):
    """Lines "file:line: includes header: reason", sorted by file."""
    layers = read_layers(root)
    violations = []
    for top in TOP_LEVEL:
        for file in sorted((root / top).rglob("*")):
            if file.suffix not in {".h", ".cc"}:
                continue
            path = file.relative_to(root).as_posix()
            if path.startswith("lib/") and path.split("/")[1] not in layers:
                violations.append(f"{path}:1: lies in no layer of lib/CMakeLists.txt")
                continue
            for number, line in enumerate(file.read_text().splitlines(), start=1):
                include = INCLUDE.match(line)
                reason = include and why_forbidden(path, include.group(1), layers)
                if reason:
                    violations.append(f"{path}:{number}: includes {include.group(1)}: {reason}")
    return violations


def main():
    root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else __file__ + "/../..").resolve()
    violations = find_violations(root)
    print("\n".join(violations) if violations else "Every include keeps to the layers.")
    return 1 if violations else 0


if __name__ == "__main__":
    sys.exit(main())
