import type { FlowConfig, Step } from '../contract/flow.ts';

type Keys = ReadonlyMap<string, string>;

/** The same flow in the keys of another Fieldhook, in its texts too: `{{ field.start }}` becomes `{{ field.start_2 }}`. */
export function flowWithKeys(config: FlowConfig, fields: Keys): FlowConfig {
  return { ...config, steps: config.steps.map((step) => stepWithKeys(step, fields)) };
}

function stepWithKeys(step: Step, fields: Keys): Step {
  const text = (template: string) => templateWithKeys(template, fields);
  const key = (field: string) => fields.get(field) ?? field;
  switch (step.kind) {
    case 'send': {
      const { approved } = step;
      const variables = Object.entries(approved?.variables ?? {}).map(([name, template]) => [name, text(template)]);
      return {
        ...step,
        subject: text(step.subject),
        text: text(step.text),
        approved: approved && { ...approved, variables: Object.fromEntries(variables) },
      };
    }
    case 'wait':
      return step.wait.kind === 'at-field' ? { ...step, wait: { ...step.wait, field: key(step.wait.field) } } : step;
    case 'set-field':
      return { ...step, field: key(step.field), value: step.value === null ? null : text(step.value) };
    case 'http':
      return {
        ...step,
        url: text(step.url),
        headers: step.headers.map(({ name, value }) => ({ name, value: text(value) })),
        body: text(step.body),
      };
    case 'condition': {
      const { operand } = step.test;
      const test =
        operand.of === 'field' ? { ...step.test, operand: { ...operand, field: key(operand.field) } } : step.test;
      const branch = (steps: readonly Step[]) => steps.map((one) => stepWithKeys(one, fields));
      return { ...step, test, yes: branch(step.yes), no: branch(step.no) };
    }
    default:
      return step;
  }
}

/** Only within Liquid's signs: what is written around them are words. All keys at once, since one may become what another one was. */
function templateWithKeys(template: string, fields: Keys): string {
  return template.replace(/\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}/g, (code) =>
    code.replace(
      /\b(field\s*(?:\.\s*|\[\s*["']))([a-z][a-z0-9_]*)/g,
      (_, before: string, key: string) => `${before}${fields.get(key) ?? key}`,
    ),
  );
}
