import { expect, it } from 'vitest';
import type { DoorClient } from './door-client.ts';

export function backupsCases(client: () => DoorClient): void {
  it('begins without backups', async () => {
    expect(await client().call('listBackups', {})).toEqual({
      items: [],
      folder: expect.stringMatching(/backups$/),
      restoring: null,
    });
  });

  it('makes one, checked, and lists it', async () => {
    const backup = await client().call('makeBackup', {});
    expect(backup).toMatchObject({ reason: 'by-hand', checked: true });
    expect((await client().call('listBackups', {})).items).toEqual([backup]);
  });

  it('says what a restore will do, and takes the wish back', async () => {
    const backup = await client().call('makeBackup', {});
    const answer = await client().call('restoreBackup', { params: { id: backup.id } });
    expect(answer).toEqual({ backup, sentence: expect.stringMatching(/Nothing has changed yet/) });
    expect(await client().call('listBackups', {})).toMatchObject({ restoring: backup });
    await client().call('cancelRestore', {});
    expect(await client().call('listBackups', {})).toMatchObject({ restoring: null });
  });

  it('knows no other', async () => {
    const error = await client().refused('restoreBackup', { params: { id: '20260302T120000000Z-daily' } });
    expect(error).toMatchObject({ status: 404, code: 'NOT_FOUND' });
  });

  it('goes on working when nothing had stopped', async () => {
    expect(await client().call('resumeProcessing', {})).toMatchObject({ isProcessing: true });
  });
}
