import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';

// Lets plain Node run the sources as Vite builds them: `./file.sql?raw` is a text, the version is written in, and the program of the core's
// thread lies beside the host.
Object.assign(globalThis, { __FIELDHOOK_VERSION__: '0.0.0-test' });
registerHooks({
  resolve(specifier, context, nextResolve) {
    if (!specifier.endsWith('/electron/core-thread.js')) return nextResolve(specifier, context);
    return nextResolve(new URL('../../../electron/engine/core/thread.ts', import.meta.url).href, context);
  },
  load(url, context, nextLoad) {
    if (!url.endsWith('?raw')) return nextLoad(url, context);
    const text = readFileSync(fileURLToPath(url.slice(0, -'?raw'.length)), 'utf8');
    return { format: 'module', source: `export default ${JSON.stringify(text)};`, shortCircuit: true };
  },
});
