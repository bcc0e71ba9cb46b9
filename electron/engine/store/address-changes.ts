import type { Database } from 'better-sqlite3';
import type { AddressChangeStore, StoredAddressChange } from './port/address-change-store.ts';

export function addressChangeStore(database: Database): AddressChangeStore {
  const sql = prepare(database);
  const note = database.transaction((base: string, at: number) => {
    const before = sql.base.get();
    if (before === base) return false;
    sql.putBase.run(base);
    // The first address there ever was: nobody can have another one.
    if (before === undefined) return false;
    sql.add.run({ base: before, at });
    // What was lost is back before its sender was told.
    sql.drop.run(base);
    return true;
  });
  return {
    note: async (base, at) => note.immediate(base, at),
    bases: async () => sql.bases.all(),
    waiting: async () => sql.waiting.all(),
    list: async () => sql.list.all(),
    tick: async (webhookId, told) => sql.tick.run({ webhookId, by: null, at: null, ...told }).changes > 0,
  };
}

function prepare(database: Database) {
  return {
    base: database.prepare<[], string>('SELECT base FROM public_base').pluck(),
    putBase: database.prepare<[string]>(
      'INSERT INTO public_base (only, base) VALUES (1, ?) ON CONFLICT (only) DO UPDATE SET base = excluded.base',
    ),
    // A webhook that is off and never received anything has no sender. Who was not told of the change before still has the address of then.
    add: database.prepare<[{ base: string; at: number }]>(
      `INSERT INTO address_change (webhook, lost_base, changed_at)
         SELECT pk, @base, @at FROM webhook
         WHERE active = 1 OR EXISTS (SELECT 1 FROM delivery WHERE webhook = webhook.pk AND origin = 'sender')
       ON CONFLICT (webhook) DO UPDATE SET
         lost_base = CASE WHEN told_at IS NULL THEN lost_base ELSE excluded.lost_base END,
         changed_at = excluded.changed_at, told_at = NULL, told_by = NULL`,
    ),
    drop: database.prepare<[string]>('DELETE FROM address_change WHERE lost_base = ?'),
    bases: database
      .prepare<[], string>(
        `SELECT base FROM public_base
         UNION ALL
         SELECT * FROM (SELECT lost_base FROM address_change GROUP BY lost_base ORDER BY max(changed_at) DESC)`,
      )
      .pluck(),
    waiting: database
      .prepare<[], string>(
        'SELECT w.id FROM address_change c JOIN webhook w ON w.pk = c.webhook WHERE c.told_at IS NULL',
      )
      .pluck(),
    list: database.prepare<[], StoredAddressChange>(
      `SELECT w.id AS webhookId, w.name, w.token, c.lost_base AS lostBase, b.base, c.changed_at AS changedAt,
         c.told_at AS toldAt, c.told_by AS toldBy
       FROM address_change c JOIN webhook w ON w.pk = c.webhook JOIN public_base b
       ORDER BY w.name, w.pk`,
    ),
    tick: database.prepare<[{ webhookId: string; by: string | null; at: number | null }]>(
      `UPDATE address_change SET told_at = @at, told_by = @by
       WHERE webhook = (SELECT pk FROM webhook WHERE id = @webhookId)`,
    ),
  };
}
