import { connect, type Socket } from 'node:net';

/** Sends bytes over a connection of their own; resolves to everything that came, as Latin-1, when the other side has closed. */
export function talkTo(port: number, bytes: string | Uint8Array, { hangsUp = false } = {}): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  const sent = typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes;
  if (hangsUp) socket.end(sent);
  else socket.write(sent);
  return allThatComes(socket);
}

/** Everything until the other side closes; a reset counts as closing. */
export function allThatComes(socket: Socket): Promise<string> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(Buffer.concat(chunks).toString('latin1')));
  });
}
