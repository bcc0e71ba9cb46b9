import type { ErasureCopies, ErasureCounts } from '#shared/contract/erasure.ts';
import { sayCount } from '#shared/local-form/say-number.ts';

interface Erased {
  dryRun: boolean;
  counts: ErasureCounts;
  copies: ErasureCopies;
  isWiped: boolean | null;
  /** A CRM Contact Id that is too short to be looked for. */
  hasShortId: boolean;
  /** They had asked not to get messages. */
  isOptedOut: boolean;
}

/** An erasure in words: what goes or went, what stays and why, and what nobody can promise. None of them names the person. */
export function erasureWords(erased: Erased, locale: string): { gone: string[]; stays: string[]; unsure: string[] } {
  const many: Many = (count, one, several) => `${sayCount(count, locale)} ${count === 1 ? one : several}`;
  return {
    gone: present(gone(erased, many)),
    stays: present(stays(erased, many)),
    unsure: present(unsure(erased, many)),
  };
}

type Said = string | false;
/** `1 message`, `1,200 messages`. */
type Many = (count: number, one: string, several: string) => string;

function gone({ counts, copies, dryRun }: Erased, many: Many): Said[] {
  const { identifiers, fields, own, unlinked, others, bodies, receipts, rewritten, waiting, samples, otherValues } =
    counts;
  return [
    `The contact, with ${many(identifiers, 'identifier or name', 'identifiers and names')}, ${many(fields, 'field value', 'field values')}, what those held before, where they came from and the words under which it is found.`,
    (counts.messages > 0 || counts.runs > 0) &&
      `${many(counts.messages, 'message', 'messages')} to this person, and ${many(counts.runs, 'way', 'ways')} through flows. What was still to be sent is not sent, and the counts of messages on the home screen are without them.`,
    counts.merges > 0 && `What is kept to undo ${many(counts.merges, 'merge', 'merges')} into this contact.`,
    own > 0 && `What ${many(own, 'request', 'requests')} about this person said.`,
    unlinked > 0 &&
      `What ${many(unlinked, 'request', 'requests')} about nobody said (refused, not identified, repeated or kept as a sample) in which this person’s e-mail, number or id stands.`,
    others > 0 &&
      `What ${many(others, 'request', 'requests')} about somebody else said in which this person’s e-mail, number or id stands. The other contacts keep their own values.`,
    bodies > 0 &&
      `Of all these requests: ${many(bodies, 'raw text', 'raw texts')}, the headers, and what stood in the address.`,
    receipts > 0 && `${many(receipts, 'receipt', 'receipts')} with the reasoning in them.`,
    rewritten > 0 &&
      `The parts about this person in ${many(rewritten, 'receipt', 'receipts')} of somebody else’s requests.`,
    waiting > 0 &&
      `The work on ${many(waiting, 'request', 'requests')} that ${dryRun ? (waiting === 1 ? 'waits' : 'wait') : 'waited'} for it: nothing will come of them.`,
    samples > 0 &&
      `${many(samples, 'sample', 'samples')} in the editor. The mapping stays; let a new request come in as the sample.`,
    otherValues > 0 &&
      `${many(otherValues, 'value', 'values')} of other contacts in which this person’s e-mail, number or id stands.`,
    counts.conflicts > 0 &&
      `${many(counts.conflicts, 'conflict', 'conflicts')} between this person and others, decided or not.`,
    counts.elsewhere > 0 &&
      `What ${many(counts.elsewhere, 'other text says', 'other texts say')} of this person: in messages to others, in flows, in merges, in remembered decisions, in saved views of the log, in tests of webhooks, in what fields and names of others held before, and in other items of their requests. What of it was still to be sent is not sent.`,
    copies.choice === 'replace' && copies.replaced !== false && sayReplaced(copies, dryRun, many),
  ];
}

function sayReplaced({ backups, aside }: ErasureCopies, dryRun: boolean, many: Many): string {
  const sets = aside > 0 ? `, and ${many(aside, 'set', 'sets')} of data that restores had put aside` : '';
  return `${many(backups, 'older backup', 'older backups')}${sets}: ${dryRun ? 'a fresh backup takes' : 'a fresh backup has taken'} their place.`;
}

function stays({ counts, copies, isOptedOut }: Erased, many: Many): Said[] {
  const requests = counts.own + counts.unlinked + counts.others;
  return [
    requests > 0 &&
      `${many(requests, 'line', 'lines')} in the log, without any content: time, webhook, outcome, answer and size. So counts stay true, and links to ${requests === 1 ? 'it' : 'them'} still work.`,
    requests > 0 &&
      'The numbers under which signed requests are known. They say nothing of anybody, and without them a repeated request would bring the person back.',
    (counts.messages > 0 || counts.runs > 0) &&
      'For two days, how many messages left to this person, with a fingerprint in the place of the address, since the limits of a day still count them; and which requests have started a flow, since none may start it twice.',
    isOptedOut &&
      'The wish to get no messages, with a fingerprint in the place of the address. Without it they could be written to again.',
    counts.configurations > 0 &&
      `${many(counts.configurations, 'saved configuration', 'saved configurations')} of webhooks, flows and segments, older versions included, in which this person’s e-mail, number or id stands. Change or delete them if it should go.`,
    copies.choice === 'keep' &&
      copies.backups > 0 &&
      `${many(copies.backups, 'backup', 'backups')} that may still hold the person. The ten latest are kept; with a new one each day they are gone in about ten days. Restoring an older one brings the person back.`,
    copies.choice === 'keep' &&
      copies.aside > 0 &&
      `${many(copies.aside, 'set', 'sets')} of data that restores have put aside in the folder “replaced”. They are not deleted by themselves.`,
    copies.choice === 'keep' &&
      copies.isRestoring &&
      'The wish to restore a backup at the next start. It may bring the person back.',
    copies.replaced === false &&
      'The older backups: no fresh one could be made. It is tried again at the next start; make some room on the disk.',
  ];
}

function unsure({ counts, isWiped, hasShortId }: Erased, many: Many): Said[] {
  return [
    counts.unreadable > 0 &&
      `${many(counts.unreadable, 'raw text', 'raw texts')} could not be looked through wholly: ${counts.unreadable === 1 ? 'it has' : 'they have'} attached files, parts in another encoding or a compression that Fieldhook does not read. ${counts.unreadable === 1 ? 'It stays as it is' : 'They stay as they are'}.`,
    'Requests in which the person stands only by name, in an image, or with an address or number that Fieldhook never knew them by cannot be found.',
    hasShortId &&
      'The CRM Contact Id is too short to be told from other numbers, so it was not looked for in other requests.',
    isWiped === false &&
      'Unused parts of the database file may still hold traces. The file is built anew at the next start of Fieldhook.',
    'Copies of the data folder made by other programs, files that were exported, and what the sender itself keeps are beyond Fieldhook.',
    'If the sender sends a request about this person again, they become a new contact.',
  ];
}

function present(sentences: readonly Said[]): string[] {
  return sentences.filter((sentence) => sentence !== false);
}
