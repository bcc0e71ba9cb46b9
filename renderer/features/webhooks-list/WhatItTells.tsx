import { Notice } from '#renderer/ui/Notice.tsx';
import { PlainText } from '#renderer/ui/PlainText.tsx';
import type { LiteralGroup } from '#shared/contract/webhook-file.ts';
import classes from './export.module.css';

const TITLES = { flow: 'Flow', webhook: 'Webhook', names: 'Names' };

/** The owner's own texts in a file, by where they stand; those to look at twice are marked. */
export function WhatItTells({ groups }: { groups: readonly LiteralGroup[] }) {
  const marked = groups.flatMap(({ literals }) => literals).filter(({ looksLike }) => looksLike !== null).length;
  return (
    <>
      {marked > 0 && (
        <Notice tone="warn" title={`${marked === 1 ? 'One text looks' : `${marked} texts look`} private.`}>
          <span>
            Whoever gets the file can read {marked === 1 ? 'it' : 'them'}. Change {marked === 1 ? 'it' : 'them'} first
            if that should not be.
          </span>
        </Notice>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also by keyboard */}
      <section className={classes.told} aria-label="What the file tells" tabIndex={0}>
        {groups.map(({ of, name, literals }) => (
          <div key={`${of} ${name}`}>
            <h3>
              <PlainText text={of === 'names' ? TITLES.names : `${TITLES[of]} “${name}”`} />
            </h3>
            <dl>
              {literals.map(({ what, text, looksLike }, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a step may have several texts of one kind, and the list never changes order
                <div key={index} data-marked={looksLike !== null || undefined}>
                  <dt>
                    <PlainText text={what} />
                  </dt>
                  <dd>
                    <PlainText text={text} />
                    {looksLike !== null && (
                      <span className={classes.mark}>
                        Looks like {looksLike === 'e-mail address' ? 'an' : 'a'} {looksLike}
                      </span>
                    )}
                  </dd>
                </div>
              ))}
            </dl>
          </div>
        ))}
      </section>
    </>
  );
}
