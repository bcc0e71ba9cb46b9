import { Anchor, Button } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { Link } from 'wouter';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { Page } from '#renderer/ui/Page.tsx';
import { TOPICS } from '#renderer/ui/topics.ts';
import classes from './help.module.css';
import { ScreenWords } from './ScreenWords.tsx';
import { TOPIC_TEXTS } from './topic-texts.ts';

/** One page of the guide: why, what to do, what surprises, and the ways to the screens. */
export function TopicPage({ id }: { id: string }) {
  const place = TOPICS.findIndex((topic) => topic.id === id);
  const topic = TOPICS[place];
  if (topic === undefined) return <Unknown />;
  const { lead, steps, notes, ways } = TOPIC_TEXTS[topic.id];
  const next = TOPICS[place + 1];
  return (
    <Page title={topic.title} back={{ href: '/help', label: 'Help' }} lead={lead}>
      <div className={classes.text}>
        <ol className={classes.steps} aria-label="What to do">
          {steps.map((step) => (
            <li key={step}>
              <span>
                <ScreenWords text={step} />
              </span>
            </li>
          ))}
        </ol>
        <div className={classes.ways}>
          {ways.map(({ href, label }) => (
            <Button key={href} component={Link} href={href} variant="default">
              {label}
            </Button>
          ))}
        </div>
        <h2>Good to know</h2>
        <ul className={classes.notes}>
          {notes.map((note) => (
            <li key={note}>
              <ScreenWords text={note} />
            </li>
          ))}
        </ul>
        {next && (
          <Anchor component={Link} href={`/help/${next.id}`} className={classes.next}>
            Next: {next.title} <IconArrowRight size={15} aria-hidden />
          </Anchor>
        )}
      </div>
    </Page>
  );
}

function Unknown() {
  return (
    <Page title="Help" back={{ href: '/help', label: 'Help' }}>
      <EmptyState
        title="The guide has no such page"
        text="It may have another name by now."
        action={
          <Button component={Link} href="/help" variant="default">
            All pages of the guide
          </Button>
        }
      />
    </Page>
  );
}
