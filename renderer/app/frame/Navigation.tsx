import { Link, useLocation } from 'wouter';
import { useAttention, useHeldPeople, useOpenConflicts } from '#renderer/door/queries.ts';
import { badgeOf, waitingWords } from './conflict-badge.ts';
import { Mark } from './Mark.tsx';
import classes from './navigation.module.css';
import { PLACES } from './places.ts';

export function Navigation() {
  const [path] = useLocation();
  const { data: open = 0 } = useOpenConflicts();
  const { data: messages = 0 } = useAttention();
  const { data: people = 0 } = useHeldPeople();
  return (
    <nav aria-label="Main" className={classes.side}>
      <div className={classes.brand}>
        <Mark />
        <span className={classes.name}>Fieldhook</span>
      </div>
      <ul className={classes.places}>
        {PLACES.map(({ href, label, Icon, holds }) => (
          <li key={href}>
            <Link
              href={href}
              className={classes.place}
              aria-current={path === href ? 'page' : holds.test(path) ? 'true' : undefined}
              title={label}
            >
              <Icon size={18} stroke={1.75} aria-hidden />
              <span className={classes.label}>{label}</span>
              {href === '/conflicts' && <WaitingCount count={open} />}
              {href === '/flows' && <WaitingCount count={people} />}
              {href === '/outbox' && <WaitingCount count={messages} />}
            </Link>
          </li>
        ))}
      </ul>
      <p role="status" className="fh-read-out">
        {waitingWords(open)}
      </p>
    </nav>
  );
}

/** How many wait for a decision of the owner; nothing where none does. */
function WaitingCount({ count }: { count: number }) {
  if (count === 0) return null;
  return (
    <>
      <span className={classes.badge} aria-hidden>
        {badgeOf(count)}
      </span>
      <span className="fh-read-out">{badgeOf(count)} waiting</span>
    </>
  );
}
