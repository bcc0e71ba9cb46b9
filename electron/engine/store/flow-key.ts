const MAX_LENGTH = 64;

/**
 * The stable key of a new flow: its name in plain small letters, digits and hyphens, with a number behind it where that key is taken. A
 * name without a Latin letter or digit gives `flow`.
 */
export function flowKeyFor(name: string, isTaken: (key: string) => boolean): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  const key = /^[a-z]/.test(plain) ? plain : plain === '' ? 'flow' : `flow-${plain}`;
  for (let count = 1; ; count += 1) {
    const ending = count === 1 ? '' : `-${count}`;
    const candidate = `${key.slice(0, MAX_LENGTH - ending.length).replace(/-+$/, '')}${ending}`;
    if (candidate !== 'constructor' && !isTaken(candidate)) return candidate;
  }
}
