import { createHash } from 'node:crypto';
import { connect } from 'node:net';
import { type Answer, faultOf, promised, readAnswers } from '../support/answers.ts';
import { allThatComes } from '../support/talk.ts';
import type { Plan } from './plan.ts';
import { readRequests } from './read-requests.ts';

/** Requests in one go on one connection; the receiver takes 100. */
const IN_A_ROW = 45;

/** Shorter than every time-out of the receiver, in ms. */
const OVERDUE_MS = 4_000;

export interface Fault {
  index: number;
  what: string;
}

/** Sends plans, and keeps the promises and the faults of the answers. */
export class Barrage {
  readonly #port: number;
  readonly #whenOpen: () => Promise<void>;
  /** What each id that was answered with 200 must be on disk: SHA-256 of the body, and the number of the plan. */
  readonly promises = new Map<string, { digest: string; index: number }>();
  readonly faults: Fault[] = [];
  /** How often each status was answered. */
  readonly statuses = new Map<number, number>();

  /** `whenOpen` resolves when the receiver takes requests. */
  constructor(port: number, whenOpen: () => Promise<void>) {
    this.#port = port;
    this.#whenOpen = whenOpen;
  }

  /** All of them, each answered or its connection closed. */
  async send(plans: readonly Plan[]): Promise<void> {
    const broken = plans.filter(({ body }) => body === null).map((plan) => this.#begin(plan));
    const whole = plans.filter(({ body }) => body !== null);
    const rows = Array.from({ length: Math.ceil(whole.length / IN_A_ROW) }, (_, index) =>
      whole.slice(index * IN_A_ROW, (index + 1) * IN_A_ROW),
    );
    await Promise.all(rows.map((row) => this.#sendRow(row)));
    // What began before is answered by now, or waits for bytes that never come.
    await Promise.all(broken.map((finish) => finish()));
  }

  /** Whether a plan, alone, is answered with a fault. */
  async isFaulty(plan: Plan): Promise<boolean> {
    const alone = new Barrage(this.#port, this.#whenOpen);
    await alone.send([plan]);
    return alone.faults.length > 0;
  }

  /**
   * One after the other on one connection. A refusal may close it; what was behind it then is sent again. Bytes that are no request close
   * it without a word while there are answers to give; such a request has to be refused when it comes first. On a machine that has no time
   * for the receiver, its time-outs (408) and its closed gate (503) come between: what they hit is sent again too.
   */
  async #sendRow(row: readonly Plan[]): Promise<void> {
    let waiting = row;
    let isSuspect = false;
    while (waiting.length > 0) {
      const began = performance.now();
      const came = await this.#exchange(waiting);
      const isOverdue = performance.now() - began > OVERDUE_MS;
      const all = readAnswers(came) ?? [];
      const comeAgain = all.findIndex(({ status }) => status === 503 || (status === 408 && isOverdue));
      const answers = comeAgain < 0 ? all : all.slice(0, comeAgain);
      for (const [place, answer] of answers.entries())
        this.#judge(waiting[place], answer, waiting[place]?.body ?? null);
      const isRefused = answers.length > 0 && isClosing(answers[0]!) && answers[0]!.status !== 200;
      if (comeAgain < 0 && !isOverdue && (answers.length === 0 || (isSuspect && !isRefused))) {
        this.#fault(waiting[0]!, `closed without a word: ${JSON.stringify(came.slice(-300))}`);
        return;
      }
      isSuspect = comeAgain < 0 && !isOverdue && !isClosing(answers.at(-1)!);
      waiting = waiting.slice(answers.length);
      if (comeAgain >= 0) await this.#whenOpen();
    }
  }

  #exchange(plans: readonly Plan[]): Promise<string> {
    const socket = connect(this.#port, '127.0.0.1');
    for (const plan of plans) socket.write(plan === plans.at(-1) ? closing(plan.bytes) : plan.bytes);
    return allThatComes(socket);
  }

  /** On a connection of its own. The returned function hangs up and waits for the end. */
  #begin(plan: Plan): () => Promise<void> {
    const socket = connect(this.#port, '127.0.0.1');
    socket.write(plan.bytes);
    const everything = allThatComes(socket);
    return async () => {
      socket.end();
      const came = await everything;
      const answers = readAnswers(came);
      if (answers === null) this.#fault(plan, `no answer of HTTP: ${JSON.stringify(came.slice(0, 300))}`);
      const bodies = readRequests(plan.bytes);
      for (const [place, answer] of (answers ?? []).entries()) this.#judge(plan, answer, bodies[place] ?? null);
    };
  }

  #judge(plan: Plan | undefined, answer: Answer, body: Buffer | null): void {
    this.statuses.set(answer.status, (this.statuses.get(answer.status) ?? 0) + 1);
    if (plan === undefined) return;
    const fault = faultOf(answer);
    if (fault !== null) this.#fault(plan, `answered with ${fault}`);
    const id = promised(answer);
    if (id === null) return;
    if (body === null) this.#fault(plan, `accepted as ${id}, although it is no whole request`);
    else this.promises.set(id, { digest: digestOf(body), index: plan.index });
  }

  #fault({ index }: Plan, what: string): void {
    this.faults.push({ index, what });
  }
}

export function digestOf(body: Uint8Array): string {
  return createHash('sha256').update(body).digest('base64');
}

const isClosing = ({ headers }: Answer) => headers.some(([name, value]) => name === 'connection' && value === 'close');

function closing(request: Buffer): Buffer {
  const end = request.indexOf('\r\n');
  return Buffer.concat([request.subarray(0, end), Buffer.from('\r\nConnection: close'), request.subarray(end)]);
}
