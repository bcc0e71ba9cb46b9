import { expect, it } from 'vitest';
import { connectionWords } from '#engine/channels/connection-words.ts';

it.each([
  ['ENOTFOUND', 'its name was not found; perhaps this computer is not on the internet'],
  ['ECONNREFUSED', 'nothing answers at its address'],
  ['UND_ERR_CONNECT_TIMEOUT', 'it took too long'],
  ['CERT_HAS_EXPIRED', 'no safe connection could be made: its certificate or encryption does not fit'],
  ['UND_ERR_SOCKET', 'the connection broke off'],
  ['ECONNRESET', 'the connection broke off'],
  // A mail server's connection ends with one code for both.
  ['ESOCKET', 'there was no connection, or it broke off'],
  ['EODD', 'EODD'],
])('SN4 %s is told as “%s”', (code, words) => {
  expect(connectionWords(code)).toBe(words);
});
