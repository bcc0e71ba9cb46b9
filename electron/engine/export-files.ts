import { type FileHandle, mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { EXPORT_FAULTS, type Export, type ExportFault } from '#shared/contract/export.ts';
import { AppError } from '#shared/errors.ts';
import type { Clock } from './clock.ts';
import type { EngineLog } from './engine.ts';
import type { EventHub } from './events.ts';
import { dataFolderAt } from './store/data-folder.ts';
import type { FreeSpace } from './store/port/care.ts';
import { whereItFailed } from './where-it-failed.ts';

/** A piece of a file, and how many rows stand in it. */
export interface ExportPiece {
  text: string;
  rows: number;
}

/** What a file is made of. Both are read only as far as they are wanted, and closed when they are not wanted any more. */
export interface ExportSource {
  of: Export['of'];
  fileName: string;
  contentType: string;
  pieces: AsyncGenerator<ExportPiece>;
  /** Their sum is how many rows there are to be. */
  counts: AsyncGenerator<number>;
  /** Whether it may still be handed out: what became private meanwhile must not leave (LG3). */
  isStillAllowed: () => Promise<boolean>;
}

export interface ExportFilesOptions {
  dataDir: string;
  freeSpace: () => Promise<FreeSpace | null>;
  clock: Clock;
  hub: Pick<EventHub, 'publish'>;
  newId: (prefix: string) => string;
  log: EngineLog;
}

interface Made {
  state: Export;
  source: ExportSource;
  file: string;
  /** Set when it is not wanted any more. */
  isDropped: boolean;
  ended: Promise<void>;
}

/** How long a finished file waits to be taken. */
const KEPT_MS = 3_600_000;
/** Written between two looks at the room on the disk. */
const LOOK_BYTES = 8 * 1024 * 1024;
const READ_BYTES = 64 * 1024;

/**
 * Files of contacts and of the log. What they hold is personal, so they are in the data folder, for its owner only, one at a time, and no longer
 * than needed: until the file has been taken, is dropped, or Fieldhook ends; the next start removes what a crash left. Only a file that is
 * complete is ever handed out. Room on the disk that requests need is left to them.
 */
export class ExportFiles {
  readonly #options: ExportFilesOptions;
  readonly #dir: string;
  #made: Made | null = null;
  #forgetLater: () => void = () => undefined;

  constructor(options: ExportFilesOptions) {
    this.#options = options;
    this.#dir = dataFolderAt(options.dataDir).exports;
  }

  /** Removes what an earlier run left. */
  async start(): Promise<void> {
    await this.#remove(this.#dir);
  }

  list(): Export[] {
    return this.#made === null ? [] : [{ ...this.#made.state }];
  }

  /** Begins to make a file, in the place of one that waits. Rejects with EXPORT_RUNNING. */
  begin(source: ExportSource): Export {
    if (this.#made?.state.state === 'running') throw new AppError('EXPORT_RUNNING');
    if (this.#made !== null) this.#drop(this.#made);
    const id = this.#options.newId('exp');
    const state: Export = {
      id,
      of: source.of,
      fileName: source.fileName,
      state: 'running',
      rows: 0,
      expected: null,
      sizeBytes: 0,
      startedAt: new Date(this.#options.clock.now()).toISOString(),
      fault: null,
    };
    const made: Made = {
      state,
      source,
      file: join(this.#dir, `${id}.part`),
      isDropped: false,
      ended: Promise.resolve(),
    };
    this.#made = made;
    made.ended = this.#work(made);
    this.#tell();
    return { ...state };
  }

  /** Ends it, whatever its state; reading stops with the page under way. False where there is none with this id. */
  drop(id: string): boolean {
    const made = this.#with(id);
    if (made !== null) this.#drop(made);
    return made !== null;
  }

  /** Somebody was erased (LG3), and may be in the file. */
  forget(): void {
    if (this.#made !== null && this.#made.state.state !== 'failed') this.#fail(this.#made, 'erased');
  }

  /** The finished file; it is removed once it has been read to its end. Null where there is none. */
  async take(id: string): Promise<Response | null> {
    const made = this.#with(id);
    if (made === null || made.state.state !== 'ready') return null;
    if (!(await made.source.isStillAllowed())) this.#fail(made, 'made-private');
    const handle = made.state.state === 'ready' ? await open(made.file).catch(() => null) : null;
    if (handle === null) return null;
    const { fileName, sizeBytes } = made.state;
    const stream = streamOf(
      handle,
      () => made.isDropped,
      () => {
        if (this.#made === made) this.#drop(made);
      },
    );
    return new Response(stream, {
      headers: {
        'content-type': made.source.contentType,
        'content-length': String(sizeBytes),
        'content-disposition': `attachment; filename="${fileName}"`,
      },
    });
  }

  /** Nothing is read from the store any more once it resolves. */
  async stop(): Promise<void> {
    const made = this.#made;
    if (made === null) return;
    this.#drop(made);
    await made.ended;
  }

  #with(id: string): Made | null {
    return this.#made?.state.id === id ? this.#made : null;
  }

  async #work(made: Made): Promise<void> {
    const { state, source } = made;
    const counted = this.#count(made);
    try {
      await mkdir(this.#dir, { recursive: true, mode: 0o700 });
      await this.#write(made);
      if (!made.isDropped && !(await source.isStillAllowed())) this.#fail(made, 'made-private');
      if (!made.isDropped) {
        state.state = 'ready';
        this.#forgetLater = this.#options.clock.after(KEPT_MS, () => this.drop(state.id));
        this.#tell();
      }
    } catch (error) {
      const fault = faultOf(error);
      if (fault !== 'disk-full') this.#options.log('error', 'export-failed', { fault, ...whereItFailed(error) });
      if (!made.isDropped) this.#fail(made, fault);
    }
    await counted;
    if (made.isDropped) await this.#remove(made.file);
  }

  async #write(made: Made): Promise<void> {
    const { state, source } = made;
    const handle = await open(made.file, 'wx', 0o600);
    try {
      let looked = Number.NEGATIVE_INFINITY;
      for await (const { text, rows } of source.pieces) {
        if (made.isDropped) break;
        if (state.sizeBytes - looked >= LOOK_BYTES) {
          await this.#needRoom();
          looked = state.sizeBytes;
        }
        await handle.appendFile(text);
        state.rows += rows;
        state.sizeBytes += Buffer.byteLength(text);
      }
    } finally {
      await handle.close();
    }
  }

  async #needRoom(): Promise<void> {
    const space = await this.#options.freeSpace();
    if (space !== null && space.freeBytes - LOOK_BYTES < space.reserveBytes) throw new NoRoom();
  }

  /** A file whose rows could not be counted is made all the same. */
  async #count(made: Made): Promise<void> {
    try {
      let expected = 0;
      for await (const count of made.source.counts) {
        if (made.isDropped || made.state.state !== 'running') return;
        expected += count;
      }
      made.state.expected = expected;
    } catch (error) {
      this.#options.log('warn', 'export-not-counted', whereItFailed(error));
    }
  }

  #fail(made: Made, code: ExportFault): void {
    this.#end(made);
    made.state.state = 'failed';
    made.state.fault = { code, sentence: EXPORT_FAULTS[code] };
    this.#tell();
  }

  #drop(made: Made): void {
    this.#end(made);
    this.#made = null;
    this.#tell();
  }

  #end(made: Made): void {
    const isWorking = made.state.state === 'running';
    made.isDropped = true;
    this.#forgetLater();
    // Whoever is writing removes it when they have let go of it.
    if (!isWorking) made.ended = made.ended.then(() => this.#remove(made.file));
  }

  async #remove(path: string): Promise<void> {
    await rm(path, { recursive: true, force: true }).catch((error: unknown) =>
      this.#options.log('warn', 'export-not-removed', whereItFailed(error)),
    );
  }

  #tell(): void {
    this.#options.hub.publish({ type: 'exports' });
  }
}

class NoRoom extends Error {
  readonly code = 'ENOSPC';
}

/** Codes of the file system are written in capitals after an E; the store has its own. */
function faultOf(error: unknown): ExportFault {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOSPC' || code === 'EDQUOT') return 'disk-full';
  return error instanceof Error && 'syscall' in error ? 'disk-failed' : 'read-failed';
}

/** Read only as fast as it is taken; cut off where the file has been dropped meanwhile, since somebody in it may have been erased. */
function streamOf(handle: FileHandle, isDropped: () => boolean, onEnd: () => void): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          if (isDropped()) throw new Error('The file has been dropped.');
          const { bytesRead, buffer } = await handle.read(new Uint8Array(READ_BYTES), 0, READ_BYTES);
          if (bytesRead > 0) return controller.enqueue(buffer.subarray(0, bytesRead));
        } catch (error) {
          await handle.close();
          throw error;
        }
        await handle.close();
        onEnd();
        controller.close();
      },
      cancel: () => handle.close(),
    },
    { highWaterMark: 0 },
  );
}
