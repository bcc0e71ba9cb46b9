import { readdirSync, readFileSync } from 'node:fs';

export interface BodySeed {
  body: Buffer;
  contentType: string;
}

const FIXTURES = new URL('../fixtures/', import.meta.url);
/** What real senders send, and everything that the formats are tried with. */
export function bodySeeds(): BodySeed[] {
  const bodies: { text?: string; hex?: string; contentType: string }[] = JSON.parse(read('cases/bodies.json'));
  const small = bodies.map(({ text, hex, contentType }) => ({
    body: hex === undefined ? Buffer.from(text ?? '') : Buffer.from(hex, 'hex'),
    contentType,
  }));
  const sent = readdirSync(FIXTURES).filter(
    (name) => /\.(json|urlencoded)$/.test(name) && name !== 'stored-receipt.json',
  );
  const real = sent.map((name) => ({
    body: Buffer.from(read(name)),
    contentType: name.endsWith('.json') ? 'application/json' : 'application/x-www-form-urlencoded',
  }));
  // As often as all the small ones together.
  return [...small, ...Array.from({ length: 20 }, () => real).flat()];
}

function read(name: string): string {
  return readFileSync(new URL(name, FIXTURES), 'utf8');
}
