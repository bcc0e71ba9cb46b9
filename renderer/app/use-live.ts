import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { createElement, useEffect, useRef } from 'react';
import { keepLive, type Live } from '#renderer/door/live.ts';
import { parseHash } from './hash-location.ts';
import { NewsNote } from './NewsNote.tsx';
import { type News, newsOf } from './news.ts';

/** Keeps everything on screen up to date and tells of requests that came in elsewhere. Returns how to try a lost connection at once. */
export function useLive(): () => void {
  const cache = useQueryClient();
  const live = useRef<Live | null>(null);
  useEffect(() => {
    const started = keepLive(cache, (events) => {
      const news = newsOf(events, parseHash(location.hash).path, Date.now());
      if (news) announce(news);
    });
    live.current = started;
    return () => started.stop();
  }, [cache]);
  return () => live.current?.retry();
}

let lastNote = '';

/** One note at a time: the next one takes the place of the one before. */
function announce(news: News): void {
  notifications.hide(lastNote);
  lastNote = notifications.show({
    title: news.title,
    message: createElement(NewsNote, { news, onLeave: () => notifications.hide(lastNote) }),
    color: news.isProblem ? 'yellow' : 'green',
    withBorder: true,
  });
}
