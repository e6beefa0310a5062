import { factsIn, testDatabase } from '@anju/runtime/testing/test-database';
import { transaction } from '@anju/runtime/transaction';
import {
  acceptContents,
  committee,
  convene,
  meetingWith,
  other,
  repairRoof,
  withdraw,
} from '../assembly-meeting/assembly-meeting.builder';
import { AssemblyMeetingTable } from '../assembly-meeting/assembly-meeting.table';
import { putCommunity } from '../assembly-meeting/roll.builder';
import { cast } from '../ballot/ballot.builder';
import { KnownProjectTable } from '../known/project/project.table';
import { storage } from '../storage';
import { close, standOf, voteOn } from './vote.builder';

const database = testDatabase(storage);

const chargers = { title: '在小区公共道路设置 40 个充电桩，许可期五年', matter: 'COMMON_PART_USE' };

test.each([
  ['four of five heads with 38000 of 53000 dm² are too few', { YES: 'ABCD', NO: 'G' }, 'TOO_FEW_IN_FAVOUR'],
  ['four of five heads with 46000 of 53000 dm² carry', { YES: 'ABCG', NO: 'D' }, 'ADOPTED'],
])(
  '[GOV-VOTE-4] example: 40 chargers on the common road are a special matter: %s',
  async (_, answers, outcome) => {
    const { questionId } = await voteOn(database(), answers, other(chargers));

    expect(await standOf(database(), questionId)).toMatchObject({
      majority: 'SPECIAL',
      verdict: {
        approval: { area: { threshold: { word: 'AT_LEAST', numerator: 3, denominator: 4 } } },
      },
    });
    expect(await close(database(), questionId)).toMatchObject({ decision: { outcome } });
  },
);

test('[GOV-VOTE-4] the same votes that are too few for the chargers carry an ordinary matter', async () => {
  const { questionId } = await voteOn(database(), { YES: 'ABCD', NO: 'G' }, other());

  expect(await standOf(database(), questionId)).toMatchObject({ majority: 'ORDINARY' });
  expect(await close(database(), questionId)).toMatchObject({ decision: { outcome: 'ADOPTED' } });
});

test('[PART-5, GOV-VOTE-4] a list with a lift is put to the owners as REBUILD_ALTER or mixed with it, by the stricter majority', async () => {
  await putCommunity(database());
  const works = ['ROOF_REPAIR', 'LIFT'].map((code) => ({ code, costFen: 100 }));
  await transaction(database(), (tx) =>
    tx.update(KnownProjectTable, { id: 'prj_1' }, { contents: works } as never),
  );

  expect(await convene(database(), { questions: [acceptContents()] })).toMatchObject({
    code: 'MATTER_TOO_SMALL',
    rule: 'PART-5',
    retryable: false,
    message: expect.stringContaining('question 1'),
  });
  expect(await database().read.count(AssemblyMeetingTable)).toBe(0);

  const mixed = acceptContents({ mixedWith: 'REBUILD_ALTER' });
  const { meetingId, questionIds } = await meetingWith(database(), [mixed]);
  for (const letter of 'ABCD') await cast(database(), letter, meetingId, { [questionIds[0]!]: 'YES' });
  await cast(database(), 'G', meetingId, { [questionIds[0]!]: 'NO' });
  expect(await close(database(), questionIds[0]!)).toMatchObject({
    decision: { outcome: 'TOO_FEW_IN_FAVOUR' },
  });
  expect((await factsIn(database())).at(-1)).toMatchObject({
    type: 'governance.decision-rejected.v1',
    data: { matter: 'OTHER_MAJOR', mixedWith: 'REBUILD_ALTER' },
  });
});

test('[PART-5, GOV-VOTE-4] a lift is paid from the fund only by three quarters of those who take part', async () => {
  await putCommunity(database());
  const forTheLift = (differing = {}) =>
    repairRoof({
      title: '使用维修资金加装电梯',
      scope: 'ZONE',
      buildingIds: [],
      pay: { contentCodes: ['LIFT'], ceilingFen: 12_000_000 },
      ...differing,
    });
  const asOrdinary = { questions: [forTheLift()] };

  expect(await convene(database(), asOrdinary)).toMatchObject({
    code: 'MATTER_TOO_SMALL',
    rule: 'PART-5',
    retryable: false,
    message: expect.stringContaining('Name that in mixedWith'),
  });
  expect(await convene(database(), asOrdinary, { caller: committee('1', 'zh') })).toMatchObject({
    message: expect.stringContaining('REBUILD_ALTER 填为不可分的第二事项'),
  });
  expect(await database().read.count(AssemblyMeetingTable)).toBe(0);

  const mixed = forTheLift({ mixedWith: 'REBUILD_ALTER' });
  const outcomeOf = async (yes: string, no: string) => {
    const { meetingId, questionIds } = await meetingWith(database(), [mixed]);
    for (const letter of yes) await cast(database(), letter, meetingId, { [questionIds[0]!]: 'YES' });
    await cast(database(), no, meetingId, { [questionIds[0]!]: 'NO' });
    return (await close(database(), questionIds[0]!)).decision.outcome;
  };
  expect(await outcomeOf('ABCD', 'G')).toBe('TOO_FEW_IN_FAVOUR');
  expect(await outcomeOf('ABCG', 'D')).toBe('ADOPTED');
  expect((await factsIn(database())).at(-1)).toMatchObject({
    type: 'governance.decision-adopted.v1',
    data: {
      matter: 'USE_MAINTENANCE_FUND',
      mixedWith: 'REBUILD_ALTER',
      warrants: { kind: 'PAY', contentCodes: ['LIFT'] },
    },
  });
});

test('[GOV-VOTE-4] a list that cannot be split from common use is accepted in either order, by three quarters', async () => {
  await putCommunity(database());
  const orders = [
    { matter: 'COMMON_PART_USE', mixedWith: 'OTHER_MAJOR' },
    { matter: 'OTHER_MAJOR', mixedWith: 'COMMON_PART_USE' },
  ];
  for (const order of orders) {
    const { meetingId, questionIds } = await meetingWith(database(), [acceptContents(order)]);
    expect(await standOf(database(), questionIds[0]!)).toMatchObject({ majority: 'SPECIAL' });
    // The same list is not put to them twice.
    await withdraw(database(), meetingId);
  }
});
