import { accessTable } from '@anju/runtime/access';
import { getNamedType, isInputObjectType } from 'graphql';
import { schema } from './schema';

test('every root field says who may call it, and no mutation is open to everybody', () => {
  const open = Object.entries(accessTable(schema)).filter(([, roles]) => roles.includes('PUBLIC'));
  expect(open.filter(([path]) => path.startsWith('Mutation.'))).toEqual([]);
});

test('[PRIV-2] a masked name is open to everybody because its field says so, as every field with personal data does', () => {
  const table = accessTable(schema);
  for (const field of ['Owner.maskedName', 'CommitteeMember.maskedName', 'Proxy.agentName'])
    expect([field, table[field]]).toEqual([field, ['PUBLIC']]);
});

test('what bears on a vote takes a key; a file and a committee, which are known by what they say, and what operators do, do not', () => {
  const mutations = Object.values(schema.getMutationType()!.getFields());
  const keyed = mutations.filter(({ args }) =>
    args.some(({ type }) => {
      const input = getNamedType(type);
      return isInputObjectType(input) && input.getFields()['idempotencyKey']?.type.toString() === 'String!';
    }),
  );

  expect(keyed.map(({ name }) => name).sort()).toEqual([
    'annulDecision',
    'answerObjection',
    'castBallot',
    'closeVoting',
    'conveneMeeting',
    'correctCommittee',
    'designateVoter',
    'enterPaperBallot',
    'enterPaperObjection',
    'enterRulesOfProcedure',
    'enterTitleProof',
    'handInForms',
    'importPaperBallots',
    'insistOnObjection',
    'objectToCoOwnersBallot',
    'postDecision',
    'raiseObjection',
    'ratifyBallot',
    'recallProxy',
    'recordDeliveries',
    'registerProxy',
    'restoreExclusiveUnit',
    'setFormAside',
    'strikeCommunity',
    'strikeExclusiveUnit',
    'voidPaperBallot',
    'voidRulesOfProcedure',
    'voidTitleProof',
    'withdrawAnnulment',
    'withdrawMeeting',
    'withdrawObjection',
    'withdrawPosting',
  ]);
  const others = mutations.filter((mutation) => !keyed.includes(mutation));
  expect(others.map(({ name }) => name).sort()).toEqual([
    'advanceClock',
    'dropGovernanceKey',
    'enterCommittee',
    'importCommunities',
    'importOwnersRoll',
    'rebuildGovernanceCopy',
    'retryGovernanceKey',
    'tellGovernanceAgain',
  ]);
});
