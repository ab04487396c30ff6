#!/usr/bin/env bash
# The project's commands. Each does its own set-up; `./build.sh help` lists them.
set -euo pipefail

ROOT=$(CDPATH='' cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
CALLED_FROM=$PWD
cd "$ROOT"
. tests/build/common.sh
. tests/build/setup.sh
. pkg-template/build/package.sh
. pkg-template/build/server-entry.sh
. www/bengkel/build/bengkel.sh
. tests/build/serve.sh
. tests/build/fuzz.sh
. tests/build/test.sh
. tests/build/bench.sh

usage() {
  cat <<'USAGE'
Usage: ./build.sh COMMAND

  serve   Serve the demo storefront on this computer, with a mock of the Open API.
            --port N                       port (default 8080; the next free one where it is taken)
            --token T                      ask the real API, as the shop of this token
            --base-url URL                 ask the API at this address
            --token-user T --id-user ID    the member who is logged in, with --token
  test    Check and test; ends with "N passed, N failed".
            --all                          every repetition, too: each case on each engine, each payload in each field
            SUITE...                       only these, for example: ./build.sh test native elements
            FILE...                        only these files: ./build.sh test tests/elements/urut.test.mjs
            --name TEST                    only this test of one suite
  build   Build the npm package in pkg/ and print its sizes.
  bengkel Build the workshop for designers in target/bengkel: static files for any file server, or to open by a double click.
  fuzz    Fuzz the crate for long: ./build.sh fuzz [TARGET|all] [RUNS]; tests/fuzz/README.md says more.
  bench   Measure the package against what pages would use instead; tests/bench/README.md says more.
            ./build.sh bench [SECTION...]  bytes, first-product, decoding, requests, memory, growth
            ./build.sh bench server        callbacks a second with each store, in Rust and Node
            RUNS=3 ./build.sh bench        quickly; results are kept from 15 runs of everything on
            PKG=FOLDER ./build.sh bench    another build of the package than pkg/
  help    Print this text.

What a command needs (compiler targets, cargo tools, npm packages, browsers) is installed where it is
missing. Tools are kept in ${XDG_CACHE_HOME:-~/.cache}/bukaolshop.
USAGE
}

command_build() {
  no_arguments "$@"
  setup_package
  build_package
  node pkg-template/build/sizes.mjs pkg
}

command_bengkel() {
  no_arguments "$@"
  setup_package
  build_package
  build_bengkel
  say "The workshop is in ${BENGKEL#"$ROOT/"}: open index.html there, or put the folder on any file server."
}

command_fuzz() { # [TARGET|all|short] [RUNS]
  local targets=${1:-all} runs=${2:-10000000}
  [ $# -le 2 ] || usage_error "unexpected argument: $3"
  case $runs in *[!0-9]* | '') usage_error "RUNS is a number: $runs" ;; esac
  need_programs
  setup_fuzz
  if [ "$targets" = short ]; then
    fuzz_shortly
    return
  fi
  [ "$targets" != all ] || targets=$(cargo_fuzz list)
  fuzz_each "$TARGET/fuzz/found" "$targets" -runs="$runs"
}

main() {
  local command=${1:-help}
  shift || true
  case $command in
    serve) command_serve "$@" ;;
    test) command_test "$@" ;;
    build) command_build "$@" ;;
    bengkel) command_bengkel "$@" ;;
    fuzz) command_fuzz "$@" ;;
    bench) command_bench "$@" ;;
    help | -h | --help) usage ;;
    *) usage_error "unknown command: $command" ;;
  esac
}

main "$@"
