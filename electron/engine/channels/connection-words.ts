const WORDS: readonly [RegExp, string][] = [
  [/^(?:ENOTFOUND|EAI_AGAIN|EAI_FAIL|EDNS)$/, 'its name was not found; perhaps this computer is not on the internet'],
  [/^ECONNREFUSED$/, 'nothing answers at its address'],
  [/^(?:EHOSTUNREACH|ENETUNREACH|ENETDOWN)$/, 'this computer has no way there; perhaps it is not on the internet'],
  [/^(?:ETIMEDOUT|UND_ERR_(?:CONNECT|HEADERS|BODY)_TIMEOUT)$/, 'it took too long'],
  [
    /^(?:CERT_|ERR_TLS_|ERR_SSL_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ETLS$)/,
    'no safe connection could be made: its certificate or encryption does not fit',
  ],
  [/^(?:UND_ERR_SOCKET|ECONNRESET|EPIPE)$/, 'the connection broke off'],
  [/^(?:ESOCKET|ECONNECTION)$/, 'there was no connection, or it broke off'],
];

/** Why a connection ended, in the middle of a sentence; a code that has no words is said as it is. */
export function connectionWords(code: string): string {
  return WORDS.find(([pattern]) => pattern.test(code))?.[1] ?? code;
}
