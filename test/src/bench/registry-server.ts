/** As much of a schema registry as a reader of Confluent's frame asks for. */
import { createServer } from 'node:http';
import { schemaById } from '@rapport/events';

export type RegistryServer = { url: string; close(): void };

/** Serves GET /schemas/ids/<id> on a free port of this machine. */
export async function startRegistryServer(): Promise<RegistryServer> {
  const server = createServer((request, response) => {
    const id = Number(/^\/schemas\/ids\/(\d+)/.exec(request.url ?? '')?.[1] ?? Number.NaN);
    const known = schemaById(id);
    response.writeHead(known === undefined ? 404 : 200, { 'Content-Type': 'application/vnd.schemaregistry.v1+json' });
    response.end(
      JSON.stringify(known === undefined ? { error_code: 40403 } : { schema: JSON.stringify(known.schema) }),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return { url: `http://127.0.0.1:${port}`, close: () => void server.close() };
}
