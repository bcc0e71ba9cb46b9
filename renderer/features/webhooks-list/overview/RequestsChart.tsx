import { OUTCOME_WORDS } from '#renderer/ui/outcome/outcome-words.ts';
import { sayCount } from '#renderer/ui/say-count.ts';
import { formatSpan } from '#renderer/ui/time/format-time.ts';
import { useBusiness } from '#renderer/ui/time/use-business.ts';
import type { Overview } from '#shared/contract/overview.ts';
import { barsOf, GROUPS, RANGE_WORDS, sayOutcomes, totalsOf } from './bars.ts';
import classes from './overview.module.css';

/** How requests ended over time: bars for the eye, and all the numbers as a table. */
export function RequestsChart({ range, spans }: Pick<Overview, 'range' | 'spans'>) {
  const business = useBusiness();
  const totals = totalsOf(spans);
  const { sentence, span } = RANGE_WORDS[range];
  const bars = barsOf(spans);
  const all = totals.reduce((sum, { count }) => sum + count, 0);
  const most = Math.max(...bars.map(({ total }) => total));
  const summary = `${sayOutcomes(Object.fromEntries(totals.map(({ outcome, count }) => [outcome, count])))} ${sentence}`;
  const groups = GROUPS.filter(({ group }) => bars.some(({ parts }) => parts[group] > 0));
  return (
    <>
      <p className={classes.total}>
        <strong>{sayCount(all)}</strong> {all === 1 ? 'request' : 'requests'} {sentence}
      </p>
      <div className={classes.chart} role="img" aria-label={summary}>
        <span className={classes.most}>{sayCount(most)}</span>
        <div className={classes.bars}>
          {bars.map(({ from, parts, counts }) => (
            <div
              key={from}
              className={classes.column}
              title={`${formatSpan(from, span, business)}: ${sayOutcomes(counts)}`}
            >
              {[...groups]
                .reverse()
                .map(({ group }) =>
                  parts[group] === 0 ? null : (
                    <span
                      key={group}
                      className={classes.part}
                      data-group={group}
                      style={{ height: `${parts[group] * 100}%` }}
                    />
                  ),
                )}
            </div>
          ))}
        </div>
        <div className={classes.labels} data-span={span}>
          {bars.map(({ from }) => (
            <span key={from}>{formatSpan(from, span === 'day' ? 'day-of-month' : span, business)}</span>
          ))}
        </div>
      </div>
      <ul className={classes.legend} aria-label="Colours">
        {groups.map(({ group, label }) => (
          <li key={group}>
            <span className={classes.swatch} data-group={group} aria-hidden />
            {label}
          </li>
        ))}
      </ul>
      <details className={classes.numbers}>
        <summary>Show the numbers as a table</summary>
        <div className={classes.scroll}>
          <table className={classes.table}>
            <caption className="fh-read-out">Requests by outcome {sentence}</caption>
            <thead>
              <tr>
                <th scope="col">{TIME_HEADINGS[span]}</th>
                {totals.map(({ outcome }) => (
                  <th key={outcome} scope="col">
                    {OUTCOME_WORDS[outcome].label}
                  </th>
                ))}
                <th scope="col">All</th>
              </tr>
            </thead>
            <tbody>
              {bars.toReversed().map(({ from, counts, total }) => (
                <tr key={from}>
                  <th scope="row">{formatSpan(from, span, business)}</th>
                  {totals.map(({ outcome }) => (
                    <td key={outcome}>{sayCount(counts[outcome] ?? 0)}</td>
                  ))}
                  <td>{sayCount(total)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </>
  );
}

const TIME_HEADINGS = { hour: 'Hour', day: 'Day', month: 'Month' };
