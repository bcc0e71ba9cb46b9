import type { ConflictDetail } from '#shared/contract/conflict.ts';
import { AppError } from '#shared/errors.ts';
import { maskReceipt, privatePaths } from '../process/mask-private.ts';
import { newsOfRun } from '../process/news-of-run.ts';
import { found } from './found.ts';
import type { Handlers } from './handlers.ts';
import { privateKeys } from './private-keys.ts';
import type { ApiServices } from './services.ts';

export function conflictHandlers({ store, deciding, steering, clock, hub }: ApiServices) {
  /** The texts of messages are in the log; here it matters whom they would go to. */
  const load = async (id: string): Promise<ConflictDetail> => {
    const conflict = found(await store.conflicts.get(id), 'conflict');
    const keys = await privateKeys(store);
    if (keys.size === 0 || conflict.receipt === null) return conflict;
    const webhook = await store.webhooks.get(conflict.webhookId);
    const paths = new Set(webhook === null ? [] : privatePaths(webhook.config, keys));
    return { ...conflict, receipt: maskReceipt(conflict.receipt, { keys, paths, hidesMessages: true }) };
  };

  return {
    async listConflicts({ query }) {
      return store.conflicts.page(query);
    },

    async getConflict({ params }) {
      return load(params.id);
    },

    async resolveConflict({ params: { id }, body }) {
      const { delivery, contacts, run } = await deciding.resolveConflict(id, body);
      hub.publish({ type: 'conflict', id });
      hub.publish({ type: 'delivery', delivery, isNew: false });
      for (const userNs of contacts) hub.publish({ type: 'contact', userNs });
      if (run !== null) {
        for (const event of newsOfRun(run)) hub.publish(event);
        await steering.poke();
      }
      return load(id);
    },

    async undoDecision({ params: { id } }) {
      const undone = found(await store.conflicts.undo(id), 'conflict');
      if ('refused' in undone) {
        const why = undone.refused === null ? undefined : `This decision cannot be undone. ${undone.refused}`;
        throw new AppError('DECISION_NOT_UNDOABLE', why);
      }
      hub.publish({ type: 'conflict', id });
      hub.publish({ type: 'delivery', delivery: undone.delivery, isNew: false });
      hub.publish({ type: 'contact', userNs: undone.contact });
      // Its messages and its way through the flow are gone.
      if (undone.endedRun) hub.publish({ type: 'reset' });
      return load(id);
    },

    async listConflictRules({ query }) {
      return store.conflicts.rules(query);
    },

    async deleteConflictRule({ params }) {
      found(await store.conflicts.deleteRule(params.id, clock.now()), 'rule');
      hub.publish({ type: 'conflict', id: null });
    },

    async restoreConflictRule({ params }) {
      if (found(await store.conflicts.putRuleBack(params.id), 'forgotten-rule') === 'changed') {
        const why = 'Somebody in it is not there any more, or another decision is remembered by now.';
        throw new AppError('NOT_PUT_BACK', why);
      }
      hub.publish({ type: 'conflict', id: null });
    },
  } satisfies Partial<Handlers>;
}
