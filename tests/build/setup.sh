# shellcheck shell=bash
# Sets up what a command needs, and only where it is missing. What the script can't install, it names the command for.

TOOLS=${XDG_CACHE_HOME:-$HOME/.cache}/bukaolshop
CARGO_FUZZ_VERSION=0.13.2
NODE_MAJOR=20

setup_package() {
  need_programs
  need_rust_parts
  need_cargo_tool wasm-bindgen-cli "$(locked_version wasm-bindgen)" wasm-bindgen
  need_node_modules tests "the build's npm packages"
}

# What suites need, by the words that tests/build/suites.mjs has for it.
setup_tools() { # WORD...
  local word
  for word; do
    case $word in
      package) setup_package ;;
      fuzz) setup_fuzz ;;
      consumers) need_node_modules tests/consumers "the tools of the package's consumers" ;;
      server) need_node_modules tests/server "the runtimes of servers" ;;
      stores)
        need_node_modules tests/server "the runtimes of servers"
        need_better_sqlite3
        ;;
      browsers) need_browsers ;;
      old-engines) need_old_engines ;;
      databases) need_databases ;;
      containers) need_containers ;;
      *) missing "nobody knows how to set up $word" "git checkout tests/build" ;;
    esac
  done
}

setup_fuzz() {
  installed c++ || missing "a C++ compiler (c++) is missing" "$(system_install g++)"
  need_cargo_tool cargo-fuzz "$CARGO_FUZZ_VERSION" cargo-fuzz
}

# ---------------------------------------------------------------- what the script can't install

missing() { # WHAT COMMAND
  printf 'build.sh: %s. This mends it:\n\n  %s\n\n' "$1" "$2" >&2
  exit 1
}

installed() { command -v "$1" >/dev/null 2>&1; }

# The command that installs packages of the system.
system_install() { # PACKAGE...
  local sudo=''
  [ "$(id -u)" -eq 0 ] || sudo='sudo '
  if installed apt-get; then
    echo "${sudo}apt-get install -y $*"
  elif installed dnf; then
    echo "${sudo}dnf install -y $*"
  elif installed brew; then
    echo "brew install $*"
  else
    echo "(your system's package manager) install $*"
  fi
}

need_programs() {
  installed git || missing "git is missing" "$(system_install git)"
  installed cc || missing "a C compiler (cc) is missing" "$(system_install gcc)"
  installed cargo || missing "Rust is missing" "curl --proto '=https' --tlsv1.2 -sSf https://sh.rustup.rs | sh -s -- -y"
  need_rust_version
  installed node || missing "Node.js is missing" "$(system_install nodejs npm)"
  installed npm || missing "npm is missing" "$(system_install npm)"
  need_node_version
}

need_node_version() {
  local present major
  present=$(node --version)
  major=${present#v}
  [ "${major%%.*}" -ge "$NODE_MAJOR" ] ||
    missing "Node.js $NODE_MAJOR or newer is needed, this is $present" "npm install --global node@$NODE_MAJOR"
}

need_rust_version() {
  local needed present
  needed=$(sed -n 's/^rust-version = "\(.*\)"$/\1/p' Cargo.toml)
  present=$(rustc --version | cut -d ' ' -f 2)
  [ "$(printf '%s\n' "$needed" "${present%%-*}" | sort -V | sed -n 1p)" = "$needed" ] ||
    missing "Rust $needed or newer is needed, this is $present" "rustup update stable"
}

# ---------------------------------------------------------------- Rust

need_rust_parts() {
  local sysroot
  sysroot=$(rustc --print sysroot)
  [ -d "$sysroot/lib/rustlib/wasm32-unknown-unknown/lib" ] || rustup_add target wasm32-unknown-unknown
  [ -f "$sysroot/lib/rustlib/src/rust/library/Cargo.lock" ] || rustup_add component rust-src
  [ -x "$sysroot/bin/cargo-clippy" ] || rustup_add component clippy
  [ -x "$sysroot/bin/rustfmt" ] || rustup_add component rustfmt
}

rustup_add() { # target|component NAME
  installed rustup ||
    missing "Rust's $1 $2 is missing, and rustup, which adds it" "curl --proto '=https' --tlsv1.2 -sSf https://sh.rustup.rs | sh -s -- -y"
  step "Add Rust's $1 $2" rustup "$1" add "$2"
}

locked_version() { # CRATE
  awk -v name="$1" '$1 == "name" && $3 == "\"" name "\"" { getline; gsub(/"/, "", $3); print $3; exit }' Cargo.lock
}

# A tool from crates.io, in a folder of its own so that another version never answers in its place.
need_cargo_tool() { # CRATE VERSION PROGRAM
  local home=$TOOLS/$1-$2
  [ -x "$home/bin/$3" ] ||
    step "Install $1 $2 (takes some minutes, once)" env -u CARGO_TARGET_DIR cargo install --root "$home" "$1" --version "$2"
  PATH=$home/bin:$PATH
}

# ---------------------------------------------------------------- npm

# A copy of the lock file says what node_modules was installed from; times say little in a fresh clone.
need_node_modules() { # FOLDER WHAT
  local from=$1/node_modules/.installed-from.json
  cmp -s "$1/package-lock.json" "$from" || step "Install $2" install_node_modules "$1" "$from"
}

install_node_modules() { # FOLDER COPY-OF-LOCK
  npm ci --prefix "$1" --prefer-offline --ignore-scripts --no-audit --no-fund
  cp "$1/package-lock.json" "$2"
}

# better-sqlite3 is compiled for this version of Node.js, with its headers where they came with it. Packages' own scripts run
# nowhere else, and this one would look for a compiled one outside of the registry first. The result is kept.
need_better_sqlite3() {
  local folder=tests/server/node_modules/better-sqlite3 version kept
  version=$(node -p "require('./$folder/package.json').version + '-node-' + process.versions.modules")
  kept=$TOOLS/better-sqlite3-$version/better_sqlite3.node
  [ -f "$kept" ] || step "Compile better-sqlite3 (takes some minutes, once)" compile_better_sqlite3 "$folder" "$kept"
  mkdir -p "$folder/build/Release"
  cmp -s "$kept" "$folder/build/Release/better_sqlite3.node" || cp "$kept" "$folder/build/Release/"
}

compile_better_sqlite3() { # FOLDER RESULT
  local prefix
  installed c++ || missing "a C++ compiler (c++) is missing" "$(system_install g++)"
  installed make || missing "make is missing" "$(system_install make)"
  prefix=$(dirname "$(dirname "$(readlink -f "$(command -v node)")")")
  if [ -f "$prefix/include/node/node.h" ]; then export npm_config_nodedir=$prefix; fi
  npm_config_build_from_source=true npm rebuild better-sqlite3 --prefix tests/server --foreground-scripts
  mkdir -p "$(dirname "$2")"
  # In its place as a whole or not at all.
  cp "$1/build/Release/better_sqlite3.node" "$2.new"
  mv "$2.new" "$2"
}

# ---------------------------------------------------------------- browsers

first_of() { # PROGRAM...
  local program
  for program in "$@"; do
    command -v "$program" && return
  done
  return 1
}

# A browser that the environment names is taken as it is.
find_browsers() {
  CHROMIUM=${CHROMIUM:-$(first_of chromium-headless-shell chromium chromium-browser google-chrome-stable google-chrome)} || CHROMIUM=''
  FIREFOX=${FIREFOX:-$(first_of firefox-esr firefox)} || FIREFOX=''
  export CHROMIUM FIREFOX
}

need_browsers() {
  local packages='' name
  find_browsers
  for name in CHROMIUM FIREFOX; do
    [ -z "${!name}" ] || installed "${!name}" ||
      missing "$name names ${!name}, which is no program" "unset $name  # and let the script find one"
  done
  [ -n "$CHROMIUM" ] || packages="$packages $(chromium_package)"
  [ -n "$FIREFOX" ] || packages="$packages firefox-esr"
  [ -n "$packages" ] || return 0

  # shellcheck disable=SC2086 # a list of words
  if ! installed apt-get || [ "$(id -u)" -ne 0 ]; then
    missing "the browser tests need$packages" "$(system_install $packages)"
  fi
  # shellcheck disable=SC2086
  step "Install$packages" apt_install $packages
  find_browsers
}

# ---------------------------------------------------------------- databases

# The servers that the stores of callbacks are tested with, and the library that sets a program's clock. Tests start the servers
# themselves.
need_databases() {
  local packages=''
  installed redis-server || packages="$packages redis-server"
  installed postgres || compgen -G '/usr/lib/postgresql/*/bin/postgres' >/dev/null || packages="$packages postgresql"
  compgen -G '/usr/lib/*/faketime/libfaketime.so.1' >/dev/null || packages="$packages libfaketime"
  [ -n "$packages" ] || return 0
  # shellcheck disable=SC2086 # a list of words
  if ! installed apt-get || [ "$(id -u)" -ne 0 ]; then
    missing "the tests of stores need$packages" "$(system_install $packages)"
  fi
  # shellcheck disable=SC2086
  step "Install$packages" install_without_starting $packages
}

# ---------------------------------------------------------------- containers

# What a shop's server has of Debian's packages for the relay, and what a test needs to be such a server. runc runs containers on
# machines with control groups of both versions, which Debian's crun refuses.
CONTAINER_PACKAGES='podman:podman runc:runc iptables:iptables ip:iproute2 unshare:util-linux setpriv:util-linux caddy:caddy nginx:nginx-light
  curl:curl sqlite3:sqlite3'

need_containers() {
  local packages='' pair
  for pair in $CONTAINER_PACKAGES; do
    PATH=$PATH:/usr/sbin:/sbin installed "${pair%%:*}" || packages="$packages ${pair##*:}"
  done
  compgen -G '/usr/lib*/podman/netavark' >/dev/null || packages="$packages netavark"
  if [ -n "$packages" ]; then
    # shellcheck disable=SC2086 # a list of words
    if ! installed apt-get || [ "$(id -u)" -ne 0 ]; then
      missing "the test of the relay's guide needs$packages" "$(system_install $packages)"
    fi
    # shellcheck disable=SC2086
    step "Install$packages" install_without_starting $packages
  fi
  # The container is built where no registry can be reached.
  cargo fetch --locked --offline >/dev/null 2>&1 || step "Fetch the crates that the relay is made of" cargo fetch --locked
}

# The packages would start servers for the whole machine. A policy keeps them from that while they are installed.
install_without_starting() { # PACKAGE...
  local policy=/usr/sbin/policy-rc.d kept=''
  if [ -e "$policy" ]; then
    kept=1
  else
    printf '#!/bin/sh\nexit 101\n' >"$policy"
    chmod +x "$policy"
  fi
  apt_install "$@" || { [ -n "$kept" ] || rm -f "$policy"; return 1; }
  [ -n "$kept" ] || rm -f "$policy"
}

# Debian has the same engine without its windows, which opens a page at a third of the cost.
chromium_package() {
  if installed apt-get && { apt-cache show chromium-headless-shell || apt-get update && apt-cache show chromium-headless-shell; } >/dev/null 2>&1; then
    echo chromium-headless-shell
  else
    echo chromium
  fi
}

# The list of packages may be missing or old: then it is fetched, and the second try counts.
apt_install() { # PACKAGE...
  export DEBIAN_FRONTEND=noninteractive
  apt-get install -y --no-install-recommends "$@" || {
    apt-get update
    apt-get install -y --no-install-recommends "$@"
  }
}

# Kept beside the other tools. They are programs for one kind of machine.
need_old_engines() {
  local missing
  has_old_engines || return 0
  missing=$(node tests/old-engines/install.mjs --missing)
  [ -z "$missing" ] || step "Install Chromium $missing (once)" node tests/old-engines/install.mjs
}

has_old_engines() { [ "$(uname -sm)" = "Linux x86_64" ]; }
