import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** What Fieldhook adds to Electron, in MB (of a million bytes): app.asar and what lies beside it. */
export function packedMegabytes(resources: string): number {
  const unpacked = join(resources, 'app.asar.unpacked');
  const files = readdirSync(unpacked, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const beside = files.reduce((sum, file) => sum + statSync(join(file.parentPath, file.name)).size, 0);
  return (statSync(join(resources, 'app.asar')).size + beside) / 1e6;
}
