import { Anchor } from '@mantine/core';
import { Link } from 'wouter';
import { PlainText } from '#renderer/ui/PlainText.tsx';
import type { News } from './news.ts';

export function NewsNote({ news, onLeave }: { news: News; onLeave: () => void }) {
  return (
    <>
      <PlainText text={news.text} />{' '}
      <Anchor component={Link} href={news.href} size="sm" underline="always" onClick={onLeave}>
        Show
      </Anchor>
    </>
  );
}
