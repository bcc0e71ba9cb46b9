import { builtinModules } from 'node:module';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type EnvironmentOptions } from 'vite';
import packageJson from './package.json' with { type: 'json' };

/**
 * One `vite build --app` makes four bundles: the screens, the desktop entry, its preload and the headless host.
 * Everything is bundled except what cannot be: Node's own modules, Electron, and the packages in `dependencies`.
 */
const external = [
  'electron',
  ...builtinModules,
  ...builtinModules.map((name) => `node:${name}`),
  ...Object.keys(packageJson.dependencies),
];

const absolute = (path: string) => fileURLToPath(new URL(path, import.meta.url));

const nodeBundle = (name: string, entry: string, format: 'es' | 'cjs'): EnvironmentOptions => ({
  consumer: 'server',
  resolve: { external, noExternal: true },
  build: {
    outDir: absolute(`out/${name}`),
    emptyOutDir: true,
    ssr: true,
    target: 'node24',
    minify: false,
    sourcemap: true,
    copyPublicDir: false,
    rolldownOptions: {
      input: { [name]: absolute(entry) },
      external,
      output: { format, entryFileNames: format === 'cjs' ? '[name].cjs' : '[name].js' },
    },
  },
});

export default defineConfig({
  root: absolute('renderer'),
  base: './',
  define: { __FIELDHOOK_VERSION__: JSON.stringify(packageJson.version) },
  plugins: [react()],
  worker: { format: 'es' },
  builder: {
    sharedConfigBuild: true,
    async buildApp(builder) {
      await Promise.all(Object.values(builder.environments).map((environment) => builder.build(environment)));
    },
  },
  environments: {
    client: {
      // The payload editor is one large chunk, loaded from this computer and only when it is opened.
      build: { outDir: absolute('out/renderer'), emptyOutDir: true, target: 'chrome148', chunkSizeWarningLimit: 4000 },
    },
    main: nodeBundle('main', 'electron/main.ts', 'es'),
    preload: nodeBundle('preload', 'electron/preload.ts', 'cjs'),
    headless: nodeBundle('headless', 'electron/headless.ts', 'es'),
  },
});
