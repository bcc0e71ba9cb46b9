import type { ShownColumn } from './column-words.ts';

interface Track {
  /** Narrower it gets never, in rem. */
  least: number;
  /** Its share of the width that is left; 0 keeps it as it is. */
  share: number;
}

/** Boxes to choose rows with. */
const TICK: Track = { least: 1.25, share: 0 };
const NAME: Track = { least: 7, share: 1.2 };
const OTHER: Track = { least: 7, share: 1 };
const TRACKS: Partial<Record<string, Track>> = {
  email: { least: 8.75, share: 1.4 },
  phone: { least: 8.75, share: 0 },
  channel: { least: 4.75, share: 0 },
  requests: { least: 4.25, share: 0 },
  'last-request': { least: 5.75, share: 0 },
  created: { least: 5.75, share: 0 },
  updated: { least: 5.75, share: 0 },
  'user-ns': { least: 10, share: 1 },
};

/** How wide the columns are as tracks of a grid, the boxes and the name first, and the least width of the whole table. */
export function columnTracks(columns: readonly ShownColumn[]): { tracks: string; least: string } {
  const all = [TICK, NAME, ...columns.map(({ key }) => TRACKS[key] ?? OTHER)];
  const track = ({ least, share }: Track) => (share === 0 ? `${least}rem` : `minmax(${least}rem, ${share}fr)`);
  const width = all.reduce((sum, { least }) => sum + least, 0);
  // A gap between two columns, and the margins of a row: see list.module.css.
  return { tracks: all.map(track).join(' '), least: `calc(${width}rem + ${10 * (all.length - 1) + 34}px)` };
}
