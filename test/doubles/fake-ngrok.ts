import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { LOCALHOST_CERTIFICATE, LOCALHOST_KEY } from './localhost-certificate.ts';
import { Muxado, type MuxStream } from './muxado.ts';

/** Kinds of streams, told by their first four bytes. */
const AUTHENTICATE = 0;
const LISTEN = 1;
const STOP_LISTENING = 2;
const REQUEST = 3;
const HEARTBEAT = 0xffffffff;

/** What a client says of itself and of what it wants, as far as tests look at it. */
export interface NgrokAuth {
  Extra: { AuthToken: string };
}
export interface NgrokListen {
  /** Empty for a new one. */
  Id: string;
  Proto: string;
  Opts: { Domain?: string; Hostname?: string };
}

/**
 * ngrok's side of a tunnel on loopback, as its own client speaks to it: TLS, in it the streams of muxado, in them JSON for each wish and raw
 * bytes for each connection of a sender. The public address is a port on which every connection becomes such a stream.
 */
export class FakeNgrok {
  /** Takes connections and says nothing, not even TLS. */
  isSilent: boolean = false;
  /** Ends connections at once. */
  hangsUp: boolean = false;
  /** Authenticates and never answers the wish for an address. */
  isStuck: boolean = false;
  /** What a token, or the wish for an address, is refused with. */
  refuseToken: string | null = null;
  refuseAddress: string | null = null;
  readonly auths: NgrokAuth[] = [];
  readonly listens: NgrokListen[] = [];

  readonly #front: Server = createServer({ allowHalfOpen: true }, (sender) => this.#arrive(sender));
  #edge: Server | null = null;
  #port = 0;
  #frontPort = 0;
  #latest: { mux: Muxado; id: string } | null = null;
  readonly #sockets = new Set<Socket>();
  readonly #senders = new Set<Socket>();

  /** For the client: where to connect, and whom to trust there. */
  get server(): { address: string; certificate: string } {
    return { address: `localhost:${this.#port}`, certificate: LOCALHOST_CERTIFICATE };
  }

  /** Connections of the client that are open. */
  get connections(): number {
    return this.#sockets.size;
  }

  /** Where requests of senders arrive. */
  through(url: string): string {
    return `http://127.0.0.1:${this.#frontPort}${new URL(url).pathname}`;
  }

  /** Listens, after a `stop` on the same ports as before. */
  async start(): Promise<this> {
    this.#edge = createServer((socket) => this.#connect(socket));
    this.#port = await listen(this.#edge, this.#port);
    if (!this.#front.listening) this.#frontPort = await listen(this.#front, this.#frontPort);
    return this;
  }

  /** Ends what is open; the ports are refused from then on. */
  async stop(): Promise<void> {
    const servers = [this.#edge, this.#front].filter((server) => server?.listening);
    const closed = servers.map((server) => once(server!, 'close'));
    for (const server of servers) server!.close();
    this.drop();
    for (const socket of this.#senders) socket.destroy();
    await Promise.all(closed);
  }

  /** Ends the connections of the client, as a network does that goes away. */
  drop(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  #connect(socket: Socket): void {
    this.#sockets.add(socket);
    socket.once('close', () => this.#sockets.delete(socket));
    socket.on('error', () => undefined);
    if (this.hangsUp) socket.destroy();
    // What is not read tells no end either.
    if (this.isSilent) socket.resume();
    if (this.isSilent || this.hangsUp) return;
    const tls = new TLSSocket(socket, { isServer: true, key: LOCALHOST_KEY, cert: LOCALHOST_CERTIFICATE });
    tls.on('error', () => undefined);
    const mux: Muxado = new Muxado(tls, (stream) => this.#serve(mux, stream));
  }

  #serve(mux: Muxado, stream: MuxStream): void {
    let kind: number | null = null;
    let text = Buffer.alloc(0);
    stream.onData = (bytes) => {
      text = Buffer.concat([text, bytes]);
      if (kind === null && text.length >= 4) {
        kind = text.readUInt32BE(0);
        text = text.subarray(4);
      }
      if (kind === null) return;
      if (kind === HEARTBEAT) {
        stream.write(text);
        text = Buffer.alloc(0);
        return;
      }
      const wish = parsed(text);
      if (wish === null) return;
      const answer = this.#answer(mux, kind, wish);
      if (answer !== null) stream.end(Buffer.from(JSON.stringify(answer)));
    };
  }

  #answer(mux: Muxado, kind: number, wish: unknown): object | null {
    switch (kind) {
      case AUTHENTICATE:
        this.auths.push(wish as NgrokAuth);
        if (this.refuseToken !== null) return { Version: '3', ClientId: '', Error: this.refuseToken };
        return { Version: '3', ClientId: `client-${this.auths.length}`, Extra: { Version: 'test', Region: 'test' } };
      case LISTEN: {
        const asked = wish as NgrokListen;
        this.listens.push(asked);
        if (this.isStuck) return null;
        const id = asked.Id || `tunnel-${this.listens.length}`;
        const host = asked.Opts.Domain || asked.Opts.Hostname || 'a1b2.ngrok.app';
        const answer = { Id: id, URL: `https://${host}`, Proto: 'https', Opts: asked.Opts, Extra: { Token: '' } };
        if (this.refuseAddress !== null) return { ...answer, Error: this.refuseAddress };
        this.#latest = { mux, id };
        return answer;
      }
      case STOP_LISTENING:
        return {};
      default:
        throw new Error(`The client asked for something unknown: ${kind}.`);
    }
  }

  #arrive(sender: Socket): void {
    this.#senders.add(sender);
    sender.once('close', () => this.#senders.delete(sender));
    sender.on('error', () => undefined);
    const stream = this.#latest?.mux.open();
    if (stream === undefined || this.#latest === null) {
      sender.destroy();
      return;
    }
    const { id } = this.#latest;
    const about = { Id: id, ClientAddr: '192.0.2.7:4711', Proto: 'https', EdgeType: '3', PassthroughTLS: false };
    const header = Buffer.from(JSON.stringify(about));
    const begin = Buffer.alloc(12);
    begin.writeUInt32BE(REQUEST, 0);
    begin.writeBigInt64LE(BigInt(header.length), 4);
    stream.write(Buffer.concat([begin, header]));
    sender.on('data', (bytes) => stream.write(bytes));
    sender.on('end', () => stream.end());
    stream.onData = (bytes) => sender.write(bytes);
    stream.onEnd = () => sender.end();
  }
}

async function listen(server: Server, port: number): Promise<number> {
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

function parsed(text: Buffer): unknown {
  try {
    return JSON.parse(text.toString('utf8'));
  } catch {
    return null;
  }
}
