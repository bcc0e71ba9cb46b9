import { create } from 'zustand';

/** Files that were dropped onto the window or opened with Fieldhook, until the page that looks at them takes them. */
export const useGivenFiles = create<{ files: readonly File[] | null }>(() => ({ files: null }));

export function giveFiles(files: readonly File[] | null): void {
  useGivenFiles.setState({ files });
}
