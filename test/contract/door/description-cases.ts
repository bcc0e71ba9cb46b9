import { describe, expect, it } from 'vitest';
import type { Route } from '#shared/contract/routes/route.ts';
import { RAW_ROUTES, ROUTES } from '#shared/contract/routes.ts';
import type { Description } from './conformance.ts';
import type { DoorClient } from './door-client.ts';

/** That the description is true of real answers is checked with every call of a DoorClient; here it is checked in itself. */
export function descriptionCases(client: () => DoorClient): void {
  const load = async () => (await (await client().door.fetch(RAW_ROUTES.openapi)).json()) as Description;
  const inBraces = (path: string) => path.replace(/:(\w+)/g, '{$1}');

  it('describes every route and nothing else', async () => {
    const { openapi, paths } = await load();
    const described = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const served = [
      ...Object.values<Route>(ROUTES).map(({ method, path }) => `${method} ${inBraces(path)}`),
      ...Object.values(RAW_ROUTES).map((path) => `GET ${inBraces(path)}`),
    ];
    expect(openapi).toBe('3.1.0');
    expect(described.toSorted()).toEqual(served.toSorted());
  });

  it('names each operation once, by the name of its route', async () => {
    const ids = operations(await load()).map(({ operationId }) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toEqual(expect.arrayContaining(Object.keys(ROUTES)));
  });

  it('has every schema that it refers to, and refers to every schema that it has', async () => {
    const description = await load();
    const referred = new Set(valuesOf(description, '$ref'));
    const had = Object.keys(description.components.schemas).map((name) => `#/components/schemas/${name}`);
    expect([...referred].filter((reference) => !had.includes(String(reference)))).toEqual([]);
    expect(had.filter((reference) => !referred.has(reference))).toEqual([]);
  });

  it('declares exactly the parameters of each path', async () => {
    for (const [path, methods] of Object.entries((await load()).paths)) {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      for (const { parameters = [] } of Object.values(methods)) {
        expect(parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name)).toEqual(inPath);
      }
    }
  });

  describe('each operation', () => {
    it('has a sentence, one success and the faults that any can have', async () => {
      for (const { summary, responses } of operations(await load())) {
        expect(summary).toMatch(/^[A-Z].*\.$/);
        expect(Object.keys(responses).filter((status) => status.startsWith('2'))).toHaveLength(1);
        expect(Object.keys(responses)).toEqual(expect.arrayContaining(['401', '403', '421', '500']));
      }
    });
  });
}

const operations = ({ paths }: Description) => Object.values(paths).flatMap((methods) => Object.values(methods));

/** Every value under a key, at any depth. */
function valuesOf(node: unknown, key: string): unknown[] {
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([name, value]) => (name === key ? [value] : valuesOf(value, key)));
}
