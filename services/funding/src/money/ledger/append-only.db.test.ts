import type { Database } from '@anju/runtime/database';
import { testDatabase } from '@anju/runtime/testing/test-database';
import { transaction } from '@anju/runtime/transaction';
import { storage } from '../../storage';
import { aCommunityWithAFund, jobSteps, september } from '../maintenance-job/maintenance-job.builder';
import { insertCorrection } from '../unit-fund-account/fund-correction.table';

const database = testDatabase(storage);
const run = (db: Database, sql: string) => transaction(db, (tx) => tx.query(sql));

test('[MF-7, OVR-2] what was booked is neither changed, deleted nor replaced', async () => {
  await aCommunityWithAFund(database(), { units: 2 });
  await jobSteps(database).jobAt('PAID');
  await transaction(database(), (tx) =>
    insertCorrection(tx, {
      ...{ unitId: 'unt_2_1', communityId: 'com_1', number: 1 },
      ...{ firstDepositFen: 0, openingFen: 0, asOf: '2022-05-31', synthetic: true },
      ...{ paperNumber: '晋房资〔2022〕7号', paperSha256: 'c'.repeat(64), correctedAt: september },
    }),
  );

  for (const table of [
    'posting',
    'journal_entry',
    'unit_fund_account',
    'fund_correction',
    'booked_receipt',
  ]) {
    const before = await database().read.query(`SELECT * FROM ${table}`);
    expect(before.length).toBeGreaterThan(0);
    const column = table === 'posting' ? 'amountFen' : 'communityId';
    for (const sql of [
      `UPDATE ${table} SET ${column} = ${column}`,
      `UPDATE ${table} SET ${column} = '0'`,
      `DELETE FROM ${table}`,
      `REPLACE INTO ${table} SELECT * FROM ${table}`,
    ])
      await expect(run(database(), sql)).rejects.toThrow('append-only');
    expect(await database().read.query(`SELECT * FROM ${table}`)).toEqual(before);
  }
});
