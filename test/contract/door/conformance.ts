import { z } from 'zod';

export interface Operation {
  operationId: string;
  summary: string;
  parameters?: { name: string; in: string }[];
  responses: Record<string, { content?: Record<string, { schema?: object }> }>;
}

export interface Description {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, object> };
}

/** Judges real answers by the published description, as a stranger's generated client would. */
export class Conformance {
  readonly #description: Description;
  readonly #operations: Map<string, Operation>;
  readonly #validators = new Map<string, z.ZodType>();

  constructor(description: Description) {
    this.#description = description;
    const operations = Object.values(description.paths).flatMap((methods) => Object.values(methods));
    this.#operations = new Map(operations.map((operation) => [operation.operationId, operation]));
  }

  /** Empty when the answer is described as it is; else what is wrong with it. */
  faults(operationId: string, status: number, body: unknown): string[] {
    const response = this.#operations.get(operationId)?.responses[status];
    if (!response) return [`${operationId} does not say that it answers ${status}`];
    const schema = response.content?.['application/json']?.schema;
    if (!schema) return body === undefined ? [] : [`${operationId} says that ${status} has no JSON`];
    const { error } = this.#validator(`${operationId} ${status}`, schema).safeParse(body);
    return error ? [`${operationId} ${status}: ${z.prettifyError(error)}`] : [];
  }

  #validator(name: string, schema: object): z.ZodType {
    const known = this.#validators.get(name) ?? z.fromJSONSchema(this.#standalone(schema));
    this.#validators.set(name, known);
    return known;
  }

  /** JSON Schema looks for its references in `$defs`, OpenAPI keeps them in `components`. */
  #standalone(schema: object): Parameters<typeof z.fromJSONSchema>[0] {
    const text = JSON.stringify({ ...schema, $defs: this.#description.components.schemas });
    return JSON.parse(text.replaceAll('"#/components/schemas/', '"#/$defs/'));
  }
}
