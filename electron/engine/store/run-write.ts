import type { Database } from 'better-sqlite3';
import type { NewHttpRequest, NewMessage, RunProgress } from '#shared/contract/flow-work.ts';
import type { ContactRow } from './contact-row.ts';
import { contactTags } from './contact-tags.ts';
import type { ContactWriter } from './contact-write.ts';
import { foldAddress } from './fold-address.ts';
import { perDatabase } from './per-database.ts';
import type { MovedRun } from './port/run-store.ts';

/** A run with what its messages and requests are filed under. */
export interface RunPlace {
  pk: number;
  id: string;
  flow: number;
  flow_key: string;
  delivery_id: string | null;
}

/** Writes what a run did on its way. Call inside a transaction: all of it, or nothing. */
export function runWriter(database: Database, newId: (prefix: string) => string, writer: ContactWriter) {
  const tags = contactTags(database);
  const sql = statements(database);

  const addMessage = (
    run: RunPlace,
    contact: number,
    message: NewMessage,
    at: number,
  ): MovedRun['messages'][number] => {
    const id = newId('msg');
    const { state, approved } = message;
    sql.addMessage.run({
      id,
      run: run.pk,
      step: message.step,
      flow: run.flow,
      contact,
      delivery: run.delivery_id,
      channel: message.channel,
      mode: message.mode,
      state,
      reason: message.reason,
      sentence: message.sentence,
      address: message.to,
      addressKey: message.to === null ? null : foldAddress(message.to),
      subject: message.subject,
      text: message.text,
      language: message.language,
      approved: approved === null ? null : JSON.stringify(approved),
      at,
      due: state === 'queued' ? at : null,
    });
    return { id, state };
  };
  const addRequest = (run: RunPlace, { headers, canRepeat, ...request }: NewHttpRequest, at: number) =>
    sql.addRequest.run({
      ...request,
      id: newId('req'),
      run: run.pk,
      headers: JSON.stringify(headers),
      canRepeat: canRepeat ? 1 : 0,
      at,
    });

  return {
    apply(run: RunPlace, contact: ContactRow, progress: RunProgress, at: number): MovedRun {
      const { state, step, dueAt, sentence, steps, request } = progress;
      if (Object.keys(progress.fields).length > 0) {
        // By the flow, not by the request: its values are the flow's own words.
        writer.update(
          contact,
          { identifiers: {}, profile: {}, fields: progress.fields },
          { at, request: null, via: `flow:${run.flow}` },
        );
      }
      for (const change of progress.tags)
        tags.change(contact.pk, change, { at, request: null, via: `flow:${run.flow}` });
      for (const told of steps) sql.putStep.run(run.pk, told.step, run.pk, told.kind, at, told.state, told.sentence);
      const messages = progress.messages.map((message) => addMessage(run, contact.pk, message, at));
      if (request !== null) addRequest(run, request, at);
      const isOver = state === 'done' || state === 'stopped' || state === 'failed';
      sql.move.run(state, step, dueAt, sentence, isOver ? at : null, run.pk);
      return { id: run.id, flow: run.flow_key, contact: contact.user_ns, deliveryId: run.delivery_id, state, messages };
    },
  };
}

const statements = perDatabase(prepare);

function prepare(database: Database) {
  return {
    addMessage: database.prepare(
      `INSERT INTO message (id, run, step, flow, contact, delivery_id, channel, mode, state, reason, sentence, address, address_key, subject, text,
         language, approved, created_at, due_at)
       VALUES (@id, @run, @step, @flow, @contact, @delivery, @channel, @mode, @state, @reason, @sentence, @address, @addressKey, @subject, @text,
         @language, @approved, @at, @due)`,
    ),
    addRequest: database.prepare(
      `INSERT INTO http_request (id, run, step, method, url, headers, body, can_repeat, state, due_at, created_at)
       VALUES (@id, @run, @step, @method, @url, @headers, @body, @canRepeat, 'queued', @at, @at)`,
    ),
    putStep: database.prepare<[number, string, number, string, number, string, string]>(
      `INSERT INTO run_step (run, step, place, kind, at, state, sentence)
       VALUES (?, ?, (SELECT count(*) FROM run_step WHERE run = ?), ?, ?, ?, ?)
       ON CONFLICT (run, step) DO UPDATE SET at = excluded.at, state = excluded.state, sentence = excluded.sentence`,
    ),
    move: database.prepare<[string, string | null, number | null, string, number | null, number]>(
      'UPDATE flow_run SET state = ?, step = ?, due_at = ?, sentence = ?, finished_at = ? WHERE pk = ?',
    ),
  };
}
