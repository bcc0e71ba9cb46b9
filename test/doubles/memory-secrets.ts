import type { Secrets } from '#engine/secrets.ts';

/** Secrets in memory, unlocked. */
export function memorySecrets(): Secrets {
  const kept = new Map<string, string>();
  return {
    get: async (name) => kept.get(name) ?? null,
    put: async (name, value) => void kept.set(name, value),
    delete: async (name) => void kept.delete(name),
  };
}
