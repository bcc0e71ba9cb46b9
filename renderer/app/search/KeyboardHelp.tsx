import { Kbd, Modal } from '@mantine/core';
import { control } from './control-key.ts';
import classes from './keyboard-help.module.css';

const EVERYWHERE: readonly [string[], string][] = [
  [[control, 'K'], 'Search for people, webhooks, requests, pages and things to do'],
  [[control, '/'], 'This list'],
  [['Tab'], 'To the next thing that can be used; with Shift back'],
  [['Esc'], 'Close what is open in front'],
];

const EDITORS: readonly [string[], string][] = [
  [[control, 'S'], 'Save'],
  [[control, 'Z'], 'Undo'],
  [[control, 'Shift', 'Z'], 'Do again'],
];

const TREE: readonly [string[], string][] = [
  [['↑', '↓'], 'From row to row; Page Up, Page Down, Home and End go further'],
  [['→'], 'Open; once more, to the first value inside'],
  [['←'], 'Close; once more, to what it is in'],
  [['*'], 'Open everything beside it'],
  [['Enter'], 'Use the value'],
  [[control, 'C'], 'Copy the value'],
  [[control, 'F'], 'Search in the tree'],
  [['A', '…', 'Z'], 'To the next key that begins with what you type'],
];

const CONTACTS: readonly [string[], string][] = [
  [['Space'], 'Choose a contact; with Shift all from the one before'],
  [['↑', '↓'], 'From one box to the next'],
  [['Enter'], 'To what can be done with those who are chosen'],
];

/** What the keyboard does, where. */
export function KeyboardHelp({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  return (
    <Modal opened={opened} onClose={onClose} title="Keyboard shortcuts" size={560}>
      <Keys heading="Everywhere" keys={EVERYWHERE} />
      <Keys heading="While you edit a webhook or a flow" keys={EDITORS} />
      <Keys heading="In the tree of a request" keys={TREE} />
      <Keys heading="On the boxes of the contacts" keys={CONTACTS} />
    </Modal>
  );
}

function Keys({ heading, keys }: { heading: string; keys: readonly [string[], string][] }) {
  return (
    <section className={classes.part}>
      <h3 className={classes.heading}>{heading}</h3>
      <dl className={classes.keys}>
        {keys.map(([pressed, what]) => (
          <div key={what} className={classes.row}>
            <dt className={classes.pressed}>
              {pressed.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dt>
            <dd className={classes.what}>{what}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
