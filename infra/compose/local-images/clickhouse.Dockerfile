# A stand-in for clickhouse/clickhouse-server on machines that cannot pull: the HTTP server of infra/local on chdb, the real
# engine in-process. It has no users; CLICKHOUSE_* variables say nothing to it.
ARG NODE_IMAGE=rapport-local/node:24
FROM ${NODE_IMAGE} AS build
WORKDIR /app
ENV CI=true
COPY package.json pnpm-lock.yaml pnpm-workspace.yaml ./
COPY infra/patches infra/patches
COPY infra/local infra/local
RUN npx --yes "$(node -p "require('./package.json').packageManager")" install --frozen-lockfile --prod --filter @rapport/local-stack

FROM ${NODE_IMAGE}
COPY --from=build /app /app
RUN mkdir -p /var/lib/clickhouse && chown node /var/lib/clickhouse
USER node
ENV RAPPORT_CLICKHOUSE_HOME=/var/lib/clickhouse RAPPORT_CLICKHOUSE_HOST=0.0.0.0 RAPPORT_CLICKHOUSE_PORT=8123 \
  RAPPORT_CLICKHOUSE_SLOTS=32 UV_THREADPOOL_SIZE=48 TZ=UTC
VOLUME ["/var/lib/clickhouse"]
EXPOSE 8123
CMD ["node", "/app/infra/local/src/clickhouse/main.ts"]
