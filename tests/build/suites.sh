# shellcheck shell=bash
# `./build.sh test`: every suite, whatever happened to those before it, and one count at the end.

# What Rust programs have.
NATIVE=bukaolshop/native,bukaolshop/axum

PASSED=0
FAILED=0
FAILED_SUITES=()
PACKAGE_BUILT=no

run_all_suites() {
  local started
  started=$(milliseconds)
  check_sources
  run_suite "Second tries, browsers" node node --test --test-reporter=spec tests/build/*.test.mjs
  test_natively
  test_package
  test_in_browsers
  report "$started"
}

check_sources() {
  run_suite "Format" check cargo fmt --all --check -- --color never
  run_suite "Lints, native" check lint_natively
  run_suite "Lints, WebAssembly" check lint_for_wasm
  run_suite "Documentation, native" check document --workspace --features "$NATIVE"
  run_suite "Documentation, WebAssembly" check document --package bukaolshop --features js --target wasm32-unknown-unknown
  run_suite "Documentation, server" check document --package bukaolshop --features server-js --target wasm32-unknown-unknown
}

# The crate with and without its features: what only one of them uses must not be left over without it.
lint_natively() {
  lint --package bukaolshop --lib
  lint --package bukaolshop --lib --features server
  lint --package bukaolshop --lib --features native
  lint --workspace --all-targets --features "$NATIVE"
}

lint_for_wasm() {
  lint --target wasm32-unknown-unknown --package bukaolshop --lib
  lint --target wasm32-unknown-unknown --package bukaolshop --lib --features js
  lint --target wasm32-unknown-unknown --package bukaolshop --lib --features server
  lint --target wasm32-unknown-unknown --package bukaolshop --lib --features server-js
  lint --target wasm32-unknown-unknown --package bukaolshop-wasm-tests --all-targets
}

lint() { # CARGO-OPTION...
  cargo clippy --locked "$@" -- -D warnings
}

document() { # CARGO-OPTION...
  RUSTDOCFLAGS="-D warnings" cargo doc --locked --no-deps "$@"
}

test_natively() {
  run_suite "Mock server builds" check cargo build --locked --package mock-server
  if cargo nextest --version >/dev/null 2>&1; then
    run_suite "Native tests" nextest cargo nextest run --locked --workspace --features "$NATIVE" --no-fail-fast
  else
    run_suite "Native tests" cargo cargo test --locked --workspace --features "$NATIVE" --all-targets --no-fail-fast
  fi
  run_suite "Documentation examples" cargo cargo test --locked --workspace --features "$NATIVE" --doc --no-fail-fast
  run_suite "Fuzzing, short" own fuzz_shortly
}

test_package() {
  run_suite "Package builds" check build_package
  [ "$STATUS" -ne 0 ] || PACKAGE_BUILT=yes
  run_package_suite "Types of the entry files" check check_entry_types
  run_package_suite "Types of the contract" check check_contract_types
  run_suite "Benchmark" node node --test --test-reporter=spec tests/bench/*.test.mjs
  run_package_suite "Package" node node --test --test-reporter=spec tests/package/*.test.mjs
  run_package_suite "Server" node node --test --test-reporter=spec tests/server/*.test.mjs
}

check_entry_types() {
  "$NPM_BIN/tsc" --strict --noEmit --allowJs --target es2020 --lib es2020,esnext.disposable,dom,dom.iterable \
    --types '' --module esnext --moduleResolution bundler "$STAGE/glue/index.js" "$STAGE/glue/inline.js" "$STAGE/glue/classic.js"
  "$NPM_BIN/tsc" --strict --noEmit --allowJs --target es2022 --lib es2022,dom,dom.iterable,dom.asynciterable \
    --types node --typeRoots tests/node_modules/@types --module esnext --moduleResolution bundler \
    "$STAGE/server/core.js" "$STAGE/server/index.js" "$STAGE/server/file-store.js" "$STAGE/server/browser.js"
}

check_contract_types() {
  "$NPM_BIN/tsc" --project tests/browser/types/tsconfig.json
  "$NPM_BIN/tsc" --project tests/browser/types/tsconfig.node16.json
}

test_in_browsers() {
  run_suite "WebAssembly in Chromium" wasm wasm_pack_test --chrome --chromedriver "$CHROMEDRIVER"
  run_suite "WebAssembly in Firefox" wasm wasm_pack_test --firefox --geckodriver "$(command -v geckodriver)"
  run_package_suite "Contract in Chromium" node node --test --test-reporter=spec tests/browser/*.test.mjs
  run_package_suite "Consumers" node node --test --test-reporter=spec tests/consumers/consumers.test.mjs
  run_package_suite "Classic script" node node --test --test-reporter=spec tests/classic/*.test.mjs
  run_package_suite "Elements" node node --test --test-reporter=spec tests/elements/*.test.mjs
  run_package_suite "XSS" node node --test --test-reporter=spec tests/xss/*.test.mjs
  run_package_suite "Faults" node node --test --test-reporter=spec tests/faults/*.test.mjs
  run_package_suite "Changed answers" node node --test --test-reporter=spec tests/mutations/*.test.mjs
  run_package_suite "Memory" node node --test --test-reporter=spec tests/memory/*.test.mjs
  run_package_suite "Soak" node node --test --test-reporter=spec tests/soak/*.test.mjs
  run_package_suite "Demo storefront" node node --test --test-reporter=spec tests/demo/*.test.mjs
  run_package_suite "Guide" node node --test --test-reporter=spec tests/guide/*.test.mjs
  run_package_suite "Contoh" node node --test --test-reporter=spec tests/contoh/*.test.mjs
  run_package_suite "Firefox" node node --test --test-reporter=spec tests/firefox/*.test.mjs
  test_on_old_engines
}

test_on_old_engines() {
  if has_old_engines; then
    run_package_suite "Old engines" node node --test --test-reporter=spec tests/old-engines/*.test.mjs
  else
    printf '%-32snot run: old engines are there for Linux on x86-64 only\n' "Old engines"
  fi
}

# The runner prefers a driver that the environment names over the one it is told by wasm-pack.
wasm_pack_test() { # WASM-PACK-OPTION...
  WASM_BINDGEN_TEST_TIMEOUT=300 node tests/support/with-mock-server.mjs tests/wasm/mock-server.url \
    env -u GECKODRIVER -u CHROMEDRIVER wasm-pack test --headless --mode no-install "$@" tests/wasm --locked
}

# ---------------------------------------------------------------- running and counting

# Runs one suite and adds its tests to the count. KIND says whose summary is read, see `count_tests`; one that runs in
# browsers gets a second try. Leaves 0 in STATUS where the suite passed.
run_suite() { # NAME KIND COMMAND...
  local name=$1 kind=$2 log again='' started passed failed note
  shift 2
  log=$(log_file "$name")
  started=$(milliseconds)
  printf '%-32s' "$name"
  run_logged "$log" "$@"
  read -r passed failed note < <(verdict "$kind" "$log")
  if [ "$failed" -gt 0 ] && [[ $kind =~ ^(node|wasm)$ ]]; then
    again=$(log_file "$name, second try")
    second_command "$kind" "$log" "$@"
    run_logged "$again" "${AGAIN[@]}"
    read -r passed failed note < <(second_verdict "$kind" "$again" $((${#AGAIN[@]} == $#)) "$passed" "$failed" "$note")
  fi
  printf '%5d passed %5d failed%10s%s\n' "$passed" "$failed" "$(elapsed "$started")" "$note"
  count_suite "$name" "$passed" "$failed"
  if [ "$failed" -gt 0 ]; then
    STATUS=1
    show_output "$name" cat "$log"
    [ -z "$again" ] || show_output "$name, second try" cat "$again"
  elif [ -n "$again" ]; then
    show_output "$name, what failed at the first try" failures "$kind" "$log"
  fi
}

# Prints "PASSED FAILED NOTE": what the runner's summary says, and one failure where it broke off without naming any.
verdict() { # KIND LOG
  local passed failed note=''
  read -r passed failed < <(count_tests "$1" "$2")
  if [ "$STATUS" -ne 0 ] && [ "$failed" -eq 0 ]; then
    failed=1
    note=", exit status $STATUS"
  elif [ $((passed + failed)) -eq 0 ]; then
    failed=1
    note=', ran no test'
  fi
  echo "$passed $failed $note"
}

# A suite that needs the package; a package left over from an earlier build must not pass in its place.
run_package_suite() { # NAME KIND COMMAND...
  if [ "$PACKAGE_BUILT" = yes ]; then
    run_suite "$@"
  else
    printf '%-32s%5d passed %5d failed, not run: the package was not built\n' "$1" 0 1
    count_suite "$1" 0 1
  fi
}

count_suite() { # NAME PASSED FAILED
  PASSED=$((PASSED + $2))
  FAILED=$((FAILED + $3))
  [ "$3" -eq 0 ] || FAILED_SUITES+=("$1")
}

# Prints "PASSED FAILED" as a runner's own summary says; a check is one test.
count_tests() { # KIND LOG
  if [ "$1" = check ]; then
    if [ "$STATUS" -eq 0 ]; then echo 1 0; else echo 0 1; fi
    return
  fi
  awk -v kind="$1" '
    # test result: ok. 12 passed; 0 failed; ...            (cargo test, wasm-bindgen-test: once per binary)
    (kind == "cargo" || kind == "wasm") && /^test result: / { passed += $4; failed += $6 }
    # Summary [ 1.2s] 12 tests run: 10 passed (1 slow), 1 failed, 1 timed out, 0 skipped
    kind == "nextest" && /^ *Summary \[/ {
      for (i = 2; i <= NF; i++) {
        if ($i ~ /^passed/) passed += $(i - 1)
        if ($i ~ /^(failed|timed|exec)/) failed += $(i - 1)
      }
    }
    # ℹ pass 12                                           (node --test: once)
    kind == "node" && $1 == "ℹ" && $2 == "pass" { passed += $3 }
    kind == "node" && $1 == "ℹ" && ($2 == "fail" || $2 == "cancelled") { failed += $3 }
    # 12 passed, 0 failed                                   (tests of our own)
    kind == "own" && /^[0-9]+ passed, [0-9]+ failed$/ { passed += $1; failed += $3 }
    END { print passed + 0, failed + 0 }
  ' "$2"
}

show_output() { # TITLE COMMAND...
  printf -- '---------- %s\n' "$1"
  "${@:2}"
  printf -- '----------\n'
}

# ---------------------------------------------------------------- second tries

# Leaves in AGAIN what a second try runs: of the files given to node those in which a test failed, else everything.
second_command() { # KIND LOG COMMAND...
  local kind=$1 log=$2 place files failed=' ' word
  shift 2
  AGAIN=("$@")
  [ "$kind" = node ] || return 0
  # test at tests/demo/cari.test.mjs:19:1
  while read -r place; do
    # A file that broke off (at 1:1) has not counted its tests.
    [[ $place != *:1:1 ]] || return 0
    files=$(files_with "${place%:*:*}" "$@")
    [ -n "$files" ] || return 0
    failed+="$files "
  done < <(sed -n 's/^test at //p' "$log" | sort -u)
  [ "$failed" != ' ' ] || return 0
  AGAIN=()
  for word; do
    if [[ $word != *.test.mjs || $failed == *" $word "* ]]; then AGAIN+=("$word"); fi
  done
}

# Prints the test files of a command that are a module, or import it: files share tests.
files_with() { # MODULE COMMAND...
  local module=$1 word files=''
  shift
  for word; do
    [[ $word == *.test.mjs ]] || continue
    if [ "$word" = "$module" ] || grep -Fq "/${module##*/}\"" "$word"; then files+=" $word"; fi
  done
  echo "${files# }"
}

# Prints "PASSED FAILED NOTE" of both tries together, each test counted once.
second_verdict() { # KIND LOG IS-WHOLE, then PASSED FAILED NOTE of the first try
  local first_passed=$4 first_failed=$5 first_note=$6 passed failed note
  read -r passed failed note < <(verdict "$1" "$2")
  # What passed at the first try was not run again.
  if [ "$3" -eq 0 ]; then passed=$((first_passed + first_failed - failed)); fi
  if [ "$failed" -gt 0 ]; then
    note="$note, at the second try, too"
  elif [ -n "$first_note" ]; then
    note="$first_note; passed at the second try"
  else
    note=", $first_failed passed at the second try"
  fi
  echo "$passed $failed $note"
}

# Prints what a runner's log says of the tests that failed, or all of it where it says nothing of any. Why a file broke
# off, node says further up.
failures() { # KIND LOG
  local said=''
  grep -q '^test at .*:1:1$' "$2" || said=$(awk -v kind="$1" '
    kind == "node" && /^✖ failing tests:/ { on = 1 }
    kind == "wasm" && /^failures:/ { on = 1 }
    on
  ' "$2")
  if [ -n "$said" ]; then printf '%s\n' "$said"; else cat "$2"; fi
}

report() { # STARTED
  local name
  if [ "$FAILED" -gt 0 ]; then
    printf '\nFailed suites:\n'
    for name in "${FAILED_SUITES[@]}"; do printf '  %s\n' "$name"; done
  fi
  printf '\nTook %s.\n' "$(elapsed "$1")"
  printf '%d passed, %d failed\n' "$PASSED" "$FAILED"
  [ "$FAILED" -eq 0 ]
}
