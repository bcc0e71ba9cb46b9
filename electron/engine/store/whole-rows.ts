import type { Database } from 'better-sqlite3';

export type Row = Record<string, unknown>;

export interface WholeRows {
  /** Those that fulfil the condition, which may name `values` and end with an order. */
  read(table: string, where: string, values: Row): Row[];
  /** Writes them again; with `orSkip`, one in whose place another has come is passed over. */
  write(table: string, rows: readonly Row[], orSkip?: boolean): void;
}

/** Whole rows out of tables and in again, with every column that is stored; generated ones come by themselves. */
export function wholeRows(database: Database): WholeRows {
  const columnsOf = database.prepare<[string], string>('SELECT name FROM pragma_table_info(?)').pluck();
  return {
    read(table, where, values) {
      const columns = columnsOf.all(table).join(', ');
      return database.prepare<[Row], Row>(`SELECT ${columns} FROM ${table} WHERE ${where}`).all(values);
    },
    write(table, rows, orSkip = false) {
      const columns = columnsOf.all(table);
      const values = columns.map((column) => `@${column}`).join(', ');
      const insert = database.prepare<[Row]>(
        `INSERT ${orSkip ? 'OR IGNORE ' : ''}INTO ${table} (${columns.join(', ')}) VALUES (${values})`,
      );
      for (const row of rows) insert.run(row);
    },
  };
}
