import {
  IconArrowsSplit2,
  IconForms,
  IconListDetails,
  IconRoute,
  IconSettings,
  IconUsers,
  IconWebhook,
} from '@tabler/icons-react';
import { Link, useLocation } from 'wouter';
import { useOpenConflicts } from '#renderer/door/queries.ts';
import { badgeOf, waitingWords } from './conflict-badge.ts';
import { Mark } from './Mark.tsx';
import classes from './navigation.module.css';

const PLACES = [
  { href: '/', label: 'Webhooks', Icon: IconWebhook, holds: /^\/(webhooks\/.*)?$/ },
  { href: '/contacts', label: 'Contacts', Icon: IconUsers, holds: /^\/contacts/ },
  { href: '/conflicts', label: 'Conflicts', Icon: IconArrowsSplit2, holds: /^\/conflicts/ },
  { href: '/flows', label: 'Flows', Icon: IconRoute, holds: /^\/flows/ },
  { href: '/fields', label: 'Fields', Icon: IconForms, holds: /^\/fields/ },
  { href: '/log', label: 'Log', Icon: IconListDetails, holds: /^\/log/ },
  { href: '/settings', label: 'Settings', Icon: IconSettings, holds: /^\/settings/ },
] as const;

export function Navigation() {
  const [path] = useLocation();
  const { data: open = 0 } = useOpenConflicts();
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
              {href === '/conflicts' && open > 0 && (
                <>
                  <span className={classes.badge} aria-hidden>
                    {badgeOf(open)}
                  </span>
                  <span className="fh-read-out">{badgeOf(open)} waiting</span>
                </>
              )}
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
