import type { z } from 'zod';

/**
 * Reads an object that was stored as JSON, key by key, with the schema's defaults for keys that came later. A key whose stored value is
 * unusable gets its default too and is named in `broken`: one bad value must never take a list of webhooks down.
 */
export function readStored<Shape extends z.core.$ZodLooseShape & Record<string, z.ZodType>>(
  schema: z.ZodObject<Shape>,
  text: string,
): { value: z.output<z.ZodObject<Shape>>; broken: string[] } {
  const stored = objectOf(text);
  const usable: Record<string, unknown> = {};
  const broken: string[] = stored === null ? ['*'] : [];
  for (const [key, keySchema] of Object.entries(schema.shape)) {
    if (stored === null || !Object.hasOwn(stored, key)) continue;
    if (keySchema.safeParse(stored[key]).success) usable[key] = stored[key];
    else broken.push(key);
  }
  return { value: schema.parse(usable), broken };
}

function objectOf(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;
  } catch {
    return null;
  }
}
