import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Caller } from '@anju/runtime/caller';
import { testDatabase } from '@anju/runtime/testing/test-database';
import type { Instant } from '@anju/values/time';
import { meetingWith, repairRoof } from '../assembly-meeting/assembly-meeting.builder';
import { cast } from '../ballot/ballot.builder';
import { committeeEntered } from '../owners-committee/owners-committee.builder';
import { importRoll, ownerOf, registered, rollAsSeen } from '../owners-roll/owners-roll.builder';
import { storage } from '../storage';
import { close } from './vote.builder';

const database = testDatabase(storage);

/** The demonstration's. Building 2 has 24 homes of 1,560.00 m²: of each two doors of a floor, 130.00. */
const file = join(__dirname, '../../../../infra/local/data/fengyuan-owners-roll.csv');
const demonstration = readFileSync(file, 'utf8');

const closing = {
  inTheNewLaw: ['2022-06-20T02:00:00.000Z', '2022-07-05', '2022-07-15', '2022-07-06T02:00:00.000Z'],
  inTheOld: ['2020-12-10T02:00:00.000Z', '2020-12-25', '2021-01-01', '2020-12-26T02:00:00.000Z'],
} as const satisfies Record<string, readonly [Instant, string, string, Instant]>;

let communityId: string;
let committee: Caller;

/** Of building 2 the first so many homes in the roll's order take part, and the first of those say yes. */
async function verdict(answers: { tookPart: number; yes: number }, when: keyof typeof closing) {
  const [notice, opensOn, closesOn, now] = closing[when];
  const homes = (await rollAsSeen(database(), communityId)).filter(({ building }) => building.number === '2');
  expect(homes).toHaveLength(24);
  const { meetingId, questionIds } = await meetingWith(
    database(),
    [repairRoof({ buildingIds: [homes[0].building.id] })],
    { communityId, opensAt: `${opensOn}T00:00:00+08:00`, closesAt: `${closesOn}T00:00:00+08:00` },
    { caller: committee, now: notice },
  );
  const [questionId] = questionIds as [string];
  for (const [i, { owners }] of homes.slice(0, answers.tookPart).entries()) {
    const choice = i < answers.yes ? 'YES' : 'NO';
    const caller = ownerOf(communityId, owners[0].id);
    const ballot = await cast(database(), '', meetingId, { [questionId]: choice }, { caller, now });
    expect(ballot).toMatchObject({ __typename: 'Ballot' });
  }
  const { decision } = await close(database(), questionId, {
    caller: committee,
    now: when === 'inTheOld' ? '2021-02-01T02:00:00.000Z' : '2022-07-16T01:00:00.000Z',
  });
  const { outcome, record } = decision;
  return { outcome, profile: record.ruleProfile, ...record.turnout };
}

/** A home of building 2, with an area that is one hundredth of a square metre larger. */
const withLarger = async (door: string, area: string, larger: string) => {
  const row = `2,2,${door},${area},`;
  expect(demonstration).toContain(row);
  const csv = demonstration.replace(row, `2,2,${door},${larger},`);
  expect(await importRoll(database(), communityId, csv)).toMatchObject({
    __typename: 'ImportReport',
    rows: 144,
  });
};

test('[GOV-VOTE-1, GOV-VOTE-2, REG-2, CONV-4, CONV-5] on the roof of building 2 one choice, one home, one area or the law changed gives another verdict', async () => {
  ({ communityId } = await registered(database()));
  expect(await importRoll(database(), communityId, demonstration)).toMatchObject({ created: 144 });
  committee = await committeeEntered(database(), communityId);

  // Exactly two thirds take part, by heads and by area, and one home more than half of them says yes.
  expect(await verdict({ tookPart: 16, yes: 9 }, 'inTheNewLaw')).toEqual({
    outcome: 'ADOPTED',
    profile: 'CN-140500@2022-06-05',
    entitled: { heads: 24, areaDm2: 156_000 },
    tookPart: { heads: 16, areaDm2: 104_000 },
    yes: { heads: 9, areaDm2: 57_875 },
  });
  // One choice: half of those who took part, and no more.
  expect(await verdict({ tookPart: 16, yes: 8 }, 'inTheNewLaw')).toMatchObject({
    outcome: 'TOO_FEW_IN_FAVOUR',
    yes: { heads: 8, areaDm2: 52_000 },
  });
  // One home fewer takes part.
  expect(await verdict({ tookPart: 15, yes: 9 }, 'inTheNewLaw')).toMatchObject({
    outcome: 'TOO_FEW_TOOK_PART',
  });
  // The law: two thirds of all owners were wanted.
  expect(await verdict({ tookPart: 16, yes: 9 }, 'inTheOld')).toMatchObject({
    outcome: 'TOO_FEW_IN_FAVOUR',
    profile: 'CN@2019-07-01',
  });
  // One area: a home that took part may be larger; where one that stayed away is, two thirds are missed by a hundredth.
  await withLarger('202', '71.90', '71.91');
  expect(await verdict({ tookPart: 16, yes: 9 }, 'inTheNewLaw')).toMatchObject({
    outcome: 'ADOPTED',
    tookPart: { heads: 16, areaDm2: 104_001 },
  });
  await withLarger('602', '70.90', '70.91');
  expect(await verdict({ tookPart: 16, yes: 9 }, 'inTheNewLaw')).toMatchObject({
    outcome: 'TOO_FEW_TOOK_PART',
    entitled: { heads: 24, areaDm2: 156_001 },
    tookPart: { heads: 16, areaDm2: 104_000 },
  });
});
