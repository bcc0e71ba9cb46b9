import { Link } from 'wouter';
import { Page } from '#renderer/ui/Page.tsx';
import { TOPICS } from '#renderer/ui/topics.ts';
import classes from './help.module.css';
import { TOPIC_TEXTS } from './topic-texts.ts';

/** The pages of the guide, in the order of the work. */
export function HelpPage() {
  return (
    <Page title="Help" lead="How a webhook is set up, step by step, and what to do when something is in the way.">
      <ol className={classes.topics} aria-label="Pages of the guide">
        {TOPICS.map(({ id, title }) => (
          <li key={id}>
            <Link href={`/help/${id}`} className={classes.topic}>
              <strong>{title}</strong>
              <span>{TOPIC_TEXTS[id].lead}</span>
            </Link>
          </li>
        ))}
      </ol>
    </Page>
  );
}
