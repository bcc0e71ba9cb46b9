import type { z } from 'zod';
import type { ErrorCode } from '../../errors.ts';

/** A route of the door, as data; see routes.ts. */
export interface Route {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path: `/api/${string}`;
  /** One sentence for the API description. */
  summary: string;
  query?: z.ZodType;
  body?: z.ZodType;
  /** What a success answers as JSON with status 200 (201 for a created noun); absent means 204 and no body. */
  response?: z.ZodType;
  created?: true;
  /** Private values are answered as they are (LG3), because what was asked for cannot be worked on without them. */
  isOpen?: true;
  /** Codes of its own, besides those of every route, with a body or with an id in the path (see api/openapi.ts). */
  errors?: readonly ErrorCode[];
}

/** Keeps the type of a route as exact as it is written. */
export const route = <const Definition extends Route>(definition: Definition) => definition;
