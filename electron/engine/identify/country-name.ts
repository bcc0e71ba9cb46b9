const NAMES = new Intl.DisplayNames('en', { type: 'region' });

/** Countries that English puts “the” in front of. */
const WITH_ARTICLE =
  /^(?:United |Bahamas|Comoros|Isle |Maldives|Netherlands|Philippines)|(?:Islands|Republic|Territor(?:y|ies))$/;

/** Asked for at every request, and asking costs as much as reading an e-mail address does. */
const PLACES = new Map<string, string>();

/** A country by its two letters, as it stands after “in”: `the United Kingdom`. */
export function placeOf(country: string): string {
  const known = PLACES.get(country);
  if (known !== undefined) return known;
  const name = NAMES.of(country) ?? country;
  const place = WITH_ARTICLE.test(name) ? `the ${name}` : name;
  PLACES.set(country, place);
  return place;
}
