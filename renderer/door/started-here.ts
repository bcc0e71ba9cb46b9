import { create } from 'zustand';

/** The export that was asked for in this window: it saves the file by itself when it is ready, others only on a click. */
export const useStartedHere = create<{ id: string | null }>(() => ({ id: null }));

export function startedHere(id: string | null): void {
  useStartedHere.setState({ id });
}
