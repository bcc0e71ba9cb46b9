import { create } from 'zustand';

/** Whether the live stream to the engine stands. `waiting` until it first does. */
export type Connection =
  | { state: 'waiting' }
  | { state: 'live' }
  | { state: 'lost'; since: number; nextTryAt: number }
  | { state: 'signed-out' };

export const useConnection = create<Connection>(() => ({ state: 'waiting' }));

const setConnection = (connection: Connection) => useConnection.setState(connection, true);

export function connectionLive(): void {
  setConnection({ state: 'live' });
}

export function connectionSignedOut(): void {
  setConnection({ state: 'signed-out' });
}

/** Keeps the time of the first failure, so that the screen can say for how long it has been out of touch. */
export function connectionLost(now: number, nextTryAt: number): void {
  const before = useConnection.getState();
  setConnection({ state: 'lost', since: before.state === 'lost' ? before.since : now, nextTryAt });
}
