const names = new Intl.DisplayNames('en-GB', { type: 'currency' });

/** `British Pound (GBP)`. */
function currencyName(code: string): string {
  const name = names.of(code);
  return name === undefined || name === code ? code : `${name} (${code})`;
}

/** Every currency that this computer has a name for, for a Select; `current` is among them whatever it is. */
export function currencyChoices(current: string): { value: string; label: string }[] {
  const codes = new Set([...Intl.supportedValuesOf('currency'), current]);
  return [...codes]
    .map((value) => ({ value, label: currencyName(value) }))
    .sort((one, other) => one.label.localeCompare(other.label, 'en'));
}
