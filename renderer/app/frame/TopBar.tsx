import { useSettings } from '#renderer/door/queries.ts';
import { PlainText } from '#renderer/ui/PlainText.tsx';
import { SearchButton } from '../search/SearchButton.tsx';
import { StatusPill } from './StatusPill.tsx';
import classes from './top-bar.module.css';

export function TopBar({ onRetry }: { onRetry: () => void }) {
  const { data } = useSettings();
  return (
    <section aria-label="State of Fieldhook" className={classes.bar}>
      <StatusPill onRetry={onRetry} />
      <SearchButton />
      {data?.businessName && (
        <span className={classes.business}>
          <PlainText text={data.businessName} />
        </span>
      )}
    </section>
  );
}
