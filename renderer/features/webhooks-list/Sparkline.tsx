import { useBusiness } from '#renderer/ui/time/use-business.ts';
import { barsOf, type Day, describeDays } from './spark.ts';
import classes from './sparkline.module.css';

const HEIGHT = 30;
const WIDTH = 5;
const STEP = 8;

/** Requests of the last 14 days, one bar a day; what went wrong stands apart at the foot. */
export function Sparkline({ days }: { days: readonly Day[] }) {
  const { locale } = useBusiness();
  const summary = describeDays(days, locale);
  return (
    <svg
      className={classes.spark}
      width={days.length * STEP - (STEP - WIDTH)}
      height={HEIGHT}
      role="img"
      aria-label={summary}
    >
      {barsOf(days, locale).map(({ date, height, problems, title }, index) => (
        <g key={date} transform={`translate(${index * STEP})`}>
          <title>{title}</title>
          <rect className={classes.catch} x={-1.5} width={STEP} height={HEIGHT} />
          <rect className={classes.ground} y={HEIGHT - 1.5} width={WIDTH} height={1.5} rx={0.75} />
          <rect className={classes.bar} y={HEIGHT * (1 - height)} width={WIDTH} height={HEIGHT * height} rx={1.5} />
          {problems > 0 && (
            <>
              <rect
                className={classes.problems}
                y={HEIGHT * (1 - problems)}
                width={WIDTH}
                height={HEIGHT * problems}
                rx={1.5}
              />
              <rect className={classes.edge} y={HEIGHT * (1 - problems) - 1} width={WIDTH} height={1} />
            </>
          )}
        </g>
      ))}
    </svg>
  );
}
