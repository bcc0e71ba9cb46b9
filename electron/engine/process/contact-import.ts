import { setImmediate as nextTurn } from 'node:timers/promises';
import type {
  HeldImport,
  ImportFile,
  ImportState,
  OpenImport,
  PastImport,
  RunImport,
  UndoState,
} from '#shared/contract/contact-import.ts';
import { AppError } from '#shared/errors.ts';
import { excerptOf } from '#shared/json/excerpt.ts';
import { storableText } from '#shared/text/storable-text.ts';
import type { Clock } from '../clock.ts';
import type { EngineLog } from '../engine.ts';
import type { EventHub } from '../events.ts';
import { type CsvRecord, type CsvText, csvOf, readRows } from '../formats/read-csv.ts';
import type { LocalStore } from '../store/store.ts';
import { whereItFailed } from '../where-it-failed.ts';
import { decodeFile } from './decode-file.ts';
import { ImaginedPeople } from './dry-run.ts';
import { configOfImport, type DecidedRow, decideRow, doubledTarget, type RowWork } from './import-row.ts';
import { proposeTargets } from './propose-targets.ts';
import { UndoneImports } from './undo-import.ts';

const MOST_ROWS = 100_000;
const MOST_COLUMNS = 200;
const MOST_REMARKS = 500;
/** Rows of one transaction: about 20 ms, so that requests never wait long. */
const BATCH = 50;
const SAMPLES = 3;

interface Opened {
  file: ImportFile;
  /** Null once it has been imported: what people are in it is not kept any longer than needed. */
  csv: CsvText | null;
  state: ImportState;
  /** Null before it was run. */
  wish: RunImport | null;
  isWanted: boolean;
}

export interface ImportContext {
  store: LocalStore;
  clock: Clock;
  hub: Pick<EventHub, 'publish'>;
  newId: (prefix: string) => string;
  log: EngineLog;
}

/**
 * Imports contacts from a CSV file. One file at a time is held, in memory alone; it is let go when it has been imported, when another one is opened and
 * when Fieldhook ends. Each batch of rows is one transaction, in which every row is decided by the rules of requests against what is there then.
 */
export class ContactImports {
  readonly #context: ImportContext;
  readonly #undone: UndoneImports;
  #opened: Opened | null = null;

  constructor(context: ImportContext) {
    this.#context = context;
    this.#undone = new UndoneImports(context);
  }

  /** Rejects with INVALID_INPUT for what is no CSV file of people, and IMPORT_RUNNING. */
  async open(source: OpenImport): Promise<ImportFile> {
    this.#refuseWhileRunning();
    const decoded = decodeFile('text' in source ? Buffer.from(source.text) : Buffer.from(source.base64, 'base64'));
    if (decoded === null) throw unusable('This is no text file. Save it as CSV first.');
    const csv = csvOf(decoded.text);
    const records = readRows(csv);
    const header = records.next().value as CsvRecord | undefined;
    if (header === undefined) throw unusable('This file is empty.');
    if ('fault' in header) throw unusable(`Line ${header.line}: ${header.fault}`);
    if (header.cells.length > MOST_COLUMNS) throw unusable(`It has more than ${MOST_COLUMNS} columns.`);
    const samples = header.cells.map((): string[] => []);
    let rows = 0;
    for (const record of records) {
      rows += 1;
      if (rows > MOST_ROWS) throw unusable('It has more than 100 thousand rows. Split it into several files.');
      if (rows % 1000 === 0) await nextTurn();
      if ('fault' in record) continue;
      for (const [index, cell] of record.cells.entries()) {
        const known = samples[index];
        if (known && known.length < SAMPLES && cell.trim() !== '') known.push(excerptOf(storableText(cell), 80));
      }
    }
    const names = header.cells.map((cell, index) => excerptOf(storableText(cell).trim(), 80) || `Column ${index + 1}`);
    const read = names.map((name, index) => ({ name, samples: samples[index]! }));
    const { fields, settings } = this.#context.store;
    const targets = proposeTargets(read, await fields.list(), (await settings.get()).country);
    // The one that was open before may have been begun meanwhile.
    this.#refuseWhileRunning();
    const file: ImportFile = {
      id: this.#context.newId('imp'),
      encoding: decoded.encoding,
      delimiter: csv.delimiter,
      columns: read.map((column, index) => ({ ...column, target: targets[index]! })),
      rows,
    };
    this.#opened = { file, csv, state: blank(rows, true, 'open'), wish: null, isWanted: true };
    return file;
  }

  /** Begins; `state` tells how far it is. Rejects with INVALID_INPUT and IMPORT_RUNNING; null where the file is not held any more. */
  async run(id: string, wish: RunImport): Promise<ImportState | null> {
    const { store } = this.#context;
    const [fields, settings] = await Promise.all([store.fields.list(), store.settings.get()]);
    const opened = this.#held(id);
    this.#refuseWhileRunning();
    if (opened === null || opened.csv === null) return null;
    const { file, csv } = opened;
    const { targets } = wish;
    const fault = (index: number, message: string) =>
      new AppError('INVALID_INPUT', message, [{ pointer: index < 0 ? '/targets' : `/targets/${index}`, message }]);
    if (targets.length !== file.columns.length) throw fault(-1, 'Say of every column where it goes.');
    const doubled = doubledTarget(targets);
    if (doubled >= 0) throw fault(doubled, 'Another column goes there already.');
    const unknown = targets.findIndex((to) => to && 'field' in to && !fields.some(({ key }) => key === to.field));
    if (unknown >= 0) throw fault(unknown, 'This field is not there any more.');

    const config = configOfImport(wish, settings.country, settings.timeZone);
    opened.state = blank(file.rows, wish.dryRun, 'running');
    opened.wish = wish;
    opened.isWanted = true;
    const tagsAt = targets.findIndex((target) => target !== null && 'tags' in target);
    void this.#work(opened, csv, { config, fields, settings, tagsAt });
    return told(opened.state);
  }

  async state(id: string): Promise<ImportState | null> {
    const opened = this.#held(id);
    return opened && told(opened.state);
  }

  /** What is held, for whoever did not open it or has lost sight of it. */
  async held(): Promise<HeldImport | null> {
    if (this.#opened === null) return null;
    const { file, wish, state } = this.#opened;
    const columns = file.columns.map((column) => ({ ...column, samples: [] }));
    return { file: { ...file, columns }, wish, state: told(state) };
  }

  /** Ends a run after the rows under way, and lets a file go that is not being imported. False where it was not held any more. */
  async cancel(id: string): Promise<boolean> {
    const opened = this.#held(id);
    if (opened === null) return false;
    opened.isWanted = false;
    if (opened.state.state !== 'running') this.#opened = null;
    return true;
  }

  /** Somebody was erased (LG3), and may be in the file or in what was told of it: it is let go, unless it is being imported. */
  async forget(): Promise<void> {
    if (this.#opened?.state.state !== 'running') this.#opened = null;
  }

  /** The imports that can be undone, or were, latest first. */
  async past(): Promise<(PastImport & { undo: UndoState | null })[]> {
    const all = await this.#context.store.contacts.pastImports();
    return all.map((one) => ({ ...one, undo: this.#undone.stateOf(one.id) }));
  }

  /** Begins to undo one; `past` tells how far it is. Null where it is not known (any more). Rejects with IMPORT_RUNNING. */
  async undo(id: string): Promise<UndoState | null> {
    const one = await this.#context.store.contacts.pastImport(id);
    this.#refuseWhileRunning();
    return one && this.#undone.begin(id, one.left);
  }

  #refuseWhileRunning(): void {
    if (this.#opened?.state.state === 'running' || this.#undone.isRunning) throw new AppError('IMPORT_RUNNING');
  }

  #held(id: string): Opened | null {
    return this.#opened?.file.id === id ? this.#opened : null;
  }

  async #work(opened: Opened, csv: CsvText, work: RowWork): Promise<void> {
    const { state, file } = opened;
    const imagined = state.dryRun ? new ImaginedPeople(this.#context.store.contacts.find) : null;
    try {
      const records = readRows(csv);
      records.next();
      while (state.done < state.total && opened.isWanted) {
        const batch = nextOf(records);
        if (batch.length === 0) throw new Error('The file has fewer rows than were counted.');
        const decided = await this.#decide(batch, file, work, imagined);
        for (const [index, row] of decided.entries()) count(state, batch[index]!.line, row);
        await nextTurn();
      }
      state.state = state.done < state.total ? 'cancelled' : 'done';
    } catch (error) {
      state.state = 'failed';
      this.#context.log('error', 'import-failed', whereItFailed(error));
    }
    if (state.dryRun) return;
    opened.csv = null;
    this.#context.hub.publish({ type: 'reset' });
  }

  async #decide(
    batch: readonly CsvRecord[],
    { id: importId, columns: { length: columns } }: ImportFile,
    work: RowWork,
    imagined: ImaginedPeople | null,
  ): Promise<DecidedRow[]> {
    const decide = (record: CsvRecord, find: ImaginedPeople['find']): DecidedRow => {
      if ('fault' in record) return refused(record.fault);
      const { cells } = record;
      if (cells.length > columns) return refused(`It has ${cells.length} cells, but there are ${columns} columns.`);
      return decideRow(cells, work, find);
    };
    const { store, clock } = this.#context;
    if (imagined === null) return store.contacts.writeEach(batch, decide, { importId, at: clock.now() });
    return batch.map((record) => {
      const row = decide(record, imagined.find);
      if (row.write !== null) imagined.remember(row.write);
      return row;
    });
  }
}

/** The next rows; the records stay open. */
function nextOf(records: Iterator<CsvRecord>): CsvRecord[] {
  const batch: CsvRecord[] = [];
  while (batch.length < BATCH) {
    const { value, done } = records.next();
    if (done) break;
    batch.push(value);
  }
  return batch;
}

function count(state: ImportState, line: number, { kind, sentence }: DecidedRow): void {
  state.done += 1;
  state.counts[kind] += 1;
  if (sentence === null) return;
  const remark = kind === 'conflict' || kind === 'refused' ? kind : 'noted';
  if (remark === 'noted') state.counts.noted += 1;
  if (state.remarks.length < MOST_REMARKS) state.remarks.push({ line, kind: remark, sentence });
}

function refused(sentence: string): DecidedRow {
  return { kind: 'refused', write: null, sentence };
}

function blank(total: number, dryRun: boolean, state: ImportState['state']): ImportState {
  const counts = { created: 0, matched: 0, conflict: 0, refused: 0, noted: 0 };
  return { state, dryRun, done: 0, total, counts, remarks: [] };
}

/** As it is now; it goes on changing. */
function told(state: ImportState): ImportState {
  return structuredClone(state);
}

function unusable(message: string): AppError {
  return new AppError('INVALID_INPUT', message, [{ pointer: '', message }]);
}
