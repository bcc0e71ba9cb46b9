import { readFileSync } from 'node:fs';

/** The function of the page by which the preload reaches the main process. */
export const BRIDGE = '__standIn';

/**
 * The built preload as a script that runs before those of the page. It gets what a sandboxed preload gets: `require('electron')` with its two
 * parts and nothing else. What it exposes is frozen, takes and gives copies, and fails in Electron’s words. Spliced in as text: the page’s policy forbids
 * making functions of texts.
 */
export function preloadScript(file: string): string {
  return `(() => {
  if (window !== window.top) return;
  const bridge = window.${BRIDGE};
  const clone = (value) => {
    try { return structuredClone(value); } catch { throw new Error('An object could not be cloned.'); }
  };
  const guard = (value) => {
    if (typeof value === 'function') return (...args) => {
      const result = value(...args.map(clone));
      return result instanceof Promise ? result.then(clone) : clone(result);
    };
    if (typeof value !== 'object' || value === null) return value;
    return Object.freeze(Object.fromEntries(Object.entries(value).map(([name, part]) => [name, guard(part)])));
  };
  const electron = Object.freeze({
    contextBridge: {
      exposeInMainWorld(name, api) {
        if (name in window) throw new Error('Cannot bind an API on top of an existing property on the window object');
        Object.defineProperty(window, name, { value: guard(api), enumerable: true });
      },
    },
    ipcRenderer: {
      async invoke(channel, ...args) {
        const answer = await bridge(channel, clone(args));
        if ('fault' in answer) throw new Error("Error invoking remote method '" + channel + "': " + answer.fault);
        return answer.value;
      },
    },
  });
  const require = (name) => {
    if (name === 'electron') return electron;
    throw new Error('module not found: ' + name);
  };
  (function (require, exports, module) {${readFileSync(file, 'utf8')}
  })(require, {}, { exports: {} });
})();`;
}
