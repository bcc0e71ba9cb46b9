import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { build, type InlineConfig, preview } from 'vite';

/** Builds the page in this folder as the product is built, serves it while `measure` runs, and clears up. */
export async function servePage<Result>(root: string, measure: (url: string) => Promise<Result>): Promise<Result> {
  const outDir = await mkdtemp(join(tmpdir(), 'fieldhook-page-'));
  const config: InlineConfig = {
    root,
    configFile: false,
    logLevel: 'error',
    plugins: [react()],
    build: { outDir, emptyOutDir: true, chunkSizeWarningLimit: 4000 },
  };
  await build(config);
  const server = await preview({ ...config, preview: { port: 0, host: '127.0.0.1' } });
  try {
    return await measure(server.resolvedUrls?.local[0] ?? '');
  } finally {
    await server.close();
    await rm(outDir, { recursive: true, force: true });
  }
}
