# shellcheck shell=bash
# What all commands of build.sh share: places, and how they talk.

# Where cargo builds; everything else that is generated stands beside it.
TARGET=${CARGO_TARGET_DIR:-$ROOT/target}
case $TARGET in /*) ;; *) TARGET=$CALLED_FROM/$TARGET ;; esac
export CARGO_TARGET_DIR=$TARGET
LOGS=$TARGET/logs
mkdir -p "$LOGS"

# Output is read by programs and in logs, so no tool is to colour it.
unset FORCE_COLOR CLICOLOR_FORCE
export NO_COLOR=1 CARGO_TERM_COLOR=never

MOCK_SERVER=$TARGET/debug/mock-server
export MOCK_SERVER

say() { printf '%s\n' "$*"; }

usage_error() {
  printf 'build.sh: %s\n\n' "$1" >&2
  usage >&2
  exit 2
}

no_arguments() {
  [ $# -eq 0 ] || usage_error "unexpected argument: $1"
}

milliseconds() {
  if [ -n "${EPOCHREALTIME:-}" ]; then
    echo $((${EPOCHREALTIME/[.,]/} / 1000))
  else
    echo $(($(date +%s) * 1000)) # bash before 5.0
  fi
}

# Seconds since START, as "12.3 s".
elapsed() { # START
  local tenths=$((($(milliseconds) - $1) / 100))
  printf '%d.%d s' $((tenths / 10)) $((tenths % 10))
}

# Where the output of a step or suite is kept.
log_file() { # LABEL
  printf '%s/%s.log' "$LOGS" "$(printf '%s' "$1" | tr -cs 'A-Za-z0-9' '-')"
}

# Runs a command with its output in LOG, and leaves its exit status in STATUS. To be called plainly: bash switches
# `set -e` off for all that runs inside an `if`, `||` or `&&`, and a function would go on after a failure.
run_logged() { # LOG COMMAND...
  local log=$1
  shift
  set +e
  (
    set -e
    "$@"
  ) >"$log" 2>&1 </dev/null
  STATUS=$?
  set -e
}

# One step: a line that says what is done and how long it took. Where the command fails, its output follows and
# the script ends.
step() { # LABEL COMMAND...
  local label=$1 started log
  shift
  started=$(milliseconds)
  log=$(log_file "$label")
  printf '%-60s' "$label"
  run_logged "$log" "$@"
  if [ "$STATUS" -eq 0 ]; then
    printf '%8s\n' "$(elapsed "$started")"
  else
    printf '  failed\n'
    cat "$log"
    exit 1
  fi
}
