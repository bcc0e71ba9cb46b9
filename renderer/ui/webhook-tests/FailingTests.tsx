import { PlainText } from '#renderer/ui/PlainText.tsx';
import type { TestResult } from '#shared/contract/webhook-test.ts';
import { TestDifferences } from './TestDifferences.tsx';

/** Tests that fail, each with what it does not get. */
export function FailingTests({ tests }: { tests: readonly { name: string; result: TestResult }[] }) {
  return tests
    .filter(({ result }) => !result.passes)
    .map(({ name, result }, place) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: names may be the same, and the order stays.
      <div key={place}>
        <PlainText text={`“${name}” fails:`} />
        <TestDifferences differences={result.differences} />
      </div>
    ));
}
