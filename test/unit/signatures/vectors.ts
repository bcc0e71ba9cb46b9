import type { Verdict } from '#engine/signatures/verdict.ts';
import type { VerifyInput } from '#engine/signatures/verify-signature.ts';
import { ADDRESS, NOW, type Signed, type Signer } from './signers.ts';

type Expected = 'verified' | Extract<Verdict, { verdict: 'refused' }>['reason'];
type Made = Partial<Pick<VerifyInput, 'secrets'>> & Signed;
export type Vector = [name: string, expected: Expected, make: () => Promise<Made>];

/** Its spaces and `1.0` do not outlive a parser. */
const JSON_BODY = Buffer.from('{"event": "invitee.created", "name": "Zoë 😀", "price": 1.0}');
const BOM_CRLF = Buffer.from('\ufeff{\r\n\t"event": "x"\r\n}\r\n');

const FOREIGN = 'https://somebody-else.example.net/h/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';

/** What is a signature in the text of a header, whatever stands around it. */
const SIGNATURE = /[A-Za-z0-9+/_-]{27,}={0,2}$/;

const change = (signed: Signed, header: string, value: (value: string) => string): Signed => ({
  ...signed,
  headers: signed.headers.map(([name, old]) => (name === header ? [name, value(old)] : [name, old])),
});

const without = (signed: Signed, header: string): Signed => ({
  ...signed,
  headers: signed.headers.filter(([name]) => name !== header),
});

/** The cases that each scheme with a signature in a header has to stand, as the same table for all of them. */
export function vectorsOf(signer: Signer): Vector[] {
  const { header, secret, otherSecret, toleranceSeconds } = signer;
  const signed = async (content = JSON_BODY, options: { secret?: string; at?: number } = {}) =>
    signer.sign(content, { secret, at: NOW, ...options });
  const signature = (value: (value: string) => string) => async () =>
    change(await signed(), header, (text) => text.replace(SIGNATURE, value));
  const timeHeader = async () =>
    (await signed()).headers.find(([name]) => /-(?:timestamp|time)$/i.test(name))?.[0] ?? header;
  const time = (value: string) => async () => {
    const name = await timeHeader();
    // A time in a header of its own is all of it; one in a list stands behind its key.
    return change(await signed(), name, (text) => (name === header ? text.replace(/(?<=^[a-z]+=)\d+/, value) : value));
  };

  const always: Vector[] = [
    ['a request as the sender makes it', 'verified', () => signed()],
    ['header names in another case', 'verified', async () => shout(await signed())],
    ['a body with a byte order mark and CRLF, to the byte', 'verified', () => signed(BOM_CRLF)],
    ['an empty object', 'verified', () => signed(Buffer.from('{}'))],
    ['one bit of the body changed', 'mismatch', async () => ({ ...(await signed()), body: flip(JSON_BODY) })],
    ['the JSON written anew', 'mismatch', async () => ({ ...(await signed()), body: rewritten(JSON_BODY) })],
    [
      'a byte order mark taken away',
      'mismatch',
      async () => ({ ...(await signed(BOM_CRLF)), body: BOM_CRLF.subarray(3) }),
    ],
    ['signed with another secret', 'mismatch', () => signed(JSON_BODY, { secret: otherSecret })],
    [
      'signed with the previous secret',
      'verified',
      async () => ({ ...(await signed()), secrets: [otherSecret, secret] }),
    ],
    [
      'signed with the current secret',
      'verified',
      async () => ({ ...(await signed()), secrets: [secret, otherSecret] }),
    ],
    ['no secret stored', 'no-secret', async () => ({ ...(await signed()), secrets: [] })],
    ['empty secrets stored', 'no-secret', async () => ({ ...(await signed()), secrets: ['', ' '] })],
    ['no signature header', 'missing-header', async () => without(await signed(), header)],
    ['an empty signature header', 'missing-header', async () => change(await signed(), header, () => '')],
    ['the signature header twice', 'duplicate-header', async () => twice(await signed(), header)],
    [
      'two signature headers joined on the way',
      'malformed',
      async () => change(await signed(), header, (text) => `${text}, ${text}`),
    ],
    ['a signature of two digits', 'malformed', signature(() => 'ab')],
    ['a signature one digit short', 'malformed', signature((text) => text.slice(1))],
    ['a signature one digit long', 'malformed', signature((text) => `a${text}`)],
    ['a signature with a sign that is none', 'malformed', signature((text) => `*${text.slice(1)}`)],
    ['a signature with a space inside', 'malformed', signature((text) => `${text.slice(0, 9)} ${text.slice(10)}`)],
    [
      'another signature of the right form',
      'mismatch',
      signature((text) => text.replace(/^./, (sign) => (sign === 'b' ? 'c' : 'b'))),
    ],
  ];
  const timed: Vector[] = [
    ['just within the tolerance, past', 'verified', () => signed(JSON_BODY, { at: NOW - toleranceSeconds! * 1000 })],
    ['just within the tolerance, future', 'verified', () => signed(JSON_BODY, { at: NOW + toleranceSeconds! * 1000 })],
    ['stale', 'stale', () => signed(JSON_BODY, { at: NOW - (toleranceSeconds! + 1) * 1000 })],
    ['future', 'future', () => signed(JSON_BODY, { at: NOW + (toleranceSeconds! + 1) * 1000 })],
    ['another time than the signed one', 'mismatch', time(String(NOW + 1000))],
    ['a negative time', 'malformed', time('-1')],
    ['a time with a fraction', 'malformed', time('1.5')],
    ['a time with an exponent', 'malformed', time('1e20')],
    ['a time of twenty digits', 'malformed', time('99999999999999999999')],
  ];
  const at = (made: Signed, base: string) => made.urls.map((url) => url.replace(ADDRESS, base));
  const addressed: Vector[] = [
    ['no public address', 'no-address', async () => ({ ...(await signed()), urls: [] })],
    ['signed for another address', 'mismatch', async () => elsewhere(await signed(), (made) => at(made, FOREIGN))],
    [
      'signed for a former address',
      'verified',
      async () => elsewhere(await signed(), (made) => [...at(made, FOREIGN), ...made.urls]),
    ],
    [
      'signed for the seventh address back',
      'mismatch',
      async () => elsewhere(await signed(), (made) => [...Array(6).fill(at(made, FOREIGN)).flat(), ...made.urls]),
    ],
  ];
  return [...always, ...(toleranceSeconds === null ? [] : timed), ...(signer.signsAddress ? addressed : [])];
}

function elsewhere(signed: Signed, urls: (signed: Signed) => string[]): Signed {
  return { ...signed, urls: urls(signed) };
}

function flip(body: Buffer): Buffer {
  const changed = Buffer.from(body);
  changed[3]! ^= 1;
  return changed;
}

function rewritten(body: Buffer): Buffer {
  return Buffer.from(JSON.stringify(JSON.parse(body.toString('utf8'))));
}

function shout(signed: Signed): Signed {
  return { ...signed, headers: signed.headers.map(([name, value]) => [name.toUpperCase(), value]) };
}

function twice(signed: Signed, header: string): Signed {
  const again = signed.headers.find(([name]) => name === header)!;
  return { ...signed, headers: [...signed.headers, [header.toLowerCase(), again[1]]] };
}
