# A stand-in for apache/kafka on machines that cannot pull: the jars that Maven brought, on Debian's Java. It takes the same
# variables: KAFKA_<PROPERTY WITH _ FOR .>, CLUSTER_ID, KAFKA_HEAP_OPTS.
ARG DEBIAN_IMAGE=rapport-local/debian:bookworm
FROM ${DEBIAN_IMAGE}
RUN apt-get update && apt-get install -y --no-install-recommends openjdk-17-jre-headless && rm -rf /var/lib/apt/lists/* \
  && useradd --uid 1000 --create-home appuser \
  && mkdir -p /var/lib/kafka/data /opt/kafka/config && chown -R appuser /var/lib/kafka /opt/kafka/config
COPY jars /opt/kafka/libs
COPY kafka-run.sh /opt/kafka/run.sh
USER appuser
VOLUME ["/var/lib/kafka/data"]
EXPOSE 9092
CMD ["/bin/bash", "/opt/kafka/run.sh"]
