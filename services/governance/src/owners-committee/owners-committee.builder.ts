import { type Caller } from '@anju/runtime/caller';
import { type Instant } from '@anju/values/time';
import { monday } from '../community/community.builder';
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

export const five = ['李卫东', '王芳', '张伟', '刘洋', '欧阳修远'].map((name, i) => ({
  name,
  role: i === 4 ? 'CHAIR' : 'MEMBER',
  document: `14050219700101000${i}`,
}));

export async function enterCommittee(
  db: Database,
  communityId: string,
  differing: Record<string, unknown> = {},
  { caller = bureauOf('140502'), now = monday }: { caller?: Caller; now?: Instant } = {},
) {
  const { data, errors } = await askAs(
    caller,
    db,
    `mutation ($input: EnterCommitteeInput!) { enterCommittee(input: $input) { __typename
       ... on Refusal { message rule } ... on OwnersCommitteeRefusal { code }
       ... on OwnersCommittee { id seats termFrom termUntil filingNumber canActToday synthetic community { id }
         members { role maskedName } deadlines { name rule dueAt met state } } } }`,
    {
      input: {
        communityId,
        members: five,
        termFrom: '2021-07-01',
        termUntil: '2026-07-01',
        filingNumber: ' 城备〔2021〕17号 ',
        synthetic: true,
        ...differing,
      },
    },
    now,
  );
  if (errors) throw new Error(JSON.stringify(errors));
  return data.enterCommittee;
}

export const inOffice = async (db: Database, communityId: string, now: Instant) =>
  (
    await askAs(
      aCaller(),
      db,
      'query ($id: ID!) { community(id: $id) { committee { id canActToday } } }',
      { id: communityId },
      now,
    )
  ).data.community.committee;
