import { app } from 'electron';
import { argumentsAnew } from '../arguments-anew.ts';

/** Has Fieldhook begin anew, once it has ended, with the same arguments, and with this backup in the place of the data where one is given. */
export function beginAnew(restore: string | null): void {
  app.relaunch({ args: argumentsAnew(process.argv.slice(1), restore) });
}
