# shellcheck shell=bash
# `./build.sh bench`: the package measured against what pages would use instead.

command_bench() { # [SECTION...]
  if [ "${1:-}" = server ]; then
    shift
    bench_server "$@"
    return
  fi
  setup_package
  need_node_modules tests/bench "what the package is measured against"
  need_browsers
  ENGINES=71 need_old_engines
  if [ -z "${PKG:-}" ]; then
    build_package
  else
    case $PKG in /*) ;; *) PKG=$CALLED_FROM/$PKG ;; esac
    export PKG
  fi
  step "Build the mock server" cargo build --locked --package mock-server
  node tests/bench/bench.mjs "$@"
}

# Callbacks a second with each store of callbacks.
bench_server() { # [CALLBACKS]
  setup_package
  setup_tools stores databases
  build_package
  step "Build the servers" cargo build --release --locked --package example-server --bin bench-server
  step "Build the relay" cargo build --release --locked --package bukaolshop --features relay --bin bukaolshop-relay
  "${CARGO_TARGET_DIR:-target}/release/bench-server" measure "$@"
}
