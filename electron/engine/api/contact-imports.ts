import { found } from './found.ts';
import type { Handlers } from './handlers.ts';
import type { ApiServices } from './services.ts';

export function contactImportHandlers({ importing }: ApiServices) {
  return {
    async openContactImport({ body }) {
      return importing.open(body);
    },

    async listContactImports() {
      const held = await importing.held();
      return held === null ? [] : [held];
    },

    async getContactImport({ params }) {
      return found(await importing.state(params.id), 'import');
    },

    async runContactImport({ params, body }) {
      return found(await importing.run(params.id, body), 'import');
    },

    async cancelContactImport({ params }) {
      found(await importing.cancel(params.id), 'import');
    },

    async listPastImports() {
      return importing.past();
    },

    async undoContactImport({ params }) {
      return found(await importing.undo(params.id), 'import');
    },
  } satisfies Partial<Handlers>;
}
