/**
 * ngrok's client, in a thread of its own. It cannot be told to give up, and leaves its connection open when it is told to close; but all that
 * it holds ends with the thread. It opens a connection that was lost again by itself, later and later; that nothing comes through is noticed
 * by whoever asks through the address. It is given no function to call: such a call while the thread ends would end the process
 * (1.7.0). Of what it says only codes are passed on: its sentences can hold the token.
 */
import { parentPort, workerData } from 'node:worker_threads';

export interface NgrokThreadData {
  token: string;
  domain: string | null;
  /** Of the receiver, on 127.0.0.1. */
  port: number;
  server: NgrokServer | null;
}

/** Where ngrok is, and whose certificate is believed there; a test has one of its own. */
export interface NgrokServer {
  /** Host and port. */
  address: string;
  certificate: string;
}

export type NgrokSaid =
  | { kind: 'open'; url: string }
  /** The client's native part is not there, or this system cannot load it. */
  | { kind: 'missing' }
  /** `code`: the number that ngrok gave as a reason; null where it said nothing, or could not be reached. */
  | { kind: 'refused'; code: string | null };

const main = parentPort!;
const { token, domain, port, server } = workerData as NgrokThreadData;
const say = (said: NgrokSaid) => main.postMessage(said);

const client = await import('@ngrok/ngrok').catch(() => null);
if (client === null) say({ kind: 'missing' });
else await open(client).catch((error: unknown) => say({ kind: 'refused', code: codeOf(error) }));

async function open({ SessionBuilder }: typeof import('@ngrok/ngrok')): Promise<void> {
  const builder = new SessionBuilder().authtoken(token);
  if (server !== null) builder.serverAddr(server.address).caCert(Buffer.from(server.certificate));
  const endpoint = (await builder.connect()).httpEndpoint();
  if (domain !== null) endpoint.domain(domain);
  const listener = await endpoint.listenAndForward(`http://127.0.0.1:${port}`);
  // Goes on until it is ended.
  main.ref();
  say({ kind: 'open', url: listener.url() ?? '' });
}

function codeOf(error: unknown): string | null {
  return (error instanceof Error && /ERR_NGROK_(\d{1,6})/.exec(error.message)?.[1]) || null;
}
