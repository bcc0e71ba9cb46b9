import type { GenericVerify } from '#shared/contract/verify.ts';
import type { HmacRecipe } from './hmac-recipe.ts';

/** The recipe that the owner put together for a sender without a preset. */
export function genericRecipe(generic: GenericVerify): HmacRecipe {
  const { list, prefix } = generic;
  return {
    headers: [generic.header],
    layout: list
      ? { kind: 'list', separator: list.separator, signature: list.signatureKey, time: list.timestampKey, prefix }
      : { kind: 'one', prefix, prefixRequired: true },
    algorithm: generic.algorithm,
    encoding: generic.encoding === 'hex' ? 'any-hex' : generic.encoding,
    key: generic.secretEncoding,
    template: generic.template,
    timeHeader: generic.timestampHeader,
    timeUnit: generic.timestampUnit,
    idHeader: generic.idHeader,
    topicHeaders: generic.topicHeader === null ? [] : [generic.topicHeader],
    spellings: (url) => [url],
    repeat: 'moment',
  };
}
