const MAX_LENGTH = 64;

/**
 * The stable key of a new field: its name in plain small letters, digits and underscores, with a number behind it where that key is taken.
 * A name without a Latin letter or digit gives `field`. `constructor` is left out because careless code finds it in every object.
 */
export function fieldKeyFor(name: string, isTaken: (key: string) => boolean): string {
  const plain = name
    .slice(0, 1000)
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '');
  const key = /^[a-z]/.test(plain) ? plain : plain === '' ? 'field' : `field_${plain}`;
  for (let count = 1; ; count += 1) {
    const ending = count === 1 ? '' : `_${count}`;
    const candidate = `${key.slice(0, MAX_LENGTH - ending.length).replace(/_+$/, '')}${ending}`;
    if (candidate !== 'constructor' && !isTaken(candidate)) return candidate;
  }
}
