import { CopyButton } from '#renderer/ui/CopyButton.tsx';
import { RelativeTime } from '#renderer/ui/time/RelativeTime.tsx';
import type { Health } from '#shared/contract/health.ts';
import { Section } from './Section.tsx';
import classes from './settings.module.css';

export function About({ health }: { health: Health }) {
  return (
    <Section title="About" text="Everything Fieldhook knows is in its data folder, on this computer.">
      <dl className={classes.facts}>
        <div>
          <dt>Version</dt>
          <dd>{health.version}</dd>
        </div>
        <div>
          <dt>Running</dt>
          <dd>
            {health.host === 'desktop' ? 'in its own window' : 'without a window, shown in this browser'}, started{' '}
            <RelativeTime at={health.startedAt} />
          </dd>
        </div>
        <div>
          <dt>Data folder</dt>
          <dd className={classes.folder}>
            <code className="fh-mono">{health.dataDir}</code>
            <CopyButton text={health.dataDir} label="Copy the data folder" size="sm" />
          </dd>
        </div>
      </dl>
    </Section>
  );
}
