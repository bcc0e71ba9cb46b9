const NAMES = new Intl.DisplayNames('en', { type: 'region' });

/** Countries that English puts “the” in front of. */
const WITH_ARTICLE =
  /^(?:United |Bahamas|Comoros|Isle |Maldives|Netherlands|Philippines)|(?:Islands|Republic|Territor(?:y|ies))$/;

/** A country by its two letters, as it stands after “in”: `the United Kingdom`. */
export function placeOf(country: string): string {
  const name = NAMES.of(country) ?? country;
  return WITH_ARTICLE.test(name) ? `the ${name}` : name;
}
