import { PlainText } from '#renderer/ui/PlainText.tsx';
import { sayPhonesIn } from '#renderer/ui/phones/say-phone.ts';
import { formatFieldValue } from '#renderer/ui/receipt/format-field-value.ts';
import { useBusiness } from '#renderer/ui/time/use-business.ts';
import type { TestResult } from '#shared/contract/webhook-test.ts';

/** Characters of a value. */
const SHOWN = 80;

/** What a test expects and does not get. */
export function TestDifferences({ differences }: { differences: TestResult['differences'] }) {
  const business = useBusiness();
  const say = (value: string | null, type: TestResult['differences'][number]['type']) => {
    if (value === null) return 'nothing';
    return value === '' ? 'cleared' : formatFieldValue(value, type ?? 'text', business, SHOWN);
  };
  return (
    <ul>
      {differences.map(({ what, type, expected, now }) => (
        <li key={what}>
          <PlainText text={sayPhonesIn(`${what}: should be ${say(expected, type)}, is ${say(now, type)}`)} />
        </li>
      ))}
    </ul>
  );
}
