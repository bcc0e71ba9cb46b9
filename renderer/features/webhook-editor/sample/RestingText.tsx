import type { ComponentProps } from 'react';
import { colourJson } from './colour-json.ts';
import classes from './resting-text.module.css';

/** As many as fit, and as much of each. */
const SHOWN = { lines: 16, columns: 400 };

/** A plain text box whose first lines look as in the code editor: their colours and numbers lie under it, out of reach. */
export function RestingText({ value, ...box }: Omit<ComponentProps<'textarea'>, 'value'> & { value: string }) {
  const lines = value.split('\n', SHOWN.lines);
  return (
    <div className={classes.resting}>
      <div className={classes.shown} aria-hidden>
        {lines.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is what stands at its place
          <div key={index} className={classes.line}>
            {colourJson(line.slice(0, SHOWN.columns)).map(({ text, kind }, piece) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: as above
              <span key={piece} data-kind={kind}>
                {text}
              </span>
            ))}
          </div>
        ))}
      </div>
      <textarea className={classes.box} value={value} wrap="off" spellCheck={false} autoCapitalize="off" {...box} />
    </div>
  );
}
