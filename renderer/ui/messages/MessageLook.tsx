import { IconBell, IconVolume } from '@tabler/icons-react';
import type { MessageChannel } from '#shared/contract/message.ts';
import { MessageText } from './MessageText.tsx';
import classes from './messages.module.css';

export interface MessageLookProps {
  channel: MessageChannel;
  subject: string;
  text: string;
}

/** A message as the person would see or hear it. */
export function MessageLook({ channel, subject, text }: MessageLookProps) {
  const body =
    text === '' ? <span className={classes.empty}>No text yet</span> : <MessageText text={text} lines="keep" />;
  switch (channel) {
    case 'email':
      return (
        <div className={classes.mail}>
          <div className={classes.subject}>
            {subject === '' ? <span className={classes.empty}>No subject</span> : <MessageText text={subject} />}
          </div>
          <div className={classes.text}>{body}</div>
        </div>
      );
    case 'voice':
      return (
        <div className={classes.spoken}>
          <IconVolume size={18} aria-hidden />
          <div className={classes.text}>
            <span className="fh-read-out">Spoken: </span>
            {body}
          </div>
        </div>
      );
    case 'desktop':
      return (
        <div className={classes.notification}>
          <IconBell size={18} aria-hidden />
          <div className={classes.text}>{body}</div>
        </div>
      );
    default:
      return (
        <div className={classes.bubble} data-channel={channel}>
          <div className={classes.text}>{body}</div>
        </div>
      );
  }
}
