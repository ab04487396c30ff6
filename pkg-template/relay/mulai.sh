#!/bin/sh
set -e
podman stop --ignore --time 40 relay
podman rm --ignore relay
podman run --detach --name relay --restart always --stop-timeout 40 \
  --read-only --cap-drop all --security-opt no-new-privileges \
  --env-file /opt/relay/relay.env \
  --volume /opt/relay/relay.toml:/relay.toml:ro \
  --volume /opt/relay/data:/data \
  --publish 127.0.0.1:8080:8080 \
  bukaolshop-relay
