import { Button, Group } from '@mantine/core';
import { IconFlask, IconPencilPlus, IconWand } from '@tabler/icons-react';
import { Link } from 'wouter';
import { wishAddress } from '#renderer/ui/use-wish.ts';
import { calendly } from '#shared/recipes/providers/calendly.ts';
import { shopify } from '#shared/recipes/providers/shopify.ts';
import { typeform } from '#shared/recipes/providers/typeform.ts';
import { RECIPES } from '#shared/recipes/recipes.ts';
import type { CreateFrom } from './CreateWebhookDialog.tsx';
import classes from './first-start.module.css';

const STEPS = [
  ['Point a sender here', 'Copy an address into your booking site, shop or form.'],
  ['Click what matters', 'The first request appears as a tree; click the e-mail, the phone number, the date.'],
  ['Switch on', 'From then on each request finds or makes the contact and fills the fields by itself.'],
] as const;

/** Of the recipes, those that most people have heard of. */
const NAMED = [calendly, shopify, typeform].map(({ name }) => name);

/** The first start: no empty table but three ways in, and what will happen. */
export function FirstStart({ onCreate }: { onCreate: (from: CreateFrom) => void }) {
  return (
    <>
      <div className={classes.ways}>
        <section className={classes.way} data-lead>
          <span className={classes.icon}>
            <IconWand size={22} stroke={1.75} aria-hidden />
          </span>
          <h2>Set up step by step</h2>
          <p>
            Your business, your own addresses, the way in from outside, and a made-up booking at the end. Two minutes,
            and every step can be skipped.
          </p>
          <Button component={Link} href="/setup">
            Set up Fieldhook
          </Button>
        </section>
        <section className={classes.way}>
          <span className={classes.icon}>
            <IconFlask size={22} stroke={1.75} aria-hidden />
          </span>
          <h2>Try it now</h2>
          <p>
            Sends a made-up booking the way a real one would come, and shows whom Fieldhook would make of it. Nothing
            goes out.
          </p>
          <Button variant="default" component={Link} href={wishAddress('/setup/try', 'send')}>
            Try a sample booking
          </Button>
        </section>
        <section className={classes.way}>
          <span className={classes.icon}>
            <IconPencilPlus size={22} stroke={1.75} aria-hidden />
          </span>
          <h2>Connect a sender</h2>
          <p>
            {NAMED.join(', ')} and {RECIPES.length - NAMED.length} others have a recipe that knows where the values
            stand. Or start from scratch and click them yourself.
          </p>
          <Group gap="xs">
            <Button variant="default" onClick={() => onCreate('recipe')}>
              Use a recipe
            </Button>
            <Button variant="default" onClick={() => onCreate('scratch')}>
              From scratch
            </Button>
          </Group>
        </section>
      </div>
      <ol className={classes.steps} aria-label="How it works">
        {STEPS.map(([title, text]) => (
          <li key={title}>
            <strong>{title}</strong>
            <span>{text}</span>
          </li>
        ))}
      </ol>
    </>
  );
}
