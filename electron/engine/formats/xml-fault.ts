/** Why a text cannot be read as XML. It never leaves this folder: xmlFormat turns it into an answer. */
export class XmlFault extends Error {
  readonly reason: 'bad-xml' | 'too-deep' | 'too-many-nodes';
  /** Where, in UTF-16 units from 0. */
  readonly at: number;

  constructor(reason: XmlFault['reason'], sentence: string, at: number) {
    super(sentence);
    this.reason = reason;
    this.at = at;
  }
}
