/** OpenAPI 3.1, as much of it as our documents use. */
export type Schema = { [name: string]: unknown };
export type Parameter = { name: string; in: string; required?: boolean; description?: string; schema: Schema };
export type Content = Record<
  string,
  { schema?: Schema; example?: unknown; examples?: Record<string, { summary?: string; value: unknown }> }
>;
export type Response = { description: string; content?: Content; headers?: Schema };
export type Operation = {
  operationId?: string;
  summary?: string;
  description?: string;
  tags?: string[];
  parameters?: Parameter[];
  requestBody?: { required?: boolean; content: Content };
  responses: Record<string, Response>;
  security?: readonly Schema[];
};
export type ApiDocument = {
  openapi: string;
  info: { version: string; [name: string]: unknown };
  servers?: readonly Schema[];
  security?: readonly Schema[];
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema>; securitySchemes: Schema };
};
