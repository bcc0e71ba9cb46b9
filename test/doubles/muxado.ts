import type { Duplex } from 'node:stream';

/** Kinds of frames. */
const RESET = 0;
const DATA = 1;
const WINDOW = 2;
const GO_AWAY = 3;

const LAST = 0b0001;
const FIRST = 0b0010;
const HEADER_BYTES = 8;
/** What each side takes of a stream before it has said that it read some of it. */
const WINDOW_BYTES = 0x40000;
const FRAME_BYTES = 0x4000;

/** One of the streams in a connection. Bytes that come before `onData` is set are lost. */
export class MuxStream {
  onData: (bytes: Buffer) => void = () => undefined;
  onEnd: () => void = () => undefined;
  readonly #send: (kind: number, flags: number, bytes: Buffer) => void;
  #isFirst: boolean;
  #window = WINDOW_BYTES;
  #waiting: Buffer = Buffer.alloc(0);
  #isEnding = false;

  constructor(send: (kind: number, flags: number, bytes: Buffer) => void, isOurs: boolean) {
    this.#send = send;
    this.#isFirst = isOurs;
  }

  write(bytes: Buffer): void {
    this.#waiting = Buffer.concat([this.#waiting, bytes]);
    this.#flush();
  }

  end(bytes: Buffer = Buffer.alloc(0)): void {
    this.#isEnding = true;
    this.write(bytes);
  }

  /** The other side has read so many bytes more. */
  widen(bytes: number): void {
    this.#window += bytes;
    this.#flush();
  }

  #flush(): void {
    while (this.#waiting.length > 0 && this.#window > 0) {
      const bytes = this.#waiting.subarray(0, Math.min(this.#window, FRAME_BYTES));
      this.#waiting = this.#waiting.subarray(bytes.length);
      this.#window -= bytes.length;
      this.#send(DATA, this.#isFirst ? FIRST : 0, bytes);
      this.#isFirst = false;
    }
    if (this.#waiting.length > 0 || !this.#isEnding) return;
    this.#isEnding = false;
    this.#send(DATA, LAST, Buffer.alloc(0));
  }
}

/** The answering side of muxado: many streams in one connection, each with its own flow. As far as ngrok's client speaks it. */
export class Muxado {
  readonly #connection: Duplex;
  readonly #onStream: (stream: MuxStream) => void;
  readonly #streams = new Map<number, MuxStream>();
  #opened = 0;
  #bytes: Buffer = Buffer.alloc(0);

  constructor(connection: Duplex, onStream: (stream: MuxStream) => void) {
    this.#connection = connection;
    this.#onStream = onStream;
    connection.on('data', (bytes: Buffer) => this.#read(bytes));
    connection.once('close', () => this.#endAll());
  }

  open(): MuxStream {
    this.#opened += 2;
    return this.#stream(this.#opened, true);
  }

  #stream(id: number, isOurs: boolean): MuxStream {
    const stream = new MuxStream((kind, flags, bytes) => this.#write(id, kind, flags, bytes), isOurs);
    this.#streams.set(id, stream);
    return stream;
  }

  #write(id: number, kind: number, flags: number, bytes: Buffer): void {
    if (this.#connection.destroyed) return;
    const header = Buffer.alloc(HEADER_BYTES);
    header.writeUInt32BE(bytes.length * 256 + (kind << 4) + flags, 0);
    header.writeUInt32BE(id, 4);
    this.#connection.write(Buffer.concat([header, bytes]));
  }

  #read(bytes: Buffer): void {
    this.#bytes = Buffer.concat([this.#bytes, bytes]);
    while (this.#bytes.length >= HEADER_BYTES) {
      const length = this.#bytes.readUInt32BE(0) >>> 8;
      if (this.#bytes.length < HEADER_BYTES + length) return;
      const [kindAndFlags = 0] = this.#bytes.subarray(3, 4);
      const id = this.#bytes.readUInt32BE(4);
      const body = this.#bytes.subarray(HEADER_BYTES, HEADER_BYTES + length);
      this.#bytes = this.#bytes.subarray(HEADER_BYTES + length);
      this.#take(id, kindAndFlags >> 4, kindAndFlags & 0b1111, body);
    }
  }

  #take(id: number, kind: number, flags: number, body: Buffer): void {
    if (kind === GO_AWAY) {
      this.#connection.end();
      return;
    }
    if ((flags & FIRST) !== 0) this.#onStream(this.#stream(id, false));
    const stream = this.#streams.get(id);
    if (kind === WINDOW) stream?.widen(body.readUInt32BE(0));
    if (kind === DATA && body.length > 0) {
      stream?.onData(body);
      const read = Buffer.alloc(4);
      read.writeUInt32BE(body.length, 0);
      this.#write(id, WINDOW, 0, read);
    }
    if (kind === RESET || (flags & LAST) !== 0) stream?.onEnd();
  }

  #endAll(): void {
    for (const stream of this.#streams.values()) stream.onEnd();
    this.#streams.clear();
  }
}
