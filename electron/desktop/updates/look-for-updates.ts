import type { PlaceOfUpdates } from './place-of-updates.ts';
import type { Updater } from './updater.ts';

export interface Question {
  message: string;
  detail: string;
  /** The first one is what goes on; Escape is the last one. */
  buttons: readonly string[];
}

export interface UpdateTalk {
  /** The version that runs. */
  version: string;
  place: PlaceOfUpdates;
  updater(): Promise<Updater>;
  /** Resolves to the place of the button that was pressed. */
  ask(question: Question): Promise<number>;
  /** Whether a message is on its way to a provider now: ended then, nobody would know whether it left. */
  isSending(): Promise<boolean>;
  /** Stops the engine and then installs. */
  restart(updater: Updater): void;
}

/**
 * What follows when the owner looks for updates. Nothing is fetched and nothing is installed before a sentence has said what would happen and the
 * owner has agreed. Never rejects.
 */
export async function lookForUpdates({ version, place, updater, ask, isSending, restart }: UpdateTalk): Promise<void> {
  const tell = (message: string, detail: string) => ask({ message, detail, buttons: ['OK'] });
  if (place.kind === 'none') {
    await tell('This Fieldhook does not update itself', `${place.sentence} It is version ${version}.`);
    return;
  }
  try {
    const source = await updater();
    const newer = await source.look();
    if (newer === null) {
      await tell('There is no newer Fieldhook', `${place.host} offers none that is newer than ${version}.`);
      return;
    }
    const fetches = await ask({
      message: `Fieldhook ${newer} is there; this is ${version}`,
      detail: `If you go on, it is downloaded from ${place.host} and checked: its sum, and the signature of whoever made it. Nothing about you is sent, and nothing is replaced yet; you are asked again before that.`,
      buttons: ['Download it', 'Not now'],
    });
    if (fetches !== 0) return;
    await source.fetch();
    while (
      (await ask({
        message: `Fieldhook ${newer} is ready to be put in the place of ${version}`,
        detail:
          'If you go on, Fieldhook ends, is replaced, and starts again. The database is copied before the new version opens it. Until it runs again, senders are not answered; most of them try again.',
        buttons: ['Restart now', 'Not now'],
      })) === 0
    ) {
      if (!(await isSending())) {
        restart(source);
        return;
      }
      await tell(
        'A message is being sent just now',
        'Wait until it has left, so that nobody has to guess whether it did.',
      );
    }
  } catch (error) {
    await tell('Nothing was updated', whyNot(error, place.host));
  }
}

/** The codes are electron-updater’s. */
function whyNot(error: unknown, host: string): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ERR_UPDATER_INVALID_SIGNATURE')
    return 'What was downloaded is not signed by whoever made this Fieldhook. It was thrown away.';
  if (code === 'ERR_CHECKSUM_MISMATCH')
    return `What ${host} sent is not what it announces: the sums differ. It was thrown away.`;
  if (/code signature/i.test(String(error)))
    return 'This copy, or what was downloaded, is not signed as macOS demands, so it cannot replace itself. Download the newer one yourself, from where you got this one.';
  return `${host} did not give an update that can be used. Fieldhook goes on as it is; try again later.`;
}
