import { layer, whereBesides } from '@anju/rulebook/profile-layer.builder';
import { testDatabase } from '@anju/runtime/testing/test-database';
import { ask, meetingWith, other, repairRoof } from '../assembly-meeting/assembly-meeting.builder';
import { cast } from '../ballot/ballot.builder';
import { close } from './vote.builder';
import { putCommunity } from '../assembly-meeting/roll.builder';
import type { RollUnit } from '@anju/rulebook/electorate';
import { storage } from '../storage';

const database = testDatabase(storage);

/** Six homes in one building, 60000 dm² together, each of an owner of its own. */
const six: readonly RollUnit[] = [...'ABCDEF'].map((letter, i) => ({
  unitId: `unt_${i + 1}`,
  buildingId: 'bld_2',
  label: `2-1-${i + 1}01`,
  areaDm2: 10_000,
  headKey: letter,
  ownerIds: [`own_${letter}`],
}));

/** What comes of it when so many of the six say yes and so many no. */
async function outcome(yes: number, no: number, question: Record<string, unknown> = other()) {
  await putCommunity(database(), { roll: six });
  const { meetingId, questionIds } = await meetingWith(database(), [question]);
  const [id] = questionIds as [string];
  for (const [i, letter] of [...'ABCDEF'].slice(0, yes + no).entries()) {
    const ballot = await cast(database(), letter, meetingId, { [id]: i < yes ? 'YES' : 'NO' });
    expect(ballot).toMatchObject({ __typename: 'Ballot' });
  }
  const { decision } = await close(database(), id);
  return decision;
}

test.each([
  [4, 0, 'ADOPTED', '以上: two thirds, 40000 of 60000, include themselves'],
  [3, 0, 'TOO_FEW_TOOK_PART', '30000 of 60000 are less than two thirds'],
  [3, 3, 'TOO_FEW_IN_FAVOUR', '过半数: a half, 30000 of 60000, is not more than half'],
  [4, 2, 'ADOPTED', '40000 of 60000 are'],
])('[CONV-2, GOV-VOTE-1, GOV-VOTE-2] %i yes and %i no of six: %s; %s', async (yes, no, expected) => {
  expect(await outcome(yes, no)).toMatchObject({ outcome: expected });
});

/** What the fund office of the county asks for, from the day the notice of these votes was given. */
const fundOffice = layer({
  level: 'GUIDANCE',
  maker: 'fund office',
  division: '140502',
  from: '2022-06-20',
  changes: { maintenanceFund: { legacyFundThreshold: true } },
});
const whereTheFundOfficeAsksForTwoThirds = <T>(work: () => Promise<T>) => whereBesides([fundOffice], work);

const warned = async (id: string) => {
  const { data } = await ask(
    database(),
    'query ($id: ID!) { ownersDecision(id: $id) { outcome warnings } }',
    {
      id,
    },
  );
  return {
    outcome: data.ownersDecision.outcome,
    ofTheFund: data.ownersDecision.warnings.some((each: string) => each.includes('two thirds of all owners')),
  };
};

test.each([
  [3, 2, 'ADOPTED', true, 'half of all owners in favour pass by the law, and the fund office may object'],
  [4, 0, 'ADOPTED', false, 'two thirds of all owners in favour leave it nothing to object to'],
  [2, 3, 'TOO_FEW_IN_FAVOUR', false, 'what was not adopted is not warned of'],
])(
  '[CONV-4, GOV-VOTE-2] guidance that asks for two thirds of all owners to use the fund, %i yes and %i no of six: %s, warned %s; %s',
  async (yes, no, verdict, ofTheFund) => {
    await whereTheFundOfficeAsksForTwoThirds(async () => {
      const decision = await outcome(yes, no, repairRoof());

      expect(decision).toMatchObject({
        outcome: verdict,
        record: {
          ruleProfile: 'CN-140502@2022-06-20',
          turnout: { entitled: { heads: 6 }, tookPart: { heads: yes + no }, yes: { heads: yes } },
        },
      });
      expect(await warned(decision.id)).toEqual({ outcome: verdict, ofTheFund });
    });
  },
);

test('[CONV-4, GOV-VOTE-2] where no office asks for more the same vote is adopted without a warning', async () => {
  const decision = await outcome(3, 2, repairRoof());

  expect(decision).toMatchObject({ outcome: 'ADOPTED', record: { ruleProfile: 'CN-140500@2022-06-05' } });
  expect(await warned(decision.id)).toEqual({ outcome: 'ADOPTED', ofTheFund: false });
});

test("[CONV-6, GOV-VOTE-9] a count is judged by the city's own numbers, and the record names them", async () => {
  expect(await outcome(4, 2)).toMatchObject({ record: { ruleProfile: 'CN-140500@2022-06-05' } });
});
