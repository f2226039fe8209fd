#!/usr/bin/env bash
# Plays the night on a small city, serves it, and drives the page in headless Chromium against it.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
data=$(mktemp -d)
log=$data/serve.log
port=${FIREBREAK_TEST_PORT:-8971}
build/release/firebreak demo --data "$data/city" --people 149243 --headless --then-serve --port "$port" \
  --web "$PWD/web/dist" --quiet >"$log" 2>&1 &
server=$!
trap 'kill "$server" 2>/dev/null || true; wait "$server" 2>/dev/null || true; rm -rf "$data"' EXIT
for _ in $(seq 300); do
  grep -q 'The page is at' "$log" && break
  kill -0 "$server" 2>/dev/null || { cat "$log"; exit 1; }
  sleep 0.5
done
grep -q 'The page is at' "$log" || { echo "not serving after 150 s"; cat "$log"; exit 1; }
cd web
FIREBREAK_URL="http://127.0.0.1:$port/" npm run --silent e2e -- ${@:-night accessibility}
