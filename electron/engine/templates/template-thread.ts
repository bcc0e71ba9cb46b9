/**
 * Where texts are read and filled in: a thread that whoever asks can end (killable-thread.ts), as nothing else stops what Liquid's own limits
 * do not see. It holds nothing but what it was just asked.
 */
import { workerData } from 'node:worker_threads';
import { fillTemplate } from './liquid/template.ts';
import { readText } from './liquid/template-readings.ts';
import type { Filled, Question, TemplateThreadData, TextRead } from './messages.ts';

const { port, signal } = workerData as TemplateThreadData;

port.on('message', (question: Question) => say(answerTo(question)));
say('ready');

function answerTo(question: Question): Filled | TextRead {
  return question.kind === 'read' ? readText(question.text) : fillTemplate(question);
}

function say(said: Filled | TextRead | 'ready'): void {
  port.postMessage(said);
  Atomics.add(signal, 0, 1);
  Atomics.notify(signal, 0);
}
