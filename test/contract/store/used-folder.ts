import { cpSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';

/** A data folder of its own that has been started once and holds nothing; the caller removes it. What a first start does is proven in `open.test.ts`. */
export function usedFolder(): string {
  const dir = mkdtempSync(join(tmpdir(), 'fieldhook-store-'));
  cpSync(inject('usedFolder'), dir, { recursive: true });
  return dir;
}
