import { createContext, useContext } from 'react';
import type { Path } from '#shared/json-path/path.ts';
import { type Target, targetId } from '../targets.ts';

/** Which row waits for the next click in the tree: a target, or the row in which a custom field is being added. */
export type Armed = { kind: 'target'; target: Target } | { kind: 'composer' };

/** What the tree and the rows of the map share while the owner is picking. */
export interface MapState {
  armed: Armed | null;
  /** Arms the row, or disarms it when it is armed already. */
  arm: (armed: Armed) => void;
  /** The mark or row under the pointer. */
  lit: string | null;
  light: (id: string | null) => void;
  /** Fills what was given from a place of the sample, in the wisest way (PA4). */
  assign: (to: Armed, path: Path) => void;
  /** Brings the value that a path finds into view in the tree. */
  reveal: (path: string) => void;
}

export const MapContext = createContext<MapState | null>(null);

export function useMap(): MapState {
  const state = useContext(MapContext);
  if (state === null) throw new Error('This belongs inside the map step.');
  return state;
}

export const armedId = (armed: Armed): string => (armed.kind === 'target' ? targetId(armed.target) : 'composer');
export const pickButtonId = (armed: Armed): string => `pick-${armedId(armed)}`;
