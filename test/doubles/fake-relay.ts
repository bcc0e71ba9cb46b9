import { once } from 'node:events';
import { createServer, type Server as HttpServer } from 'node:http';
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from 'node:net';

const STRANGER = 'HTTP/1.1 200 OK\r\ncontent-length: 5\r\nconnection: close\r\n\r\nhello';
/** localtunnel's reminder, shortened. */
const REMINDER =
  '<!doctype html><title>Friendly reminder</title><p>To get past this page set and send a <code>bypass-tunnel-reminder</code> header';
const CONNECTIONS = 2;

/**
 * A localtunnel relay on loopback, with switches for what goes wrong with real ones. It gives names over HTTP; for each name there is a
 * port to which the client connects, and a public port: each public connection is joined to one of the client's.
 */
export class FakeRelay {
  /** Status with which asking for a name is refused. */
  refuse: number | null = null;
  /** Takes requests for a name and never answers. */
  isSilent: boolean = false;
  /** Gives another name than the one that was asked for. */
  isNameTaken: boolean = false;
  /** A stranger answers at the public address. */
  isForeign: boolean = false;
  /** Takes public connections and lets them wait. */
  isDeaf: boolean = false;
  /** Every connection stands, old and new ones, and nothing flows through them. */
  isHalfOpen: boolean = false;
  /** Answers at the public address with a page of its own, with this status. */
  reminds: number | null = null;
  /** Names that were asked for, in order; null where any would do. */
  readonly asked: (string | null)[] = [];

  #port = 0;
  #given = 0;
  #api: HttpServer | null = null;
  readonly #names = new Map<string, { tunnel: Server; open: Server; url: string }>();
  readonly #sockets = new Set<Socket>();
  #idle: Socket[] = [];
  #waiting: Socket[] = [];

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** Connections of the client that are open. */
  get tunnelSockets(): number {
    return this.#idle.filter((socket) => !socket.destroyed).length;
  }

  /** Listens, after a `stop` on the same port as before. */
  async start(): Promise<this> {
    this.#api = createServer((request, response) => {
      const name = /^\/(\w[\w-]*)$/.exec(request.url ?? '')?.[1] ?? null;
      this.asked.push(name);
      if (this.isSilent) return;
      if (this.refuse !== null) response.writeHead(this.refuse).end();
      else void this.#grant(name).then((grant) => response.end(JSON.stringify(grant)));
    });
    this.#api.on('connection', (socket) => this.#keep(socket));
    this.#port = await listen(this.#api, this.#port);
    return this;
  }

  /** Dies: every port is closed, every connection cut. */
  async stop(): Promise<void> {
    const servers = [this.#api, ...[...this.#names.values()].flatMap(({ tunnel, open }) => [tunnel, open])];
    this.#names.clear();
    this.#idle = [];
    this.cut();
    await Promise.all(servers.map((server) => new Promise((resolve) => server?.close(resolve))));
  }

  /** Cuts every connection and goes on listening. */
  cut(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  async #grant(wanted: string | null): Promise<object> {
    this.#given += 1;
    // Whoever asks anew has left its old connections, though word of that may still be on its way.
    for (const socket of this.#idle.splice(0)) socket.destroy();
    const id = wanted === null || this.isNameTaken ? `name-${this.#given}` : wanted;
    const known = this.#names.get(id) ?? (await this.#open(id));
    const { port } = known.tunnel.address() as AddressInfo;
    return { id, url: known.url, ip: '127.0.0.1', port, max_conn_count: CONNECTIONS };
  }

  async #open(id: string) {
    const tunnel = createTcpServer((socket) => {
      this.#keep(socket);
      this.#idle.push(socket);
      this.#join();
    });
    const open = createTcpServer((socket) => {
      this.#keep(socket);
      if (this.isForeign) socket.end(STRANGER);
      else if (this.reminds !== null) socket.end(pageOf(this.reminds));
      else if (!this.isDeaf) this.#waiting.push(socket);
      this.#join();
    });
    await listen(tunnel, 0);
    const made = { tunnel, open, url: `http://127.0.0.1:${await listen(open, 0)}` };
    this.#names.set(id, made);
    return made;
  }

  #join(): void {
    this.#idle = this.#idle.filter((socket) => !socket.destroyed);
    // Senders that left before their turn.
    this.#waiting = this.#waiting.filter((socket) => !socket.destroyed);
    while (this.#idle.length > 0 && this.#waiting.length > 0) {
      const client = this.#idle.shift()!;
      const sender = this.#waiting.shift()!;
      this.#pass(sender, client);
      this.#pass(client, sender);
      sender.once('close', () => client.destroy());
      client.once('close', () => sender.destroy());
    }
  }

  #pass(from: Socket, to: Socket): void {
    from.on('data', (chunk) => {
      if (!this.isHalfOpen) to.write(chunk);
    });
    from.on('end', () => {
      if (!this.isHalfOpen) to.end();
    });
  }

  #keep(socket: Socket): void {
    this.#sockets.add(socket);
    socket.on('error', () => undefined);
    socket.once('close', () => this.#sockets.delete(socket));
  }
}

const pageOf = (status: number): string =>
  `HTTP/1.1 ${status} Page\r\ncontent-type: text/html\r\ncontent-length: ${REMINDER.length}\r\nconnection: close\r\n\r\n${REMINDER}`;

async function listen(server: Server | HttpServer, port: number): Promise<number> {
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}
