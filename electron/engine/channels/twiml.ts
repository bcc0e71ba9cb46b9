import { create } from 'xmlbuilder';

/** TwiML that speaks a text once. `language` is a BCP 47 tag. What XML cannot hold at all (2.2), written or escaped, is left out. */
export function speak(text: string, language: string): string {
  return create('Response', { encoding: 'UTF-8', invalidCharReplacement: '' })
    .ele('Say', { language: language.toWellFormed() }, text.toWellFormed())
    .end();
}
