import type { Database } from 'better-sqlite3';
import { type Segment, SegmentConditionSchema } from '#shared/contract/segment.ts';
import { foldName } from '#shared/text/fold-name.ts';
import type { SegmentStore } from './port/segment-store.ts';

interface SegmentRow {
  id: string;
  name: string;
  conditions: string;
}

export function segmentStore(database: Database): SegmentStore {
  const list = database.prepare<[], SegmentRow>('SELECT id, name, conditions FROM segment ORDER BY folded_name');
  const get = database.prepare<[string], SegmentRow>('SELECT id, name, conditions FROM segment WHERE id = ?');
  const insert = database.prepare<[string, string, string, string]>(
    'INSERT INTO segment (id, name, folded_name, conditions) VALUES (?, ?, ?, ?) ON CONFLICT (folded_name) DO NOTHING',
  );
  const update = database.prepare<[string, string, string, string]>(
    'UPDATE OR IGNORE segment SET name = ?, folded_name = ?, conditions = ? WHERE id = ?',
  );
  const remove = database.prepare<[string]>('DELETE FROM segment WHERE id = ?');
  const segment = (id: string): Segment | null => {
    const row = get.get(id);
    return row === undefined ? null : segmentOf(row);
  };
  return {
    list: async () => list.all().map(segmentOf),
    get: async (id) => segment(id),
    async create(made) {
      const { id, name, conditions } = made;
      const { changes } = insert.run(id, name, foldName(name), JSON.stringify(conditions));
      return changes === 1 ? made : 'name-taken';
    },
    async update(id, change) {
      const known = segment(id);
      if (known === null) return 'not-found';
      const { name = known.name, conditions = known.conditions } = change;
      const { changes } = update.run(name, foldName(name), JSON.stringify(conditions), id);
      return changes === 1 ? { id, name, conditions } : 'name-taken';
    },
    delete: async (id) => remove.run(id).changes === 1,
  };
}

function segmentOf({ id, name, conditions }: SegmentRow): Segment {
  return { id, name, conditions: SegmentConditionSchema.array().parse(JSON.parse(conditions)) };
}
