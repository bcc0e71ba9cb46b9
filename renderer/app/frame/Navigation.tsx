import { IconForms, IconListDetails, IconSettings, IconUsers, IconWebhook } from '@tabler/icons-react';
import { Link, useLocation } from 'wouter';
import { Mark } from './Mark.tsx';
import classes from './navigation.module.css';

const PLACES = [
  { href: '/', label: 'Webhooks', Icon: IconWebhook, holds: /^\/(webhooks\/.*)?$/ },
  { href: '/contacts', label: 'Contacts', Icon: IconUsers, holds: /^\/contacts/ },
  { href: '/fields', label: 'Fields', Icon: IconForms, holds: /^\/fields/ },
  { href: '/log', label: 'Log', Icon: IconListDetails, holds: /^\/log/ },
  { href: '/settings', label: 'Settings', Icon: IconSettings, holds: /^\/settings/ },
] as const;

export function Navigation() {
  const [path] = useLocation();
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
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
