import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from 'node:worker_threads';

/** In ms. `start`: until a new thread has loaded what it is made of, on a machine that does much else. */
const LIMITS = { start: 10_000, answer: 1000 };
/**
 * In MB. More than the texts that are known take in their time: V8 can end one that has no memory left, but now and then ends the whole process instead
 * (a single piece that is larger than all that is left; work in its background).
 */
const MEMORY = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 8 };

/**
 * A thread that is asked one question at a time, and waited for: whoever asks stands still meanwhile, for a second at most. One that has not answered
 * by then, because it works on without end, has run out of memory or died of it, is ended, and the next question goes to a new one. It is
 * started with the first question, and holds nobody up who wants to end.
 */
export class KillableThread<Question, Answer> {
  readonly #program: URL;
  readonly #limits: typeof LIMITS;
  #running: Running | null = null;

  constructor(program: URL, limits = LIMITS) {
    this.#program = program;
    this.#limits = limits;
  }

  /** Null: there is no answer, and the thread that was asked is gone. */
  ask(question: Question): Answer | null {
    const running = this.#running ?? this.#start();
    const answer = running.ask(question, this.#limits);
    if (answer === null) this.#end(running);
    return answer as Answer | null;
  }

  #start(): Running {
    const running = new Running(this.#program, () => this.#end(running));
    this.#running = running;
    return running;
  }

  #end(running: Running): void {
    running.end();
    if (this.#running === running) this.#running = null;
  }
}

class Running {
  readonly #worker: Worker;
  readonly #port: MessagePort;
  readonly #signal = new Int32Array(new SharedArrayBuffer(4));
  #state: 'starting' | 'ready' = 'starting';

  /** @param onDeath It died by itself between two questions. */
  constructor(program: URL, onDeath: () => void) {
    const { port1, port2 } = new MessageChannel();
    this.#port = port1;
    this.#worker = new Worker(program, {
      name: 'templates',
      workerData: { port: port2, signal: this.#signal },
      transferList: [port2],
      resourceLimits: MEMORY,
    });
    this.#worker.unref();
    // Why it died is told to whoever has asked: there was no answer. Not heard, an error would end the process.
    this.#worker.on('error', onDeath).on('exit', onDeath);
  }

  ask(question: unknown, limits: typeof LIMITS): unknown {
    if (this.#state === 'starting' && this.#next(limits.start) === null) return null;
    this.#state = 'ready';
    this.#port.postMessage(question);
    return this.#next(limits.answer);
  }

  end(): void {
    this.#port.close();
    void this.#worker.terminate();
  }

  /** What the thread says next; null where it says nothing in time. */
  #next(limitMs: number): unknown {
    for (;;) {
      const counted = Atomics.load(this.#signal, 0);
      const received = receiveMessageOnPort(this.#port) as { message: unknown } | undefined;
      if (received !== undefined) return received.message;
      if (Atomics.wait(this.#signal, 0, counted, limitMs) === 'timed-out') return null;
    }
  }
}
