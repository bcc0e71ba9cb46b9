import type { LocalForm } from '#shared/local-form/local-form.ts';
import { Breaker } from '../breaker.ts';
import type { HostRest } from '../store/port/run-store.ts';
import type { GuardedAnswer } from './guarded-request.ts';
import { askedToWait } from './request-end.ts';

/** Which hosts are left alone for now: those that ask to wait, and those that did not answer well several times in a row. */
export class RestingHosts {
  /** Of hosts that answer well, none. */
  readonly #hosts = new Map<string, Breaker>();

  /** `url` as it was asked; `at` in ms since 1970. */
  learn(url: string, answer: GuardedAnswer, at: number): void {
    // What is not allowed says nothing of the host: nobody asked it.
    if (answer.kind === 'blocked' || !URL.canParse(url)) return;
    const { host } = new URL(url);
    if (isWell(answer)) {
      this.#hosts.delete(host);
      return;
    }
    const breaker = this.#hosts.get(host) ?? new Breaker();
    breaker.failed(at, askedToWait(answer, at));
    this.#hosts.set(host, breaker);
  }

  /** Those that rest now, by host. */
  at(now: number, form: LocalForm): Map<string, HostRest> {
    const resting = [...this.#hosts].filter(([, breaker]) => breaker.openAt > now);
    return new Map(
      resting.map(([host, breaker]) => {
        const sentence = `${breaker.sayRest(host, form)} The request waits till then.`;
        return [host, { until: breaker.openAt, sentence }];
      }),
    );
  }
}

/** A refusal is an answer, too. */
function isWell(answer: GuardedAnswer): boolean {
  return answer.kind === 'answered' && answer.status < 500 && answer.status !== 429;
}
