#!/usr/bin/env bash
# Makes a server on an internet of its own out of the namespaces that it is started in: what is changed below /etc, /opt, /run, /srv
# and /var is kept in FOLDER, and its addresses exist only here. Started by sealed-server.mjs, and ends with it.
set -euo pipefail
FOLDER=$1

# A copy that can be written to, over what the machine has.
for place in etc opt srv var; do
  mkdir -p "$FOLDER/$place/changed" "$FOLDER/$place/work"
  mount -t overlay overlay -o "lowerdir=/$place,upperdir=$FOLDER/$place/changed,workdir=$FOLDER/$place/work" "/$place"
done
mount -t tmpfs tmpfs /run
# Images are layers of an overlay, which cannot lie in another one.
mkdir -p "$FOLDER/containers" /var/lib/containers
mount --bind "$FOLDER/containers" /var/lib/containers

# 198.18.0.2 is the server's address, 198.18.0.1 that of everybody else on its internet, and 198.18.0.3 that of a stranger.
ip link set lo up
ip address add 198.18.0.1/32 dev lo
ip address add 198.18.0.2/32 dev lo
ip address add 198.18.0.3/32 dev lo
"$(dirname "$0")/others-ports"
{
  echo "127.0.0.1 localhost"
  sed 's/^/198.18.0.2 /' "$FOLDER/own-names"
  sed 's/^/198.18.0.1 /' "$FOLDER/other-names"
} >/etc/hosts

echo "ready"
# As the first process here, this shell reaps those whose parents have ended, until its input is closed.
while read -r _; do :; done
