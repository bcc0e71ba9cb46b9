import { Link } from 'wouter';
import classes from './first-steps.module.css';
import { STEPS, type StepPath } from './steps.ts';

/** The steps by name, with the one that is open; any of them can be gone to. */
export function StepList({ current }: { current: StepPath }) {
  return (
    <nav aria-label="Steps of the setup">
      <ol className={classes.steps}>
        {STEPS.map(({ path, label }) => (
          <li key={path}>
            <Link href={`/setup/${path}`} className={classes.step} aria-current={path === current ? 'step' : undefined}>
              {label}
            </Link>
          </li>
        ))}
      </ol>
    </nav>
  );
}
