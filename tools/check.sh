#!/usr/bin/env bash
# Format, layers, budgets, headers alone; clang-tidy on what changed (all with TIDY=all).
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
failed=0
step() { printf '== %s\n' "$1"; shift; "$@" || { failed=1; echo "   failed"; }; }

format() {
  git ls-files --cached --others --exclude-standard 'src/*.cc' 'src/*.h' | xargs -r clang-format-19 --dry-run --Werror 2>&1 \
    | grep -E 'error|warning' | cut -c1-120 | head -20
  [ "${PIPESTATUS[1]}" -eq 0 ]
}

# Every header of ours compiles alone.
headers() {
  local build=build/release out
  [ -d "$build/generated" ] || { echo "   (no build yet: ./dev build)"; return 0; }
  cmake --build "$build" --target firebreak_facts >/dev/null || return 1
  out=$(git ls-files --cached --others --exclude-standard 'src/*.h' | xargs -P 2 -I{} sh -c \
    'g++ -std=c++23 -fsyntax-only -x c++ -Isrc -isystem '"$build"'/generated -DFMT_SHARED -DFIREBREAK_SOURCE_DIR="\"\"" {} 2>&1 | grep -m1 error && echo "   alone: {}"')
  [ -z "$out" ] || { echo "$out"; return 1; }
}

tidy() {
  local files
  [ "${TIDY:-changed}" != none ] || { echo "   (not asked for)"; return 0; }
  if [ "${TIDY:-changed}" = all ]; then
    files=$(git ls-files 'src/*.cc' | grep -v _test)
  else
    files=$(git diff --name-only HEAD~5 -- 'src/*.cc' 2>/dev/null | grep -v _test | head -20)
  fi
  [ -n "$files" ] && [ -e build/release/compile_commands.json ] || return 0
  echo "$files" | xargs -P 2 -n 2 clang-tidy-19 --quiet -p build/release 2>/dev/null | grep -E 'error|warning' && return 1
  return 0
}

step "format" format
step "layers" python3 tools/check_layers.py src
step "budgets, words, messages" python3 tools/check_tidy.py
step "references of the contract" python3 tools/check_contract.py
[ "${QUICK:-}" ] || step "headers alone" headers
[ "${QUICK:-}" ] || step "clang-tidy" tidy
exit $failed
