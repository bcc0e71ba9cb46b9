import { Button, Table } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { CopyButton } from '#renderer/ui/CopyButton.tsx';
import { PlainText } from '#renderer/ui/PlainText.tsx';
import { formatBytes, formatDuration } from '#renderer/ui/time/format-time.ts';
import type { DeliveryDetail } from '#shared/contract/delivery.ts';
import { ERASED_SENTENCE } from '#shared/contract/erasure.ts';
import { CopyAsCurl } from './CopyAsCurl.tsx';
import classes from './entry.module.css';

/** Exactly what arrived: method, headers in their order, and the body as text. */
export function RawRequest({ delivery }: { delivery: DeliveryDetail }) {
  const { method, contentType, sizeBytes, headers, id, tookMs } = delivery;
  return (
    <div className={classes.raw}>
      <p className={classes.facts}>
        <strong className="fh-mono">{method}</strong>
        <span>
          <PlainText text={contentType || 'no content type'} />
        </span>
        <span>{formatBytes(sizeBytes)}</span>
        {tookMs !== null && <span>worked on in {formatDuration(tookMs)}</span>}
        <span>
          id <code className="fh-mono">{id}</code>
        </span>
      </p>
      {delivery.query !== '' && (
        <p className={classes.facts}>
          <span>
            address ends in{' '}
            <code className="fh-mono">
              ?<PlainText text={delivery.query} />
            </code>
          </span>
        </p>
      )}
      {!delivery.hasHiddenValues && <CopyAsCurl delivery={delivery} />}
      <section>
        <h2>Headers</h2>
        <div className={classes.card}>
          <Table aria-label="Headers" className={classes.headers} verticalSpacing={4}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th scope="col">Name</Table.Th>
                <Table.Th scope="col">Value</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {headers.map(([name, value], index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: names repeat, and the order never changes.
                <Table.Tr key={index}>
                  <Table.Th scope="row">
                    <PlainText text={name} />
                  </Table.Th>
                  <Table.Td>
                    <PlainText text={value} />
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </div>
      </section>
      <section>
        <div className={classes.bodyHead}>
          <h2>Body</h2>
          {delivery.bodyText && <CopyButton text={delivery.bodyText} label="Copy the body" />}
          {delivery.hasBody && (
            <Button
              component="a"
              href={`/api/deliveries/${encodeURIComponent(id)}/body`}
              download
              size="compact-sm"
              variant="default"
              leftSection={<IconDownload size={15} aria-hidden />}
            >
              Download
            </Button>
          )}
        </div>
        <Body delivery={delivery} />
      </section>
    </div>
  );
}

function Body({ delivery }: { delivery: DeliveryDetail }) {
  const { hasBody, bodyText, bodyTextCut, sizeBytes, erasedAt, hasHiddenValues } = delivery;
  if (erasedAt !== null) return <p className={classes.soft}>{ERASED_SENTENCE}</p>;
  if (!hasBody) {
    return <p className={classes.soft}>{sizeBytes === 0 ? 'The request had no body.' : 'The body was not kept.'}</p>;
  }
  if (bodyText === null && hasHiddenValues) {
    return (
      <p className={classes.soft}>
        The raw text holds private values, so it is hidden as a whole until you show them. The download hands it out as
        it came.
      </p>
    );
  }
  if (bodyText === null) return <p className={classes.soft}>The body is not text. Download it to look at it.</p>;
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
      <section className={classes.body} tabIndex={0} aria-label="Body of the request">
        <pre>
          <PlainText text={bodyText} lines="keep" />
        </pre>
      </section>
      {bodyTextCut && <p className={classes.soft}>Only the first 64 KB are shown; the download has everything.</p>}
    </>
  );
}
