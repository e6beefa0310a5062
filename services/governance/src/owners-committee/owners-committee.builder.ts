import type { Database } from '@anju/runtime/database';
import { aCaller } from '@anju/runtime/testing/execute';
import { bureauOf } from '../community/community.builder';
import { askAs } from '../owners-roll/owners-roll.builder';

/** Enters a committee of five through the schema; whoever signs for it. */
export async function committeeEntered(db: Database, communityId: string) {
  const members = [...'甲乙丙丁戊'].map((name, i) => ({ name, role: i === 0 ? 'CHAIR' : 'MEMBER' }));
  const term = { termFrom: '2019-07-01', termUntil: '2024-06-30', filingNumber: '城业备〔2019〕3号' };
  const { data } = await askAs(
    bureauOf('140502'),
    db,
    `mutation ($input: EnterCommitteeInput!) { enterCommittee(input: $input) { ... on OwnersCommittee { id } } }`,
    { input: { communityId, members, ...term } },
  );
  return aCaller({
    roles: new Set(['OWNERS_COMMITTEE']),
    communities: new Set([communityId]),
    committee: data.enterCommittee.id,
  });
}
