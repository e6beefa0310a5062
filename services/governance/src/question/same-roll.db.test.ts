import type { Caller } from '@anju/runtime/caller';
import { testDatabase } from '@anju/runtime/testing/test-database';
import type { Instant } from '@anju/values/time';
import { meetingWith, other } from '../assembly-meeting/assembly-meeting.builder';
import { cast } from '../ballot/ballot.builder';
import { close } from './vote.builder';
import { committeeEntered } from '../owners-committee/owners-committee.builder';
import {
  importRoll,
  ownerOf,
  registered,
  rollAsSeen,
  rollOfC,
  rowsOfC,
} from '../owners-roll/owners-roll.builder';
import { storage } from '../storage';

const database = testDatabase(storage);

/** One home of each owner who answers: A, B with b, C, D and G. */
const doors = { A: '1-1-101', B: '1-1-103', C: '1-1-104', D: '2-1-201', G: '3-0-1' };
type Answers = Record<keyof typeof doors, 'YES' | 'NO'>;
const allButD: Answers = { A: 'YES', B: 'YES', C: 'YES', D: 'NO', G: 'YES' };

const closing = {
  inTheNewYear: ['2020-12-20T02:00:00.000Z', '2021-01-05', '2021-01-11', '2021-01-06T02:00:00.000Z'],
  inTheOld: ['2020-12-10T02:00:00.000Z', '2020-12-25', '2021-01-01', '2020-12-26T02:00:00.000Z'],
} as const satisfies Record<string, readonly [Instant, string, string, Instant]>;

let communityId: string;
let committee: Caller;

/** The owners of the roll as it stands are asked whether to rebuild. */
async function verdict(answers: Answers, when: keyof typeof closing = 'inTheNewYear') {
  const [notice, opensOn, closesOn, now] = closing[when];
  const { meetingId, questionIds } = await meetingWith(
    database(),
    [other({ matter: 'REBUILD_ALTER' })],
    { communityId, opensAt: `${opensOn}T00:00:00+08:00`, closesAt: `${closesOn}T00:00:00+08:00` },
    { caller: committee, now: notice },
  );
  const [questionId] = questionIds as [string];
  const roll = await rollAsSeen(database(), communityId);
  for (const [letter, choice] of Object.entries(answers)) {
    const { owners } = roll.find(({ label }) => label === doors[letter as keyof typeof doors])!;
    const caller = ownerOf(communityId, owners[0].id);
    const ballot = await cast(database(), letter, meetingId, { [questionId]: choice }, { caller, now });
    expect(ballot).toMatchObject({ __typename: 'Ballot' });
  }
  const counted = await close(database(), questionId, { caller: committee, now: '2021-02-01T02:00:00.000Z' });
  const { outcome, record } = counted.decision;
  return { outcome, profile: record.ruleProfile, entitled: record.turnout.entitled };
}

/** D's home as large as this. */
const withD = (area: string) =>
  importRoll(database(), communityId, rollOfC({ U5: rowsOfC.U5.replace('70.00', area) }));

test('[GOV-VOTE-3, REG-2, CONV-1, CONV-4, CONV-5] the same roll with one choice, one area or the law changed gives another verdict', async () => {
  ({ communityId } = await registered(database()));
  expect(await importRoll(database(), communityId, rollOfC())).toMatchObject({ created: 9 });
  committee = await committeeEntered(database(), communityId);

  // 46000 of 53000 dm² and four heads of five: more than three quarters.
  expect(await verdict(allButD)).toEqual({
    outcome: 'ADOPTED',
    profile: 'CN-140500@2021-01-01',
    entitled: { heads: 7, areaDm2: 70_000 },
  });
  // One choice: 31000 of 53000.
  expect(await verdict({ ...allButD, G: 'NO' })).toMatchObject({ outcome: 'TOO_FEW_IN_FAVOUR' });
  // The law: two thirds of all owners were wanted, and four heads of seven are less.
  expect(await verdict(allButD, 'inTheOld')).toMatchObject({
    outcome: 'TOO_FEW_IN_FAVOUR',
    profile: 'CN@2019-07-01',
  });
  // One area: 46000 of 61333 is three quarters by a quarter of a dm², of 61334 it is not.
  expect(await withD('153.33')).toMatchObject({ changed: 1 });
  expect(await verdict(allButD)).toMatchObject({ outcome: 'ADOPTED', entitled: { areaDm2: 78_333 } });
  expect(await withD('153.34')).toMatchObject({ changed: 1 });
  expect(await verdict(allButD)).toMatchObject({
    outcome: 'TOO_FEW_IN_FAVOUR',
    entitled: { areaDm2: 78_334 },
  });
});
