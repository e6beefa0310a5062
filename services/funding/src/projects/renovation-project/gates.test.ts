import { profileAt } from '@anju/rulebook/rule-profile';
import type { KnownDecision } from '../../known/decision/decision';
import { gatesOf } from './gates';
import type { RenovationProject } from './renovation-project';

const contentsHash = 'a'.repeat(64);
const { payment } = profileAt('140502', '2022-09-20');
const acceptance = (id: `dec_${number}`, differing: Partial<KnownDecision> = {}): KnownDecision => ({
  id,
  communityId: 'com_1',
  divisionCode: '140502',
  matter: 'OTHER_MAJOR',
  mixedWith: null,
  adopted: true,
  warrants: { kind: 'ACCEPT_CONTENTS', projectId: 'prj_1', contentsHash },
  entitledAreaDm2: 156_000,
  decidedAt: '2022-07-16T01:00:00.000Z',
  effectiveAt: '2022-07-25T16:00:00.000Z',
  annulledOn: null,
  annulledAt: null,
  synthetic: false,
  ...differing,
});
const annulled = { annulledOn: '2022-09-18', annulledAt: '2022-09-20T02:00:00.000Z' } as const;

/** What is missing of the owners' decision. */
function missing(acceptances: readonly KnownDecision[], startedAt: RenovationProject['startedAt'] = null) {
  const project = { id: 'prj_1', contentsHash, contents: [], costFen: 1, listedAt: null, startedAt };
  const communities = [{ id: 'com_1', name: '凤源' }] as const;
  const gates = gatesOf(project as never, { communities, householdGates: [], acceptances, payment });
  return gates.find(({ gate }) => gate === 'OWNERS_DECISION')!.missing;
}

test('[PART-4, GOV-VOTE-10] an annulled decision accepts nothing, unless another on the same list stands', () => {
  expect(missing([acceptance('dec_1')])).toBeNull();
  expect(missing([acceptance('dec_1', annulled)])).toEqual({
    why: 'DECISION_ANNULLED',
    decisionId: 'dec_1',
    annulledOn: '2022-09-18',
  });
  expect(missing([acceptance('dec_1', annulled), acceptance('dec_2')])).toBeNull();
  expect(missing([acceptance('dec_1', annulled), acceptance('dec_2', { effectiveAt: null })])).toEqual({
    why: 'DECISION_NOT_EFFECTIVE',
    decisionId: 'dec_2',
  });
  const another = { kind: 'ACCEPT_CONTENTS', projectId: 'prj_1', contentsHash: 'b'.repeat(64) } as const;
  expect(missing([acceptance('dec_1', { ...annulled, warrants: another })])).toEqual({
    why: 'OTHER_CONTENTS_ACCEPTED',
  });
});

test('[PART-4, PROJ-1] a project that is started passed the gate, whatever becomes of the decision', () => {
  expect(missing([acceptance('dec_1', annulled)], '2022-09-01T02:00:00.000Z')).toBeNull();
});
