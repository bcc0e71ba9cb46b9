import { SegmentedControl, Select, Text, TextInput } from '@mantine/core';
import { useId } from 'react';
import type { Step, Wait } from '#shared/contract/flow.ts';
import { visibleText } from '#shared/text/visible-text.ts';
import { useFlowEditor } from '../flow-context.tsx';
import classes from '../flow-editor.module.css';
import { SpanInput } from './SpanInput.tsx';

type WaitStep = Extract<Step, { kind: 'wait' }>;

const KINDS = [
  { value: 'after', label: 'For a while' },
  { value: 'at-field', label: 'Until a date' },
  { value: 'time', label: 'Until a time' },
];

/** The three kinds of waiting. */
export function WaitSettings({ step }: { step: WaitStep }) {
  const { fields, editStep } = useFlowEditor();
  const { wait } = step;
  const dates = fields.filter(({ type }) => type === 'date' || type === 'datetime');
  const set = (change: Wait, part?: string) => editStep(step, 'Wait', { wait: change }, part);
  return (
    <>
      <SegmentedControl
        aria-label="How long to wait"
        data={KINDS}
        value={wait.kind}
        onChange={(kind) => set(freshWait(kind as Wait['kind'], dates[0]?.key ?? ''))}
      />
      {wait.kind === 'after' && (
        <SpanInput
          label="Time to wait"
          minutes={wait.minutes}
          least={1}
          onChange={(minutes) => set({ ...wait, minutes }, 'span')}
        />
      )}
      {wait.kind === 'time' && (
        <TextInput
          label="Time"
          description="On the clocks of your business; the next time it is so late."
          type="time"
          w={180}
          required
          value={wait.time}
          onChange={({ currentTarget }) =>
            currentTarget.value !== '' && set({ kind: 'time', time: currentTarget.value }, 'time')
          }
        />
      )}
      {wait.kind === 'at-field' && <AtField wait={wait} dates={dates} set={set} />}
    </>
  );
}

function AtField({
  wait,
  dates,
  set,
}: {
  wait: Extract<Wait, { kind: 'at-field' }>;
  dates: readonly { key: string; name: string }[];
  set: (wait: Wait, part?: string) => void;
}) {
  const otherwiseId = useId();
  const side = wait.offsetMinutes === 0 ? 'at' : wait.offsetMinutes < 0 ? 'before' : 'after';
  const span = Math.abs(wait.offsetMinutes);
  return (
    <>
      <div className={classes.row}>
        {side !== 'at' && (
          <SpanInput
            label="Time before or after"
            minutes={span}
            least={1}
            onChange={(minutes) => set({ ...wait, offsetMinutes: side === 'before' ? -minutes : minutes }, 'span')}
          />
        )}
        <Select
          aria-label="Before, at or after"
          w={110}
          data={[
            { value: 'before', label: 'before' },
            { value: 'at', label: 'at' },
            { value: 'after', label: 'after' },
          ]}
          value={side}
          onChange={(chosen) =>
            set({
              ...wait,
              offsetMinutes: chosen === 'at' ? 0 : (chosen === 'before' ? -1 : 1) * (span || 1440),
            })
          }
        />
        <Select
          aria-label="Date field"
          w={220}
          placeholder="Date field"
          nothingFoundMessage="There is no date field yet"
          data={dates.map(({ key, name }) => ({ value: key, label: visibleText(name) }))}
          value={wait.field === '' ? null : wait.field}
          onChange={(field) => field && set({ ...wait, field })}
        />
      </div>
      {dates.length === 0 && (
        <Text size="xs" c="dimmed">
          You have no date field yet. A webhook fills one, such as “Booking start”; make it under Fields.
        </Text>
      )}
      <div>
        <Text size="sm" fw={500} id={otherwiseId} mb={5}>
          When that moment has passed, or the field is empty
        </Text>
        <SegmentedControl
          aria-labelledby={otherwiseId}
          data={[
            { value: 'stop', label: 'Stop' },
            { value: 'go-on', label: 'Go on at once' },
          ]}
          value={wait.otherwise}
          onChange={(otherwise) => set({ ...wait, otherwise: otherwise as typeof wait.otherwise })}
        />
      </div>
    </>
  );
}

function freshWait(kind: Wait['kind'], dateField: string): Wait {
  switch (kind) {
    case 'after':
      return { kind, minutes: 1440 };
    case 'time':
      return { kind, time: '09:00' };
    case 'at-field':
      return { kind, field: dateField, offsetMinutes: -1440, otherwise: 'stop' };
  }
}
