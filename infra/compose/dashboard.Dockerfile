# The dashboard's image, built from the repository's root: the page is built with everything that makes it, the image has only what serves it.
#   docker build -f infra/compose/dashboard.Dockerfile -t rapport/dashboard .
ARG NODE_IMAGE=node:24.21.0-bookworm-slim

FROM ${NODE_IMAGE} AS source
WORKDIR /app
ENV CI=true
COPY package.json pnpm-lock.yaml pnpm-workspace.yaml ./
COPY infra/patches infra/patches
COPY packages/client/package.json packages/client/
COPY packages/service/package.json packages/service/
COPY services/dashboard/package.json services/dashboard/

FROM source AS page
RUN npx --yes "$(node -p "require('./package.json').packageManager")" install --frozen-lockfile --filter "{services/dashboard}..."
COPY packages/client packages/client
COPY services/dashboard services/dashboard
RUN node services/dashboard/src/build/main.ts

FROM source AS server
RUN npx --yes "$(node -p "require('./package.json').packageManager")" install --frozen-lockfile --prod --filter "{services/dashboard}..."
COPY packages/service packages/service
COPY services/dashboard services/dashboard
COPY infra/compose/healthcheck.mjs infra/compose/
RUN rm -rf services/dashboard/src/page services/dashboard/docs
COPY --from=page /app/services/dashboard/dist services/dashboard/dist

FROM ${NODE_IMAGE}
ENV SERVICE=dashboard NODE_ENV=production RAPPORT_HOST=0.0.0.0
COPY --from=server /app /app
WORKDIR /app/services/dashboard
USER node
EXPOSE 8700
HEALTHCHECK --interval=5s --timeout=5s --start-period=30s --retries=6 CMD ["node", "/app/infra/compose/healthcheck.mjs"]
CMD ["node", "src/main.ts"]
