const TAGS = [
  ...['en-GB', 'en-US', 'en-AU', 'en-IE', 'en-IN', 'de-DE', 'de-AT', 'de-CH', 'fr-FR', 'fr-CA', 'es-ES', 'es-MX'],
  ...['it-IT', 'nl-NL', 'pt-PT', 'pt-BR', 'pl-PL', 'da-DK', 'sv-SE', 'nb-NO', 'fi-FI', 'ja-JP', 'zh-CN'],
];

/** Languages in which a call can be spoken and a date be written, by name. */
export const LANGUAGES = TAGS.map((value) => ({
  value,
  label: new Intl.DisplayNames('en', { type: 'language' }).of(value) ?? value,
}));
