import type { EngineEvent } from '#shared/contract/event.ts';
import { AppError } from '#shared/errors.ts';
import type { EngineLog } from '../engine.ts';
import { StartError } from '../start-error.ts';
import type { StoreNotice } from '../store/port/care.ts';
import type { NewDelivery } from '../store/port/delivery-store.ts';

/** What is callable across threads: the nouns of the store, and the other parts of the core. */
export type Part = string;

/** To the thread of the core. */
export type Request =
  | { kind: 'call'; call: number; part: Part; method: string; args: unknown[] }
  | ({ kind: 'accept'; call: number } & PackedBatch)
  | { kind: 'poke' }
  | { kind: 'news'; event: EngineEvent };

/** From the thread of the core. The first is `opened` or `refused`. */
export type Said =
  | { kind: 'opened'; notices: readonly StoreNotice[]; isCrashLoop: boolean }
  | { kind: 'refused'; fault: PackedFault }
  | { kind: 'answer'; call: number; value: unknown }
  | { kind: 'fault'; call: number; fault: PackedFault }
  | { kind: 'events'; events: EngineEvent[] }
  | { kind: 'log'; line: Parameters<EngineLog> };

export interface CoreThreadData {
  dataDir: string;
  restore: string | null;
}

/** A batch on its way to the disk. One text and one run of bytes: copying each row by itself takes several times as long. */
export interface PackedBatch {
  /** JSON of the rows without their bodies; `null` stands for no body, a number for its length in bytes. */
  rows: string;
  /** The bodies, one after the other. */
  bodies: Uint8Array<ArrayBuffer>;
}

type PackedRow = Omit<NewDelivery, 'body'> & { body: number | null };

export function packBatch(deliveries: readonly NewDelivery[]): PackedBatch {
  const rows = deliveries.map((delivery): PackedRow => ({ ...delivery, body: delivery.body?.byteLength ?? null }));
  const bodies = new Uint8Array(rows.reduce((bytes, { body }) => bytes + (body ?? 0), 0));
  let at = 0;
  for (const { body } of deliveries) {
    if (body === null) continue;
    bodies.set(body, at);
    at += body.byteLength;
  }
  return { rows: JSON.stringify(rows), bodies };
}

export function unpackBatch({ rows, bodies }: PackedBatch): NewDelivery[] {
  let at = 0;
  return (JSON.parse(rows) as PackedRow[]).map(({ body: length, ...row }) => {
    if (length === null) return { ...row, body: null };
    at += length;
    return { ...row, body: bodies.subarray(at - length, at) };
  });
}

/** An error as it travels: its class would be lost, and with it what its readers go by. */
export type PackedFault =
  | { type: 'app'; code: AppError['code']; message: string; details: AppError['details']; stack: string | undefined }
  | { type: 'start'; fault: StartError['kind']; message: string; stack: string | undefined }
  | { type: 'other'; name: string; code: string | null; message: string; stack: string | undefined };

export function packFault(error: unknown): PackedFault {
  if (!(error instanceof Error)) {
    return { type: 'other', name: 'Error', code: null, message: String(error), stack: undefined };
  }
  const { message, stack } = error;
  if (error instanceof AppError) return { type: 'app', code: error.code, message, details: error.details, stack };
  if (error instanceof StartError) return { type: 'start', fault: error.kind, message, stack };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : null;
  return { type: 'other', name: error.name, code, message, stack };
}

export function unpackFault(fault: PackedFault): Error {
  const error = errorOf(fault);
  if (fault.stack !== undefined) error.stack = fault.stack;
  return error;
}

function errorOf(fault: PackedFault): Error {
  switch (fault.type) {
    case 'app':
      return new AppError(fault.code, fault.message, fault.details);
    case 'start':
      return new StartError(fault.fault, fault.message);
    case 'other':
      return Object.assign(new Error(fault.message), {
        name: fault.name,
        ...(fault.code === null ? {} : { code: fault.code }),
      });
  }
}
