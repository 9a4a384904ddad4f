// The health check of a service's container: exit code 0 when its process says that it is ready. Reads SERVICE, which the image sets.
const PORTS = { dashboard: 8700, ingest: 8701, insights: 8702, projector: 8703, attention: 8705 };
const service = process.env.SERVICE ?? '';
const port = process.env[`RAPPORT_${service.toUpperCase()}_PORT`] || PORTS[service];

try {
  const answer = await fetch(`http://127.0.0.1:${port}/readyz`, { signal: AbortSignal.timeout(4_000) });
  process.exitCode = answer.ok ? 0 : 1;
  if (!answer.ok) process.stderr.write(`${await answer.text()}\n`);
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
