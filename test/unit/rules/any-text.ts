import fc from 'fast-check';

/** Any UTF-16 text, half surrogate pairs and NUL included; fast-check's own full ranges take a second to set up. */
export function anyText(maxLength: number): fc.Arbitrary<string> {
  return fc.array(fc.nat(0xffff), { maxLength }).map((codes) => String.fromCharCode(...codes));
}

/** Text of the given characters, with any other in between. */
export function textLike(characters: string, maxLength: number): fc.Arbitrary<string> {
  const code = fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...characters) }, { weight: 1, arbitrary: anyText(1) });
  return fc.array(code, { maxLength }).map((parts) => parts.join(''));
}
