#!/usr/bin/env python3
"""Fails on what a reader of this code should never meet.

Length budgets (no exemption by size), banned words and calls with what to use instead, leftover
markers, tests that would not be run, refusals without a message in both languages, and source that
names a folder or a person it must not. Prints one line a finding: file:line: what is wrong.
"""
import json
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
BUDGETS = {".cc": 400, ".h": 200, "_test.cc": 600}
FUNCTION_MAX = 70
LINE_MAX = 100
BANNED_NAMES = r"(Manager|Helper|Util|Processor|Handler)s?"
BANNED = [
    (re.compile(r"\b(class|struct)\s+\w*" + BANNED_NAMES + r"\b"), "a name that says nothing; name the noun"),
    (re.compile(r"\bcaze\b|\bfengkong\b|\bhesuan\b|\bliudiao\b|\bfangcang\b"), "see the glossary for the word"),
    (re.compile(r"(?<![\w:])rand\(\)|std::random_device|std::mt19937"), "use base/random.h with a given seed"),
    (re.compile(r"\bassert\("), "use CHECK"),
    (re.compile(r"\b(TODO|FIXME|XXX|HACK)\b"), "a leftover marker"),
    (re.compile(r"/work/"), "a path of one machine"),
]
CORE = ("src/domain/", "src/engine/core/", "src/engine/queries/", "src/analysis/", "src/base/")
BANNED_IN_CORE = [
    (re.compile(r"std::chrono::(system|steady|high_resolution)_clock|\btime\(nullptr\)|clock_gettime"),
     "no clock in the core: time is passed in"),
    (re.compile(r"std::(thread|async|jthread)\b"), "no threads in the core"),
    (re.compile(r"std::(i|o)?fstream|\bfopen\(|std::filesystem"), "no files in the core"),
    (re.compile(r"std::unordered_(map|set)"), "its order differs between machines: std::map or KeyTable"),
]
findings = []


def find(path, line, text):
    findings.append(f"{path.relative_to(ROOT)}:{line}: {text}")


def function_lengths(lines):
    """Yields (first line, length) of every brace block that opens at namespace or class depth as a function."""
    start = None
    for number, line in enumerate(lines, 1):
        # clang-format puts a function's closing brace alone at the column where its text began.
        opens = re.match(r"^(\s{0,4})(?!namespace|class|struct|enum|union|extern|#|//|return|constexpr std::array)"
                         r"\S.*\{$", line)
        if start is None and opens and ("(" in line or (number > 1 and "(" in lines[number - 2])):
            start, indent = number, opens.group(1)
        elif start is not None and line.rstrip() == indent + "}":
            yield start, number - start + 1
            start = None


def check_source(path):
    text = path.read_text()
    lines = text.split("\n")
    relative = path.relative_to(ROOT).as_posix()
    is_test = path.name.endswith("_test.cc")
    is_oracle = path.name.endswith("_oracle.h")
    budget = BUDGETS["_test.cc"] if is_test or is_oracle else BUDGETS.get(path.suffix, 400)
    if len(lines) - 1 > budget:
        find(path, len(lines), f"{len(lines) - 1} lines, {budget} at most: split it by noun")
    shipped = not path.name.endswith(("_test.cc", "_bench.cc", "_fuzz.cc", "_fixture.h"))
    rules = BANNED + (BANNED_IN_CORE if relative.startswith(CORE) and shipped
                      and relative != "src/base/reached.cc" else [])
    for number, line in enumerate(lines, 1):
        if len(line) > LINE_MAX and '"' not in line:
            find(path, number, f"{len(line)} columns, {LINE_MAX} at most")
        for pattern, why in rules:
            if pattern.search(line):
                find(path, number, why)
    if path.suffix == ".h" and not text.startswith("//"):
        find(path, 1, "a header opens with what it is")
    for start, length in function_lengths(lines):
        if length > FUNCTION_MAX:
            find(path, start, f"a function of {length} lines, {FUNCTION_MAX} at most")


# Codes of these are IoErrors, whose own words are for an operator, or names of probes.
MACHINE_CODES = ("io", "journal", "snapshot", "server", "data", "core", "tracing")
FILE_ENDINGS = (".csv", ".geojson", ".html", ".json", ".toml", ".xml", ".db")
CODE = re.compile(r'"([a-z][a-z_0-9]*\.[a-z][a-z_0-9]*)"')


def refusal_codes(path):
    """Yields (line, code) of every dotted literal that a refusal may carry."""
    lines = path.read_text().split("\n")
    for number, line in enumerate(lines, 1):
        before = lines[number - 2] if number > 1 else ""
        if line.lstrip().startswith(("//", "#include")) or "// no message" in line or "REACHED(" in line:
            continue
        if "IoError" in line or "IoError" in before or 'root / "' in line:
            continue
        if re.search("src/fronts/(cli|scenario)/", path.as_posix()) and not re.search(r'code = |"scenario\.', line):
            continue  # There other dotted literals are paths into answers, and labels of actors.
        for code in CODE.findall(line.split("  // ")[0]):
            if code.split(".")[0] not in MACHINE_CODES and not code.endswith(FILE_ENDINGS):
                yield number, code


def check_messages():
    """Every refusal code in the source has words in both languages, the same marks in both."""
    codes = {}
    skipped = ("_test.cc", "_bench.cc", "_fuzz.cc", "_fixture.h", "_oracle.h")
    for path in sorted((ROOT / "src").rglob("*.cc")) + sorted((ROOT / "src").rglob("*.h")):
        relative = path.relative_to(ROOT).as_posix()
        if path.name.endswith(skipped) or path.name.startswith("testing_"):
            continue
        if relative.startswith(("src/platform/vault/", "src/platform/io/", "src/platform/journal/")):
            continue  # IoErrors; what the vault refuses of a person is tested there.
        for number, code in refusal_codes(path):
            codes.setdefault(code, (path, number))
    known = {}
    for language in ("zh", "en"):
        file = ROOT / "messages" / f"{language}.json"
        known[language] = json.loads(file.read_text()) if file.exists() else {}
        if list(known[language]) != sorted(known[language]):
            find(file, 1, "keys are not sorted")
        for code, (path, number) in codes.items():
            if code not in known[language]:
                find(path, number, f"{code} has no message in messages/{language}.json")
    for code in sorted(set(known["zh"]) | set(known["en"])):
        marks = [sorted(set(re.findall(r"{(\w+)}", known[language].get(code, ""))))
                 for language in ("zh", "en")]
        if marks[0] != marks[1]:
            find(ROOT / "messages" / "zh.json", 1, f"{code}: {marks[0]} in zh, {marks[1]} in en")


def main():
    tracked = subprocess.run(["git", "ls-files", "--cached", "--others", "--exclude-standard"], cwd=ROOT, text=True,
                             capture_output=True, check=True).stdout.split("\n")
    for name in tracked:
        path = ROOT / name
        if name.startswith(("src/", "fuzz/", "drill/", "bench/")) and path.suffix in (".cc", ".h") and path.exists():
            check_source(path)
    check_messages()
    print("\n".join(findings) or "tidy: nothing to mend")
    sys.exit(bool(findings))


main()
