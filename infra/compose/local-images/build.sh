#!/usr/bin/env bash
# Builds stand-ins for the images that compose and the containers stack use, on a machine that has a container engine and
# package mirrors but cannot pull. Needs root, debootstrap, docker, and `npm start` or `npm test` run once (Kafka's jars, Node).
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../../.." && pwd)
cache=${RAPPORT_CACHE_DIR:-$root/.rapport/cache}
export DOCKER_BUILDKIT=1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

has() { docker image inspect "$1" > /dev/null 2>&1; }

if ! has rapport-local/debian:bookworm; then
  debootstrap --variant=minbase --include=ca-certificates bookworm "$work/debian"
  tar -C "$work/debian" -c . | docker import - rapport-local/debian:bookworm
fi

mkdir -p "$work/kafka" "$work/node"
cp -rL "$cache"/kafka-*/jars "$here/kafka-run.sh" "$work/kafka"
docker build -t rapport-local/kafka:4 -f "$here/kafka.Dockerfile" "$work/kafka"

cp -L "$root/node_modules/node/bin/node" "$work/node/node"
cp -L "${NODE_EXTRA_CA_CERTS:-/etc/ssl/certs/ca-certificates.crt}" "$work/node/ca-certificates.crt"
cp -rL "$(npm root -g)/npm" "$work/node/npm"
docker build -t rapport-local/node:24 -f "$here/node.Dockerfile" "$work/node"

docker build -t rapport-local/clickhouse:26 -f "$here/clickhouse.Dockerfile" "$root"
