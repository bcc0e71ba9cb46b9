import type { ReactNode } from 'react';
import { BulkBar } from './BulkBar.tsx';
import { ExportBar } from './ExportBar.tsx';
import classes from './frame.module.css';
import { Navigation } from './Navigation.tsx';
import { TopBar } from './TopBar.tsx';

/** What stands around every page: navigation at the left, the state of things on top. */
export function Frame({ onRetry, children }: { onRetry: () => void; children: ReactNode }) {
  return (
    <div className={classes.frame}>
      {/* A button, because the part of the address after the # is the route. */}
      <button type="button" className={classes.skip} onClick={skipToMain}>
        Skip to the page
      </button>
      <Navigation />
      <TopBar onRetry={onRetry} />
      <main id="main" tabIndex={-1} className={classes.main}>
        {children}
      </main>
      <div className={classes.foot}>
        <BulkBar />
        <ExportBar />
      </div>
    </div>
  );
}

function skipToMain(): void {
  document.getElementById('main')?.focus();
}
