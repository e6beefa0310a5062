import { idColumn, integerColumn } from '@anju/runtime/columns';
import { type EntityManager, EntitySchema, In } from 'typeorm';
import type { FundShare } from './fund-share';

/** Written by whoever holds the job, and by nobody else. */
export const FundShareTable = new EntitySchema<FundShare>({
  name: 'fund_share',
  columns: {
    jobId: { ...idColumn, primary: true },
    unitId: { ...idColumn, primary: true },
    areaDm2: integerColumn,
    shareFen: integerColumn,
    retainedFen: integerColumn,
    drawnFen: { ...integerColumn, nullable: true },
    receivableFen: { ...integerColumn, nullable: true },
    keptFen: { ...integerColumn, nullable: true },
    collectedFen: integerColumn,
  },
});

/** A cost that is not applied for any more is not split. */
export async function deleteShares(tx: EntityManager, jobId: FundShare['jobId']): Promise<void> {
  await tx.delete(FundShareTable, { jobId });
}

export const findSharesOf = (read: EntityManager, jobId: FundShare['jobId']): Promise<FundShare[]> =>
  read.find(FundShareTable, { where: { jobId }, order: { unitId: 'ASC' } });

/** The shares of these homes in these jobs. */
export const findShares = (
  read: EntityManager,
  jobIds: readonly string[],
  unitIds: readonly string[],
): Promise<FundShare[]> =>
  read.find(FundShareTable, {
    where: { jobId: In([...jobIds]), unitId: In([...unitIds]) },
    order: { unitId: 'ASC' },
  });

export const findShare = (
  read: EntityManager,
  jobId: FundShare['jobId'],
  unitId: FundShare['unitId'],
): Promise<FundShare | null> => read.findOneBy(FundShareTable, { jobId, unitId });

const atOnce = 200;

/** What each account gives, keeps and cannot give, for a whole charging scope in a few statements. */
export async function saveDraws(tx: EntityManager, shares: readonly FundShare[]): Promise<void> {
  for (let from = 0; from < shares.length; from += atOnce) {
    const rows = shares.slice(from, from + atOnce);
    const values: Record<string, unknown> = {
      jobId: rows[0]!.jobId,
      units: rows.map(({ unitId }) => unitId),
    };
    rows.forEach(({ unitId, drawnFen, receivableFen, keptFen }, i) =>
      Object.assign(values, {
        [`u${i}`]: unitId,
        [`d${i}`]: drawnFen,
        [`r${i}`]: receivableFen,
        [`k${i}`]: keptFen,
      }),
    );
    const byUnit = (name: string) =>
      `CASE unitId ${rows.map((_, i) => `WHEN :u${i} THEN :${name}${i}`).join(' ')} END`;
    await tx
      .createQueryBuilder()
      .update(FundShareTable)
      .set({ drawnFen: () => byUnit('d'), receivableFen: () => byUnit('r'), keptFen: () => byUnit('k') })
      .where('jobId = :jobId AND unitId IN (:...units)', values)
      .execute();
  }
}

export async function saveCollected(
  tx: EntityManager,
  { jobId, unitId, collectedFen }: FundShare,
): Promise<void> {
  await tx.update(FundShareTable, { jobId, unitId }, { collectedFen });
}
