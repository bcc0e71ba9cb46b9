import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { whenNpmIsGone } from './npm-gone.mjs';

const SIGNALS = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);

/**
 * Runs a program in our place: our terminal is its terminal, our signals are its signals. A terminal sends Ctrl-C to both of us; the hosts take that for one.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<number>} what to answer to the shell: its code, or 128 + the signal that ended it
 */
export function runChild(command, args, env = process.env) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: 'inherit', env });
    const endWatch = whenNpmIsGone(() => child.kill('SIGTERM'));
    /** @type {NodeJS.SignalsListener} */
    const forward = (signal) => {
      // npm got the same signal and goes now; that is no second wish.
      endWatch();
      child.kill(signal);
    };
    const settle = () => {
      endWatch();
      for (const signal of SIGNALS) process.off(signal, forward);
    };
    for (const signal of SIGNALS) process.on(signal, forward);
    child.once('error', (error) => {
      settle();
      reject(error);
    });
    child.once('exit', (code, signal) => {
      settle();
      resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal]));
    });
  });
}
