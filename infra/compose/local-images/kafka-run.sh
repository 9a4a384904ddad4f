#!/usr/bin/env bash
# KAFKA_LOG_DIRS=… becomes log.dirs=…; then the storage is formatted once and the broker runs as process 1.
set -euo pipefail
config=/opt/kafka/config/server.properties
: > "$config"
while IFS='=' read -r -d '' name value; do
  case "$name" in
    KAFKA_HEAP_OPTS | KAFKA_OPTS) ;;
    KAFKA_*)
      key=${name#KAFKA_}
      key=${key,,}
      echo "${key//_/.}=$value" >> "$config"
      ;;
  esac
done < <(env -0)
quiet=(-Dorg.slf4j.simpleLogger.defaultLogLevel=warn -XX:+UseSerialGC -Djava.awt.headless=true)
java "${quiet[@]}" -cp '/opt/kafka/libs/*' kafka.tools.StorageTool format --ignore-formatted -t "$CLUSTER_ID" -c "$config"
# shellcheck disable=SC2086
exec java "${quiet[@]}" -XX:+ExitOnOutOfMemoryError ${KAFKA_HEAP_OPTS:--Xmx512m} ${KAFKA_OPTS:-} -cp '/opt/kafka/libs/*' kafka.Kafka "$config"
