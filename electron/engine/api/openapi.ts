import type { z } from 'zod';
import { ExportContactsQuerySchema } from '#shared/contract/contact.ts';
import { ExportLogQuerySchema } from '#shared/contract/delivery.ts';
import type { Route } from '#shared/contract/routes/route.ts';
import { RAW_ROUTES, ROUTES } from '#shared/contract/routes.ts';
import { ERRORS, type ErrorCode } from '#shared/errors.ts';
import { type JsonSchema, openApiSchemas, referenceTo } from './openapi-schemas.ts';

type Schemas = ReturnType<typeof openApiSchemas>;

/**
 * What any route can answer, besides its own errors. The first three come from the host in front of the door; the fourth while the engine
 * starts or stops; the fifth for a query parameter that it does not have.
 */
const ALWAYS: readonly ErrorCode[] = [
  'UNAUTHORIZED',
  'FORBIDDEN',
  'MISDIRECTED',
  'RECEIVER_UNAVAILABLE',
  'INVALID_INPUT',
  'INTERNAL',
];
const WITH_BODY: readonly ErrorCode[] = ['UNSUPPORTED_MEDIA_TYPE', 'TOO_LARGE', 'MALFORMED_REQUEST'];

/** The description of the door (OpenAPI 3.1), printed from the table that the door is served from. */
export function openApiDocument(version: string) {
  const schemas = openApiSchemas();
  const paths: Record<string, Record<string, object>> = {};
  for (const [name, route] of Object.entries(ROUTES)) {
    const path = inBraces(route.path);
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(name, route, schemas) };
  }
  for (const route of RAW_OPERATIONS) paths[inBraces(route.path)] = { get: rawOperation(route, schemas) };
  return {
    openapi: '3.1.0',
    info: {
      title: 'Fieldhook',
      version,
      description:
        'Everything the screens can do. Times are UTC, texts in errors are for people, codes are for programs.',
    },
    security: [{ token: [] }],
    paths,
    components: {
      schemas: schemas.named,
      securitySchemes: { token: { type: 'http', scheme: 'bearer', description: 'The token that Fieldhook printed.' } },
    },
  };
}

function operation(name: string, route: Route, schemas: Schemas): object {
  return {
    operationId: name,
    tags: [tagOf(route.path)],
    summary: route.summary,
    parameters: [...pathParameters(route.path), ...(route.query ? queryParameters(schemas.request(route.query)) : [])],
    ...(route.body && { requestBody: { required: true, content: json(schemas.request(route.body)) } }),
    responses: { ...success(route, schemas), ...failures(route) },
  };
}

function success(route: Route, schemas: Schemas): object {
  if (!route.response) return { 204: { description: 'Done.' } };
  return { [route.created ? 201 : 200]: { description: 'Done.', content: json(schemas.answer(route.response)) } };
}

/** One entry a status; the codes that share it are named. */
function failures(route: Pick<Route, 'path' | 'body' | 'errors'>): object {
  const codes: ErrorCode[] = [...ALWAYS, ...(route.errors ?? [])];
  if (route.body) codes.push(...WITH_BODY);
  if (route.path.includes(':')) codes.push('NOT_FOUND');
  const entries = Map.groupBy(new Set(codes), (code) => ERRORS[code].status);
  return Object.fromEntries(
    [...entries].map(([status, shared]) => [
      status,
      {
        description: shared.map((code) => `${code}: ${ERRORS[code].sentence}`).join(' '),
        content: json({ $ref: referenceTo('Error') }),
      },
    ]),
  );
}

function pathParameters(path: string): object[] {
  return [...path.matchAll(/:(\w+)/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
}

function queryParameters({ properties, required }: JsonSchema): object[] {
  return Object.entries(properties ?? {}).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required?.includes(name) ?? false,
    schema,
  }));
}

function rawOperation(raw: RawOperation, schemas: Schemas): object {
  const { path, operationId, summary, parameters = [], query, content } = raw;
  return {
    operationId,
    tags: [tagOf(path)],
    summary,
    parameters: [...pathParameters(path), ...parameters, ...(query ? queryParameters(schemas.request(query)) : [])],
    responses: { 200: { description: 'Done.', content }, ...failures({ path }) },
  };
}

const json = (schema: object) => ({ 'application/json': { schema } });
const inBraces = (path: string): string => path.replace(/:(\w+)/g, '{$1}');
const tagOf = (path: string): string => path.split('/')[2]?.replace(/\.\w+$/, '') ?? '';

interface RawOperation {
  operationId: string;
  path: `/api/${string}`;
  summary: string;
  parameters?: object[];
  query?: z.ZodType;
  content: object;
}

const RAW_OPERATIONS: readonly RawOperation[] = [
  {
    operationId: 'getDeliveryBody',
    path: RAW_ROUTES.deliveryBody,
    summary: 'The raw body of a request, byte for byte, as a file, with the private values that are in it.',
    content: { 'application/octet-stream': {} },
  },
  {
    operationId: 'streamEvents',
    path: RAW_ROUTES.events,
    summary: 'Live news as server-sent events; the data of each is an EngineEvent.',
    parameters: [
      { name: 'Last-Event-ID', in: 'header', required: false, schema: { type: 'string' } },
      { name: 'lastId', in: 'query', required: false, schema: { type: 'string' } },
    ],
    content: {
      'text/event-stream': {
        schema: {
          type: 'string',
          contentMediaType: 'application/json',
          contentSchema: { $ref: referenceTo('EngineEvent') },
        },
      },
    },
  },
  {
    operationId: 'getOpenApi',
    path: RAW_ROUTES.openapi,
    summary: 'This document.',
    content: json({ type: 'object' }),
  },
  {
    operationId: 'exportContactsCsv',
    path: RAW_ROUTES.contactsCsv,
    summary:
      'All contacts, or those of a segment, as CSV, safe for spreadsheets, streamed; private fields only where they are asked for.',
    query: ExportContactsQuerySchema,
    content: { 'text/csv': {} },
  },
  {
    operationId: 'exportContactsJson',
    path: RAW_ROUTES.contactsJson,
    summary:
      'All contacts, or those of a segment, as one JSON list, streamed; private values masked unless they are asked for.',
    query: ExportContactsQuerySchema,
    content: { 'application/json': {} },
  },
  {
    operationId: 'exportLog',
    path: RAW_ROUTES.log,
    summary: 'The log without raw requests, filtered like the log, as JSON lines, streamed.',
    query: ExportLogQuerySchema,
    content: { 'application/jsonl': {} },
  },
  {
    operationId: 'getExportFile',
    path: RAW_ROUTES.exportFile,
    summary: 'A file that was made, once it is ready. When it has been read to its end it is thrown away.',
    content: { 'text/csv': {}, 'application/json': {}, 'application/jsonl': {} },
  },
];
