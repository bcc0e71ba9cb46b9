import type { Database } from 'better-sqlite3';
import type { WebhookConfig } from '#shared/contract/webhook.ts';
import { webhookVersions } from './webhook-versions.ts';

type Change = (config: WebhookConfig) => WebhookConfig;

/** What a deletion took out of webhooks: how to put it in again, by the pk of the webhook. */
export type TakenOut = Map<number, Change>;

/** What a webhook uses and can be deleted. */
export type Part = { of: 'flow' | 'field'; key: string };

export interface WebhookParts {
  /** Takes it out of every webhook that uses it, with a new version each. To be called like those below inside a transaction. */
  takeOut(part: Part, at: number): { webhooks: string[]; taken: TakenOut };
  /** Puts it in again where nothing else has come into its place; answers the ids of the webhooks changed. */
  putIn(taken: TakenOut, at: number): string[];
  /**
   * For a webhook that was put back itself: what came back while it was gone is put in, what was deleted meanwhile is taken out, and comes
   * in again with its own return. Once that is on disk, `forget` it.
   */
  mend(pk: number, at: number, isThere: (part: Part) => boolean, takenOf: (part: Part) => TakenOut | undefined): void;
  /** A webhook is back, or does not come back any more. */
  forget(pk: number): void;
}

export function webhookParts(database: Database): WebhookParts {
  const versions = webhookVersions(database);
  const owed = new Map<number, Change[]>();

  return {
    takeOut(part, at) {
      const users = versions.readable().filter(({ config }) => usesPart(config, part));
      for (const { pk, config } of users) versions.add(pk, without(config, part), at);
      return {
        webhooks: users.map(({ id }) => id),
        taken: new Map(users.map(({ pk, config }) => [pk, putInAs(config, part)])),
      };
    },
    putIn(taken, at) {
      const changed: string[] = [];
      for (const [pk, change] of taken) {
        const webhook = versions.byPk(pk);
        if (webhook === undefined) owed.set(pk, [...(owed.get(pk) ?? []), change]);
        else if (webhook.config !== null) {
          versions.add(pk, change(webhook.config), at);
          changed.push(webhook.id);
        }
      }
      return changed;
    },
    mend(pk, at, isThere, takenOf) {
      const saved = versions.byPk(pk)?.config ?? null;
      if (saved === null) return;
      let config = (owed.get(pk) ?? []).reduce((made, change) => change(made), saved);
      for (const part of partsOf(config).filter((one) => !isThere(one))) {
        takenOf(part)?.set(pk, putInAs(config, part));
        config = without(config, part);
      }
      if (config !== saved) versions.add(pk, config, at);
    },
    forget: (pk) => void owed.delete(pk),
  };
}

function partsOf({ flow, fields, payloadField }: WebhookConfig): Part[] {
  const keys = new Set([...fields.map(({ field }) => field), ...(payloadField === null ? [] : [payloadField])]);
  return [
    ...(flow === null ? [] : [{ of: 'flow' as const, key: flow }]),
    ...[...keys].map((key) => ({ of: 'field' as const, key })),
  ];
}

export function usesPart(config: WebhookConfig, { of, key }: Part): boolean {
  return partsOf(config).some((part) => part.of === of && part.key === key);
}

function without(config: WebhookConfig, { of, key }: Part): WebhookConfig {
  if (of === 'flow') return { ...config, flow: null };
  return {
    ...config,
    fields: config.fields.filter(({ field }) => field !== key),
    payloadField: config.payloadField === key ? null : config.payloadField,
  };
}

/** As it stands in this configuration. */
function putInAs({ fields, payloadField }: WebhookConfig, { of, key }: Part): Change {
  if (of === 'flow') return (config) => ({ ...config, flow: config.flow ?? key });
  const rows = fields.map((row, place) => ({ row, place })).filter(({ row }) => row.field === key);
  return (config) => {
    const there = config.fields.filter(({ field }) => field !== key);
    for (const { row, place } of rows) there.splice(place, 0, row);
    return { ...config, fields: there, payloadField: config.payloadField ?? (payloadField === key ? key : null) };
  };
}
