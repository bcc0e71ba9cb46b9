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

/** They run beside the entry in threads of their own, so they are files of their own. */
const THREADS = {
  'core-thread': absolute('electron/engine/core/thread.ts'),
  'template-thread': absolute('electron/engine/templates/template-thread.ts'),
  'ngrok-thread': absolute('electron/engine/tunnel/ngrok-thread.ts'),
};

/** How long plugins took is nothing to whoever starts the program, and `npm start` builds it. */
const checks = { pluginTimings: false };

const nodeBundle = (name: string, input: Record<string, string>, format: 'es' | 'cjs'): EnvironmentOptions => ({
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
      input,
      external,
      checks,
      // Only blanks and comments go, a third of the bytes. Names stay: a fault in the log says where it was.
      output: {
        format,
        minify: { compress: false, mangle: false, codegen: { removeWhitespace: true } },
        entryFileNames: format === 'cjs' ? '[name].cjs' : '[name].js',
        chunkFileNames: '[name].js',
      },
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
      build: {
        outDir: absolute('out/renderer'),
        emptyOutDir: true,
        target: 'chrome148',
        chunkSizeWarningLimit: 4000,
        // What the first page is made of comes in one piece: each of sixty small ones would be a request of its own.
        rolldownOptions: { checks, output: { codeSplitting: { groups: [{ name: 'first', tags: ['$initial'] }] } } },
      },
    },
    main: nodeBundle('main', { main: absolute('electron/main.ts'), ...THREADS }, 'es'),
    preload: nodeBundle('preload', { preload: absolute('electron/preload.ts') }, 'cjs'),
    headless: nodeBundle('headless', { headless: absolute('electron/headless.ts'), ...THREADS }, 'es'),
  },
});
