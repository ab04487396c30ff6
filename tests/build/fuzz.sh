# shellcheck shell=bash
# Fuzzing: the targets of tests/fuzz/, each for so many executions, from the committed corpus.

# Without sanitizers ("none") a long run is twice as fast; the crate has no unsafe code that they would watch.
SANITIZER=${SANITIZER:-address}
DICTIONARY=tests/fuzz/dictionary.txt

# Its flags are those of a nightly toolchain, and so is what they do; the stable one takes them when told so.
cargo_fuzz() { # COMMAND OPTION...
  local command=$1
  shift
  RUSTC_BOOTSTRAP=1 cargo fuzz "$command" --fuzz-dir tests/fuzz "$@"
}

# In continuous integration: the same executions each time, the committed corpus first.
fuzz_shortly() {
  cargo fmt --manifest-path tests/fuzz/Cargo.toml --check -- --color never
  cargo metadata --manifest-path tests/fuzz/Cargo.toml --locked --format-version 1 >/dev/null
  rm -rf "$TARGET/fuzz/short"
  fuzz_each "$TARGET/fuzz/short" "$(cargo_fuzz list)" -runs=10000 -seed=1 -verbosity=0 -print_funcs=0
}

# What is found to be new is kept in FOUND, not among the sources. One test a target.
fuzz_each() { # FOUND TARGETS OPTION-OF-THE-ENGINE...
  local found=$1 targets=$2 name passed=0 failed=0
  shift 2
  cargo_fuzz build --sanitizer "$SANITIZER"
  for name in $targets; do
    mkdir -p "$found/$name"
    if cargo_fuzz run --sanitizer "$SANITIZER" "$name" "$found/$name" "tests/fuzz/corpus/$name" -- \
      -dict="$DICTIONARY" -timeout=60 -report_slow_units=60 -print_final_stats=1 "$@"; then
      printf 'ok %s\n' "$name"
      passed=$((passed + 1))
    else
      printf 'not ok %s\n' "$name"
      failed=$((failed + 1))
    fi
  done
  printf '%d passed, %d failed\n' "$passed" "$failed"
  [ "$failed" -eq 0 ]
}
