import { sayCount } from '#renderer/ui/say-count.ts';
import type { Erasure } from '#shared/contract/erasure.ts';

/** The three parts of a report, with the headings that fit before and after; parts without anything to say are left out. */
export function reportParts({ dryRun, gone, stays, unsure }: Pick<Erasure, 'dryRun' | 'gone' | 'stays' | 'unsure'>) {
  return [
    { title: dryRun ? 'This goes' : 'This has gone', sentences: gone },
    { title: dryRun ? 'This stays' : 'This stayed', sentences: stays },
    { title: 'This cannot be promised', sentences: unsure },
  ].filter(({ sentences }) => sentences.length > 0);
}

/** A report as plain text, for the owner’s own records. It names requests by their ids and the person not at all. */
export function reportText(report: Erasure, when: string): string {
  const parts = reportParts(report).map(({ title, sentences }) =>
    [title, ...sentences.map((sentence) => `- ${sentence}`)].join('\n'),
  );
  const { requests, counts } = report;
  const more = counts.own + counts.unlinked + counts.others - requests.length;
  const listed = requests.map(({ id, webhookName, receivedAt }) => `- ${id}, ${webhookName}, ${receivedAt}`);
  if (more > 0) listed.push(`- and ${sayCount(more)} older`);
  const list = listed.length === 0 ? [] : [['Requests whose content was erased', ...listed].join('\n')];
  return [`A person was erased with Fieldhook, ${when}.`, ...parts, ...list].join('\n\n');
}
