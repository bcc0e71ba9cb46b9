import { create } from 'zustand';

/** What was just done, for those who do not see it happen. Said politely, once. */
const useAnnouncement = create(() => ({ text: '', turn: 0 }));

export function announce(text: string): void {
  useAnnouncement.setState(({ turn }) => ({ text, turn: turn + 1 }));
}

/** The region that screen readers listen to; one per page. The same words twice in a row are said twice. */
export function Announcer() {
  const { text, turn } = useAnnouncement();
  return (
    <div role="status" aria-live="polite" className="fh-read-out">
      {text === '' ? '' : `${text}${turn % 2 === 0 ? '' : '\u00a0'}`}
    </div>
  );
}
