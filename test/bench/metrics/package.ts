import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pack } from '../../packaging/pack.ts';
import { packedMegabytes } from '../../packaging/size.ts';
import { LINUX_X64 } from '../../packaging/targets.ts';
import type { Benchmark } from '../measure.ts';

/** What the packed app adds to Electron. One run: the same build always has the same size. */
export const packageSize: Benchmark = {
  metrics: [{ name: 'package_mb', bound: '< 25 MB' }],
  async run() {
    const folder = mkdtempSync(join(tmpdir(), 'fieldhook-pack-'));
    try {
      const { resources } = await pack(LINUX_X64, folder);
      const value = packedMegabytes(resources);
      return { package_mb: { value, unit: 'MB', runs: [value] } };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
