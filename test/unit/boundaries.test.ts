import { execFile } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** A file, and what it must not import. */
const FORBIDDEN: Record<string, string[]> = {
  'shared/contract/a.ts': [
    ...['#engine/clock.ts', '#host/log.ts', '#desktop/menu.ts', '#renderer/door/keys.ts', '#test/a.ts'],
    ...['../../electron/engine/clock.ts', '../../renderer/door/keys.ts', 'react', 'react-dom', 'react-dom/client'],
    ...['electron', 'node:fs', 'node:fs/promises', 'better-sqlite3'],
  ],
  'renderer/door/a.ts': [
    ...['../../electron/engine/engine.ts', '#engine/engine.ts', '#engine/api/events.ts', '#host/log.ts'],
    ...['#desktop/menu.ts', '#test/a.ts', 'electron', 'node:fs', 'node:fs/promises'],
  ],
  'renderer/features/log/a.ts': [
    ...['../../../electron/engine/engine.ts', '#desktop/menu.ts', '#renderer/features/fields/b.ts', '../fields/b.ts'],
  ],
  'renderer/features/log/part/a.ts': [
    ...['../../../../electron/engine/engine.ts', '#desktop/menu.ts', '#renderer/features/fields/b.ts'],
    '../../fields/b.ts',
  ],
  'electron/host/a.ts': [
    ...['electron', 'electron/main', '#desktop/menu.ts', '../desktop/menu.ts', '#renderer/door/keys.ts'],
    ...['#engine/store/store.ts', '../engine/store/store.ts', 'better-sqlite3'],
  ],
  'electron/host/loopback/a.ts': ['electron', '#desktop/menu.ts', '../../desktop/menu.ts', '../../engine/api/a.ts'],
  'electron/headless.ts': ['electron', '#desktop/menu.ts', './desktop/menu.ts', './engine/store/store.ts'],
  'electron/desktop/a.ts': ['#engine/store/store.ts', '../engine/api/events.ts', '#renderer/door/keys.ts'],
  'electron/engine/a.ts': [
    ...['#host/log.ts', '../host/log.ts', '#desktop/menu.ts', '../desktop/menu.ts', '#renderer/door/keys.ts'],
    ...['electron', 'better-sqlite3'],
  ],
  'electron/engine/api/a.ts': ['#host/log.ts', '../../host/log.ts', '#desktop/menu.ts', 'electron', 'better-sqlite3'],
  'electron/engine/identify/a.ts': [
    ...['better-sqlite3', 'node:fs', 'node:crypto', '../clock.ts', '../store/store.ts', '#engine/clock.ts'],
    ...['#engine/mapping/a.ts', '#host/log.ts', '#desktop/menu.ts', 'electron'],
  ],
  'electron/engine/mapping/a.ts': ['better-sqlite3', 'node:fs', '../identify/a.ts', '#desktop/menu.ts', 'electron'],
  'electron/engine/flows/a.ts': [
    ...['better-sqlite3', 'node:http', '../store/store.ts', '../process/pace.ts', '#engine/clock.ts', '../clock.ts'],
    ...['#host/log.ts', '#desktop/menu.ts', 'electron', 'liquidjs', '../templates/liquid/a.ts'],
  ],
  'electron/engine/templates/liquid/a.ts': [
    ...['node:fs', 'node:worker_threads', '../../store/store.ts', '../../flows/a.ts', '#engine/clock.ts'],
    ...['better-sqlite3', 'electron'],
  ],
  'electron/engine/inbound/a.ts': [
    'better-sqlite3',
    'node:http',
    '../store/store.ts',
    '../process/pace.ts',
    '../clock.ts',
  ],
  'electron/engine/formats/a.ts': ['better-sqlite3', 'node:fs', '../store/store.ts', '#desktop/menu.ts', 'electron'],
  'electron/engine/signatures/a.ts': ['node:fs', '../clock.ts', '#engine/clock.ts', '#host/log.ts', 'better-sqlite3'],
  'electron/engine/store/a.ts': [
    ...['#engine/receiver/receiver.ts', '#engine/signatures/a.ts', '../receiver/receiver.ts', '#engine/events.ts'],
    ...['#host/log.ts', '#desktop/menu.ts', 'electron'],
  ],
  'electron/engine/receiver/a.ts': [
    ...['electron', '#host/log.ts', '#desktop/menu.ts', '../../host/log.ts', '../api/events.ts', '#engine/api/a.ts'],
    ...['../tunnel/tunnel.ts', '../process/pace.ts', '../mapping/a.ts', '../store/open-store.ts', 'better-sqlite3'],
  ],
  'electron/engine/process/a.ts': [
    ...['electron', '#host/log.ts', '../api/events.ts', '../api/sample-requests/form.ts', '../receiver/receiver.ts'],
    ...['../tunnel/tunnel.ts', '../store/open-store.ts', 'better-sqlite3'],
  ],
  'electron/engine/tunnel/a.ts': [
    ...['../mapping/a.ts', '#engine/receiver/receiver.ts', '../receiver/receiver.ts', '../api/events.ts'],
    ...['../store/store.ts', '#host/log.ts', 'electron', 'better-sqlite3'],
  ],
};

const ALLOWED: Record<string, string[]> = {
  'shared/contract/b.ts': ['zod', '../json/value.ts', '#shared/errors.ts'],
  'renderer/features/log/part/b.ts': ['react', '../a.ts', '#renderer/door/keys.ts', '#shared/errors.ts'],
  'electron/main.ts': ['electron', '#desktop/menu.ts', '#host/log.ts', '#engine/create-engine.ts', 'node:url'],
  'electron/desktop/b.ts': ['electron', '#host/log.ts', '#engine/engine.ts'],
  'electron/host/b.ts': ['#engine/clock.ts', '#shared/errors.ts', 'node:fs/promises', './loopback/gate.ts'],
  'electron/engine/api/b.ts': ['../store/store.ts', '../formats/a.ts', '../clock.ts', 'node:util', 'hono'],
  'electron/engine/identify/b.ts': ['#shared/errors.ts', './a.ts', 'libphonenumber-js/max'],
  'electron/engine/flows/b.ts': [
    ...['#shared/errors.ts', './a.ts', '../mapping/a.ts', '../identify/a.ts', '../templates/templates.ts'],
  ],
  'electron/engine/templates/liquid/b.ts': [
    '#shared/errors.ts',
    './a.ts',
    '../messages.ts',
    '../../mapping/a.ts',
    'liquidjs',
  ],
  'electron/engine/formats/b.ts': ['#shared/errors.ts', './a.ts', 'node:zlib'],
  'electron/engine/signatures/b.ts': ['#shared/errors.ts', './a.ts', 'node:crypto'],
  'electron/engine/store/b.ts': ['better-sqlite3', 'node:fs', '#shared/errors.ts', '#engine/start-error.ts'],
  'electron/engine/receiver/b.ts': ['../store/store.ts', '../signatures/a.ts', '../clock.ts', 'node:http', './a.ts'],
  'electron/engine/process/b.ts': [
    '../store/store.ts',
    '../formats/a.ts',
    '../identify/a.ts',
    '../flows/a.ts',
    '../inbound/a.ts',
    '../events.ts',
  ],
  'electron/engine/tunnel/b.ts': ['../probe.ts', '../clock.ts', 'node:fs', '#shared/errors.ts', './a.ts'],
};

it('who imports whom is held by the linter', async () => {
  const project = mkdtempSync(join(tmpdir(), 'fieldhook-boundaries-'));
  onTestFinished(() => rmSync(project, { recursive: true }));
  copyFileSync(join(ROOT, '.biome.json'), join(project, '.biome.json'));
  for (const [file, specifiers] of Object.entries({ ...FORBIDDEN, ...ALLOWED })) {
    mkdirSync(join(project, dirname(file)), { recursive: true });
    writeFileSync(join(project, file), specifiers.map((specifier) => `import '${specifier}';\n`).join(''));
  }

  const refused = await refusedImports(project);
  const expected = Object.entries(FORBIDDEN).flatMap(([file, specifiers]) =>
    specifiers.map((_, index) => `${file}:${index + 1}`),
  );
  const words = (place: string) => {
    const [file = '', line] = place.split(':');
    return `${file} imports ${{ ...FORBIDDEN, ...ALLOWED }[file]?.[Number(line) - 1]}`;
  };
  expect(new Set(refused.map(words))).toEqual(new Set(expected.map(words)));
});

/** `file:line` of every import that the project's own linter refuses. */
async function refusedImports(project: string): Promise<string[]> {
  const biome = join(ROOT, 'node_modules', '@biomejs', 'biome', 'bin', 'biome');
  const options = ['--only=style/noRestrictedImports', '--vcs-enabled=false', '--reporter=github'];
  const args = [biome, 'lint', ...options, '--max-diagnostics=none', '.'];
  const output = await new Promise<string>((resolve) => {
    execFile(process.execPath, args, { cwd: project }, (_error, stdout) => resolve(stdout));
  });
  const lines = output.matchAll(/title=lint\/style\/noRestrictedImports,file=([^,]+),line=(\d+)/g);
  return Array.from(lines, ([, file = '', line]) => `${relative(project, resolve(project, file))}:${line}`);
}
