import { expect, it } from 'vitest';
import { z } from 'zod';
import { isQuotingKey, QUOTING } from '#engine/process/private-texts.ts';
import { EngineEventSchema } from '#shared/contract/event.ts';
import { ROUTES } from '#shared/contract/routes.ts';

/**
 * Whatever an answer may hold as a free text, and why nothing private is looked for in it (LG3). A new name belongs here, or into QUOTING
 * where what stands there may say what somebody wrote.
 */
const QUOTES_NOTHING: Record<string, readonly string[]> = {
  'ids, addresses and versions of ours': [
    ...['id', 'key', 'hint', 'token', 'userNs', 'webhook', 'webhookId', 'deliveryId', 'runId', 'messageId', 'replayOf'],
    ...[
      'conflictId',
      'importId',
      'repeatOf',
      'nextCursor',
      'providerId',
      'step',
      'holds',
      'rule',
      'version',
      'fileName',
      'seen',
    ],
  ],
  'names that the owner gave, and that people are found by': [
    ...['name', 'label', 'webhookName', 'webhookNames.*', 'flowName', 'tags', 'tag', 'contact'],
    ...['phoneRaw', 'other', 'left', 'to', 'address', 'word', 'switchesOff'],
  ],
  'how a webhook is set up, by the owner': [
    ...['crmContactId', 'phone', 'email', 'firstName', 'lastName', 'itemsPath', 'openStrings', 'path', 'pattern'],
    ...[
      'transforms',
      'separator',
      'field',
      'flow',
      'payloadField',
      'defaultCountry',
      'timeZone',
      'country',
      'currency',
      'header',
    ],
    ...['idHeader', 'prefix', 'signatureKey', 'template', 'timestampHeader', 'timestampKey', 'topicHeader', 'username'],
  ],
  'how a flow is set up, by the owner': ['language', 'body', 'url', 'variables.*'],
  'settings, by the owner': [
    ...['account.*', 'allowedHosts', 'businessName', 'contactColumns', 'countries', 'domain', 'from', 'ownEmails'],
    ...['ownPhones', 'plusCountries', 'subdomain', 'outcome', 'time'],
  ],
  'the program and its machine': [
    ...['architecture', 'channel', 'dataDir', 'electron', 'event', 'facts.*', 'fieldhook', 'folder', 'identity.*'],
    ...['mode', 'node', 'notices', 'profile.*', 'promise', 'proof', 'release', 'system'],
  ],
  'a file that the owner has just chosen': ['.*', 'becomes', 'samples', 'switchesOff', 'what'],
  'sentences about an erasure, which name nobody': ['gone', 'stays', 'unsure'],
  'made-up values of tests, and the rows that read them': ['payload', 'expected', 'now', 'fields.*', 'uncovered'],
  'how a request came': ['method', 'contentType'],
  'why a path is proposed, by its names': ['reason'],
};

/** The names under which a schema has texts that may say anything; in a record by the name of the record. */
function textsOf(schema: z.core.JSONSchema.BaseSchema): Set<string> {
  const names = new Set<string>();
  const visited = new Set<string>();
  const visit = (one: unknown, name: string): void => {
    if (typeof one !== 'object' || one === null) return;
    const part = one as z.core.JSONSchema.BaseSchema;
    if (part.$ref !== undefined) {
      const place = `${part.$ref} ${name}`;
      if (visited.has(place)) return;
      visited.add(place);
      visit(part.$ref === '#' ? schema : schema.$defs?.[part.$ref.replace('#/$defs/', '')], name);
      return;
    }
    const isText = [part.type].flat().includes('string') && part.enum === undefined && part.const === undefined;
    // Of dates, addresses of pages and the like it is known what they say.
    if ((isText && part.format === undefined) || Object.keys(part).length === 0) names.add(name);
    for (const choice of [part.anyOf, part.oneOf, part.allOf, part.prefixItems, part.items].flat()) visit(choice, name);
    visit(part.additionalProperties, `${name}.*`);
    for (const [key, inner] of Object.entries(part.properties ?? {})) visit(inner, key);
  };
  visit(schema, '');
  return names;
}

it('LG3 of every free text in an answer it is known whether it may quote what is private', () => {
  const answers = Object.values(ROUTES).flatMap((route) => ('response' in route ? [route.response] : []));
  const names = new Set(
    [...answers, EngineEventSchema].flatMap((answer) => [
      ...textsOf(z.toJSONSchema(answer, { unrepresentable: 'any', io: 'output' })),
    ]),
  );
  const quoting = [...names].filter(isQuotingKey);
  const others = [...names].filter((name) => !isQuotingKey(name));
  expect(new Set(quoting)).toEqual(new Set(QUOTING));
  expect(new Set(others)).toEqual(new Set(Object.values(QUOTES_NOTHING).flat()));
});
