import { registerHooks } from 'node:module';

// `node --import ./register.mjs out/main/main.js`: whoever asks for `electron` gets the stand-in.

registerHooks({
  resolve: (name, context, next) =>
    name === 'electron'
      ? { url: new URL('electron.ts', import.meta.url).href, shortCircuit: true }
      : next(name, context),
});
