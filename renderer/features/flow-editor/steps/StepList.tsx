import type { ConditionStep, Step } from '#shared/contract/flow.ts';
import type { ListId } from '../draft/tree.ts';
import { useFlowEditor } from '../flow-context.tsx';
import classes from '../flow-editor.module.css';
import { AddStep } from './AddStep.tsx';
import { useDropping } from './drag.ts';
import { branchWords } from './place-words.ts';
import { StepCard } from './StepCard.tsx';

/** Steps one below the other, with a gap before, between and after them in which one can be added or dropped. */
export function StepList({ steps, list }: { steps: readonly Step[]; list: ListId }) {
  const { steps: all, fieldNames } = useFlowEditor();
  const { over, handlers } = useDropping(list);
  const label = list === 'top' ? 'Steps of the flow' : `Steps ${branchWords(all, list, fieldNames)}`;
  return (
    <ol className={classes.list} aria-label={label} {...handlers}>
      {steps.map((step, index) => (
        <li key={step.id} className={classes.item}>
          <AddStep place={{ list, index }} isOver={over === index} />
          <StepCard
            step={step}
            number={index + 1}
            branches={step.kind === 'condition' ? <Branches step={step} /> : null}
          />
        </li>
      ))}
      <li className={classes.last}>
        <AddStep place={{ list, index: steps.length }} isOver={over === steps.length} isLast />
      </li>
    </ol>
  );
}

function Branches({ step }: { step: ConditionStep }) {
  return (
    <div className={classes.branchBox}>
      <div className={classes.branches}>
        {(['yes', 'no'] as const).map((branch) => (
          <div key={branch} className={classes.branch}>
            <span className={classes.branchName} data-branch={branch}>
              {branch === 'yes' ? 'If yes' : 'If no'}
            </span>
            <StepList steps={step[branch]} list={{ condition: step.id, branch }} />
          </div>
        ))}
      </div>
    </div>
  );
}
