import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import type { Clock } from '#engine/clock.ts';
import type { EngineLog } from '#engine/engine.ts';
import { StartError } from '#engine/start-error.ts';
import { assertNever } from '#shared/errors.ts';
import { refusal } from '../refusal.ts';
import { withSecurityHeaders } from '../security-headers.ts';
import type { StaticFiles } from '../static-files.ts';
import { createCredentials } from './credentials.ts';
import { admit } from './gate.ts';
import { GuessBrake } from './guess-brake.ts';
import type { Knock } from './knock.ts';
import { answerSession } from './session-route.ts';

export interface LoopbackOptions {
  /** Port on 127.0.0.1; 0 takes any free one. */
  port: number;
  secret: string;
  engine: { fetch(request: Request): Promise<Response> };
  files: StaticFiles;
  clock: Clock;
  log: EngineLog;
}

export interface Loopback {
  port: number;
  /** `http://127.0.0.1:PORT` */
  url: string;
  /** Lets answers under way finish, ends live streams, closes the port. */
  stop(): Promise<void>;
}

/** How long answers under way may take once the stop has begun. */
const GRACE_MS = 1000;

/** Serves the screens and the door to a browser on this computer. Rejects with a StartError when the port is taken. */
export async function listenOnLoopback(options: LoopbackOptions): Promise<Loopback> {
  const { clock, log } = options;
  const brake = new GuessBrake(clock);
  const credentials = createCredentials(options.secret);
  const streams = new Set<ServerResponse>();

  const answer = async (request: Request, incoming: IncomingMessage): Promise<Response> => {
    const admission = admit(knockOf(request, incoming), port, credentials);
    switch (admission.to) {
      case 'static':
        return (await options.files(new URL(request.url).pathname)) ?? refusal('NOT_FOUND');
      case 'session':
        return answerSession(request, credentials, brake);
      case 'engine':
        return options.engine.fetch(request);
      case 'refusal':
        if (admission.guess) await brake.wrong();
        return refusal(admission.code);
      default:
        return assertNever(admission);
    }
  };

  const listener = getRequestListener(
    async (request, { incoming, outgoing }) => {
      const response = await answer(request, incoming as IncomingMessage);
      if (response.headers.get('content-type')?.startsWith('text/event-stream'))
        keep(outgoing as ServerResponse, streams);
      return withSecurityHeaders(response);
    },
    {
      overrideGlobalObjects: false,
      // Only so that an empty Host header comes as far as the gate, which refuses it.
      hostname: '127.0.0.1',
      errorHandler: (error) => {
        const isClientFault = error instanceof Error && error.name === 'RequestError';
        if (!isClientFault)
          log('error', 'ui-fault', { reason: error instanceof Error ? error.message : String(error) });
        return withSecurityHeaders(refusal(isClientFault ? 'MALFORMED_REQUEST' : 'INTERNAL'));
      },
    },
  );
  const server = createServer(
    { headersTimeout: 10_000, requestTimeout: 60_000, connectionsCheckingInterval: 5_000, maxHeaderSize: 16_384 },
    (incoming, outgoing) => void listener(incoming, outgoing),
  );
  const port = await listen(server, options.port);
  // A connection that could not be accepted (no file handles left, say) costs that connection only.
  server.on('error', (error) => log('error', 'ui-fault', { reason: error.message }));

  return {
    port,
    url: `http://127.0.0.1:${port}`,
    async stop() {
      const closed = once(server, 'close');
      server.close();
      brake.release();
      for (const stream of streams) stream.destroy();
      server.closeIdleConnections();
      const cancel = clock.after(GRACE_MS, () => server.closeAllConnections());
      await closed;
      cancel();
    },
  };
}

function knockOf(request: Request, incoming: IncomingMessage): Knock {
  return {
    method: request.method,
    target: incoming.url ?? '',
    pathname: new URL(request.url).pathname,
    hosts: incoming.headersDistinct.host ?? [],
    header: (name) => request.headers.get(name),
    headerNames: Object.keys(incoming.headers),
  };
}

function keep(outgoing: ServerResponse, streams: Set<ServerResponse>): void {
  streams.add(outgoing);
  outgoing.once('close', () => streams.delete(outgoing));
}

async function listen(server: Server, port: number): Promise<number> {
  server.listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch (cause) {
    throw portFault(port, cause);
  }
  return (server.address() as AddressInfo).port;
}

function portFault(port: number, cause: unknown): Error {
  const code = (cause as NodeJS.ErrnoException).code;
  if (code === 'EADDRINUSE') {
    const message = `Port ${port} is already used by another program. Close it, or choose another port with --ui-port.`;
    return new StartError('port-taken', message, { cause });
  }
  if (code === 'EACCES') {
    const message = `Port ${port} is reserved for the system. Choose a port above 1023 with --ui-port.`;
    return new StartError('port-taken', message, { cause });
  }
  return new Error(`The screens could not be opened on port ${port} (${code}).`, { cause });
}
