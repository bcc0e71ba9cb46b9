/** The escapes that HubSpot’s documentation tells to decode before signing. */
const DECODED = /%(?:21|24|27|28|29|2A|2C|2F|3A|3B|3F|40)/gi;

/** The documentation decodes the address, HubSpot’s own SDKs take it as it is: both are tried. */
export function hubspotSpellings(url: string): readonly string[] {
  const decoded = url.replace(DECODED, decodeURIComponent);
  return decoded === url ? [url] : [decoded, url];
}
