import { testDatabase } from '@anju/runtime/testing/test-database';
import { other } from '../assembly-meeting/assembly-meeting.builder';
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
