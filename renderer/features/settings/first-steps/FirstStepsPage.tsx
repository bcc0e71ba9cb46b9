import { Button } from '@mantine/core';
import { Link, useLocation } from 'wouter';
import { useSettings } from '#renderer/door/queries.ts';
import { Loaded } from '#renderer/ui/Loaded.tsx';
import { Page } from '#renderer/ui/Page.tsx';
import { RowsSkeleton } from '#renderer/ui/RowsSkeleton.tsx';
import { countryOfZone } from '#renderer/ui/regions/country-of-zone.ts';
import type { Settings } from '#shared/contract/settings.ts';
import { BusinessSection } from '../BusinessSection.tsx';
import { OwnIdentitySection } from '../OwnIdentitySection.tsx';
import { PublicAddressSection } from '../PublicAddressSection.tsx';
import { SettingsStep } from './SettingsStep.tsx';
import { StepList } from './StepList.tsx';
import { STEPS, type StepPath, stepAt, stepFrom } from './steps.ts';
import { TryStep } from './TryStep.tsx';

/** What an owner is asked once, one thing at a time. Each step can be left out, and all of it can be changed in the settings. */
export function FirstStepsPage({ path }: { path: string | undefined }) {
  const step = stepAt(path);
  const settings = useSettings();
  const [, navigate] = useLocation();
  const place = STEPS.findIndex((one) => one.path === step) + 1;
  const go = (to: StepPath | null) => navigate(to === null ? '/' : `/setup/${to}`);
  return (
    <Page
      key={step}
      title="Set up Fieldhook"
      lead={`Step ${place} of ${STEPS.length}. Every step can be skipped, and changed later in the settings.`}
      actions={
        <Button component={Link} href="/" variant="subtle">
          Leave the setup
        </Button>
      }
    >
      <StepList current={step} />
      <Loaded query={settings} skeleton={<RowsSkeleton height={160} rows={1} />}>
        {(saved) => (
          <Step
            step={step}
            saved={saved}
            onBack={stepFrom(step, -1) && (() => go(stepFrom(step, -1)))}
            onNext={() => go(stepFrom(step, 1))}
          />
        )}
      </Loaded>
    </Page>
  );
}

interface StepProps {
  saved: Settings;
  onBack: (() => void) | null;
  onNext: () => void;
}

function Step({ step, ...props }: StepProps & { step: StepPath }) {
  switch (step) {
    case 'business':
      return <SettingsStep {...props} initial={asOnComputer(props.saved)} Section={BusinessSection} />;
    case 'you':
      return <SettingsStep {...props} Section={OwnIdentitySection} />;
    case 'address':
      return <SettingsStep {...props} Section={PublicAddressSection} hasToken />;
    case 'try':
      return <TryStep {...props} />;
  }
}

/** Who has not said anything about the business yet most likely works in the zone that the computer is set to, and in its country. */
function asOnComputer(saved: Settings): Settings {
  if (saved.businessName !== '') return saved;
  const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone || saved.timeZone;
  return { ...saved, timeZone, country: countryOfZone(timeZone) ?? saved.country };
}
