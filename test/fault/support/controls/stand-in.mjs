import { registerHooks } from 'node:module';

/**
 * Whoever imports the file with this end of a path gets another one, except the other one itself, which may build on it.
 * @param {string} path
 * @param {URL} other
 */
export function standIn(path, other) {
  registerHooks({
    resolve(specifier, context, nextResolve) {
      const resolved = nextResolve(specifier, context);
      const isTheirs = resolved.url.endsWith(path) && context.parentURL !== other.href;
      return isTheirs ? { ...resolved, url: other.href } : resolved;
    },
  });
}
