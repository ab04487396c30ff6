# shellcheck shell=bash
# `./build.sh serve`: the demo storefront on this computer.

command_serve() {
  local port=8080 token='' base_url='' token_user='' id_user=''
  while [ $# -gt 0 ]; do
    case $1 in --*=*) set -- "${1%%=*}" "${1#*=}" "${@:2}" ;; esac
    case $1 in --port | --token | --base-url | --token-user | --id-user) ;; *) usage_error "serve: unknown argument: $1" ;; esac
    [ -n "${2:-}" ] || usage_error "serve: $1 needs a value"
    case $1 in
      --port) port=${2#"${2%%[!0]*}"} ;; # without leading zeros, which would make it octal
      --token) token=$2 ;;
      --base-url) base_url=$2 ;;
      --token-user) token_user=$2 ;;
      --id-user) id_user=$2 ;;
    esac
    shift 2
  done
  is_port "$port" || usage_error "serve: --port is a number from 1 to 65535"
  [ -z "$token_user$id_user" ] || { [ -n "$token_user" ] && [ -n "$id_user" ]; } ||
    usage_error "serve: --token-user and --id-user go together"

  setup_package
  build_package
  build_bengkel
  step "Build the mock server" cargo build --locked --package mock-server
  port=$(free_port "$port")

  set -- --listen "127.0.0.1:$port" --www www --pkg pkg --bengkel "$BENGKEL"
  [ -z "$token" ] || set -- "$@" --token "$token"
  [ -z "$base_url" ] || set -- "$@" --base-url "$base_url"
  [ -z "$token_user" ] || set -- "$@" --token-user "$token_user" --id-user "$id_user"
  # In the script's place, so that Ctrl-C or a signal to the script reaches the server.
  exec "$MOCK_SERVER" "$@" > >(announce)
}

is_port() {
  case $1 in '' | *[!0-9]* | ??????*) return 1 ;; esac
  [ "$1" -ge 1 ] && [ "$1" -le 65535 ]
}

# The first port from FIRST on where nobody answers.
free_port() { # FIRST
  local port=$1
  while (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do
    port=$((port + 1))
    is_port "$port" || port=1024
  done
  [ "$port" = "$1" ] || say "Port $1 is taken; this is port $port." >&2
  echo "$port"
}

# Turns the server's first line into one that nobody overlooks.
announce() {
  local line
  trap '' INT
  while IFS= read -r line; do
    case $line in
      "listening "*) invite "${line#listening }" ;;
      *) say "$line" ;;
    esac
  done
}

invite() { # ORIGIN
  printf '\nThe shop is open:            %s/\n' "$1"
  printf 'Seen without logging in:     %s/app/tamu/index.html\n' "$1"
  printf 'The workshop for designers:  %s/bengkel/\n' "$1"
  printf 'Ctrl-C stops it.\n\n'
}
