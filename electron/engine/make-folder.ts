import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** Makes the folder and those above it if absent, readable by their owner only. Throws the file system's own error. */
export function makeFolder(dir: string): void {
  const missing: string[] = [];
  let above = dir;
  for (; !existsSync(above); above = dirname(above)) missing.unshift(above);
  if (!statSync(above).isDirectory()) missing.unshift(above);
  // One by one: Node's own `recursive` never returns below a folder that takes none, such as /proc.
  for (const each of missing) makeOne(each);
}

function makeOne(dir: string): void {
  try {
    mkdirSync(dir, { mode: 0o700 });
  } catch (error) {
    // Another start may have made it meanwhile.
    if (!statSync(dir, { throwIfNoEntry: false })?.isDirectory()) throw error;
  }
}
