import { Badge } from '@mantine/core';
import { PlainText } from '#renderer/ui/PlainText.tsx';
import classes from './person.module.css';

/** What flows marked this person with, and segments ask for; nothing where there is none. */
export function ContactTags({ tags }: { tags: readonly string[] }) {
  if (tags.length === 0) return null;
  return (
    <section className={classes.card}>
      <h2>Tags</h2>
      <ul className={classes.tags}>
        {tags.map((tag) => (
          <li key={tag}>
            <Badge variant="default" tt="none" fw={500}>
              <PlainText text={tag} />
            </Badge>
          </li>
        ))}
      </ul>
    </section>
  );
}
