import { existsSync, mkdirSync, rmdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** Makes the folder and those above it if absent, readable by their owner only; answers those that were, from above. Throws the file system's own error. */
export function makeFolder(dir: string): string[] {
  const missing: string[] = [];
  let above = dir;
  for (; !existsSync(above); above = dirname(above)) missing.unshift(above);
  if (!statSync(above).isDirectory()) missing.unshift(above);
  // One by one: Node's own `recursive` never returns below a folder that takes none, such as /proc.
  for (const each of missing) makeOne(each);
  return missing;
}

/** Takes folders away that were made, as far as nothing is in them. */
export function unmakeFolders(made: readonly string[]): void {
  try {
    for (const dir of made.toReversed()) rmdirSync(dir);
  } catch {
    // Something else was put there meanwhile.
  }
}

function makeOne(dir: string): void {
  try {
    mkdirSync(dir, { mode: 0o700 });
  } catch (error) {
    // Another start may have made it meanwhile.
    if (!statSync(dir, { throwIfNoEntry: false })?.isDirectory()) throw error;
  }
}
