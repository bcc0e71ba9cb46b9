const RESTORE = '--restore';

/**
 * The arguments for a new start: as this one was asked for, but a backup that was put back for this start is not put back again, over what came
 * in since. `restore` is the one to put back now.
 */
export function argumentsAnew(args: readonly string[], restore: string | null): string[] {
  const others = args.filter(
    (arg, place) => arg !== RESTORE && !arg.startsWith(`${RESTORE}=`) && args[place - 1] !== RESTORE,
  );
  return restore === null ? others : [...others, RESTORE, restore];
}
