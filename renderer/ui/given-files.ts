import { create } from 'zustand';

/** The pages that look at files: what comes from a spreadsheet is about contacts. */
export const FILE_PAGES = { webhooks: '/import', contacts: '/contacts/import' } as const;
export type FilePage = keyof typeof FILE_PAGES;

interface GivenFiles {
  files: readonly File[];
  page: FilePage;
}

/** Files that were dropped onto the window or opened with Fieldhook, until the page that looks at them takes them. */
const useGiven = create<{ given: GivenFiles | null }>(() => ({ given: null }));

/** Those for one page; null where there are none. */
export const useGivenFiles = (page: FilePage) => useGiven(({ given }) => (given?.page === page ? given.files : null));

export function giveFiles(given: GivenFiles | null): void {
  useGiven.setState({ given });
}

/** Where files of these names are looked at. What could be either is for the page that is open. */
export function pageForFiles(names: readonly string[], openPath: string): FilePage {
  const all = (pattern: RegExp) => names.length > 0 && names.every((name) => pattern.test(name));
  if (all(/\.(csv|tsv|xlsx?|ods|numbers)$/i)) return 'contacts';
  return openPath === FILE_PAGES.contacts && !all(/\.(fieldhook|json)$/i) ? 'contacts' : 'webhooks';
}
