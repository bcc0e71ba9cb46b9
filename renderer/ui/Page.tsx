import { Anchor, Tooltip } from '@mantine/core';
import { IconChevronLeft, IconHelpCircle } from '@tabler/icons-react';
import { type ReactNode, useLayoutEffect, useRef } from 'react';
import { Link } from 'wouter';
import { visibleText } from '#shared/text/visible-text.ts';
import { PlainText } from './PlainText.tsx';
import classes from './page.module.css';
import { TOPICS, type TopicId } from './topics.ts';

/** The address of the page shown before; the focus stays where it is when the first one opens. */
let before: string | null = null;

export interface PageProps {
  /** Heading and document title. */
  title: string;
  /** Where the page belongs to: a link above the heading. */
  back?: { href: string; label: string };
  /** The page of the guide that tells how this one is used; a quiet link behind the heading. */
  help?: TopicId;
  /** One quiet line under the heading. */
  lead?: ReactNode;
  /** Buttons at the right of the heading. */
  actions?: ReactNode;
  /** `wide` uses the whole width (editor, log); `normal` keeps lines readable. */
  width?: 'normal' | 'wide';
  children: ReactNode;
}

/** The shape every page has. Moving to a page puts the focus on its heading, so that keyboard and screen reader start there. */
export function Page({ title, back, help, lead, actions, width = 'normal', children }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null);

  // Pages share one scrolling element; a page that knows a better place goes there after this.
  useLayoutEffect(() => {
    document.getElementById('main')?.scrollTo({ top: 0 });
    if (before !== null && before !== location.hash) heading.current?.focus({ preventScroll: true });
    before = location.hash;
  }, []);

  useLayoutEffect(() => {
    document.title = `${visibleText(title)} · Fieldhook`;
  }, [title]);

  return (
    <div className={classes.page} data-width={width}>
      {back && (
        <Anchor component={Link} href={back.href} className={classes.back}>
          <IconChevronLeft size={15} aria-hidden />
          {back.label}
        </Anchor>
      )}
      <div className={classes.head}>
        <div className={classes.words}>
          <div className={classes.heading}>
            <h1 ref={heading} tabIndex={-1} className={classes.title}>
              <PlainText text={title} />
            </h1>
            {help && <GuideLink topic={help} />}
          </div>
          {lead && <p className={classes.lead}>{lead}</p>}
        </div>
        {actions && <div className={classes.actions}>{actions}</div>}
      </div>
      {children}
    </div>
  );
}

function GuideLink({ topic }: { topic: TopicId }) {
  const label = `How it works: ${TOPICS.find(({ id }) => id === topic)!.title}`;
  return (
    <Tooltip label={label}>
      <Anchor component={Link} href={`/help/${topic}`} aria-label={label} className={classes.guide}>
        <IconHelpCircle size={18} aria-hidden />
      </Anchor>
    </Tooltip>
  );
}
