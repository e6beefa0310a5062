import { profileAt } from '@anju/rulebook/rule-profile';
import { count } from '../owners-decision/count.builder';
import { closeVoting, type Counting } from './question';
import { afterwards, aQuestion, whileOpen } from './question.builder';

const counting = (differing: Partial<Counting> = {}): Counting => ({
  decisionId: 'dec_1',
  count: count({ yes: 'ABCDG' }),
  profile: profileAt('140502', '2022-09-20'),
  now: afterwards,
  ...differing,
});

test('[GOV-VOTE-9] an adopted question is recorded and told with its four integers and its rule profile', () => {
  const turnout = {
    entitled: { heads: 7, areaDm2: 70000 },
    tookPart: { heads: 5, areaDm2: 53000 },
    yes: { heads: 4, areaDm2: 46000 },
  };

  expect(closeVoting(aQuestion(), counting({ count: count({ yes: 'ABCG', no: 'D' }) }))).toMatchObject({
    accepted: true,
    state: {
      question: { status: 'CLOSED' },
      decision: { outcome: 'ADOPTED', turnout, ruleProfile: 'CN-140500@2022-08-01' },
    },
    events: [
      {
        type: 'governance.decision-adopted.v1',
        data: { decisionId: 'dec_1', purpose: 'USE_MAINTENANCE_FUND', ceilingFen: 9_800_000_000, turnout },
      },
    ],
  });
});

test('[GOV-VOTE-1] a question too few took part in is told with the reason', () => {
  expect(closeVoting(aQuestion(), counting({ count: count({ yes: 'ABCD' }) }))).toMatchObject({
    state: { decision: { outcome: 'TOO_FEW_TOOK_PART' } },
    events: [{ type: 'governance.decision-rejected.v1', data: { reason: 'TOO_FEW_TOOK_PART' } }],
  });
});

test('[GOV-VOTE-4] the matter fixes the majority: four of five carry the use of the fund and not a lift', () => {
  const four = counting({ count: count({ yes: 'ABCD', no: 'G' }) });

  expect(closeVoting(aQuestion({ matter: 'USE_MAINTENANCE_FUND' }), four)).toMatchObject({
    state: { decision: { outcome: 'ADOPTED' } },
  });
  expect(closeVoting(aQuestion({ matter: 'REBUILD_ALTER' }), four)).toMatchObject({
    state: { decision: { outcome: 'TOO_FEW_IN_FAVOUR' } },
  });
});

test('[GOV-VOTE-13] a question is not counted while ballots may still change', () => {
  expect(closeVoting(aQuestion(), counting({ now: whileOpen }))).toEqual({
    accepted: false,
    refusal: { code: 'VOTING_NOT_OVER', rule: 'GOV-VOTE-13', retryable: false },
  });
});

test('[GOV-VOTE-10] a count stands: it is not done again', () => {
  expect(closeVoting(aQuestion({ status: 'CLOSED' }), counting())).toMatchObject({
    refusal: { code: 'ALREADY_COUNTED', rule: 'GOV-VOTE-10' },
  });
});
