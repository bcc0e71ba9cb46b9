import type { LogView } from '#shared/contract/log-view.ts';

/** Filters of the log that the owner named, in the order in which they were made. */
export interface LogViewStore {
  list(): Promise<LogView[]>;
  create(view: LogView): Promise<LogView | 'name-taken'>;
  rename(id: string, name: string): Promise<LogView | 'name-taken' | null>;
  delete(id: string): Promise<boolean>;
}
