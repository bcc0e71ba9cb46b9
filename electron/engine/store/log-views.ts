import type { Database } from 'better-sqlite3';
import { type LogView, LogViewFilterSchema } from '#shared/contract/log-view.ts';
import { foldName } from '#shared/text/fold-name.ts';
import type { LogViewStore } from './port/log-view-store.ts';

interface ViewRow {
  id: string;
  name: string;
  filter: string;
}

export function logViewStore(database: Database): LogViewStore {
  const sql = prepare(database);
  const isTaken = (name: string, id: string) => ![undefined, id].includes(sql.byName.get(foldName(name)));

  const create = database.transaction((view: LogView): LogView | 'name-taken' => {
    if (isTaken(view.name, view.id)) return 'name-taken';
    sql.insert.run(view.id, view.name, foldName(view.name), JSON.stringify(view.filter));
    return view;
  });
  const rename = database.transaction((id: string, name: string): LogView | 'name-taken' | null => {
    if (isTaken(name, id)) return 'name-taken';
    const row = sql.rename.get(name, foldName(name), id);
    return row === undefined ? null : viewOf(row);
  });

  return {
    list: async () => sql.list.all().map(viewOf),
    create: async (view) => create.immediate(view),
    rename: async (id, name) => rename.immediate(id, name),
    delete: async (id) => sql.delete.run(id).changes > 0,
  };
}

const EVERYTHING = { webhook: null, outcome: null, contact: null, time: null, text: null };

function viewOf({ filter, ...row }: ViewRow): LogView {
  return { ...row, filter: LogViewFilterSchema.safeParse({ ...EVERYTHING, ...JSON.parse(filter) }).data ?? EVERYTHING };
}

function prepare(database: Database) {
  return {
    list: database.prepare<[], ViewRow>('SELECT id, name, filter FROM log_view ORDER BY pk'),
    byName: database.prepare<[string], string>('SELECT id FROM log_view WHERE folded_name = ?').pluck(),
    insert: database.prepare<[string, string, string, string]>(
      'INSERT INTO log_view (id, name, folded_name, filter) VALUES (?, ?, ?, ?)',
    ),
    rename: database.prepare<[string, string, string], ViewRow>(
      'UPDATE log_view SET name = ?, folded_name = ? WHERE id = ? RETURNING id, name, filter',
    ),
    delete: database.prepare<[string]>('DELETE FROM log_view WHERE id = ?'),
  };
}
