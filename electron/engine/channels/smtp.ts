import { Readable } from 'node:stream';
import MailComposer from 'nodemailer/lib/mail-composer';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { Account, OutgoingMessage, SendResult } from './channel.ts';
import { connectionWords } from './connection-words.ts';
import { htmlOf } from './email-body.ts';
import { quote } from './quote.ts';

const CONNECT_MS = 15_000;
const SILENCE_MS = 60_000;

/** Sends a message to the mail server of an account. */
export async function sendBySmtp(message: OutgoingMessage, account: Account, signal: AbortSignal): Promise<SendResult> {
  const bytes = await new MailComposer(mailOf(message, account)).compile().build();
  return deliver(bytes, message.to, account, signal);
}

function mailOf({ key, to, subject, text }: OutgoingMessage, { from = '', fromName = '' }: Account) {
  return {
    from: fromName === '' ? from : { name: oneLine(fromName), address: from },
    to,
    subject: oneLine(subject),
    text,
    html: htmlOf(text),
    // The same for every attempt: servers and readers that know it show the message once.
    messageId: `<${key}@${from.slice(from.lastIndexOf('@') + 1)}>`,
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

/** A header ends with its line. */
function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/**
 * One message over one connection. Until the first byte of the message has left, a fault means that nothing was sent; a refusal by the server
 * says so at any time. What ends without its answer after that is unknown.
 */
function deliver(bytes: Buffer, to: string, account: Account, signal: AbortSignal): Promise<SendResult> {
  const { host = '', port = '', user = '', password = '', from = '', insecure = '' } = account;
  const isPlain = insecure.trim().toLowerCase() === 'yes';
  const connection = new SMTPConnection({
    host,
    port: Number(port),
    secure: Number(port) === 465,
    requireTLS: !isPlain && Number(port) !== 465,
    ignoreTLS: isPlain,
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    dnsTimeout: CONNECT_MS,
    socketTimeout: SILENCE_MS,
  });
  let hasLeft = false;
  return new Promise<SendResult>((resolve) => {
    const end = (result: SendResult) => {
      signal.removeEventListener('abort', giveUp);
      connection.close();
      resolve(result);
    };
    const fail = (error: unknown) => end(resultOf(error, hasLeft));
    const giveUp = () => fail(new Error('It took too long.'));
    signal.addEventListener('abort', giveUp);
    // Stays after the end: a late fault of the socket must not end the process.
    connection.on('error', fail);
    const send = () => {
      const content = Readable.from(
        (function* () {
          hasLeft = true;
          yield bytes;
        })(),
      );
      connection.send({ from, to: [to] }, content, (error) =>
        error ? fail(error) : end({ state: 'sent', providerId: null, sentence: 'The mail server has taken it.' }),
      );
    };
    connection.connect((error) => {
      if (error) fail(error);
      else if (user === '') send();
      else connection.login({ user, pass: password }, (refusal) => (refusal ? fail(refusal) : send()));
    });
  });
}

function resultOf(error: unknown, hasLeft: boolean): SendResult {
  const { code, responseCode, response, message } = Object(error) as Record<string, unknown>;
  if (typeof responseCode === 'number' && responseCode >= 400) {
    return refusedBy(code, responseCode, typeof response === 'string' ? response : '');
  }
  const why = typeof code === 'string' ? `: ${connectionWords(codeOf(code, message))}` : '';
  if (hasLeft) return { state: 'unknown', sentence: `The mail went out, and the server gave no clear answer${why}.` };
  return {
    state: 'failed',
    again: true,
    notBefore: null,
    sentence: `The mail server could not be reached${why}. Nothing was sent.`,
  };
}

/** The mail library has one code for all that becomes of a socket, and the one of Node within its words. */
function codeOf(code: string, message: unknown): string {
  return code === 'ESOCKET' ? (/\bE[A-Z]{3,}\b/.exec(String(message))?.[0] ?? code) : code;
}

/** RFC 5321, 4.2.1: 4yz may pass later, 5yz will not. `response` is the server's answer, its number first. */
function refusedBy(code: unknown, responseCode: number, response: string): SendResult {
  const words = quote(response.replace(/^\d{3}[ -]?/, ''));
  if (code === 'ETLS' && responseCode >= 500) {
    return refused(`The mail server offers no encryption on this port (${responseCode}). Nothing was sent.`);
  }
  if (code === 'EAUTH') {
    return refused(
      `The mail server does not accept user name and password (${responseCode}). Correct them in the channel’s settings.${words}`,
    );
  }
  const again = responseCode < 500;
  const sentence = again
    ? `The mail server asks to try again later (${responseCode}).${words}`
    : `The mail server refused it (${responseCode}).${words}`;
  return { state: 'failed', again, notBefore: null, sentence };
}

const refused = (sentence: string): SendResult => ({ state: 'failed', again: false, notBefore: null, sentence });
