# shellcheck shell=bash
# `./build.sh test`: sets up what the chosen suites need, and runs them. tests/build/run.mjs does the running.

command_test() { # [--all] [SUITE...] [FILE...] [--name TEST]
  local tools word
  # Which engines are installed and run on goes by it, and how much each test file runs.
  export TEST_SCOPE=short
  for word; do if [ "$word" = --all ]; then TEST_SCOPE=all; fi; done
  # Whoever reads the last line learns of a run that never came to its tests, too.
  trap 'printf "0 passed, 1 failed\n"' EXIT
  need_programs
  tools=$(node tests/build/run.mjs --tools "$@")
  # shellcheck disable=SC2086 # a list of words
  setup_tools $tools
  trap - EXIT
  exec node tests/build/run.mjs "$@"
}
