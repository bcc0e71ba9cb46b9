import { type EngineEvent, EngineEventSchema } from '#shared/contract/event.ts';
import { RAW_ROUTES } from '#shared/contract/routes.ts';
import type { Door } from './door-client.ts';

/** A reader of the live news. It reads only when asked, so that nothing depends on timing. */
export class EventReader {
  /** The bookmark: id of the last message, with or without an event. */
  lastId = '';
  readonly #reader: ReadableStreamDefaultReader<string>;
  #text = '';

  private constructor(stream: ReadableStream<string>) {
    this.#reader = stream.getReader();
  }

  /** Resolves when the stream is open, that is: when everything published from now on will come. */
  static async open(door: Door, lastId?: string): Promise<EventReader> {
    const headers = lastId === undefined ? {} : { 'last-event-id': lastId };
    const answer = await door.fetch(RAW_ROUTES.events, { headers });
    if (!answer.body) throw new Error(`The event stream answered ${answer.status}.`);
    return new EventReader(answer.body.pipeThrough(new TextDecoderStream()));
  }

  /** The next event. That the search knows more comes whenever there is nothing else to do, between any two others, and is passed over. */
  async next(): Promise<EngineEvent> {
    for (;;) {
      const message = await this.#message();
      this.lastId = /^id: (.*)$/m.exec(message)?.[1] ?? this.lastId;
      const data = /^data: (.*)$/m.exec(message)?.[1];
      const event = data === undefined ? null : EngineEventSchema.parse(JSON.parse(data));
      if (event !== null && event.type !== 'search') return event;
    }
  }

  /** The first event that is meant; the ones before it are passed over. */
  async until(isMeant: (event: EngineEvent) => boolean): Promise<EngineEvent> {
    for (;;) {
      const event = await this.next();
      if (isMeant(event)) return event;
    }
  }

  /** Reads up to the bookmark that opens the stream. */
  async bookmark(): Promise<string> {
    while (this.lastId === '') this.lastId = /^id: (.*)$/m.exec(await this.#message())?.[1] ?? '';
    return this.lastId;
  }

  async close(): Promise<void> {
    await this.#reader.cancel();
  }

  async #message(): Promise<string> {
    while (!this.#text.includes('\n\n')) {
      const { done, value } = await this.#reader.read();
      if (done) throw new Error('The event stream ended.');
      this.#text += value;
    }
    const end = this.#text.indexOf('\n\n');
    const message = this.#text.slice(0, end);
    this.#text = this.#text.slice(end + 2);
    return message;
  }
}
