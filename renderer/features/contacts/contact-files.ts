import type { ContactChoice } from '#shared/contract/bulk-change.ts';
import type { ExportWish } from '#shared/contract/export.ts';

const FILES = [
  { label: 'For spreadsheets (CSV)', as: 'csv' },
  { label: 'For other programs (JSON)', as: 'json' },
] as const;

/** The files that somebody can choose among, of these or (null) of everybody. Where there is something private, whether it goes along is asked (LG3). */
export function contactFiles(hasPrivate: boolean, who: ContactChoice | null): { label: string; wish: ExportWish }[] {
  const choices = hasPrivate
    ? ([
        [', without private values', 'hidden'],
        [', with private values', 'shown'],
      ] as const)
    : ([['', 'hidden']] as const);
  return choices.flatMap(([more, isShown]) =>
    FILES.map(({ label, as }) => ({
      label: label + more,
      wish: { of: 'contacts', as, query: { private: isShown }, ...(who !== null && { who }) },
    })),
  );
}
